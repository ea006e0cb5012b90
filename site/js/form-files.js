// What the page of a form needs of the modules beneath: a record becomes a file, or the reasons why it cannot.
// Pure: no page, no clock, no network; what brings glyphs is given with the form.
import { fillPdf } from "./form-pdf.js";
import { fillWord } from "./form-word.js";

/** @typedef {import("./form-data.js").Form} Form what the script of a form hands over, as it is */
/** @typedef {import("./form-entered.js").Values} Values */
/** @typedef {import("./form-entered.js").Refusal} Refusal */

/**
 * A form with all that filling it needs; pdf and glyphs are there where it is to become a PDF, pdf and sheet where
 * it is to be shown.
 * @typedef {Form & {pdf?: import("./form-pdf-setting.js").PdfTemplate, glyphs?: import("./form-pdf.js").GlyphSource, sheet?: import("./form-sheet.js").Sheet}} Fillable
 */

/**
 * The form filled with a record, as a file of a kind, or every reason why there is none.
 * @param {Fillable} form
 * @param {string} kind one of FILE_KINDS
 * @param {Values} values
 * @returns {Promise<{bytes: Uint8Array} | {refusals: Refusal[]}>}
 */
export async function fileOf(form, kind, values) {
  if (kind === "docx") return fillWord(form, values);
  if (kind !== "pdf" || !form.pdf || !form.glyphs) throw new RangeError(kind);
  return fillPdf(form, form.pdf, values, form.glyphs);
}
