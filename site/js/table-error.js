// The one exception of the modules that read what the reader chose; its text is for that person.
// Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";

/** What was given cannot be read: what is wrong, and what would be right. */
export class TableError extends Error {}

/** What is said of a workbook that does not hold what such files hold, at whatever depth that shows. */
export const DAMAGED = "已损坏或不是 Excel 文件；请用表格软件打开后另存为 .xlsx";

/** @typedef {import("./file-fault.js").FileFaultKind} FileFaultKind */

/** @type {Record<FileFaultKind, string>} */
const OF_WORKBOOKS = {
  no_archive: "不是 Excel 文件（内容与扩展名 .xlsx 不符）；请用表格软件另存为 .xlsx",
  locked: "加了密码；请取消密码后另存为 .xlsx",
  too_large: "解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx",
  damaged: DAMAGED,
  definitions: "含有表格不该有的定义（DOCTYPE），可能不安全；请用表格软件另存为新的 .xlsx",
  cannot_unpack: "是 .xlsx 文件，这个浏览器解不开；请在表格软件里另存为“CSV UTF-8”，再选那个 .csv 文件",
};

/**
 * What reading gives; a fault of the file is told in words.
 * @template T
 * @param {Record<FileFaultKind, string>} words
 * @param {() => Promise<T>} read
 * @returns {Promise<T>}
 */
export async function toldIn(words, read) {
  try {
    return await read();
  } catch (error) {
    throw error instanceof FileFault ? new TableError(words[error.kind]) : error;
  }
}

/**
 * What reading a workbook gives; a fault of the file is told in words.
 * @template T
 * @param {() => Promise<T>} read
 */
export function toldOfWorkbook(read) {
  return toldIn(OF_WORKBOOKS, read);
}
