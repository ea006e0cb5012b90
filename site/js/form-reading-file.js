// A filled form, Word or PDF, told apart by what is in the file and not by its name, the same as
// generators/policypress/forms/read_files.py does. Pure: no page, no clock, no network.
import { beginsWith, OLE } from "./bytes.js";
import { readPdf } from "./form-reading-pdf.js";
import { readWord } from "./form-reading-word.js";
import { isPdf } from "./pdf-values.js";
import { TableError } from "./table-error.js";

const TOO_MUCH_IN_FILE = "这份文件里有过大或嵌套过深的内容，不像是填好的表，没有读";
const WANTED = "请给出填好的 .docx 或 .pdf 表格";
const ZIP = [0x50, 0x4b];

/** @typedef {import("./form-reading.js").Form} Form */
/** @typedef {import("./form-reading.js").Reading} Reading */

/**
 * What stands in a filled form, or why it cannot be read.
 * @param {Uint8Array} bytes
 * @param {Form[]} forms
 * @returns {Promise<Reading | {refused: string}>}
 */
export async function readFilled(bytes, forms) {
  try {
    return await readerOf(bytes)(bytes, forms);
  } catch (error) {
    if (error instanceof TableError) return { refused: error.message };
    // What is nested or joined beyond what the browser can hold.
    if (error instanceof RangeError) return { refused: TOO_MUCH_IN_FILE };
    throw error;
  }
}

/** @param {Uint8Array} bytes */
function readerOf(bytes) {
  if (isPdf(bytes)) return readPdf;
  if (!bytes.length) throw new TableError(`文件是空的；${WANTED}`);
  if (beginsWith(bytes, ZIP) || beginsWith(bytes, OLE)) return readWord;
  throw new TableError(`这不是 Word 或 PDF 文件；${WANTED}`);
}
