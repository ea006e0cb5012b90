// The sentence behind a number, shown while the pointer is on it or the keyboard has come to it. Without
// script it is the link's title; a click follows the link either way. WCAG 1.4.13: Esc closes it, the pointer
// may go into it, and it stays until left.
import { element } from "./page-elements.js";

const LEAVE = 250;
const MARGIN = 12;
const ID = "proof-preview";

/** @typedef {HTMLElement | SVGElement} Link */

/** Shows previews for every link to a sentence on the page, those added later too. */
export function mountProofPreview() {
  const preview = element("div", "proof-preview");
  preview.id = ID;
  preview.setAttribute("role", "tooltip");
  preview.hidden = true;
  document.body.append(preview);
  /** @type {Link | null} */
  let shown = null;
  let timer = 0;
  let keyboard = false;
  const stay = () => window.clearTimeout(timer);
  const hide = () => {
    stay();
    if (shown) restore(shown, preview);
    shown = null;
  };
  /** @param {Link} link */
  const show = (link) => {
    stay();
    if (shown === link) return;
    hide();
    shown = link;
    reveal(link, preview);
  };
  const leave = () => {
    stay();
    timer = window.setTimeout(hide, LEAVE);
  };
  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (event.pointerType === "touch") return;
    if (link) show(link);
    else if (preview.contains(/** @type {Node} */ (event.target))) stay();
    else if (shown && shown !== document.activeElement) leave();
  });
  document.addEventListener("keydown", (event) => {
    keyboard = true;
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", () => (keyboard = false));
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && keyboard) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (shown === linkOf(event.target)) hide();
  });
  window.addEventListener("beforeprint", hide);
  window.addEventListener("pagehide", hide);
}

/**
 * @param {EventTarget | null} target
 * @returns {Link | null}
 */
function linkOf(target) {
  return target instanceof Element ? target.closest("a.fact") : null;
}

/**
 * Shows the sentence in place of the browser's own tooltip.
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function reveal(link, preview) {
  preview.textContent = link.getAttribute("title");
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", ID);
  preview.hidden = false;
  const { x, y } = placeOf(link, preview);
  preview.style.left = `${x}px`;
  preview.style.top = `${y}px`;
}

/**
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function restore(link, preview) {
  link.setAttribute("title", preview.textContent || "");
  link.removeAttribute("aria-describedby");
  preview.hidden = true;
}

/**
 * Returns where the preview stands in the document: right below the link, or above it where there is no room.
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function placeOf(link, preview) {
  const first = link.getClientRects()[0] || link.getBoundingClientRect();
  const whole = link.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = preview;
  const below = whole.bottom + offsetHeight + MARGIN <= window.innerHeight || whole.top < offsetHeight;
  const right = document.documentElement.clientWidth - offsetWidth - MARGIN;
  return {
    x: window.scrollX + Math.max(MARGIN, Math.min(first.left, right)),
    y: window.scrollY + (below ? whole.bottom : whole.top - offsetHeight),
  };
}
