// The units the site knows, loaded piece by piece: generators/policypress/units/index.py.
import { countUpTo, entry, packedNumbers } from "./pieces.js";
import { squeezed } from "./white-space.js";

/** @typedef {{id: string, name: string, department: string, bureau: string}} Unit department and bureau: empty where not known */
/** @typedef {{units: number[], whole: boolean}} Gram numbers of units, rising; whole: they are all */
/** @typedef {[string, string, number | null, number | null]} Row */

/**
 * What the directory of the units says.
 * @typedef {object} Directory
 * @property {string} version
 * @property {string} grams where each file of pieces of names starts
 * @property {number} digits how many digits of an id name its file
 * @property {number} run units a file
 * @property {number} shown units shown at once
 */

/**
 * The units that the directory tells of; their methods raise what load raises.
 * @param {Directory} directory
 * @param {(file: string) => Promise<void>} load
 */
export function makeUnitStore(directory, load) {
  const starts = startsOf(directory.grams);
  /** @type {Map<number, Map<string, string>>} */
  const gramLines = new Map();
  /** @type {Map<string, Map<string, string>>} */
  const idLines = new Map();
  /** @type {Map<number, Row[]>} */
  const rows = new Map();
  /** @type {Map<number, string[]>} */
  const offices = new Map();
  const fileOf = (/** @type {string} */ name) => load(`units/${directory.version}/${name}.js`);

  /** @param {string} text @returns {Promise<Gram | null>} */
  async function gram(text) {
    const range = Math.max(countUpTo(starts, text) - 1, 0);
    await fileOf(`grams-${range}`);
    const line = (gramLines.get(range) || new Map()).get(text);
    return line === undefined ? null : { units: placesOf(line.slice(1)), whole: line.charAt(0) === "=" };
  }
  /** @param {number} number @returns {Promise<Row>} */
  async function row(number) {
    const run = Math.floor(number / directory.run);
    await fileOf(`units-${run}`);
    return /** @type {Row} */ (/** @type {Row[]} */ (rows.get(run))[number % directory.run]);
  }
  /** @param {number | null} number */
  async function office(number) {
    if (number === null) return "";
    const run = Math.floor(number / directory.run);
    await fileOf(`offices-${run}`);
    return /** @type {string[]} */ (offices.get(run))[number % directory.run] || "";
  }
  return {
    receiver: {
      /** @param {number} number @param {string} lines */
      grams: (number, lines) => gramLines.set(number, new Map(lines.split("\n").map(entry))),
      /** @param {string} start @param {string} lines */
      ids: (start, lines) => idLines.set(start, new Map(lines.split("\n").map(entry))),
      /** @param {number} number @param {Row[]} held */
      units: (number, held) => rows.set(number, held),
      /** @param {number} number @param {string[]} held */
      offices: (number, held) => offices.set(number, held),
    },
    /**
     * The units whose names hold what is typed, the closest first.
     * @param {string} typed
     * @returns {Promise<{id: string, name: string}[]>}
     */
    async find(typed) {
      const wanted = keyOf(typed);
      const found = [];
      const numbers = wanted ? await candidates(Array.from(wanted), gram, directory.shown) : [];
      // At least these are looked at: their files come side by side.
      await Promise.all(numbers.slice(0, directory.shown).map(row));
      for (const number of numbers) {
        const [id, name] = await row(number);
        if (keyOf(name).indexOf(wanted) >= 0) found.push({ id, name });
        if (found.length === directory.shown) break;
      }
      return found;
    },
    /**
     * @param {string} id
     * @returns {Promise<Unit | null>} null: no list has it any longer
     */
    async unit(id) {
      const start = id.slice(0, directory.digits);
      await fileOf(`ids-${start}`).catch(() => undefined);
      const line = (idLines.get(start) || new Map()).get(id.slice(directory.digits));
      if (line === undefined) return null;
      const [, name, department, bureau] = await row(/** @type {number} */ (placesOf(line)[0]));
      return { id, name, department: await office(department), bureau: await office(bureau) };
    },
  };
}

/**
 * A name as names are compared: spaces, width and case make no difference.
 * @param {string} name
 */
function keyOf(name) {
  return squeezed(name.normalize("NFKC").toLowerCase());
}

/**
 * The units that may hold what is wanted. A piece that many have is told apart by what follows it.
 * @param {string[]} wanted
 * @param {(text: string) => Promise<Gram | null>} gram
 * @param {number} few so many are shown: that there may be less is seen by their names
 * @returns {Promise<number[]>}
 */
async function candidates(wanted, gram, few) {
  // Most often these are all asked for, one after the other: their files come side by side.
  await Promise.all([1, 2, 3].map((length) => gram(wanted.slice(0, length).join(""))));
  /** @type {number[] | null} */
  let left = null;
  let at = 0;
  while (at < wanted.length && (left === null || left.length > few)) {
    let length = 1;
    let found = await gram(wanted.slice(at, at + length).join(""));
    while (found && !found.whole && at + length < wanted.length) {
      length += 1;
      found = await gram(wanted.slice(at, at + length).join(""));
    }
    if (found === null) return [];
    if (!found.whole) return left === null ? found.units : left;
    const held = new Set(found.units);
    left = left === null ? found.units : left.filter((unit) => held.has(unit));
    at += length;
  }
  return left || [];
}

/**
 * Where each file of pieces starts: how much of the start before it stays, and the rest.
 * @param {string} written
 */
function startsOf(written) {
  /** @type {string[]} */
  let start = [];
  return written.split(" ").map((step) => {
    const [stays = 0] = packedNumbers(step.charAt(0));
    start = [...start.slice(0, stays), ...Array.from(step.slice(1))];
    return start.join("");
  });
}

/** @param {string} steps */
function placesOf(steps) {
  let place = -1;
  return packedNumbers(steps).map((step) => (place += step + 1));
}
