// Breaking text into lines as Chinese is set: 避头尾, and Latin words kept whole. The same as
// generators/policypress/forms/wrapping.py. Pure: no page, no clock, no network.
import { isWhite } from "./white-space.js";

/** @typedef {import("./form-widths.js").Widths} Widths */

/** What is not broken: a run of Latin letters, digits and signs, or any other character. */
const UNIT = /[!-~\u00a0-\u024f]+|[\s\S]/gu;
const NOT_FIRST = "，。、；：？！）】》〉」』”’…—％℃·,.;:?!)]}>%";
const NOT_LAST = "（【《〈「『“‘([{<";
/** Most units taken over to the next line for their sake. */
const MOST_CARRIED = 3;

/**
 * The lines of a text. Nothing is dropped: the lines of a paragraph joined are the paragraph.
 * @param {string} text
 * @param {Widths} widths
 * @param {number} limit the width, in 1/1000 of the type size
 * @returns {string[]}
 */
export function linesWithin(text, widths, limit) {
  return text.split("\n").flatMap((paragraph) => linesOf(paragraph, widths, limit));
}

/**
 * The lines of one paragraph.
 * @param {string} paragraph
 * @param {Widths} widths
 * @param {number} limit
 */
export function linesOf(paragraph, widths, limit) {
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  let line = [];
  let used = 0;
  for (const unit of unitsOf(paragraph, widths, limit)) {
    const width = widths.width(unit);
    if (line.length && used + width > limit && !isWhite(unit)) {
      let kept = line.length - carried(line, unit);
      if (widths.width(line.slice(kept).join("") + unit) > limit) kept = line.length;
      lines.push(line.slice(0, kept).join(""));
      line = line.slice(kept);
      used = widths.width(line.join(""));
    }
    line.push(unit);
    used += width;
  }
  lines.push(line.join(""));
  return lines;
}

/**
 * @param {string} paragraph
 * @param {Widths} widths
 * @param {number} limit
 * @returns {string[]}
 */
function unitsOf(paragraph, widths, limit) {
  const units = paragraph.match(UNIT) || [];
  return units.flatMap((unit) => (widths.width(unit) <= limit ? [unit] : Array.from(unit)));
}

/**
 * How many units at the end of a line go over to the line that the following one begins.
 * @param {string[]} line
 * @param {string} following
 */
function carried(line, following) {
  let count = 0;
  let first = following;
  while (stands(first.charAt(0), NOT_FIRST) || stands((line[line.length - 1 - count] || "").slice(-1), NOT_LAST)) {
    count += 1;
    if (count > MOST_CARRIED || count === line.length) return 0;
    first = line[line.length - count] || "";
  }
  return count;
}

/**
 * @param {string} char
 * @param {string} among
 */
function stands(char, among) {
  return char !== "" && among.indexOf(char) >= 0;
}
