// The pieces of the index that each query loads on its own: {"site": FOLDER, "queries": […]}.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import vm from "node:vm";

import { plan, rank, slips, wantedTerms } from "../site/js/search-ranking.js";
import { makeStore } from "../site/js/search-store.js";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { site: folder, queries } = JSON.parse(input);

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
}

const answers = queries.map((query) => {
  run("directory.js");
  loaded.length = 0;
  ask(query);
  return loaded.slice();
});
process.stdout.write(JSON.stringify(answers));
