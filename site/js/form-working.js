// What works on records for the page of a form: fills them into files, draws them, reads them out of files, and takes
// whole tables of them.
import { mountBatch } from "./form-batch-view.js";
import { fileOf } from "./form-files.js";
import { importedLines } from "./form-importing.js";
import { makeFormLoader, PREVIEW } from "./form-loading.js";
import { fileName } from "./form-names.js";
import { sheetPictures } from "./form-pictures.js";
import { downloadXlsx } from "./xlsx-download.js";

/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {import("./form-entered.js").Values} Values */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {ReturnType<typeof makeFormWork>} FormWork */

/**
 * All but the import raises PieceError where a script of the site cannot be read.
 * @param {FormPage} page a draft is asked for no form that is filled
 */
export function makeFormWork(page) {
  const load = makeFormLoader(page.root, /** @type {import("./form-page.js").FormScripts} */ (page.scripts));
  return {
    /**
     * The form filled, as a file with a name; or every reason why there is none.
     * @param {string} kind one of FILE_KINDS
     * @param {Values} values
     * @returns {Promise<{name: string, bytes: Uint8Array} | {refusals: Refusal[]}>}
     */
    async filledFile(kind, values) {
      const form = await load(kind);
      const made = await fileOf(form, kind, values);
      return "bytes" in made ? { name: `${fileName(form, values)}.${kind}`, bytes: made.bytes } : made;
    },
    /**
     * The form filled, as pictures of its sheets, and what of it stands on none of them.
     * @param {Values} values
     */
    drawnSheets: async (values) => sheetPictures(await load(PREVIEW), values),
    /** @param {HTMLElement} batch where many are filled at once */
    batch: (batch) => mountBatch(batch, page, load),
    /**
     * @param {File} file
     * @param {import("./form-importing.js").Fields} fields
     */
    importedLines: (file, fields) => importedLines(page, file, fields),
    downloadXlsx,
  };
}
