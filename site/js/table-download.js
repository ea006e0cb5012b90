// Tables made on the page, handed to the reader.
import { csvText } from "./csv.js";
import { download } from "./download.js";
import { xlsxBytes } from "./xlsx-writing.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Rows as a .csv file that spreadsheets open as UTF-8.
 * @param {string} name
 * @param {string[][]} rows
 * @returns {string} what to say
 */
export function downloadCsv(name, rows) {
  return download(name, `\ufeff${csvText(rows)}`, "text/csv");
}

/**
 * Rows as an .xlsx file of one sheet.
 * @param {string} name
 * @param {string} title of the sheet
 * @param {string[][]} rows
 * @param {boolean} [texts] whether what looks like a number is a text too
 * @returns {string} what to say
 */
export function downloadXlsx(name, title, rows, texts) {
  return download(name, xlsxBytes(title, rows, texts), XLSX);
}
