// The catalogue of a PDF file (ISO 32000-1, 7.7.2), where its trailer names another object too.
// Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { PDF_ROOT_RECOVERY } from "./form-limits.js";
import { nothingIfDamaged } from "./pdf-file.js";
import { PdfName } from "./pdf-syntax.js";

/** @typedef {import("./pdf-syntax.js").PdfObject} PdfObject */
/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */

/**
 * The root of all objects of a file that was opened; raises FileFault: damaged, too_large, cannot_unpack.
 * @param {import("./pdf-file.js").PdfFile} file
 */
export async function catalogOf(file) {
  const root = await file.resolved(file.tables.trailer.get("Root"));
  if (isCatalog(root)) return root;
  let looked = 0;
  for (const number of file.tables.places.keys()) {
    looked += 1;
    if (looked > PDF_ROOT_RECOVERY) throw new FileFault("too_large");
    const object = await file.objectOf(number).catch(nothingIfDamaged);
    if (isCatalog(object)) return object;
  }
  if (root instanceof Map && root.has("Pages")) return root;
  throw new FileFault("damaged");
}

/**
 * @param {PdfObject | undefined} object
 * @returns {object is PdfDictionary}
 */
function isCatalog(object) {
  const type = object instanceof Map ? object.get("Type") : null;
  return type instanceof PdfName && type.name === "Catalog";
}
