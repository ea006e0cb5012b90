// Chosen glyphs put together as a TrueType font that a PDF can carry: the same bytes as
// generators/policypress/forms/truetype.py gives. Pure: no page, no clock, no network.
import { concatenated } from "./bytes.js";
import { UNITS } from "./form-widths.js";

const VERSION = 0x00010000;
const MAGIC = 0x5f0f3cf5;
/** What the checksum of a whole font is counted back from (OpenType, table head). */
const WHOLE = 0xb1b0afba;
/** Where in the table head the checksum of the whole font stands. */
const ADJUSTMENT = 8;

/** @typedef {import("./form-glyphs.js").Glyph} Glyph */
/** @typedef {{advance: number, x0: number, y0: number, x1: number, y1: number, points: number, contours: number, padded: Uint8Array}} Part */

/**
 * A font with the tables a PDF reader needs (ISO 32000-1, 9.9) and no others.
 * @param {{ascent: number, descent: number}} face
 * @param {Glyph[]} glyphs the first is that of what is missing
 */
export function trueType({ ascent, descent }, glyphs) {
  const parts = glyphs.map(partOf);
  const most = (/** @type {(part: Part) => number} */ of) => Math.max(...parts.map(of));
  const least = (/** @type {(part: Part) => number} */ of) => Math.min(...parts.map(of));
  const box = [least(({ x0 }) => x0), least(({ y0 }) => y0), most(({ x1 }) => x1), most(({ y1 }) => y1)];
  const widest = most(({ advance }) => advance);
  const zeros = (/** @type {number} */ count) => Array(count).fill(0);
  let end = 0;
  const offsets = [0, ...parts.map(({ padded }) => (end += padded.length))];
  return file([
    ["glyf", concatenated(parts.map(({ padded }) => padded))],
    ["head", packedWords("IIIIHHIIIIhhhhHHhhh", [VERSION, VERSION, 0, MAGIC, 11, UNITS, ...zeros(4), ...box, 0, 8, 2, 1, 0])],
    [
      "hhea",
      packedWords("IhhhHhhhhhhhhhhhH", [VERSION, ascent, descent, 0, widest, 0, 0, box[2] || 0, 1, ...zeros(7), glyphs.length]),
    ],
    ["hmtx", concatenated(parts.map(({ advance, x0 }) => packedWords("Hh", [advance, x0])))],
    ["loca", packedWords("I".repeat(offsets.length), offsets)],
    [
      "maxp",
      packedWords(`IHHH${"H".repeat(11)}`, [
        ...[VERSION, parts.length, most(({ points }) => points), most(({ contours }) => contours), 0, 0, 1],
        ...zeros(8),
      ]),
    ],
  ]);
}

/**
 * @param {Glyph} glyph
 * @returns {Part}
 */
function partOf({ advance, outline }) {
  const padded = paddedToWords(outline);
  if (!outline.length) return { advance, x0: 0, y0: 0, x1: 0, y1: 0, points: 0, contours: 0, padded };
  const view = new DataView(outline.buffer, outline.byteOffset, outline.length);
  const [contours = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [0, 2, 4, 6, 8].map((at) => view.getInt16(at));
  return { advance, x0, y0, x1, y1, points: view.getUint16(10 + 2 * (contours - 1)) + 1, contours, padded };
}

/**
 * The font file made of tables, in the order of their names.
 * @param {[string, Uint8Array][]} tables
 */
function file(tables) {
  const count = tables.length;
  const power = Math.floor(Math.log2(count));
  let place = 12 + 16 * count;
  const directory = packedWords("IHHHH", [VERSION, count, 16 << power, power, 16 * count - (16 << power)]);
  const entries = tables.map(([name, table]) => {
    const entry = [...Array.from(name, (char) => char.charCodeAt(0)), checksum(paddedToWords(table)), place, table.length];
    place += paddedToWords(table).length;
    return packedWords("BBBBIII", entry);
  });
  const font = concatenated([directory, ...entries, ...tables.map(([, table]) => paddedToWords(table))]);
  const view = new DataView(font.buffer);
  const [[, outlines] = ["", new Uint8Array()]] = tables;
  view.setUint32(12 + 16 * count + paddedToWords(outlines).length + ADJUSTMENT, (WHOLE - checksum(font)) >>> 0);
  return font;
}

/**
 * The sum of the 32-bit words, modulo 2^32.
 * @param {Uint8Array} data
 */
function checksum(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** @param {Uint8Array} data */
function paddedToWords(data) {
  const over = data.length % 4;
  return over ? concatenated([data, new Uint8Array(4 - over)]) : data;
}

/**
 * Numbers one after another, the higher bytes first: B 8 bits, H 16, h 16 with a sign, I 32.
 * @param {string} kinds
 * @param {number[]} values
 */
function packedWords(kinds, values) {
  const sizes = Array.from(kinds, (kind) => (kind === "I" ? 4 : kind === "B" ? 1 : 2));
  const view = new DataView(new ArrayBuffer(sizes.reduce((sum, size) => sum + size, 0)));
  let place = 0;
  sizes.forEach((size, at) => {
    const value = values[at] || 0;
    if (size === 4) view.setUint32(place, value);
    else if (size === 2) view.setInt16(place, value);
    else view.setUint8(place, value);
    place += size;
  });
  return new Uint8Array(view.buffer);
}
