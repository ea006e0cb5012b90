// Asks the index: loads what a query needs, then ranks. Nothing is fetched; each piece is a script of this site.
import { makeLoader } from "./piece-loading.js";
import { knownAnswer, knownOf } from "./search-known.js";
import { bestSentence, mark } from "./search-marking.js";
import { plan, slips, wantedTerms } from "./search-plan.js";
import { rank } from "./search-ranking.js";
import { makeStore } from "./search-store.js";

/** @typedef {import("./search-known.js").Answer} Answer */
/** @typedef {import("./search-marking.js").Marked} Marked */
/** @typedef {import("./search-store.js").Questions} Questions */
/** @typedef {import("./search-store.js").Store} Store */
/** @typedef {{address: string, title: Marked, heading: Marked | null, year: number | null, sentence: Marked}} Result */
/** @typedef {{answer: Answer | null, results: Result[], questions: Questions}} Found */
/** @typedef {{questions: Questions, known: import("./search-known.js").Forms[][]}} Known */

/**
 * The index of the site; nothing of it is loaded before it is asked.
 * @param {string} root Address of the site's root, ending in a slash.
 */
export function openIndex(root) {
  /** @type {{folder: string, store?: Store, questions?: Questions}} */
  const state = { folder: "" };
  /** @type {Promise<Known> | null} */
  let known = null;
  const load = makeLoader(root);
  /** @param {string[]} files */
  const loadAll = (files) => Promise.all(files.map((file) => load(state.folder + file)));
  const receiver = {
    /** @param {import("./search-store.js").Directory} directory */
    directory(directory) {
      state.store = makeStore(directory);
      state.folder = `search/${directory.version}/`;
    },
    /** @param {Questions} questions */
    questions: (questions) => (state.questions = questions),
    /** @param {number} number @param {string} firsts */
    group: (number, firsts) => state.store && state.store.addGroup(number, firsts),
    /** @param {number} number @param {string} lines */
    terms: (number, lines) => state.store && state.store.addTerms(number, lines),
    /** @param {number} number @param {import("./search-store.js").StoredPage[]} pages */
    text: (number, pages) => state.store && state.store.addText(number, pages),
    /** @param {number} number @param {Answer[]} answers */
    answers: (number, answers) => state.store && state.store.addAnswers(number, answers),
  };
  Object.defineProperty(window, "policypressSearch", { value: receiver });

  /** @returns {Promise<Store>} */
  async function open() {
    await load("search/directory.js");
    return /** @type {Store} */ (state.store);
  }

  /** The known questions, loaded while the terms are. @param {Store} store @returns {Promise<Known>} */
  async function questionsOf(store) {
    await loadAll(["questions.js"]);
    const questions = /** @type {Questions} */ (state.questions);
    return { questions, known: knownOf(questions.asked, store.site) };
  }

  /** @param {Store} store */
  function opened(store) {
    known = known || questionsOf(store);
    known.catch(() => (known = null));
    return known;
  }

  /** @param {Store} store @param {[string, number][]} weighted */
  async function loadTerms(store, weighted) {
    const terms = weighted.map(([term]) => term);
    await loadAll(store.filesOfGroups(terms));
    await loadAll(store.filesOfTerms(terms));
  }

  return {
    /** Loads what every query needs. */
    prepare: async () => void (await opened(await open())),
    /** @param {string} query @returns {Promise<Found>} */
    async ask(query) {
      const store = await open();
      const wanted = wantedTerms(query, store.site);
      const [asked] = await Promise.all([opened(store), loadTerms(store, wanted)]);
      const meant = slips(query, store.site, store.lookup);
      await loadTerms(store, meant);
      const planned = plan([...wanted, ...meant], store.lookup);
      const sections = rank(query, planned, store.site, store.lookup).map(({ number }) => number);
      const number = knownAnswer(query, store.site, asked.known);
      await loadAll([...store.filesOfSections(sections), ...(number === null ? [] : store.filesOfAnswer(number))]);
      const answer = number === null ? null : store.answer(number);
      const results = sections.map((section) => resultOf(section, planned, store));
      return {
        answer,
        results: results.filter(({ address }) => !answer || address !== answer.address),
        questions: asked.questions,
      };
    },
  };
}

/**
 * @param {number} number
 * @param {import("./search-plan.js").Plan} planned
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
