// The characters of a text: how many there are, what makes no difference, and what leaves no mark, which is the same
// in generators/policypress/texts.py. Pure: no page, no clock, no network.

const UNSEEN = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{NChar}]/u;

const WHITE_AROUND = /^[ \t\r\n\ufeff\u200b]+|[ \t\r\n\ufeff\u200b]+$/g;

/**
 * How many characters a text has: those outside the basic plane count once.
 * @param {string} text
 */
export function countOf(text) {
  return Array.from(text).length;
}

/**
 * Full-width characters in their common form, without white space around, as record_fields.common_form gives it.
 * @param {string} text
 */
export function commonForm(text) {
  return text.normalize("NFKC").replace(WHITE_AROUND, "");
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
