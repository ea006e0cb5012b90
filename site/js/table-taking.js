// A table that was given, read and put to use; or what is said of it where it cannot be read.
import { tableIn } from "./file-reading.js";
import { TableError } from "./table-error.js";
import { readPasted } from "./table-file.js";

/** @typedef {import("./table-file.js").Table} Table */

/**
 * What reads tables for a page; of a table that another has followed meanwhile, nothing more is heard.
 * @param {{use: (table: Table) => void, refuse: () => void, say: (text: string) => void}} page
 *   refuse: nothing that was read before is to stand
 * @returns {import("./table-input.js").TableUse}
 */
export function tableTaker({ use, refuse, say }) {
  let latest = 0;
  /**
   * @param {() => Table | Promise<Table>} read
   * @param {string} name
   */
  const take = async (read, name) => {
    const mine = ++latest;
    say("正在读取……");
    try {
      const table = await read();
      if (mine === latest) use(table);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      if (mine !== latest) return;
      refuse();
      say(`${name}${error.message}。`);
    }
  };
  return {
    file: (file) => take(() => tableIn(file), `“${file.name}”`),
    text: (text) => take(() => readPasted(text), "粘贴的内容"),
  };
}
