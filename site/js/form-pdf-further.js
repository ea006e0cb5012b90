// Further pages (附页) of a filled PDF as they are laid out: what did not fit its row, under the form's title and name.
// The same as generators/policypress/forms/pdf_further.py. Pure: no page, no clock, no network.
import { LIMIT_UNITS } from "./form-fitting.js";
import { drawn, widthIn } from "./form-pdf-drawing.js";
import { roundedEven } from "./form-pdf-text.js";
import { UNITS } from "./form-widths.js";
import { linesWithin } from "./form-wrapping.js";

const MM = 72 / 25.4;
/** White below. */
const FOOT = 20 * MM;
/** Type size of 附页 and of the field's name, and of the lines that name the form. */
const HEADING = 12;
const SIZE = 10.5;
const LEADING = 1.5;
const GAP = 6;
/** Left free between a box's rules and what stands in it. */
const PAD_X = 3;
const PAD_Y = 2;
const HUNDREDTHS = 100;
const SIDES = 4;

/** @typedef {import("./form-glyphs.js").Face} Face */
/** @typedef {import("./form-pdf-drawing.js").Box} Box */
/** @typedef {{text: string, x: number, y: number}} Line */
/** @typedef {{role: string, text: string, size: number, lines: Line[]}} Words */
/** @typedef {{words: Words[], box: Box, entry: {key: string, name: string, rect: Box}}} FurtherPage */

/**
 * What all further pages have in common, and the objects of the blank that change with them: text with marks.
 * @typedef {object} Further
 * @property {string} characters what they may print
 * @property {string} title drawing of the form's title
 * @property {number} left
 * @property {number} right
 * @property {number} top below the title
 * @property {string} media
 * @property {string} widget
 * @property {string} bold font of the title
 * @property {string} parent
 * @property {string} document
 * @property {number} key next free key of the parent tree
 * @property {Record<"sheets" | "fields" | "elements" | "numbers" | "key", {number: number, text: string}>} changed
 */

/** A field, or rows of a repetition, on pages beyond the printed ones. */
export class Continuation {
  /**
   * @param {Further} further
   * @param {{field: string, name: string, naming: string[]}} continued naming: lines that say to which form the page belongs
   * @param {Face} face
   * @param {import("./form-widths.js").Widths} widths
   */
  constructor(further, continued, face, widths) {
    this.further = further;
    this.continued = continued;
    this.face = face;
    this.widths = widths;
  }

  /**
   * The page that is number at of so many; the place for text is the same on all of them.
   * @param {number} at
   * @param {number} of
   * @returns {FurtherPage}
   */
  page(at, of) {
    const { left, right, top: head } = this.further;
    const { field, name, naming } = this.continued;
    const foot = head - HEADING * LEADING;
    const words = [labelWords(of === 1 ? "附页" : `附页（第${at}页，共${of}页）`, { left, right, foot, top: head }, this.face)];
    let top = foot - GAP;
    for (const line of naming) {
      const named = this.paragraph("P", line, top, SIZE);
      words.push(named);
      top = belowOf(top, named);
    }
    const heading = this.paragraph("H2", `${name}（续）`, top, HEADING);
    words.push(heading);
    top = belowOf(top, heading);
    /** @type {Box} */
    const box = [left, FOOT, right, top - GAP / 2];
    /** @type {Box} */
    const rect = [box[0] + PAD_X, box[1] + PAD_Y, box[2] - PAD_X, box[3] - PAD_Y];
    return { words, box, entry: { key: `${field}+${at + 1}`, name: `${name}（附页 ${at}）`, rect } };
  }

  /**
   * A text from the left edge; its last line stands at the end of the height it takes.
   * @param {string} role
   * @param {string} text
   * @param {number} top
   * @param {number} size
   * @returns {Words}
   */
  paragraph(role, text, top, size) {
    const { left, right } = this.further;
    const limit = Math.floor((roundedEven((right - left) * HUNDREDTHS) * LIMIT_UNITS) / roundedEven(2 * size));
    const lines = linesWithin(text, this.widths, limit);
    const placed = lines.map((line, at) => ({ text: drawn(line), x: left, y: top - size - at * size * LEADING }));
    return { role, text, size, lines: placed };
  }
}

/**
 * How far down words reach that begin at a height.
 * @param {number} top
 * @param {Words} words
 */
function belowOf(top, { lines, size }) {
  return top - lines.length * size * LEADING;
}

/**
 * The room for text on a further page.
 * @param {FurtherPage} page
 * @returns {import("./form-fitting.js").Frame}
 */
export function roomOf({ entry: { rect } }) {
  const [x0, y0, x1, y1] = rect.map((edge) => roundedEven(edge * HUNDREDTHS));
  const sides = SIDES * HUNDREDTHS;
  return { width: (x1 || 0) - (x0 || 0) - sides, height: (y1 || 0) - (y0 || 0) - sides };
}

/**
 * @param {string} text
 * @param {{left: number, right: number, foot: number, top: number}} frame
 * @param {Face} face
 * @returns {Words}
 */
function labelWords(text, { left, right, foot, top }, face) {
  const centre = (((face.ascent + face.descent) / 2) * HEADING) / UNITS;
  const x = (left + right) / 2 - widthIn(face, text, HEADING) / 2;
  return { role: "H1", text, size: HEADING, lines: [{ text, x, y: (foot + top) / 2 - centre }] };
}
