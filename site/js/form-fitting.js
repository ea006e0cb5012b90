// Fitting what is filled in into its place: set smaller by fixed steps, then wrapped, then continued. The
// same as generators/policypress/forms/fitting.py, in whole numbers: widths of characters in 1/1000 of the
// type size, frames in 1/100 point, type sizes in half points. Pure: no page, no clock, no network.
import { countOf } from "./characters.js";
import { CONTINUED, CONTINUED_PARAGRAPH, MOST_PARTS } from "./form-continued.js";
import { linesOf, linesWithin } from "./form-wrapping.js";
import { squeezed } from "./white-space.js";

/** Half points in a hundredth of a point, times the 1000 of a width. */
export const LIMIT_UNITS = 20;

/** @typedef {import("./form-widths.js").Widths} Widths */
/** @typedef {{width: number, height: number}} Frame */
/** @typedef {{usual: number, one_line: number, least: number, continued: number, leading: number}} Sizes */
/** @typedef {{size: number, lines: string[], wrapped: boolean}} Fitted the lines of a paragraph joined are the paragraph */
/** @typedef {{fits: number, least: number}} Overflow how many characters would fit, and in which size */
/** @typedef {(text: string) => Fitted | null} Fit */

/** What fits texts into frames. */
export class Fitting {
  /**
   * @param {Widths} widths
   * @param {Sizes} sizes
   */
  constructor(widths, sizes) {
    this.widths = widths;
    this.sizes = sizes;
    this.measured = { text: "", printed: [0] };
  }

  /**
   * The text as it stands in a frame: several lines of the largest size, or one line.
   * @param {string} text
   * @param {Frame} frame
   * @param {boolean} lines whether the field takes several
   * @param {boolean} grows whether the text may go on elsewhere, and so is not set in the smallest sizes
   * @returns {Fitted | Overflow}
   */
  fit(text, frame, lines, grows) {
    const least = lines && grows ? this.sizes.continued : this.sizes.least;
    /** @type {Fit} */
    const how = (part) => (lines ? this.largest(part, frame, this.sizes.usual, least, false) : this.line(part, frame));
    return how(text) || { fits: mostThatFits(text, how), least };
  }

  /**
   * The text in parts, each but the last ending with a line that says it goes on; joined is the inverse.
   * @param {string} text
   * @param {Frame} frame for the first part
   * @param {Frame} further for each other
   * @returns {string[] | Overflow}
   */
  split(text, frame, further) {
    const { usual } = this.sizes;
    /** @type {string[]} */
    const parts = [];
    let rest = text;
    let room = frame;
    while (!this.set(rest, room, usual)) {
      const [part, left] = cut(rest, this.widths, limitOf(room, usual), this.capacity(room, usual));
      if (left.length === rest.length || parts.length + 2 > MOST_PARTS) {
        return { fits: countOf(text) - countOf(rest), least: usual };
      }
      parts.push(part);
      rest = left;
      room = further;
    }
    return [...parts, rest];
  }

  /**
   * A single line, else wrapped within the height of its row.
   * @param {string} text
   * @param {Frame} frame
   * @returns {Fitted | null}
   */
  line(text, frame) {
    const { usual, one_line, least } = this.sizes;
    const width = this.widths.width(text);
    for (let size = usual; size >= one_line; size -= 1) {
      const fits = width * size <= frame.width * LIMIT_UNITS && this.capacity(frame, size);
      if (fits) return { size, lines: [text], wrapped: false };
    }
    return this.largest(text, frame, Math.min(one_line, usual), least, true);
  }

  /**
   * @param {string} text
   * @param {Frame} frame
   * @param {number} from
   * @param {number} least
   * @param {boolean} wrapped
   * @returns {Fitted | null}
   */
  largest(text, frame, from, least, wrapped) {
    for (let size = from; size >= least; size -= 1) {
      const lines = this.set(text, frame, size);
      if (lines) return { size, lines, wrapped };
    }
    return null;
  }

  /**
   * The lines of a text in a size; null where the frame does not hold them.
   * @param {string} text
   * @param {Frame} frame
   * @param {number} size
   */
  set(text, frame, size) {
    const limit = limitOf(frame, size);
    const room = this.capacity(frame, size);
    if (fewest(this.printedWidths(text), limit, room) > room) return null;
    const lines = linesWithin(text, this.widths, limit);
    return lines.length <= room ? lines : null;
  }

  /**
   * The widths of the paragraphs of a text without what is white, which may stand beyond the ends of lines.
   * @param {string} text
   */
  printedWidths(text) {
    // One text is set in several sizes, one after another.
    if (this.measured.text !== text) {
      this.measured = { text, printed: text.split("\n").map((each) => this.widths.width(squeezed(each))) };
    }
    return this.measured.printed;
  }

  /**
   * How many lines of a size stand in a frame.
   * @param {Frame} frame
   * @param {number} size
   */
  capacity(frame, size) {
    const spare = 2 * frame.height - 100 * size;
    return spare >= 0 ? 1 + Math.floor(spare / (size * this.sizes.leading)) : 0;
  }
}

/**
 * How wide a frame is for a size, as widths are told.
 * @param {Frame} frame
 * @param {number} size
 */
function limitOf(frame, size) {
  return Math.floor((frame.width * LIMIT_UNITS) / size);
}

/**
 * The part that stands above its mark, with the mark, and the rest.
 * @param {string} text
 * @param {Widths} widths
 * @param {number} limit
 * @param {number} capacity lines
 * @returns {[string, string]}
 */
function cut(text, widths, limit, capacity) {
  let room = capacity - linesWithin(CONTINUED_PARAGRAPH, widths, limit).length;
  let at = 0;
  let mark = CONTINUED;
  let start = 0;
  for (const paragraph of text.split("\n")) {
    let end = start;
    for (const line of room > 0 ? linesOf(paragraph, widths, limit) : []) {
      end += line.length;
      if (room <= 0) break;
      room -= 1;
      at = end;
      mark = end === start + paragraph.length ? CONTINUED_PARAGRAPH : CONTINUED;
    }
    start += paragraph.length + 1;
  }
  return [`${text.slice(0, at)}\n${mark}`, text.slice(at + (mark === CONTINUED_PARAGRAPH ? 1 : 0))];
}

/**
 * A number of lines that paragraphs need at least, quickly; exact enough beyond the room.
 * @param {number[]} printed their widths
 * @param {number} limit
 * @param {number} room
 */
function fewest(printed, limit, room) {
  if (printed.length > room || limit <= 0) return room + 1;
  return printed.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / limit)), 0);
}

/**
 * How many characters of a text fit, found by halving.
 * @param {string} text
 * @param {Fit} fit
 */
function mostThatFits(text, fit) {
  const characters = Array.from(text);
  let fits = 0;
  let over = characters.length;
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (fit(characters.slice(0, middle).join(""))) fits = middle;
    else over = middle;
  }
  return fits;
}

/**
 * What to tell the person whose text does not fit.
 * @param {string} name of the field
 * @param {string} text
 * @param {Overflow} overflow
 */
export function tooLong(name, text, overflow) {
  return `“${name}”内容过长：${countOf(text)} 字，最小字号 ${overflow.least / 2} 磅时约可容纳 ${overflow.fits} 字；请缩短`;
}
