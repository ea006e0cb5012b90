// Where the objects of a PDF file stand: its cross-reference tables and streams (ISO 32000-1, 7.5.4 and 7.5.8).
// Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { PDF_ENTRIES } from "./form-limits.js";
import { PdfName, PdfStream } from "./pdf-syntax.js";

const SECTION = /([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,10})/y;
const ENTRY = /([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+([nf])/y;
/** Bytes of an entry of a table. */
const ENTRY_SIZE = 20;

/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */
/** @typedef {{at: number} | {stream: number} | null} Place of an object; null: it is free */

/** What is known of a file's objects; what is told first, being newer, counts. */
export class PdfTables {
  constructor() {
    /** @type {Map<number, Place>} */
    this.places = new Map();
    /** @type {PdfDictionary} */
    this.trailer = new Map();
    this.told = 0;
  }

  /**
   * @param {number} number
   * @param {Place} place
   */
  keep(number, place) {
    this.told += 1;
    if (this.told > PDF_ENTRIES) throw new FileFault("too_large");
    if (!this.places.has(number)) this.places.set(number, place);
  }

  /** @param {PdfDictionary} entries */
  keepTrailer(entries) {
    for (const [key, value] of entries) if (!this.trailer.has(key)) this.trailer.set(key, value);
  }

  /**
   * Keeps what a table says.
   * @param {import("./pdf-syntax.js").PdfObjects} objects from behind its first word
   * @param {number} length of the file
   * @returns {PdfDictionary} its trailer
   */
  readTable(objects, length) {
    while (!objects.taken(/trailer/y)) {
      const [, first, count] = objects.taken(SECTION) || [];
      if (first === undefined) throw new FileFault("damaged");
      if (Number(count) * ENTRY_SIZE > length) throw new FileFault("too_large");
      for (let index = 0; index < Number(count); index += 1) {
        const [, at, , kind] = objects.taken(ENTRY) || [];
        if (at === undefined) throw new FileFault("damaged");
        this.keep(Number(first) + index, kind === "n" ? { at: Number(at) } : null);
      }
    }
    const trailer = objects.object();
    if (!(trailer instanceof Map)) throw new FileFault("damaged");
    this.keepTrailer(trailer);
    return trailer;
  }

  /**
   * Keeps what a cross-reference stream says.
   * @param {PdfDictionary} entries of the stream
   * @param {Uint8Array} data
   */
  readStream(entries, data) {
    const widths = numbersIn(entries, "W", []);
    const [kindWidth = 0, ...others] = widths;
    const size = widths.reduce((sum, width) => sum + width, 0);
    if (others.length !== 2 || size < 1 || size > ENTRY_SIZE) throw new FileFault("damaged");
    const sections = numbersIn(entries, "Index", [0, Number(entries.get("Size"))]);
    let at = 0;
    for (let section = 0; section + 1 < sections.length; section += 2) {
      const [first = 0, count = 0] = sections.slice(section);
      for (let index = 0; index < count && at + size <= data.length; index += 1) {
        const [kind = 1, one = 0] = fieldsOf(data, at, widths);
        this.keep(first + index, placeOf(kindWidth ? kind : 1, one));
        at += size;
      }
    }
    this.keepTrailer(entries);
  }
}

/**
 * @param {PdfDictionary} entries
 * @param {string} key
 * @param {number[]} otherwise
 */
function numbersIn(entries, key, otherwise) {
  const found = entries.get(key);
  if (!Array.isArray(found)) return otherwise;
  return found.map((each) => {
    if (typeof each !== "number" || !(each >= 0)) throw new FileFault("damaged");
    return each;
  });
}

/**
 * @param {Uint8Array} data
 * @param {number} start
 * @param {number[]} widths bytes of each field
 */
function fieldsOf(data, start, widths) {
  let at = start;
  return widths.map((width) => {
    let value = 0;
    for (const end = at + width; at < end; at += 1) value = value * 256 + (data[at] || 0);
    return value;
  });
}

/**
 * @param {number} kind
 * @param {number} one
 * @returns {Place}
 */
function placeOf(kind, one) {
  if (kind === 1) return { at: one };
  return kind === 2 ? { stream: one } : null;
}

/**
 * Whether a stream is of a kind.
 * @param {import("./pdf-syntax.js").PdfObject | undefined} object
 * @param {string} type
 * @returns {object is PdfStream}
 */
export function isStreamOf(object, type) {
  const found = object instanceof PdfStream ? object.entries.get("Type") : null;
  return found instanceof PdfName && found.name === type;
}
