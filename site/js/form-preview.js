// How the form will be printed, drawn beside it as it is filled in: only while the reader has it open.
import { unreadWords } from "./form-unread.js";
import { sayLines } from "./page-controls.js";
import { action, element, part } from "./page-elements.js";

const PAUSE_MS = 250;

/**
 * The preview, at work.
 * @param {HTMLElement} form
 * @param {() => Promise<import("./form-working.js").FormWork>} work
 * @param {() => import("./form-page.js").Values} values
 */
export function mountPreview(form, work, values) {
  const opened = /** @type {HTMLDetailsElement} */ (part(form, "preview"));
  const [sheets, faults] = [part(form, "sheets"), part(form, "preview-faults")];
  const say = (/** @type {string[]} */ lines) => sayLines(faults, lines);
  const print = makePrinter();
  let timer = 0;

  /** Draws the sheets and gives them; none where something of the record stands on none of them. */
  const draw = async (/** @type {string[]} */ lead) => {
    const { drawnSheets } = await work();
    const { pictures, refusals } = await drawnSheets(values());
    if (!opened.open) return [];
    sheets.replaceChildren(...pictures);
    say(refusals.length ? [...lead, ...refusals.map(({ message }) => `${message}。`)] : []);
    return refusals.length ? [] : pictures;
  };
  const redraw = (/** @type {string[]} */ ...lead) =>
    draw(lead).catch((error) => {
      say([unreadWords(error, "没有生成")]);
      return [];
    });
  opened.addEventListener("toggle", () => {
    if (opened.open) return void redraw();
    // What is closed keeps nothing of what was typed.
    sheets.replaceChildren();
    say([]);
  });
  action(form, "print").addEventListener("click", async () => {
    const drawn = await redraw("没有打印，请先改好：");
    if (drawn.length) print(drawn.map((sheet) => sheet.cloneNode(true)));
    // They stand above the sheets, the button below.
    else faults.scrollIntoView({ block: "center" });
  });
  opened.hidden = false;
  return {
    /** Draws anew, once the reader pauses. */
    changed() {
      clearTimeout(timer);
      if (opened.open) timer = window.setTimeout(() => redraw(), PAUSE_MS);
    },
  };
}

/**
 * What prints sheets alone, without the page.
 * @returns {(sheets: Node[]) => void}
 */
function makePrinter() {
  const paper = element("div", "form-paper");
  window.addEventListener("afterprint", () => {
    paper.remove();
    document.documentElement.removeAttribute("data-form-paper");
  });
  return (sheets) => {
    paper.replaceChildren(...sheets);
    document.body.append(paper);
    document.documentElement.toggleAttribute("data-form-paper", true);
    window.print();
  };
}
