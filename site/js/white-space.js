// White space as Python's str.split and str.strip know it. Pure: no page, no clock, no network.

const CLASS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
/** Runs of it. */
export const WHITE_RUNS = new RegExp(`[${CLASS}]+`, "g");
const ALL_WHITE = new RegExp(`^[${CLASS}]+$`);
const WHITE_START = new RegExp(`^[${CLASS}]+`);
const WHITE_END = new RegExp(`[${CLASS}]+$`);

/**
 * The text without any.
 * @param {string} text
 */
export function squeezed(text) {
  return text.replace(WHITE_RUNS, "");
}

/**
 * Whether there is text, and nothing else in it.
 * @param {string} text
 */
export function isWhite(text) {
  return ALL_WHITE.test(text);
}

/**
 * Whether there is nothing but it.
 * @param {string} text
 */
export function isBlank(text) {
  return text === "" || isWhite(text);
}

/**
 * The text without any at its end.
 * @param {string} text
 */
export function endTrimmed(text) {
  return text.replace(WHITE_END, "");
}

/**
 * The text without any at either end.
 * @param {string} text
 */
export function trimmed(text) {
  return text.replace(WHITE_START, "").replace(WHITE_END, "");
}
