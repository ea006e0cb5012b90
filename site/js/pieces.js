// Data cut into small classic scripts: generators/policypress/pieces.py writes what is read here.
// Pure: no page, no clock, no network.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The numbers in a text of digits of five bits.
 * @param {string} text
 * @returns {number[]}
 */
export function packedNumbers(text) {
  const found = [];
  let value = 0;
  let factor = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS.indexOf(text.charAt(i));
    value += (digit & 31) * factor;
    factor *= 32;
    if (digit < 32) {
      found.push(value);
      value = 0;
      factor = 1;
    }
  }
  return found;
}

/**
 * How many entries of a rising list are at most *value*.
 * @template {string | number} T
 * @param {T[]} list
 * @param {T} value
 */
export function countUpTo(list, value) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {T} */ (list[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A term and what is said of it, divided by a space.
 * @param {string} line
 * @returns {[string, string]}
 */
export function entry(line) {
  const gap = line.indexOf(" ");
  return [line.slice(0, gap), line.slice(gap + 1)];
}

/**
 * What is said of each term, where each stands on a line.
 * @param {string} lines
 */
export function entriesIn(lines) {
  return new Map(lines.split("\n").map(entry));
}

/** A piece that could not be read, or is damaged; the message is its place from the site's root. */
export class PieceError extends Error {
  /** @param {string} file */
  constructor(file) {
    super(file);
    this.name = "PieceError";
  }
}

/**
 * Whether an error is a PieceError, told by its name: scripts that are loaded apart have classes of their own.
 * @param {unknown} error
 * @returns {error is PieceError}
 */
export function isPieceError(error) {
  return error instanceof Error && error.name === "PieceError";
}
