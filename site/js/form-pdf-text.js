// Numbers and texts as PDF files hold them. Pure: no page, no clock, no network.

/** Eighths that stand exactly between two hundredths. */
const EIGHTHS = 8;

/**
 * The whole number nearest to a number, the even one where two are: as Python rounds.
 * @param {number} value
 */
export function roundedEven(value) {
  const low = Math.floor(value);
  const over = value - low;
  return over < 0.5 || (over === 0.5 && low % 2 === 0) ? low : low + 1;
}

/**
 * A number to two decimals, as Python formats it. JavaScript takes the larger of two that are equally near;
 * these are odd eighths, of which hundreds are exact.
 * @param {number} value
 */
export function twoDecimals(value) {
  const between = Math.abs((value * EIGHTHS) % 2) === 1;
  return (between ? roundedEven(value * 100) / 100 : value).toFixed(2);
}

/**
 * A number to a hundredth, without needless digits.
 * @param {number} value
 */
export function shortNumber(value) {
  const text = twoDecimals(value).replace(/\.?0+$/, "");
  return text === "-0" || text === "" ? "0" : text;
}

/**
 * A text as hexadecimal digits of UTF-16, its higher bytes first.
 * @param {string} text
 */
export function utf16Digits(text) {
  let digits = "";
  for (let at = 0; at < text.length; at += 1) digits += hexadecimal(text.charCodeAt(at));
  return digits;
}

/**
 * A text string (ISO 32000-1, 7.9.2.2).
 * @param {string} text
 */
export function textString(text) {
  return `<FEFF${utf16Digits(text)}>`;
}

/**
 * Four hexadecimal digits.
 * @param {number} value
 */
export function hexadecimal(value) {
  return value.toString(16).toUpperCase().padStart(4, "0");
}

/**
 * 128 bits that tell one content from another, as hexadecimal digits. Not crypto.subtle, which pages that come
 * over plain http do not have.
 * @param {Uint8Array[]} parts
 */
export function fingerprint(parts) {
  const lanes = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];
  const factors = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  return lanes
    .map((start, lane) => {
      const factor = factors[lane] || 1;
      let hash = start;
      for (const part of parts) {
        for (let at = 0; at < part.length; at += 1) hash = Math.imul(hash ^ (part[at] || 0), factor);
      }
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
}
