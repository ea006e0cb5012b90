// What paper says of itself: the day of printing at the foot of the page, and on every sheet, in the margins that
// Chromium 131 and later draw, what it is from. The words reach the margins as custom properties (see print.css).
// Without script neither is there.
import { today } from "./clock.js";
import { shownDay } from "./days.js";

/** Keeps the words of paper right whenever the page is printed. */
export function mountPaper() {
  const place = document.querySelector('[data-part="print-date"]');
  if (!(place instanceof HTMLElement)) return;
  window.addEventListener("beforeprint", () => {
    const printed = `打印日期：${shownDay(today())}`;
    const number = document.querySelector('[data-part="print-number"]');
    place.textContent = `　${printed}`;
    place.hidden = false;
    write("site", said("SiteName"));
    write("number", `依据：${number ? number.textContent : ""}`);
    write("source", `来源：${said("ContentSource")}　${printed}`);
  });
  window.addEventListener("afterprint", () => {
    place.hidden = true;
  });
}

/**
 * Returns what the page says under a name in its head.
 * @param {string} name
 */
function said(name) {
  const meta = document.querySelector(`meta[name="${name}"]`);
  return (meta && meta.getAttribute("content")) || "";
}

/**
 * Gives the margins of paper a text, as a string of CSS.
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  const quoted = text.replace(/["\\]/g, "\\$&").replace(/\s+/g, (space) => (space === "　" ? space : " "));
  document.documentElement.style.setProperty(`--pp-paper-${name}`, `"${quoted}"`);
}
