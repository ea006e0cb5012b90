// What queries cost in the browser's modules: {"site": FOLDER, "queries": […], "what": "files" | "warm"}.
// "files": the pieces of the index each loads, on its own; "warm": milliseconds of each with all pieces loaded.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import vm from "node:vm";

import { bestSentence, plan, rank, slips, wantedTerms } from "../site/js/search-ranking.js";
import { makeStore } from "../site/js/search-store.js";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { site: folder, queries, what } = JSON.parse(input);

let store;
let place = "";
const loaded = [];
globalThis.policypressSearch = {
  directory(directory) {
    store = makeStore(directory);
    place = directory.version;
  },
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
const terms = (wanted) => wanted.map(([term]) => term);

function ask(query) {
  const wanted = wantedTerms(query, store.site);
  load(store.filesOfTerms(terms(wanted)));
  const meant = slips(query, store.site, store.lookup);
  load(store.filesOfTerms(terms(meant)));
  const planned = plan([...wanted, ...meant], store.lookup);
  const hits = rank(query, planned, store.site, store.lookup);
  load(store.filesOfSections(hits.map(({ number }) => number)));
  return hits.map(({ number }) => bestSentence(store.section(number).text, planned, store.site.words));
}

const answers = queries.map((query) => {
  if (what === "files" || !store) run("directory.js");
  loaded.length = 0;
  ask(query);
  if (what === "files") return loaded.slice();
  ask(query);
  const started = performance.now();
  ask(query);
  return performance.now() - started;
});
process.stdout.write(JSON.stringify(answers));
