// The characters of a text: how many there are, what makes no difference, and what leaves no mark, which is the same
// in generators/policypress/texts.py. Pure: no page, no clock, no network.

const UNSEEN = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{NChar}]/u;

/**
 * How many characters a text has: those outside the basic plane count once.
 * @param {string} text
 */
export function countOf(text) {
  return Array.from(text).length;
}

/**
 * A text without difference of case, as Python's str.casefold gives it.
 * @param {string} text
 */
export function folded(text) {
  return Array.from(text, (char) => (char === "ı" ? char : char.toLowerCase().toUpperCase().toLowerCase())).join("");
}

/**
 * Whether a character leaves no mark: white space, a control of any kind, a place never given to one. What a font may
 * draw is none: a character of a system's own, or one that Unicode named later on.
 * @param {string} char
 */
export function isUnseen(char) {
  return UNSEEN.test(char);
}
