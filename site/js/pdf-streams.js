// The data of a PDF file's streams unpacked (ISO 32000-1, 7.4.4). Pure: no page, no clock, no network.
import { canUnpack, unpackedFrom } from "./compression.js";
import { FileFault } from "./file-fault.js";
import { PDF_STREAM } from "./form-limits.js";

/** The least of the predictors that PNG (ISO/IEC 15948, 9) knows. */
const PNG = 10;

/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */

/**
 * What deflated data held; FileFault: damaged, too_large, cannot_unpack.
 * @param {Uint8Array} data
 * @param {PdfDictionary | null} parameters
 */
export async function inflatedData(data, parameters) {
  if (!canUnpack()) throw new FileFault("cannot_unpack");
  const out = await unpackedFrom([data], "deflate", PDF_STREAM);
  if (typeof out === "string") throw new FileFault(out);
  const number = (/** @type {string} */ key) => {
    const value = parameters && parameters.get(key);
    return typeof value === "number" ? value : 1;
  };
  if (number("Predictor") === 1) return out;
  if (number("Predictor") < PNG || number("Colors") !== 1 || (number("BitsPerComponent") !== 1 && number("BitsPerComponent") !== 8)) {
    throw new FileFault("damaged");
  }
  return unfiltered(out, number("Columns"));
}

/**
 * Rows of bytes, each led by how it was foretold from its neighbours.
 * @param {Uint8Array} data
 * @param {number} width bytes of a row
 */
function unfiltered(data, width) {
  const rows = Math.floor(data.length / (width + 1));
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (width + 1)];
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const left = column ? out[at - 1] || 0 : 0;
      const above = row ? out[at - width] || 0 : 0;
      const corner = column && row ? out[at - width - 1] || 0 : 0;
      out[at] = (data[row * (width + 1) + 1 + column] || 0) + foretold(kind, left, above, corner);
    }
  }
  return out;
}

/**
 * @param {number | undefined} kind
 * @param {number} left
 * @param {number} above
 * @param {number} corner
 */
function foretold(kind, left, above, corner) {
  if (kind === 1) return left;
  if (kind === 2) return above;
  if (kind === 3) return (left + above) >> 1;
  if (kind !== 4) return 0;
  const distances = [left, above, corner].map((each) => Math.abs(left + above - corner - each));
  return [left, above, corner][distances.indexOf(Math.min(...distances))] || 0;
}
