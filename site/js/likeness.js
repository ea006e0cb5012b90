// How like two texts are, as Python's difflib reckons it. Pure: no page, no clock, no network.

const LEAST_LIKE = 0.6;

/**
 * The text most like the one that was written; undefined where none is like enough.
 * @param {string} written
 * @param {string[]} possible
 */
export function closest(written, possible) {
  const scored = possible
    .map((text) => ({ text, score: likeness(Array.from(text), Array.from(written)) }))
    .filter(({ score }) => score >= LEAST_LIKE)
    .sort((a, b) => b.score - a.score || (a.text < b.text ? 1 : -1));
  return scored[0] && scored[0].text;
}

/**
 * Twice the characters in common, by the longest runs, over those of both.
 * @param {string[]} a
 * @param {string[]} b
 */
function likeness(a, b) {
  const both = a.length + b.length;
  // The shorter one settles it where the other is far longer.
  if (2 * Math.min(a.length, b.length) < LEAST_LIKE * both) return 0;
  return both ? (2 * common(a, b)) / both : 1;
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @returns {number}
 */
function common(a, b) {
  const { at, from, length } = longestRun(a, b);
  if (!length) return 0;
  const before = common(a.slice(0, at), b.slice(0, from));
  return before + length + common(a.slice(at + length), b.slice(from + length));
}

/**
 * The longest run of characters in both; of equal ones the first in *a*, then in *b*.
 * @param {string[]} a
 * @param {string[]} b
 */
function longestRun(a, b) {
  let best = { at: 0, from: 0, length: 0 };
  /** @type {number[]} lengths of the runs that end at the character of a before, by their ends in b */
  let before = [];
  a.forEach((char, i) => {
    /** @type {number[]} */
    const now = [];
    b.forEach((other, j) => {
      if (char !== other) return;
      const length = (before[j - 1] || 0) + 1;
      now[j] = length;
      if (length > best.length) best = { at: i - length + 1, from: j - length + 1, length };
    });
    before = now;
  });
  return best;
}
