// What the page of a form needs of the modules beneath: a record becomes a file, or the reasons why it cannot.
// Pure: no page, no clock, no network.
import { fillWord } from "./form-word.js";

/** @typedef {import("./form-data.js").Form} Form what the script of a form hands over, as it is */
/** @typedef {import("./form-entered.js").Values} Values */
/** @typedef {import("./form-entered.js").Refusal} Refusal */

/** @type {Record<string, string>} the kinds of file a record can become, and what people call each */
export const FILE_KINDS = { docx: "Word" };

/**
 * The form filled with a record, as a file of a kind, or every reason why there is none.
 * @param {Form} form
 * @param {string} kind one of FILE_KINDS
 * @param {Values} values
 * @returns {Promise<{bytes: Uint8Array} | {refusals: Refusal[]}>}
 */
export async function fileOf(form, kind, values) {
  if (kind !== "docx") throw new RangeError(kind);
  return fillWord(form, values);
}
