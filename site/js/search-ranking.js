// What a query looks for, which sections answer it best, and which of their sentences: whole numbers only,
// as in generators/policypress/search/ranking.py.
import { isHan, runs, terms } from "./search-words.js";

const TYPED = 4;
const MEANT = 3;
const GAPPED = 2;
const LOOSE = 1;
const OTHER_YEAR = 2;
const SHOWN = 8;
const OF_A_PAGE = 3;
const SENTENCE = /[^。！？；\n]+[。！？；]?/gu;

/** @typedef {import("./search-words.js").Words} Words */
/** @typedef {{rarity: number, sections: number[], impacts: number[]}} Posting */
/** @typedef {Map<string, number>} Plan Term → how much it counts in a section that holds it. */
/** @typedef {{number: number, score: number}} Hit */
/** @typedef {{characters: string[], marks: [number, number][], weight: number}} Marked */
/** @typedef {(term: string) => Posting | null} Lookup */

/**
 * What is known of the whole site.
 * @typedef {object} Site
 * @property {Words} words
 * @property {[string, string][]} aliases
 * @property {number[]} pageOf The page of each section.
 * @property {(number | null)[]} yearOf The year of each page.
 * @property {number[]} years
 * @property {number} year The year in force.
 */

/**
 * The terms that were typed or that an alias stands for, each with its weight.
 * @param {string} query
 * @param {Site} site
 * @returns {[string, number][]}
 */
export function wantedTerms(query, site) {
  const whole = site.words.folded(query);
  const left = site.words.matter(whole);
  const meant = site.aliases.filter(([alias]) => whole.includes(alias)).flatMap(([, term]) => terms(term));
  const lone = runs(left).filter((run) => isHan(run) && Array.from(run).length === 1);
  return [
    ...terms(left).map(weighted(TYPED)),
    ...meant.map(weighted(MEANT)),
    ...lone.map((run) => `${run}*`).map(weighted(TYPED)),
  ];
}

/** @param {number} weight @returns {(term: string) => [string, number]} */
function weighted(weight) {
  return (term) => [term, weight];
}

/**
 * What may have been meant where a pair of characters stands nowhere.
 * @param {string} query
 * @param {Site} site
 * @param {Lookup} lookup
 * @returns {[string, number][]}
 */
export function slips(query, site, lookup) {
  const han = runs(site.words.matter(site.words.folded(query))).filter(isHan);
  return han.flatMap((run) => slipsOf(Array.from(run), lookup));
}

/**
 * @param {string[]} run
 * @param {Lookup} lookup
 * @returns {[string, number][]}
 */
function slipsOf(run, lookup) {
  const strange = run.slice(1).map((character, i) => lookup(run[i] + character) === null);
  /** @type {[string, number][]} */
  const found = [];
  strange.forEach((missing, i) => {
    if (missing) found.push([`${run[i]}?${run[i + 1]}`, GAPPED]);
  });
  if (run.length < 2) return found;
  run.forEach((_, i) => {
    if (!strange.slice(Math.max(i - 1, 0), i + 1).every(Boolean)) return;
    if (i > 0 && i < run.length - 1) found.push([`${run[i - 1]}?${run[i + 1]}`, GAPPED]);
    for (const near of [...run.slice(Math.max(i - 1, 0), i), ...run.slice(i + 1, i + 2)]) {
      found.push([`${near}*`, LOOSE]);
    }
  });
  return found;
}

/**
 * @param {[string, number][]} wanted
 * @param {Lookup} lookup
 * @returns {Plan}
 */
export function plan(wanted, lookup) {
  const weights = new Map();
  for (const [term, weight] of wanted) {
    const posting = lookup(term);
    if (posting) weights.set(term, Math.max(weights.get(term) || 0, weight * posting.rarity));
  }
  return weights;
}

/**
 * The sections that answer best, the best first: a section counts for what it holds itself and for what its page
 * holds anywhere. One pass and flat lists, because thousands of sections may hold something.
 * @param {string} query
 * @param {Plan} planned
 * @param {Site} site
 * @param {Lookup} lookup
 * @returns {Hit[]}
 */
export function rank(query, planned, site, lookup) {
  const { sections, own, pages } = gains(planned, site, lookup);
  const year = yearOf(query, site);
  /** @type {Hit[]} */
  const best = [];
  for (const number of sections) {
    const page = at(site.pageOf, number);
    const about = site.yearOf[page];
    const score = at(own, number) + at(pages, page);
    keep(best, number, about === null || about === year ? score : Math.floor(score / OTHER_YEAR), site.pageOf);
  }
  return best;
}

/**
 * What the plan gives each section, which are those it gives something, and what it gives each page.
 * @param {Plan} planned
 * @param {Site} site
 * @param {Lookup} lookup
 */
function gains(planned, { pageOf, yearOf }, lookup) {
  const own = new Float64Array(pageOf.length);
  const pages = new Float64Array(yearOf.length);
  /** @type {number[]} */
  const sections = [];
  for (const [term, weight] of planned) {
    const posting = lookup(term);
    if (posting) addUp(posting, weight, pageOf, own, pages, sections);
  }
  return { sections, own, pages };
}

/**
 * Adds what a term gives each section, and the most it gives any section of a page to that page.
 * @param {Posting} posting
 * @param {number} weight
 * @param {number[]} pageOf
 * @param {Float64Array} own
 * @param {Float64Array} pages
 * @param {number[]} sections Gets the sections that had nothing before.
 */
function addUp(posting, weight, pageOf, own, pages, sections) {
  let page = -1;
  let most = 0;
  posting.sections.forEach((section, i) => {
    const gain = weight * (2 * at(posting.impacts, i) + 1);
    if (!own[section]) sections.push(section);
    own[section] = at(own, section) + gain;
    if (at(pageOf, section) !== page) most = 0;
    page = at(pageOf, section);
    if (gain > most) {
      pages[page] = at(pages, page) + gain - most;
      most = gain;
    }
  });
}

/**
 * Puts a hit in its place among the best, unless enough are better: of all, or of its page.
 * @param {Hit[]} best
 * @param {number} number
 * @param {number} score
 * @param {number[]} pageOf
 */
function keep(best, number, score, pageOf) {
  /** @param {Hit} hit */
  const beats = (hit) => score > hit.score || (score === hit.score && number < hit.number);
  const last = best[SHOWN - 1];
  if (last && !beats(last)) return;
  const place = best.findIndex(beats);
  best.splice(place < 0 ? best.length : place, 0, { number, score });
  const ofPage = best.filter((hit) => pageOf[hit.number] === pageOf[number]);
  const excess = ofPage[OF_A_PAGE] || best[SHOWN];
  if (excess) best.splice(best.indexOf(excess), 1);
}

/**
 * @param {string} query
 * @param {Site} site
 */
function yearOf(query, site) {
  const named = runs(site.words.folded(query)).filter((run) => site.years.map(String).includes(run));
  return named.length ? Math.max(...named.map(Number)) : site.year;
}

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
    for (const [begin, end] of places) for (let i = begin; i < end; i++) lit[at(origins, i)] = true;
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

/**
 * @param {number[] | Float64Array} list
 * @param {number} place
 */
function at(list, place) {
  return /** @type {number} */ (list[place]);
}
