// The characters of a text: how many there are, and what makes no difference. Pure: no page, no clock, no network.

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
