// Whether a query is a question that the policy answers: generators/policypress/search/known.py.
import { terms } from "./search-words.js";

const ENOUGH = 800;
const EXACT = 1000;

/** @typedef {{asked: string[], title: string, words: string, unstated: boolean, quote: string, address: string}} Answer */
/** @typedef {import("./search-ranking.js").Site} Site */

/** @typedef {{answer: Answer, contents: Set<string>[]}} Known */

/**
 * The answers with what their questions hold.
 * @param {Answer[]} answers
 * @param {Site} site
 * @returns {Known[]}
 */
export function knownOf(answers, site) {
  return answers.map((answer) => ({
    answer,
    contents: answer.asked.map((each) => content(site.words.folded(each), site)),
  }));
}

/**
 * The answer whose question the query puts; null: none, or several may be meant.
 * @param {string} query
 * @param {Site} site
 * @param {Known[]} known
 * @returns {Answer | null}
 */
export function knownAnswer(query, site, known) {
  const whole = site.words.folded(query);
  const forms = [whole, inTheirWords(whole, site.aliases)].map((form) => content(form, site));
  const likeness = known.map(({ contents }) =>
    Math.max(...contents.flatMap((each) => forms.map((form) => likenessOf(form, each)))),
  );
  const best = Math.max(0, ...likeness);
  const within = known.filter(({ contents }) => contents.some((each) => forms.some((form) => isWithin(form, each))));
  const several = likeness.filter((each) => each === best).length > 1 || within.length > 1;
  if (best < ENOUGH || (best < EXACT && several)) return null;
  const found = known[likeness.indexOf(best)];
  return found ? found.answer : null;
}

/**
 * A folded query with each alias replaced by what it stands for, in their order.
 * @param {string} query
 * @param {[string, string][]} aliases
 */
function inTheirWords(query, aliases) {
  return aliases.reduce((text, [alias, term]) => (text.includes(term) ? text : text.split(alias).join(term)), query);
}

/**
 * @param {string} text
 * @param {Site} site
 */
function content(text, site) {
  const closed = site.words.matter(text, "");
  return new Set(terms(closed.split(`${site.year}年度`).join("").split(`${site.year}年`).join("")));
}

/**
 * @param {Set<string>} query
 * @param {Set<string>} asked
 */
function likenessOf(query, asked) {
  const shared = Array.from(query).filter((term) => asked.has(term)).length;
  if (Array.from(query).some((term) => /^[0-9]/.test(term) && !asked.has(term))) return 0;
  return Math.floor((2000 * shared) / Math.max(query.size + asked.size, 1));
}

/**
 * @param {Set<string>} part
 * @param {Set<string>} whole
 */
function isWithin(part, whole) {
  return Array.from(part).every((term) => whole.has(term));
}
