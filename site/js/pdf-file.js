// The objects of a PDF file by their numbers (ISO 32000-1, 7.5): what its tables say, whatever was appended to
// it; where they are wrong, what stands in the file. Pure: no page, no clock, no network.
import { charactersOfBytes } from "./bytes.js";
import { FileFault } from "./file-fault.js";
import { PDF_ENTRIES, PDF_FILTERS, PDF_STREAM_WORK } from "./form-limits.js";
import { PdfSource } from "./pdf-source.js";
import { inflatedData } from "./pdf-streams.js";
import { PdfName, PdfObjects, PdfReference, PdfStream } from "./pdf-syntax.js";
import { isStreamOf, PdfTables } from "./pdf-tables.js";

/** References that lead to one another. */
const MOST_STEPS = 20;
/** Bytes from the last word that says where the tables begin: viewers look no further up. */
const LONGEST_END = 1024;
const START = /^startxref[\0\t\n\f\r ]*([0-9]{1,10})/;
const MEMBER = /([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,10})/y;

/** @typedef {import("./pdf-syntax.js").PdfObject} PdfObject */
/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */

/** A file; its methods throw FileFault: damaged, too_large, cannot_unpack. */
export class PdfFile {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.source = new PdfSource(bytes);
    this.tables = new PdfTables();
    /** @type {Map<number, PdfObject>} */
    this.known = new Map();
    /** @type {Map<number, Map<number, PdfObject>>} stream → its objects */
    this.packed = new Map();
    this.unpacked = 0;
  }

  /** Reads where the objects stand; a file that was cut off is refused, for it would tell what it held before. */
  async open() {
    const end = this.source.text.slice(Math.max(0, this.source.text.lastIndexOf("startxref")));
    if (end.length > LONGEST_END || / obj/.test(end)) throw new FileFault("damaged");
    try {
      const [, start] = START.exec(end) || [];
      if (start === undefined) throw new FileFault("damaged");
      await this.readTables(Number(start));
      if (!((await this.resolved(this.tables.trailer.get("Root"))) instanceof Map)) throw new FileFault("damaged");
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.rebuild();
    }
    return this;
  }

  /**
   * Reads a table, or a stream of one, and those it continues: the newest first.
   * @param {number} start
   */
  async readTables(start) {
    const seen = new Set();
    const waiting = [start];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const entries = await this.readTableAt(at);
      for (const older of [entries.get("Prev"), entries.get("XRefStm")]) if (typeof older === "number") waiting.push(older);
    }
  }

  /**
   * @param {number} at
   * @returns {Promise<PdfDictionary>} its trailer
   */
  async readTableAt(at) {
    const objects = new PdfObjects(this.source.text, at);
    if (objects.taken(/xref/y)) return this.tables.readTable(objects, this.source.text.length);
    const stream = this.source.objectAt(at);
    if (!isStreamOf(stream, "XRef")) throw new FileFault("damaged");
    this.tables.readStream(stream.entries, await this.dataOf(stream));
    return stream.entries;
  }

  /** Takes what stands in the file instead of what its tables say; of several of a number the last. */
  async rebuild() {
    this.tables = new PdfTables();
    this.known.clear();
    this.packed.clear();
    const trailers = Array.from(this.source.text.matchAll(/trailer/g), ({ index = 0 }) => index + "trailer".length).reverse();
    for (const at of trailers) {
      const entries = orNothing(() => this.source.taken(this.source.text, at, (objects) => objects.object()));
      if (entries instanceof Map) this.tables.keepTrailer(entries);
    }
    const heads = Array.from(this.source.headsFound());
    for (const [number, at] of heads) this.tables.keep(number, { at });
    for (const [number, at] of heads.reverse()) {
      const object = orNothing(() => this.source.objectAt(at, number));
      if (isStreamOf(object, "XRef")) this.tables.keepTrailer(object.entries);
      if (!isStreamOf(object, "ObjStm")) continue;
      const members = await this.membersOf(number).catch(nothingIfDamaged);
      for (const member of members ? members.keys() : []) this.tables.keep(member, { stream: number });
    }
  }

  /**
   * The object of a number: where the tables say it stands, else where it is found.
   * @param {number} number
   * @returns {Promise<PdfObject>} null where there is none
   */
  async objectOf(number) {
    const known = this.known.get(number);
    if (known !== undefined) return known;
    const place = this.tables.places.get(number);
    if (place === null) return null;
    let object = place && ("stream" in place ? (await this.membersOf(place.stream)).get(number) : this.source.objectAt(place.at, number));
    const at = object === undefined ? this.source.headsFound().get(number) : undefined;
    if (at !== undefined) object = this.source.objectAt(at, number);
    this.known.set(number, object ?? null);
    return object ?? null;
  }

  /**
   * The objects in a stream of them (7.5.7).
   * @param {number} number of the stream
   */
  async membersOf(number) {
    const known = this.packed.get(number);
    if (known) return known;
    /** @type {Map<number, PdfObject>} */
    const members = new Map();
    this.packed.set(number, members);
    const stream = await this.objectOf(number);
    if (!isStreamOf(stream, "ObjStm")) throw new FileFault("damaged");
    const text = charactersOfBytes(await this.dataOf(stream));
    const [count, first] = [stream.entries.get("N"), stream.entries.get("First")];
    if (typeof count !== "number" || typeof first !== "number") throw new FileFault("damaged");
    const head = new PdfObjects(text, 0);
    for (let index = 0; index < count; index += 1) {
      const [, member, offset] = head.taken(MEMBER) || [];
      if (member === undefined) break;
      members.set(Number(member), this.source.taken(text, first + Number(offset), (objects) => objects.object()));
      if (members.size > PDF_ENTRIES) throw new FileFault("too_large");
    }
    return members;
  }

  /**
   * What is meant by an object: what it refers to, else itself.
   * @param {PdfObject | undefined} object
   * @returns {Promise<PdfObject>}
   */
  async resolved(object) {
    let meant = object ?? null;
    for (let step = 0; meant instanceof PdfReference; step += 1) {
      if (step > MOST_STEPS) throw new FileFault("damaged");
      meant = await this.objectOf(meant.number);
    }
    return meant;
  }

  /**
   * What a stream holds, unpacked.
   * @param {PdfStream} stream
   */
  async dataOf({ entries, start }) {
    const filters = [await this.resolved(entries.get("Filter"))].flat().filter((filter) => filter !== null);
    const parameters = [await this.resolved(entries.get("DecodeParms"))].flat();
    if (filters.length > PDF_FILTERS) throw new FileFault("too_large");
    let data = this.source.dataFrom(start, await this.resolved(entries.get("Length")));
    for (const [index, filter] of filters.entries()) {
      const name = await this.resolved(filter);
      const how = await this.resolved(parameters[index]);
      if (!(name instanceof PdfName && /^Fl(?:ateDecode)?$/.test(name.name))) throw new FileFault("damaged");
      data = await inflatedData(data, how instanceof Map ? how : null);
      this.unpacked += data.length;
      if (this.unpacked > PDF_STREAM_WORK) throw new FileFault("too_large");
    }
    return data;
  }
}

/** @param {unknown} error */
function isDamage(error) {
  return error instanceof FileFault && error.kind === "damaged";
}

/**
 * Undefined where reading found damage; what is no damage is thrown on.
 * @param {unknown} error
 */
export function nothingIfDamaged(error) {
  if (!isDamage(error)) throw error;
  return undefined;
}

/**
 * What reading gives; undefined where that is damaged.
 * @template T
 * @param {() => T} read
 */
function orNothing(read) {
  try {
    return read();
  } catch (error) {
    return nothingIfDamaged(error);
  }
}
