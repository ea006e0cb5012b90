// What stands on the pages of a PDF file beside their text (ISO 32000-1, 12.5): fields, notes, stamps. The same, in
// the same words, as generators/policypress/forms/pdf_values.py. Pure: no page, no clock, no network.
import { PDF_FIELDS } from "./form-limits.js";
import { TableError } from "./table-error.js";

/** @typedef {import("./pdf-file.js").PdfFile} PdfFile */
/** @typedef {import("./pdf-syntax.js").PdfObject} PdfObject */
/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */

/**
 * What stands on the pages beside their text, each once; raises TableError where there is too much of it.
 * @param {PdfFile} file
 * @param {PdfDictionary} catalog
 */
export async function annotationsIn(file, catalog) {
  /** @type {PdfDictionary[]} */
  const annotations = [];
  const seen = new Set();
  const waiting = [catalog.get("Pages")];
  while (waiting.length) {
    const node = await file.resolved(waiting.pop());
    if (!(node instanceof Map) || seen.has(node)) continue;
    seen.add(node);
    waiting.push(...(await listAt(file, node, "Kids")).reverse());
    for (const each of await listAt(file, node, "Annots")) {
      const annotation = await file.resolved(each);
      if (!(annotation instanceof Map) || seen.has(annotation)) continue;
      seen.add(annotation);
      annotations.push(annotation);
    }
    if (seen.size > PDF_FIELDS || waiting.length > PDF_FIELDS) {
      throw new TableError(`这份 PDF 的页和批注多于 ${PDF_FIELDS} 个，不像是填好的表，没有读`);
    }
  }
  return annotations;
}

/**
 * The array at a key of a dictionary, empty where there is none.
 * @param {PdfFile} file
 * @param {PdfDictionary} dictionary
 * @param {string} key
 * @returns {Promise<PdfObject[]>}
 */
export async function listAt(file, dictionary, key) {
  const list = await file.resolved(dictionary.get(key));
  return Array.isArray(list) ? [...list] : [];
}
