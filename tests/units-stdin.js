// Asks the units of a built site, given by its folder, what the lines on standard input ask; prints what was
// found, and how many bytes each question would load by itself.
import { readFileSync } from "node:fs";

import { UnitStore } from "../site/js/unit-store.js";
import { asked } from "./asked.js";

const folder = process.argv[2];

/**
 * @param {(store: UnitStore) => Promise<unknown>} ask
 */
async function fresh(ask) {
  let bytes = 0;
  /** @type {any} */
  const receiver = {};
  const loaded = new Set();
  /** @param {string} file */
  const load = async (file) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const text = readFileSync(`${folder}/${file}`, "utf8");
    bytes += Buffer.byteLength(text);
    new Function("policypressUnits", text)(receiver);
  };
  /** @type {UnitStore | undefined} */
  let store;
  receiver.directory = (/** @type {any} */ directory) => {
    store = new UnitStore(directory, load);
    Object.assign(receiver, store.receiver);
  };
  await load("units/directory.js");
  if (!store) throw new Error("no directory");
  return { answer: await ask(store), bytes };
}

const answers = [];
for (const { find, id } of asked) {
  answers.push(await fresh((store) => (id === undefined ? store.find(find) : store.unit(id))));
}
console.log(JSON.stringify(answers));
