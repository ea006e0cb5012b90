// A table chosen, dropped or pasted on a page.
import { action, part } from "./page-elements.js";
import { chosenFile, droppedFile, tableIn } from "./file-choice.js";
import { TableError } from "./table-error.js";
import { readPasted } from "./table-file.js";

/** @typedef {import("./table-file.js").Table} Table */

/** Longer texts are read without being put into the box, which would take longer than reading them. */
const MOST_IN_BOX = 100000;

/**
 * @param {HTMLElement} within
 * @param {{use: (table: Table) => void, refuse: () => void, say: (text: string) => void}} page
 *   refuse: nothing that was read before is to stand
 */
export function mountTableInput(within, { use, refuse, say }) {
  /**
   * @param {() => Table | Promise<Table>} read
   * @param {string} name
   */
  const take = async (read, name) => {
    say("正在读取……");
    try {
      use(await read());
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      refuse();
      say(`${name}${error.message}。`);
    }
  };
  const takeFile = (/** @type {File} */ file) => take(() => tableIn(file), `“${file.name}”`);
  const file = /** @type {HTMLInputElement} */ (part(within, "file"));
  const paste = /** @type {HTMLTextAreaElement} */ (part(within, "paste"));
  action(within, "choose").addEventListener("click", () => file.click());
  chosenFile(file, takeFile);
  droppedFile(part(within, "drop"), takeFile);
  paste.addEventListener("input", () => {
    if (paste.value.trim()) take(() => readPasted(paste.value), "粘贴的内容");
  });
  paste.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (text.length <= MOST_IN_BOX) return;
    event.preventDefault();
    paste.value = "";
    take(() => readPasted(text), "粘贴的内容");
  });
}
