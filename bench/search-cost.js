// The pieces of the index that each query loads on its own: {"site": FOLDER, "queries": […]}.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import vm from "node:vm";

import { knownAnswer, knownOf } from "../site/js/search-known.js";
import { plan, slips, wantedTerms } from "../site/js/search-plan.js";
import { rank } from "../site/js/search-ranking.js";
import { Store } from "../site/js/search-store.js";
import { asked } from "../tests/asked.js";

const { site: folder, queries } = asked;

let store;
let known;
let place = "";
const loaded = [];
globalThis.policypressSearch = {
  directory(directory) {
    store = new Store(directory);
    place = directory.version;
  },
  questions: ({ asked }) => (known = knownOf(asked, store.site)),
  answers: (number, answers) => store.addAnswers(number, answers),
  group: (number, firsts) => store.addGroup(number, firsts),
  terms: (number, lines) => store.addTerms(number, lines),
  text: (number, pages) => store.addText(number, pages),
};
const run = (file) => vm.runInThisContext(readFileSync(join(folder, "search", file), "utf8"));
const load = (files) => {
  for (const file of files) {
    loaded.push(`${place}/${file}`);
    run(`${place}/${file}`);
  }
};
function loadTerms(wanted) {
  const terms = wanted.map(([term]) => term);
  load(store.filesOfGroups(terms));
  load(store.filesOfTerms(terms));
}

function ask(query) {
  const wanted = wantedTerms(query, store.site);
  loadTerms(wanted);
  const meant = slips(query, store.site, store.lookup);
  loadTerms(meant);
  const planned = plan([...wanted, ...meant], store.lookup);
  const hits = rank(query, planned, store.site, store.lookup);
  const answer = knownAnswer(query, store.site, known);
  load(store.filesOfSections(hits.map(({ number }) => number)));
  load(answer === null ? [] : store.filesOfAnswer(answer));
}

const answers = queries.map((query) => {
  run("directory.js");
  run(`${place}/questions.js`);
  loaded.length = 0;
  ask(query);
  return loaded.slice();
});
process.stdout.write(JSON.stringify(answers));
