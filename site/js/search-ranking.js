// Which sections answer a query best: whole numbers only, the same as generators/policypress/search/ranking.py.
// Pure: no page, no clock, no network.
import { runs } from "./search-words.js";

const OTHER_YEAR = 2;
const SHOWN = 8;
const OF_A_PAGE = 3;

/** @typedef {import("./search-plan.js").Lookup} Lookup */
/** @typedef {import("./search-plan.js").Plan} Plan */
/** @typedef {import("./search-plan.js").Posting} Posting */
/** @typedef {import("./search-plan.js").Site} Site */
/** @typedef {{number: number, score: number}} Hit a section */

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
 * @param {number[] | Float64Array} list
 * @param {number} place
 */
function at(list, place) {
  return /** @type {number} */ (list[place]);
}
