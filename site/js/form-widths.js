// How wide characters are, in 1/1000 of the type size: the table of generators/policypress/forms/widths.json.
// Pure: no page, no clock, no network.

/** An em. */
export const UNITS = 1000;

/** @typedef {{width: (text: string) => number}} Widths the width of a text on one line, in 1/1000 of the type size */
/** @typedef {[number, number, number] | [number, number[]]} WidthRun first code point, count, width; or the widths */

/** @type {WeakMap<WidthRun[], Widths>} tables that were made */
const TABLES = new WeakMap();

/**
 * What tells widths by the table; what does not stand in it is one em wide.
 * @param {WidthRun[]} runs
 * @returns {Widths}
 */
export function widthTable(runs) {
  const made = TABLES.get(runs) || tableOf(runs);
  TABLES.set(runs, made);
  return made;
}

/**
 * @param {WidthRun[]} runs
 * @returns {Widths}
 */
function tableOf(runs) {
  /** @type {Map<string, number>} */
  const known = new Map();
  for (const [first, counted, width] of runs) {
    const widths = typeof counted === "number" ? Array(counted).fill(width) : counted;
    widths.forEach((each, at) => known.set(String.fromCodePoint(first + at), each));
  }
  return summed((char) => known.get(char) ?? UNITS);
}

/**
 * What tells the width of a text by that of its characters.
 * @param {(char: string) => number} widthOf
 * @returns {Widths}
 */
export function summed(widthOf) {
  return {
    width(text) {
      let sum = 0;
      for (const char of text) sum += widthOf(char);
      return sum;
    },
  };
}
