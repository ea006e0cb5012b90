// The pieces of the index that are here: generators/policypress/search/shards.py writes them.
// Pure: no page, no clock, no network.
import { countUpTo, entriesIn, entry, packedNumbers } from "./pieces.js";
import { makeWords } from "./search-words.js";

const LEVELS = 16;
const GROUP = 64;
const SHEET = 8;

/** @typedef {import("./search-plan.js").Posting} Posting */
/** @typedef {import("./search-plan.js").Site} Site */
/** @typedef {import("./search-known.js").Answer} Answer */
/** @typedef {{path: string, title: string, anchor: string, heading: string, text: string}} Stored */
/** @typedef {{matter: string, whom: string, phone: string | null}} Ask */
/** @typedef {{asked: string[][], ask: Ask[], try: string[]}} Questions */
/** @typedef {[string, string, [string, string, string][]]} StoredPage */

/**
 * What the directory of the index says.
 * @typedef {object} Directory
 * @property {string} version
 * @property {string} groups
 * @property {string} texts
 * @property {string} pages
 * @property {number[]} years
 * @property {number} year
 * @property {string} pageYears
 * @property {[string, string][]} aliases
 * @property {string[]} fillers
 * @property {string[][]} kinds
 * @property {string[]} kept
 * @property {[string, string]} radicals
 */

/**
 * The pieces of an index that are here.
 * @typedef {object} Store
 * @property {Site} site
 * @property {(terms: string[]) => string[]} filesOfGroups The files still to be loaded to know where these terms stand.
 * @property {(terms: string[]) => string[]} filesOfTerms The same for the terms, their groups being here.
 * @property {(sections: number[]) => string[]} filesOfSections The same for these sections.
 * @property {(answer: number) => string[]} filesOfAnswer The same for an answer.
 * @property {(term: string) => Posting | null} lookup
 * @property {(number: number) => Answer} answer
 * @property {(section: number) => Stored} section
 * @property {(number: number, firsts: string) => void} addGroup
 * @property {(number: number, lines: string) => void} addTerms
 * @property {(number: number, answers: Answer[]) => void} addAnswers
 * @property {(number: number, pages: StoredPage[]) => void} addText
 */

/**
 * An empty store that knows what the directory says.
 * @param {Directory} directory
 * @returns {Store}
 */
export function makeStore(directory) {
  const starts = directory.groups.split(" ");
  const ends = sums(packedNumbers(directory.texts));
  /** @type {Map<number, string[]>} */
  const groups = new Map();
  /** @type {Map<number, Answer[]>} */
  const sheets = new Map();
  /** @type {Map<number, Map<string, string>>} */
  const lines = new Map();
  /** @type {Map<number, Stored[]>} */
  const texts = new Map();
  /** @type {Map<string, Posting | null>} */
  const postings = new Map();
  /** @param {string} term */
  const groupOf = (term) => Math.max(countUpTo(starts, term) - 1, 0);
  /** @param {string} term */
  const rangeOf = (term) => groupOf(term) * GROUP + Math.max(countUpTo(groups.get(groupOf(term)) || [], term) - 1, 0);
  /** @param {number} section */
  const runOf = (section) => countUpTo(ends, section);
  return {
    site: siteOf(directory),
    filesOfGroups: (terms) => missing(terms.map(groupOf), groups, "group"),
    filesOfTerms: (terms) => missing(terms.map(rangeOf), lines, "terms"),
    filesOfSections: (sections) => missing(sections.map(runOf), texts, "text"),
    filesOfAnswer: (answer) => missing([Math.floor(answer / SHEET)], sheets, "answers"),
    lookup(term) {
      const known = postings.get(term);
      if (known !== undefined) return known;
      const line = (lines.get(rangeOf(term)) || new Map()).get(term);
      const posting = line === undefined ? null : postingOf(line);
      postings.set(term, posting);
      return posting;
    },
    answer: (number) => /** @type {Answer} */ ((sheets.get(Math.floor(number / SHEET)) || [])[number % SHEET]),
    section(number) {
      const run = runOf(number);
      const stored = (texts.get(run) || [])[number - (run ? /** @type {number} */ (ends[run - 1]) : 0)];
      return /** @type {Stored} */ (stored);
    },
    addGroup(number, firsts) {
      groups.set(number, firsts.split(" "));
    },
    addAnswers(number, answers) {
      sheets.set(number, answers);
    },
    addTerms(number, text) {
      lines.set(number, entriesIn(text));
    },
    addText(number, pages) {
      texts.set(number, pages.flatMap(sectionsOf));
    },
  };
}

/**
 * @param {Directory} directory
 * @returns {Site}
 */
function siteOf(directory) {
  const { aliases, years, year } = directory;
  const pageOf = packedNumbers(directory.pages).flatMap((count, page) => Array(count).fill(page));
  const yearOf = packedNumbers(directory.pageYears).map((number) => (number ? years[number - 1] || null : null));
  return { words: makeWords(directory), aliases, years, year, pageOf, yearOf };
}

/** @param {number[]} counts */
function sums(counts) {
  let sum = 0;
  return counts.map((count) => (sum += count));
}

/**
 * @param {number[]} wanted
 * @param {Map<number, unknown>} here
 * @param {string} kind
 */
function missing(wanted, here, kind) {
  return Array.from(new Set(wanted))
    .filter((number) => !here.has(number))
    .map((number) => `${kind}-${number}.js`);
}

/** @param {string} line @returns {Posting} */
function postingOf(line) {
  const [rarity, steps] = entry(line);
  /** @type {Posting} */
  const posting = { rarity: /** @type {number} */ (packedNumbers(rarity)[0]), sections: [], impacts: [] };
  let section = -1;
  for (const step of packedNumbers(steps)) {
    section += Math.floor(step / LEVELS) + 1;
    posting.sections.push(section);
    posting.impacts.push(step % LEVELS);
  }
  return posting;
}

/** @param {StoredPage} page @returns {Stored[]} */
function sectionsOf([path, title, sections]) {
  return sections.map(([anchor, heading, text]) => ({ path, title, anchor, heading, text }));
}
