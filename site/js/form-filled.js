// A filled form as a record: what reads such files is loaded only when one is chosen.
import { makeBringer } from "./handed-over.js";
import { isPieceError } from "./pieces.js";
import { TableError } from "./table-error.js";

/** @typedef {typeof import("./form-reading-file.js").readFilled} ReadFilled */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */

/** @type {ReturnType<typeof makeBringer> | null} */
let bring = null;

/**
 * The record in a filled form; TableError where it cannot be read.
 * @param {Uint8Array} bytes
 * @param {FormPage} form
 * @returns {Promise<GivenRecord[]>}
 */
export async function filledRecord(bytes, form) {
  const reading = await (await loadedReader(form.root))(bytes, [form]);
  if ("refused" in reading) throw new TableError(`：${reading.refused}`);
  const { values, remarks, hints } = reading;
  return [{ place: "", values, refusals: [], remarks: [...remarks, ...hints] }];
}

/**
 * @param {string} root the site's root, as seen from the page
 * @returns {Promise<ReadFilled>}
 */
async function loadedReader(root) {
  try {
    bring = bring || makeBringer(root);
    return await bring("filled");
  } catch (error) {
    if (!isPieceError(error)) throw error;
    throw new TableError(`没有导入：没有读到“${error.message}”；请刷新本页再试，仍不行请检查网站文件是否完整`);
  }
}
