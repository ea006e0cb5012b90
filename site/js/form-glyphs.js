// The glyphs a form is filled with in PDF, a slice at a time: generators/policypress/forms/glyph_files.py.
// Pure: what loads a slice is given.
import { bytesOfBase64 } from "./bytes.js";
import { PieceError, countUpTo, packedNumbers } from "./pieces.js";

/** Bytes of a glyph's record: code point, advance, length of the outline. */
const RECORD_BYTES = 12;

/** @typedef {{advance: number, outline: Uint8Array}} Glyph outline: record of a TrueType glyf table; empty for a blank */

/**
 * A face and those of its glyphs that were loaded; lengths in 1/1000 of the type size.
 * @typedef {object} Face
 * @property {string} name its PostScript name
 * @property {number} ascent
 * @property {number} descent
 * @property {number} capHeight
 * @property {number[]} bounds
 * @property {Glyph} missing stands for a character that is missing
 * @property {Map<string, Glyph>} glyphs
 * @property {(char: string) => boolean} leftOut whether the font may have a glyph that slices leave out
 */

/**
 * What the directory says; closed: why there are no slices.
 * @typedef {object} Directory
 * @property {string} [closed]
 * @property {string} name
 * @property {number} ascent
 * @property {number} descent
 * @property {number} capHeight
 * @property {number[]} bounds
 * @property {[number, string]} missing advance and outline
 * @property {[number, number][]} leftOut first and last code points
 * @property {string} first characters of the slices of those most used
 * @property {string} common characters of the slices that all others begin with
 * @property {string} starts steps between the first code points of the rest
 * @property {number} slice characters a slice
 * @property {{first: string, all: string}} folders
 */

const DIRECTORY = "glyphs/directory.js";

/** @typedef {{file: string, sure: string}} Slice a file, and a character whose glyph it has */

/**
 * What brings glyphs, by the directory that comes first. Raises PieceError where a file cannot be read.
 * @param {(file: string) => Promise<void>} load
 */
export function makeGlyphSource(load) {
  /** @type {{face: Face, sliceOf: (char: string) => Slice} | null} */
  let known = null;
  let closed = "";
  return {
    /** What the scripts call. */
    receiver: {
      /** @param {Directory} given */
      directory(given) {
        closed = given.closed || "";
        if (!closed) known = { face: faceOf(given), sliceOf: slicesOf(given) };
      },
      /** @param {string} slice */
      glyphs(slice) {
        if (known) takeIn(bytesOfBase64(slice), known.face.glyphs);
      },
    },
    /**
     * The face with the glyphs of these characters, as far as it has them; why there is none.
     * @param {string} characters
     * @returns {Promise<Face | string>}
     */
    async faceWith(characters) {
      if (!known && !closed) await load(DIRECTORY);
      if (closed) return closed;
      if (!known) throw new PieceError(DIRECTORY);
      const { face, sliceOf } = known;
      const slices = new Map();
      for (const char of new Set(characters)) {
        const { file, sure } = sliceOf(char);
        if (!face.glyphs.has(char)) slices.set(file, sure);
      }
      await Promise.all(Array.from(slices.keys()).map(load));
      for (const [file, sure] of slices) {
        if (!face.glyphs.has(sure)) throw new PieceError(file);
      }
      return face;
    },
  };
}

/**
 * @param {Directory} directory
 * @returns {Face}
 */
function faceOf({ missing: [advance, outline], leftOut, ...face }) {
  return {
    ...face,
    missing: { advance, outline: bytesOfBase64(outline) },
    glyphs: new Map(),
    leftOut(char) {
      const code = char.codePointAt(0) || 0;
      return leftOut.some(([first, last]) => first <= code && code <= last);
    },
  };
}

/**
 * What tells in which file a character's glyph stands, if there is one.
 * @param {Directory} directory
 */
function slicesOf({ first, common, starts, slice, folders }) {
  const most = numbered(first, slice);
  const others = numbered(common, slice);
  const before = Math.ceil(others.size / slice);
  let sum = 0;
  const codes = packedNumbers(starts).map((step) => (sum += step));
  const inAll = (/** @type {number} */ at, /** @type {string} */ sure) => ({ file: `glyphs/${folders.all}/${at}.js`, sure });
  return (/** @type {string} */ char) => {
    const early = most.get(char);
    if (early !== undefined) return { file: `glyphs/${folders.first}/${early}.js`, sure: char };
    const place = others.get(char);
    if (place !== undefined) return inAll(place, char);
    const rest = Math.max(countUpTo(codes, char.codePointAt(0) || 0) - 1, 0);
    return inAll(before + rest, String.fromCodePoint(codes[rest] || 0));
  };
}

/**
 * Each character with the number of its slice.
 * @param {string} characters
 * @param {number} slice
 */
function numbered(characters, slice) {
  return new Map(Array.from(characters).map((char, at) => [char, Math.floor(at / slice)]));
}

/**
 * Puts the glyphs of a slice (generators/policypress/forms/glyphs.py: table) into a map.
 * @param {Uint8Array} data
 * @param {Map<string, Glyph>} glyphs
 */
function takeIn(data, glyphs) {
  const view = new DataView(data.buffer);
  const count = view.getUint32(0);
  let end = 4 + count * RECORD_BYTES;
  for (let at = 4; at < 4 + count * RECORD_BYTES; at += RECORD_BYTES) {
    const length = view.getUint32(at + 8);
    glyphs.set(String.fromCodePoint(view.getUint32(at)), {
      advance: view.getUint32(at + 4),
      outline: data.subarray(end, end + length),
    });
    end += length;
  }
}
