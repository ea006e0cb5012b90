// Asks the index: loads what a query needs, then ranks. Nothing is fetched; each piece is a script of this site.
import { makeLoader } from "./piece-loading.js";
import { knownAnswer, knownOf, yearsNotHeld } from "./search-known.js";
import { bestSentence, mark } from "./search-marking.js";
import { plan, slips, wantedTerms } from "./search-plan.js";
import { rank } from "./search-ranking.js";
import { Store } from "./search-store.js";

/** @typedef {import("./search-known.js").Answer} Answer */
/** @typedef {import("./search-marking.js").Marked} Marked */
/** @typedef {import("./search-store.js").Questions} Questions */
/** @typedef {{address: string, title: Marked, heading: Marked | null, year: number | null, sentence: Marked}} Result */
/**
 * What a query finds.
 * @typedef {object} Found
 * @property {Answer | null} answer
 * @property {number} year The year that the answer is of.
 * @property {number[]} notHeld The years asked for that the site does not hold.
 * @property {Result[]} results
 * @property {Questions} questions
 */
/** @typedef {{questions: Questions, known: import("./search-known.js").Forms[][]}} Known questions with an answer, and their forms */
/** @typedef {{folder: string, store: Store | null, questions: Questions | null}} Received folder: where all but the directory stand */
/** @typedef {(files: string[]) => Promise<unknown>} LoadAll */

/**
 * The index of the site; nothing of it is loaded before it is asked.
 * @param {string} root address of the site's root, ending in a slash
 */
export function openIndex(root) {
  const load = makeLoader(root);
  const received = receiveIndex();
  /** @type {LoadAll} */
  const loadAll = (files) => Promise.all(files.map((file) => load(received.folder + file)));
  /** @type {Promise<Known> | null} */
  let known = null;

  const open = async () => {
    await load("search/directory.js");
    return /** @type {Store} */ (received.store);
  };
  const knownIn = (/** @type {Store} */ store) => {
    known = known || loadKnown(received, loadAll, store);
    known.catch(() => (known = null));
    return known;
  };
  return {
    /** Loads what every query needs. */
    prepare: async () => void (await knownIn(await open())),
    /** @param {string} query @returns {Promise<Found>} */
    async ask(query) {
      const store = await open();
      const [planned, { questions, known: asked }] = await Promise.all([loadPlan(query, store, loadAll), knownIn(store)]);
      const sections = rank(query, planned, store.site, store.lookup).map(({ number }) => number);
      const number = knownAnswer(query, store.site, asked);
      await loadAll([...store.filesOfSections(sections), ...(number === null ? [] : store.filesOfAnswer(number))]);
      const answer = number === null ? null : store.answer(number);
      // The answer's own section is no further result, as in generators/policypress/search/report.py.
      const results = sections.map((section) => resultOf(section, planned, store));
      const others = results.filter(({ address }) => !answer || address !== answer.address);
      return { answer, year: store.site.year, notHeld: yearsNotHeld(query, store.site), results: others, questions };
    },
  };
}

/** Takes what the scripts of the index hand over. */
function receiveIndex() {
  /** @type {Received} */
  const received = { folder: "", store: null, questions: null };
  const receiver = {
    /** @param {import("./search-store.js").Directory} directory */
    directory(directory) {
      received.store = new Store(directory);
      received.folder = `search/${directory.version}/`;
    },
    /** @param {Questions} questions */
    questions: (questions) => (received.questions = questions),
    /** @param {number} number @param {string} firsts */
    group: (number, firsts) => received.store && received.store.addGroup(number, firsts),
    /** @param {number} number @param {string} lines */
    terms: (number, lines) => received.store && received.store.addTerms(number, lines),
    /** @param {number} number @param {import("./search-store.js").StoredPage[]} pages */
    text: (number, pages) => received.store && received.store.addText(number, pages),
    /** @param {number} number @param {Answer[]} answers */
    answers: (number, answers) => received.store && received.store.addAnswers(number, answers),
  };
  Object.defineProperty(window, "policypressSearch", { value: receiver });
  return received;
}

/**
 * The known questions.
 * @param {Received} received
 * @param {LoadAll} loadAll
 * @param {Store} store
 * @returns {Promise<Known>}
 */
async function loadKnown(received, loadAll, store) {
  await loadAll(["questions.js"]);
  const questions = /** @type {Questions} */ (received.questions);
  return { questions, known: knownOf(questions.asked, store.site) };
}

/**
 * What a query looks for, with all that its terms need.
 * @param {string} query
 * @param {Store} store
 * @param {LoadAll} loadAll
 */
async function loadPlan(query, store, loadAll) {
  const loadTerms = async (/** @type {[string, number][]} */ weighted) => {
    const terms = weighted.map(([term]) => term);
    await loadAll(store.filesOfGroups(terms));
    await loadAll(store.filesOfTerms(terms));
  };
  const wanted = wantedTerms(query, store.site);
  await loadTerms(wanted);
  const meant = slips(query, store.site, store.lookup);
  await loadTerms(meant);
  return plan([...wanted, ...meant], store.lookup);
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
