// MiniSearch on pairs of characters: {"sections": [{id, heading, text}], "queries": […]} in, lists of ids out.
import process from "node:process";

import MiniSearch from "minisearch";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { sections, queries } = JSON.parse(input);

/** @param {string} text */
function pairs(text) {
  return (text.toLowerCase().match(/\p{Script=Han}+|[a-z]+|[0-9]+/gu) || []).flatMap((run) =>
    /^[a-z0-9]/.test(run) || run.length < 2 ? [run] : Array.from(run.slice(1), (character, i) => run[i] + character),
  );
}

const search = new MiniSearch({ fields: ["heading", "text"], tokenize: pairs });
search.addAll(sections);
const options = { boost: { heading: 2 }, combineWith: "OR", prefix: false, fuzzy: false };
process.stdout.write(
  JSON.stringify(queries.map((/** @type {string} */ query) => search.search(query, options).slice(0, 5).map(({ id }) => id))),
);
