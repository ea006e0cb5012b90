// A table made on the page, handed to the reader as CSV.
import { csvText } from "./csv.js";
import { download } from "./download.js";

/**
 * Rows as a .csv file that spreadsheets open as UTF-8.
 * @param {string} name
 * @param {string[][]} rows
 * @returns {string} what to say
 */
export function downloadCsv(name, rows) {
  return download(name, `\ufeff${csvText(rows)}`, "text/csv");
}
