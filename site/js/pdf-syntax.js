// The objects of a PDF file as they are written (ISO 32000-1, 7.3), out of a text with a character for each
// byte. Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { PDF_ELEMENTS } from "./form-limits.js";

/** Arrays and dictionaries are nested no deeper in any form. */
const NESTED = 100;
const BLANKS = /[\0\t\n\f\r ]+/y;
const REMARK = /%[^\r\n]*/y;
const REFERENCE = /([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}\/%])/y;
const NUMERAL = /[+-]*(?:[0-9]+\.?[0-9]*|\.[0-9]+)/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}\/%]*)/y;
const WORD = /true|false|null/y;
const HEXADECIMAL = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;
const PLAIN = /[^()\\]+/y;
const ESCAPE = /\\(?:([0-7]{1,3})|(\r\n|[^]))/y;
/** @type {Record<string, string>} */
const ESCAPED = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\r\n": "", "\r": "", "\n": "" };
const STREAM = /stream(?:\r\n|\n|\r)/y;

/** A name (7.3.5). */
export class PdfName {
  /** @param {string} name without its slash */
  constructor(name) {
    this.name = name;
  }
}

/** A string (7.3.4). */
export class PdfString {
  /** @param {string} bytes a character for each */
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/** A reference to an object elsewhere (7.3.10). */
export class PdfReference {
  /**
   * @param {number} number
   * @param {number} generation
   */
  constructor(number, generation) {
    this.number = number;
    this.generation = generation;
  }
}

/** A dictionary with data after it (7.3.8). */
export class PdfStream {
  /**
   * @param {PdfDictionary} entries
   * @param {number} start of its data
   */
  constructor(entries, start) {
    this.entries = entries;
    this.start = start;
  }
}

/** @typedef {Map<string, PdfObject>} PdfDictionary by names without their slash */
/** @typedef {null | boolean | number | PdfName | PdfString | PdfReference | PdfStream | PdfDictionary | PdfArray} PdfObject */
/** @typedef {PdfObject[]} PdfArray */

/**
 * What takes objects out of a text, one after another.
 * @param {string} source
 * @param {number} at where to begin
 */
export function objectsFrom(source, at) {
  let place = at;

  /** @param {RegExp} pattern that sticks */
  const take = (pattern) => {
    pattern.lastIndex = place;
    const found = pattern.exec(source);
    if (found) place = pattern.lastIndex;
    return found;
  };
  const skip = () => {
    while (take(BLANKS) || take(REMARK)) continue;
  };

  /**
   * @param {number} depth
   * @returns {PdfObject}
   */
  const object = (depth) => {
    skip();
    if (depth > NESTED) throw new FileFault("too_large");
    if (source.startsWith("<<", place)) return dictionary(depth);
    const sign = source.charAt(place);
    if (sign === "[") return array(depth);
    if (sign === "(") return new PdfString(literal());
    const scalar = reference() || name() || hexadecimal();
    if (scalar) return scalar;
    const numeral = take(NUMERAL);
    if (numeral) return Number(numeral[0].replace(/^[+-]*(?=[+-])/, ""));
    const [word] = take(WORD) || [];
    if (!word) throw new FileFault("damaged");
    return word === "null" ? null : word === "true";
  };

  const reference = () => {
    const found = take(REFERENCE);
    return found && new PdfReference(Number(found[1]), Number(found[2]));
  };
  const name = () => {
    const found = take(NAME);
    return found && new PdfName(plainName(found[1] || ""));
  };
  const hexadecimal = () => {
    const found = take(HEXADECIMAL);
    return found && new PdfString(bytesOfDigits(found[1] || ""));
  };

  /**
   * @param {number} depth
   * @returns {PdfArray}
   */
  const array = (depth) => {
    /** @type {PdfArray} */
    const found = [];
    place += 1;
    for (skip(); source.charAt(place) !== "]"; skip()) {
      if (found.push(object(depth + 1)) > PDF_ELEMENTS) throw new FileFault("too_large");
    }
    place += 1;
    return found;
  };

  /**
   * @param {number} depth
   * @returns {PdfDictionary}
   */
  const dictionary = (depth) => {
    /** @type {PdfDictionary} */
    const found = new Map();
    place += 2;
    for (skip(); !source.startsWith(">>", place); skip()) {
      const key = name();
      if (!key) throw new FileFault("damaged");
      found.set(key.name, object(depth + 1));
      if (found.size > PDF_ELEMENTS) throw new FileFault("too_large");
    }
    place += 2;
    return found;
  };

  /** A string in brackets; brackets within it come in pairs or are escaped. */
  const literal = () => {
    /** @type {string[]} */
    const pieces = [];
    let open = 0;
    do {
      const [plain] = take(PLAIN) || [];
      const [, octal, sign] = (plain === undefined && take(ESCAPE)) || [];
      if (plain !== undefined) pieces.push(plain);
      else if (octal !== undefined) pieces.push(String.fromCharCode(parseInt(octal, 8) & 255));
      else if (sign !== undefined) pieces.push(ESCAPED[sign] ?? sign);
      else {
        const bracket = source.charAt(place);
        if (!bracket) throw new FileFault("damaged");
        open += bracket === "(" ? 1 : -1;
        pieces.push(bracket);
        place += 1;
      }
    } while (open);
    return pieces.slice(1, -1).join("");
  };

  return {
    /** Where what was taken ends. */
    place: () => place,
    /** The next object. */
    object: () => object(0),
    /** The next object; a dictionary before data is a stream. */
    objectOrStream() {
      const found = object(0);
      skip();
      return found instanceof Map && take(STREAM) ? new PdfStream(found, place) : found;
    },
    /**
     * What stands next where it is of a pattern that sticks.
     * @param {RegExp} pattern
     */
    taken(pattern) {
      skip();
      return take(pattern);
    },
  };
}

/** @param {string} written */
function plainName(written) {
  return written.replace(/#([0-9A-Fa-f]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
}

/** @param {string} written */
function bytesOfDigits(written) {
  const digits = written.replace(/[^0-9A-Fa-f]/g, "");
  return digits.replace(/..?/g, (pair) => String.fromCharCode(parseInt(pair.padEnd(2, "0"), 16)));
}
