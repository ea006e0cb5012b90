// What a query looks for: the terms that were typed, that an alias stands for, that may have been meant. Whole numbers
// only, the same as generators/policypress/search/ranking.py. Pure: no page, no clock, no network.
import { isHan, runs, terms } from "./search-words.js";

const TYPED = 4;
const MEANT = 3;
const GAPPED = 2;
const LOOSE = 1;

/** @typedef {{rarity: number, sections: number[], impacts: number[]}} Posting how rare a term is, where it stands, how strongly */
/** @typedef {(term: string) => Posting | null} Lookup */
/** @typedef {Map<string, number>} Plan term → how much it counts in a section that holds it */

/**
 * What is known of the whole site.
 * @typedef {object} Site
 * @property {import("./search-words.js").Words} words
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
 * The terms that stand anywhere, each with its greatest weight by its rarity.
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
