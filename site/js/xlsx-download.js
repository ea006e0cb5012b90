// A table made on the page, handed to the reader as a workbook.
import { download } from "./download.js";
import { xlsxBytes } from "./xlsx-writing.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
