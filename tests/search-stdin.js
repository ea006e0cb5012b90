// Searches a built site with the browser's own modules, for the tests in Python: {"site": FOLDER, "queries": […]}.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import vm from "node:vm";

import { knownAnswer, knownOf, yearsNotHeld } from "../site/js/search-known.js";
import { bestSentence, mark } from "../site/js/search-marking.js";
import { plan, slips, wantedTerms } from "../site/js/search-plan.js";
import { rank } from "../site/js/search-ranking.js";
import { Store } from "../site/js/search-store.js";
import { asked } from "./asked.js";

const { site: folder, queries } = asked;

/** @type {Store} */
let store;
/** @type {import("../site/js/search-known.js").Forms[][]} */
let known = [];
let place = "search";
/** @type {any} */ (globalThis).policypressSearch = {
  /** @param {import("../site/js/search-store.js").Directory} directory */
  directory(directory) {
    store = new Store(directory);
    place = `search/${directory.version}`;
  },
  /** @param {import("../site/js/search-store.js").Questions} data */
  questions: (data) => (known = knownOf(data.asked, store.site)),
  /** @param {number} number @param {import("../site/js/search-known.js").Answer[]} answers */
  answers: (number, answers) => store.addAnswers(number, answers),
  /** @param {number} number @param {string} firsts */
  group: (number, firsts) => store.addGroup(number, firsts),
  /** @param {number} number @param {string} lines */
  terms: (number, lines) => store.addTerms(number, lines),
  /** @param {number} number @param {import("../site/js/search-store.js").StoredPage[]} pages */
  text: (number, pages) => store.addText(number, pages),
};

/** @param {string} file */
const load = (file) => vm.runInThisContext(readFileSync(join(folder, place, file), "utf8"));
/** @param {[string, number][]} wanted */
function loadTerms(wanted) {
  const terms = wanted.map(([term]) => term);
  store.filesOfGroups(terms).forEach(load);
  store.filesOfTerms(terms).forEach(load);
}
load("directory.js");
load("questions.js");

process.stdout.write(
  JSON.stringify(
    queries.map((/** @type {string} */ query) => {
      const wanted = wantedTerms(query, store.site);
      loadTerms(wanted);
      const meant = slips(query, store.site, store.lookup);
      loadTerms(meant);
      const planned = plan([...wanted, ...meant], store.lookup);
      const hits = rank(query, planned, store.site, store.lookup);
      store.filesOfSections(hits.map(({ number }) => number)).forEach(load);
      const number = knownAnswer(query, store.site, known);
      if (number !== null) store.filesOfAnswer(number).forEach(load);
      const answer = number === null ? null : store.answer(number);
      return {
        plan: Object.fromEntries(planned),
        answer: answer && [answer.title, answer.address],
        notHeld: yearsNotHeld(query, store.site),
        hits: hits.map(({ number, score }) => {
          const section = store.section(number);
          const best = bestSentence(section.text, planned, store.site.words);
          const title = mark(section.title, planned, store.site.words);
          return [number, score, section.path, best.characters.join(""), best.marks, best.weight, title.marks];
        }),
      };
    }),
  ),
);
