// Data cut into small classic scripts (generators/policypress/pieces.py), loaded one by one: nothing is
// fetched, each piece is a script of this site.

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

/** A piece that could not be read, or is damaged; the message is its place from the site's root. */
export class PieceError extends Error {}

/**
 * Loads scripts of this site, each once; one that could not be read is tried again when asked for again.
 * @param {string} root address of the site's root, ending in a slash
 */
export function makeLoader(root) {
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  return (/** @type {string} */ file) => {
    const before = asked.get(file);
    if (before) return before;
    const loading = addScript(root + file).catch(() => {
      asked.delete(file);
      throw new PieceError(file);
    });
    asked.set(file, loading);
    return loading;
  };
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function addScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => {
      script.remove();
      done();
    });
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}
