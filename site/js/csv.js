// Text ↔ rows of text: CSV, the same as generators/policypress/csv_rows.py reads and generators/policypress/guarded_csv.py
// writes it, and what spreadsheets put on the clipboard. Pure: no page, no clock, no network.
import { TableError } from "./table-error.js";
import { TABLE_TEXT } from "./table-limits.js";

/** Text that a spreadsheet may take for a formula, with or without quote marks before it. */
const FORMULA = /^'*[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * Rows as CSV text, every field quoted, lines ended by CR LF. A field that a spreadsheet could run as a
 * formula gets an apostrophe before it, which unguarded takes away again.
 * @param {string[][]} rows
 */
export function csvText(rows) {
  const field = (/** @type {string} */ text) => `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/**
 * Text without the apostrophe that csvText puts before what could run as a formula.
 * @param {string} text
 */
export function unguarded(text) {
  return text.charAt(0) === "'" && FORMULA.test(text) ? text.slice(1) : text;
}

/**
 * The rows of a text. With a comma, as strict as a file; with a tab, as lenient as a clipboard, where a
 * quote mark that is never closed is one that somebody typed.
 * @param {string} text
 * @param {"," | "\t"} delimiter
 * @returns {string[][]}
 */
export function parseRows(text, delimiter) {
  /** @type {string[][]} */
  const rows = [];
  let place = 0;
  while (place < text.length) {
    /** @type {string[]} */
    const row = [];
    let end = isEnd(text, place) ? place : -1;
    while (end < 0) {
      const field = fieldAt(text, place, delimiter);
      if (field.text.length > TABLE_TEXT) throw quotes(text, field.next);
      row.push(field.text);
      place = field.next;
      if (text[place] === delimiter) place += 1;
      else end = place;
    }
    rows.push(row);
    place = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
  }
  return rows;
}

/**
 * @param {string} text
 * @param {number} place
 */
function isEnd(text, place) {
  const code = text.charCodeAt(place);
  return code === 10 || code === 13;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {string} delimiter
 * @returns {{text: string, next: number}} next: the delimiter, the end of the line or of the text
 */
function fieldAt(text, start, delimiter) {
  if (text[start] === '"') {
    const quoted = quotedAt(text, start, delimiter);
    if (quoted) return quoted;
    if (delimiter === ",") throw quotes(text, text.length);
  }
  let next = start;
  while (next < text.length && text[next] !== delimiter && !isEnd(text, next)) next += 1;
  return { text: text.slice(start, next), next };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {string} delimiter
 * @returns {{text: string, next: number} | null} null: its quote marks do not pair
 */
function quotedAt(text, start, delimiter) {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const next = close + 1;
  if (close < 0) return null;
  if (next < text.length && text[next] !== delimiter && !isEnd(text, next)) {
    if (delimiter === ",") throw quotes(text, next);
    return null;
  }
  return { text: text.slice(start + 1, close).replace(/""/g, '"'), next };
}

/**
 * @param {string} text
 * @param {number} place
 */
function quotes(text, place) {
  const line = text.slice(0, place).split(/\r\n|\r|\n/).length;
  return new TableError(`第 ${line} 行的引号不成对或内容过长；请用表格软件重新另存为 .csv`);
}
