// A filled form as a record: what reads such files is loaded only when one is chosen.
import { PieceError, makeLoader } from "./pieces.js";
import { TableError } from "./table-error.js";

const SCRIPT = "assets/filled.js";

/** @typedef {typeof import("./form-reading-file.js").readFilled} ReadFilled */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */

/** @type {ReadFilled | null} */
let reader = null;

/**
 * The record in a filled form; TableError where it cannot be read.
 * @param {Uint8Array} bytes
 * @param {FormPage} form
 * @returns {Promise<GivenRecord[]>}
 */
export async function filledRecord(bytes, form) {
  const reading = await (reader || (await loadedReader(form.root)))(bytes, [form]);
  if ("refused" in reading) throw new TableError(`：${reading.refused}`);
  return [{ place: "", values: reading.values, refusals: [], remarks: reading.remarks }];
}

/**
 * @param {string} root the site's root, as seen from the page
 * @returns {Promise<ReadFilled>}
 */
async function loadedReader(root) {
  /** @type {any} */ (window).policypressFilled = (/** @type {ReadFilled} */ given) => (reader = given);
  try {
    await makeLoader(root)(SCRIPT);
  } catch (error) {
    if (!(error instanceof PieceError)) throw error;
  }
  if (!reader) throw new TableError(`没有导入：没有读到“${SCRIPT}”；请刷新本页再试，仍不行请检查网站文件是否完整`);
  return reader;
}
