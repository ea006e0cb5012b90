// Whether a query is a question that the policy answers, the same as
// generators/policypress/search/known.py. Pure: no page, no clock, no network.
import { runs, terms } from "./search-words.js";

const ENOUGH = 720;
const EXACT = 1000;
const NUMBER = "[0-9.零〇一二两三四五六七八九十百半]+";
// So many days, so many hours: where a question speaks of both, it asks how many are how many.
const DAYS = new RegExp(`${NUMBER}(?=天)`, "g");
const HOURS = new RegExp(`${NUMBER}个?(?=学时)`, "g");
const YEAR = /^20[0-9]{2}$/;
// What is asked of every year that the site does not hold.
const OTHER_YEARS = "其他年度";

/** @typedef {{title: string, words: string, unstated: boolean, quote: string, address: string}} Answer */
/** @typedef {import("./search-plan.js").Site} Site */
/** @typedef {{terms: Set<string>, kinds: Set<number>}} Asked What a question speaks of, and what it asks for. */
/** @typedef {[Asked, Asked]} Forms A question as it was put, and in the words of the pages. */

/**
 * What each answer is asked, as it is compared.
 * @param {string[][]} asked
 * @param {Site} site
 * @returns {Forms[][]}
 */
export function knownOf(asked, site) {
  return asked.map((texts) => texts.map((text) => formsOf(text, site)));
}

/**
 * The number of the answer whose question the query puts; null: none, or several may be meant. Of a year that is not
 * held nothing is answered but what is said of other years.
 * @param {string} query
 * @param {Site} site
 * @param {Forms[][]} known
 * @returns {number | null}
 */
export function knownAnswer(query, site, known) {
  const [put, meant] = formsOf(yearsNotHeld(query, site).length ? OTHER_YEARS : query, site);
  const likeness = known.map((texts) =>
    Math.max(...texts.map((forms) => Math.max(likenessOf(put, forms[0]), likenessOf(meant, forms[1])))),
  );
  const best = Math.max(0, ...likeness);
  const within = known.filter((texts) => texts.some((forms) => isWithin(put, forms[0]) || isWithin(meant, forms[1])));
  const several = likeness.filter((each) => each === best).length > 1 || within.length > 1;
  if (best < ENOUGH || (best < EXACT && several)) return null;
  return likeness.indexOf(best);
}

/**
 * The years that a query names and the site does not hold, in its order. A number before that of a document
 * (人社部规〔2019〕4号) is no year asked for.
 * @param {string} query
 * @param {Site} site
 */
export function yearsNotHeld(query, { words, years }) {
  const parts = runs(words.folded(query));
  const named = parts.filter((part, i) => {
    const [after = "", then = ""] = parts.slice(i + 1);
    return YEAR.test(part) && !(/^[0-9]/.test(after) && then.startsWith("号"));
  });
  return Array.from(new Set(named.map(Number))).filter((year) => !years.includes(year));
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
 * @returns {Forms}
 */
function formsOf(text, site) {
  const whole = site.words.folded(text);
  return [askedOf(whole, site), askedOf(inTheirWords(whole, site.aliases), site)];
}

/**
 * @param {string} text
 * @param {Site} site
 * @returns {Asked}
 */
function askedOf(text, { words, year }) {
  const both = text.includes("天") && text.includes("学时");
  const open = both ? text.replace(DAYS, "几").replace(HOURS, "多少") : text;
  const closed = words.matter(open, "").split(`${year}年度`).join("").split(`${year}年`).join("");
  return { terms: new Set(terms(closed)), kinds: words.kinds(open) };
}

/**
 * How alike two questions are, of a thousand. Where only one of them says what it asks for, they must speak of the
 * very same, and are not held equal.
 * @param {Asked} query
 * @param {Asked} asked
 */
function likenessOf(query, asked) {
  if (!meet(query, asked)) {
    const openEnded = query.kinds.size === 0 || asked.kinds.size === 0;
    const same = query.terms.size === asked.terms.size && holdsAll(asked.terms, query.terms);
    return openEnded && same ? EXACT - 1 : 0;
  }
  const shared = Array.from(query.terms).filter((term) => asked.terms.has(term)).length;
  if (Array.from(query.terms).some((term) => /^[0-9]/.test(term) && !asked.terms.has(term))) return 0;
  return Math.floor((2000 * shared) / Math.max(query.terms.size + asked.terms.size, 1));
}

/**
 * Whether the second asks what the first asks, and perhaps more.
 * @param {Asked} part
 * @param {Asked} whole
 */
function isWithin(part, whole) {
  return holdsAll(whole.terms, part.terms) && (part.kinds.size === 0 || meet(part, whole));
}

/**
 * Whether both ask for the same kind of thing: how much is not what.
 * @param {Asked} one
 * @param {Asked} other
 */
function meet({ kinds }, other) {
  if (kinds.size === 0) return other.kinds.size === 0;
  return Array.from(kinds).some((kind) => other.kinds.has(kind));
}

/**
 * @param {Set<string>} whole
 * @param {Set<string>} part
 */
function holdsAll(whole, part) {
  return Array.from(part).every((term) => whole.has(term));
}
