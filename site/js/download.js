// A file made on the page, handed to the reader.
import { csvText } from "./csv.js";
import { link } from "./page-elements.js";
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

/**
 * @param {string} name
 * @param {string | Uint8Array | Blob} content
 * @param {string} type
 * @returns {string} what to say
 */
export function download(name, content, type) {
  if (isWeChat()) return "微信里不能保存文件，请用系统浏览器打开本页。";
  const address = URL.createObjectURL(new Blob([/** @type {any} */ (content)], { type }));
  const anchor = link("", address);
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return `已生成“${name}”。`;
}

/** Whether the page is open inside WeChat, which keeps no files. */
export function isWeChat() {
  return /MicroMessenger/i.test(navigator.userAgent);
}
