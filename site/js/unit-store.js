// The units the site knows, loaded piece by piece: generators/policypress/units/index.py.
import { countUpTo, entriesIn, packedNumbers } from "./pieces.js";
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

/** What an id is: generators/policypress/units/ids.py. */
const ID = /^[0-9a-f]{12}$/;

/** The units that the directory tells of; its methods raise what load raises. */
export class UnitStore {
  /**
   * @param {Directory} directory
   * @param {(file: string) => Promise<void>} load
   */
  constructor(directory, load) {
    this.directory = directory;
    this.load = load;
    this.starts = startsOf(directory.grams);
    /** @type {Map<number, Map<string, string>>} */
    this.gramLines = new Map();
    /** @type {Map<string, Map<string, string>>} */
    this.idLines = new Map();
    /** @type {Map<number, Row[]>} */
    this.rows = new Map();
    /** @type {Map<number, string[]>} */
    this.offices = new Map();
    /** What the scripts call. */
    this.receiver = {
      grams: (/** @type {number} */ number, /** @type {string} */ lines) => this.gramLines.set(number, entriesIn(lines)),
      ids: (/** @type {string} */ start, /** @type {string} */ lines) => this.idLines.set(start, entriesIn(lines)),
      units: (/** @type {number} */ number, /** @type {Row[]} */ held) => this.rows.set(number, held),
      offices: (/** @type {number} */ number, /** @type {string[]} */ held) => this.offices.set(number, held),
    };
  }

  /**
   * The units whose names hold what is typed, the closest first.
   * @param {string} typed
   * @returns {Promise<{id: string, name: string}[]>}
   */
  async find(typed) {
    const { shown } = this.directory;
    const wanted = keyOf(typed);
    const found = [];
    const numbers = wanted ? await candidates(Array.from(wanted), (text) => this.gram(text), shown) : [];
    // At least these are looked at: their files come side by side.
    await Promise.all(numbers.slice(0, shown).map((number) => this.row(number)));
    for (const number of numbers) {
      const [id, name] = await this.row(number);
      if (keyOf(name).indexOf(wanted) >= 0) found.push({ id, name });
      if (found.length === shown) break;
    }
    return found;
  }

  /**
   * @param {string} id
   * @returns {Promise<Unit | null>} null: no list has it any longer
   */
  async unit(id) {
    if (!ID.test(id)) return null;
    const { digits } = this.directory;
    const start = id.slice(0, digits);
    await this.loadFile(`ids-${start}`);
    const line = /** @type {Map<string, string>} */ (this.idLines.get(start)).get(id.slice(digits));
    if (line === undefined) return null;
    const [, name, department, bureau] = await this.row(/** @type {number} */ (placesOf(line)[0]));
    return { id, name, department: await this.office(department), bureau: await this.office(bureau) };
  }

  /**
   * @param {string} text
   * @returns {Promise<Gram | null>}
   */
  async gram(text) {
    const range = Math.max(countUpTo(this.starts, text) - 1, 0);
    await this.loadFile(`grams-${range}`);
    const line = /** @type {Map<string, string>} */ (this.gramLines.get(range)).get(text);
    return line === undefined ? null : { units: placesOf(line.slice(1)), whole: line.charAt(0) === "=" };
  }

  /**
   * @param {number} number
   * @returns {Promise<Row>}
   */
  async row(number) {
    const run = Math.floor(number / this.directory.run);
    await this.loadFile(`units-${run}`);
    return /** @type {Row} */ (/** @type {Row[]} */ (this.rows.get(run))[number % this.directory.run]);
  }

  /** @param {number | null} number */
  async office(number) {
    if (number === null) return "";
    const run = Math.floor(number / this.directory.run);
    await this.loadFile(`offices-${run}`);
    return /** @type {string[]} */ (this.offices.get(run))[number % this.directory.run] || "";
  }

  /** @param {string} name */
  loadFile(name) {
    return this.load(`units/${this.directory.version}/${name}.js`);
  }
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
