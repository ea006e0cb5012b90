// A table chosen, dropped or pasted on a page.
import { chosenFile, droppedFile } from "./file-choice.js";
import { action, part } from "./page-elements.js";

/** Longer texts are read without being put into the box, which would take longer than reading them. */
const MOST_IN_BOX = 100000;

/** @typedef {{file: (file: File) => unknown, text: (text: string) => unknown}} TableUse what becomes of a table that was given */

/**
 * Takes tables by every way there is.
 * @param {HTMLElement} within a module with a button, a box to drop into and one to paste into
 * @param {TableUse} use
 */
export function mountTableInput(within, use) {
  const file = /** @type {HTMLInputElement} */ (part(within, "file"));
  const paste = /** @type {HTMLTextAreaElement} */ (part(within, "paste"));
  action(within, "choose").addEventListener("click", () => file.click());
  chosenFile(file, use.file);
  droppedFile(part(within, "drop"), use.file);
  paste.addEventListener("input", () => {
    if (paste.value.trim()) use.text(paste.value);
  });
  paste.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (text.length <= MOST_IN_BOX) return;
    event.preventDefault();
    paste.value = "";
    use.text(text);
  });
}
