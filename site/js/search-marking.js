// Where in a text what was looked for stands, and which sentence holds most of it: the same as
// generators/policypress/search/ranking.py. Pure: no page, no clock, no network.

const SENTENCE = /[^。！？；\n]+[。！？；]?/gu;

/** @typedef {import("./search-plan.js").Plan} Plan */
/** @typedef {import("./search-words.js").Words} Words */
/** @typedef {{characters: string[], marks: [number, number][], weight: number}} Marked from which character to before which */

/**
 * The sentence that holds most of what was asked, the first of equals.
 * @param {string} text
 * @param {Plan} planned
 * @param {Words} words
 * @returns {Marked}
 */
export function bestSentence(text, planned, words) {
  let best = "";
  let most = -1;
  for (const found of text.match(SENTENCE) || []) {
    const sentence = found.replace(/^ +| +$/g, "");
    const weight = sentence ? weightOf(words.folded(sentence), planned) : -1;
    if (weight > most) [best, most] = [sentence, weight];
  }
  return mark(best, planned, words);
}

/**
 * How much of the plan stands in a folded text.
 * @param {string} text
 * @param {Plan} planned
 */
function weightOf(text, planned) {
  let weight = 0;
  for (const [term, gain] of planned) if (placesOf(term, text).length) weight += gain;
  return weight;
}

/**
 * A text with the places where the plan's terms stand, counted in code points.
 * @param {string} text
 * @param {Plan} planned
 * @param {Words} words
 * @returns {Marked}
 */
export function mark(text, planned, words) {
  const { characters, text: compared, origins } = words.withOrigins(text);
  const lit = characters.map(() => false);
  let weight = 0;
  for (const [term, gain] of planned) {
    const places = placesOf(term, compared);
    if (places.length) weight += gain;
    for (const [begin, end] of places) for (let i = begin; i < end; i++) lit[/** @type {number} */ (origins[i])] = true;
  }
  return { characters, marks: stretches(lit), weight };
}

/**
 * Where a term stands: a number or a word only whole, a lone character nowhere.
 * @param {string} term
 * @param {string} text
 * @returns {[number, number][]}
 */
function placesOf(term, text) {
  if (term.endsWith("*")) return [];
  if (term.includes("?")) return placesWithGap(term, text);
  const whole = /^[0-9]/.test(term) ? /[0-9]/ : /^[a-z]/.test(term) ? /[a-z]/ : null;
  /** @type {[number, number][]} */
  const places = [];
  for (let begin = text.indexOf(term); begin >= 0; begin = text.indexOf(term, begin + 1)) {
    const end = begin + term.length;
    const more = whole && (whole.test(text.charAt(begin - 1)) || whole.test(text.charAt(end)));
    if (!more) places.push([begin, end]);
  }
  return places;
}

/**
 * @param {string} term
 * @param {string} text
 * @returns {[number, number][]}
 */
function placesWithGap(term, text) {
  const [first, last] = term.split("?");
  const pattern = new RegExp(`${first}[^\\n]${last}`, "gu");
  /** @type {[number, number][]} */
  const places = [];
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    places.push([found.index, found.index + found[0].length]);
    pattern.lastIndex = found.index + /** @type {string} */ (first).length;
  }
  return places;
}

/**
 * @param {boolean[]} lit
 * @returns {[number, number][]}
 */
function stretches(lit) {
  /** @type {[number, number][]} */
  const found = [];
  lit.forEach((light, i) => {
    const last = found[found.length - 1];
    if (light && last && last[1] === i) last[1] = i + 1;
    else if (light) found.push([i, i + 1]);
  });
  return found;
}
