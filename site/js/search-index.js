// Asks the index: loads what a query needs, then ranks. Nothing is fetched; each piece is a script of this site.
import { makeLoader } from "./pieces.js";
import { knownAnswer, knownOf } from "./search-known.js";
import { bestSentence, mark, plan, rank, slips, wantedTerms } from "./search-ranking.js";
import { makeStore } from "./search-store.js";

/** @typedef {import("./search-known.js").Answer} Answer */
/** @typedef {import("./search-ranking.js").Marked} Marked */
/** @typedef {import("./search-store.js").Answers} Answers */
/** @typedef {import("./search-store.js").Store} Store */
/** @typedef {{address: string, title: Marked, heading: Marked | null, year: number | null, sentence: Marked}} Result */
/** @typedef {{answer: Answer | null, results: Result[]}} Found */
/** @typedef {{answers: Answers, known: import("./search-known.js").Known[], store: Store}} Opened */

/**
 * @param {string} root Address of the site's root, ending in a slash.
 */
export function openIndex(root) {
  /** @type {Partial<Opened> & {folder: string}} */
  const state = { folder: "" };
  const load = makeLoader(root);
  /** @param {string[]} files */
  const loadAll = (files) => Promise.all(files.map((file) => load(state.folder + file)));
  const receiver = {
    /** @param {import("./search-store.js").Directory} directory */
    directory(directory) {
      state.store = makeStore(directory);
      state.folder = `search/${directory.version}/`;
    },
    /** @param {Answers} answers */
    answers: (answers) => (state.answers = answers),
    /** @param {number} number @param {string} lines */
    terms: (number, lines) => state.store && state.store.addTerms(number, lines),
    /** @param {number} number @param {import("./search-store.js").StoredPage[]} pages */
    text: (number, pages) => state.store && state.store.addText(number, pages),
  };
  Object.defineProperty(window, "policypressSearch", { value: receiver });

  /** @returns {Promise<Opened>} */
  async function open() {
    await load("search/directory.js");
    await loadAll(["answers.js"]);
    if (!state.known && state.answers && state.store) {
      state.known = knownOf(state.answers.answers, state.store.site);
    }
    return /** @type {Opened} */ (state);
  }

  return {
    open,
    /** @param {string} query @returns {Promise<Found>} */
    async ask(query) {
      const { store, known } = await open();
      const wanted = wantedTerms(query, store.site);
      await loadAll(store.filesOfTerms(wanted.map(([term]) => term)));
      const meant = slips(query, store.site, store.lookup);
      await loadAll(store.filesOfTerms(meant.map(([term]) => term)));
      const planned = plan([...wanted, ...meant], store.lookup);
      const sections = rank(query, planned, store.site, store.lookup).map(({ number }) => number);
      await loadAll(store.filesOfSections(sections));
      const answer = knownAnswer(query, store.site, known);
      const results = sections.map((number) => resultOf(number, planned, store));
      return { answer, results: results.filter(({ address }) => !answer || address !== answer.address) };
    },
  };
}

/**
 * @param {number} number
 * @param {import("./search-ranking.js").Plan} planned
 * @param {Store} store
 * @returns {Result}
 */
function resultOf(number, planned, store) {
  const { words, pageOf, yearOf, year } = store.site;
  const { path, title, anchor, heading, text } = store.section(number);
  const about = yearOf[/** @type {number} */ (pageOf[number])] || null;
  return {
    address: anchor ? `${path}#${encodeURIComponent(anchor)}` : path,
    title: mark(title, planned, words),
    heading: heading ? mark(heading, planned, words) : null,
    year: about !== year && about && !title.includes(String(about)) ? about : null,
    sentence: bestSentence(text, planned, words),
  };
}
