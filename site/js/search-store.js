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
/** @typedef {{asked: string[][], ends: string | null, ask: Ask[], try: string[]}} Questions ends: the last day of their year */
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

/** The pieces of an index that are here: at first none, but for what the directory says. */
export class Store {
  /** @param {Directory} directory */
  constructor(directory) {
    this.site = siteOf(directory);
    this.starts = directory.groups.split(" ");
    this.ends = sums(packedNumbers(directory.texts));
    /** @type {Map<number, string[]>} */
    this.groups = new Map();
    /** @type {Map<number, Answer[]>} */
    this.sheets = new Map();
    /** @type {Map<number, Map<string, string>>} */
    this.lines = new Map();
    /** @type {Map<number, Stored[]>} */
    this.texts = new Map();
    /** @type {Map<string, Posting | null>} */
    this.postings = new Map();
    /** Where a term stands, by itself: ranking asks for nothing else. */
    this.lookup = (/** @type {string} */ term) => this.postingAt(term);
  }

  /**
   * The files still to be loaded to know where these terms stand.
   * @param {string[]} terms
   */
  filesOfGroups(terms) {
    return missing(terms.map((term) => this.groupOf(term)), this.groups, "group");
  }

  /**
   * The same for the terms, their groups being here.
   * @param {string[]} terms
   */
  filesOfTerms(terms) {
    return missing(terms.map((term) => this.rangeOf(term)), this.lines, "terms");
  }

  /**
   * The same for these sections.
   * @param {number[]} sections
   */
  filesOfSections(sections) {
    return missing(sections.map((section) => this.runOf(section)), this.texts, "text");
  }

  /**
   * The same for an answer.
   * @param {number} answer
   */
  filesOfAnswer(answer) {
    return missing([Math.floor(answer / SHEET)], this.sheets, "answers");
  }

  /** @param {number} number */
  answer(number) {
    return /** @type {Answer} */ ((this.sheets.get(Math.floor(number / SHEET)) || [])[number % SHEET]);
  }

  /** @param {number} number */
  section(number) {
    const run = this.runOf(number);
    const first = run ? /** @type {number} */ (this.ends[run - 1]) : 0;
    return /** @type {Stored} */ ((this.texts.get(run) || [])[number - first]);
  }

  /**
   * @param {number} number
   * @param {string} firsts
   */
  addGroup(number, firsts) {
    this.groups.set(number, firsts.split(" "));
  }

  /**
   * @param {number} number
   * @param {string} lines
   */
  addTerms(number, lines) {
    this.lines.set(number, entriesIn(lines));
  }

  /**
   * @param {number} number
   * @param {Answer[]} answers
   */
  addAnswers(number, answers) {
    this.sheets.set(number, answers);
  }

  /**
   * @param {number} number
   * @param {StoredPage[]} pages
   */
  addText(number, pages) {
    this.texts.set(number, pages.flatMap(sectionsOf));
  }

  /** @param {string} term */
  postingAt(term) {
    const known = this.postings.get(term);
    if (known !== undefined) return known;
    const line = (this.lines.get(this.rangeOf(term)) || new Map()).get(term);
    const posting = line === undefined ? null : postingOf(line);
    this.postings.set(term, posting);
    return posting;
  }

  /** @param {string} term */
  groupOf(term) {
    return Math.max(countUpTo(this.starts, term) - 1, 0);
  }

  /** @param {string} term */
  rangeOf(term) {
    const group = this.groupOf(term);
    return group * GROUP + Math.max(countUpTo(this.groups.get(group) || [], term) - 1, 0);
  }

  /** @param {number} section */
  runOf(section) {
    return countUpTo(this.ends, section);
  }
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
