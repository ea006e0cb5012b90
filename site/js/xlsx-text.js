// The texts of an .xlsx file, each within a bound. Pure: no page, no clock, no network.
import { TableError } from "./table-error.js";
import { TABLE_TEXT } from "./table-limits.js";

/** Gathers the text of a string out of its tags, its phonetic hints left out (ISO/IEC 29500-1, 18.4). */
export function textReader() {
  let gathered = "";
  let hints = 0;
  let inside = false;
  return {
    open(/** @type {string} */ name) {
      if (name === "rPh") hints += 1;
      if (name === "t") inside = hints === 0;
    },
    close(/** @type {string} */ name) {
      if (name === "rPh") hints -= 1;
      if (name === "t") inside = false;
    },
    text(/** @type {string} */ part) {
      if (inside) gathered = longer(gathered, part);
    },
    taken() {
      const whole = gathered;
      gathered = "";
      return whole;
    },
  };
}

/**
 * A text, as a part holds it, as people see it: characters that XML cannot hold or keep stand there by their numbers
 * (ISO/IEC 29500-1, 22.9.2.19). Raises TableError where half a character stands in it.
 * @param {string} text
 */
export function unescaped(text) {
  if (text.indexOf("_x") < 0) return text;
  const characters = text.replace(/_x([0-9a-fA-F]{4})_/g, (_, number) => String.fromCharCode(parseInt(number, 16)));
  if (/\p{Cs}/u.test(characters)) {
    throw new TableError("有一格含有残缺的字符（只有半个字）；请在表格软件里找到显示不出来的字，删去后另存");
  }
  return characters;
}

/**
 * Both together, the text of one cell.
 * @param {string} text
 * @param {string} more
 */
export function longer(text, more) {
  if (text.length + more.length > TABLE_TEXT) {
    throw new TableError(`有一格超过 ${TABLE_TEXT} 字，不像一张表；请把这一格的内容移到表格以外`);
  }
  return text + more;
}
