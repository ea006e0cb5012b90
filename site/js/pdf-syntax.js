// The objects of a PDF file as they are written (ISO 32000-1, 7.3), out of a text with a character for each
// byte. Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { PDF_ELEMENTS } from "./form-limits.js";

/** Arrays and dictionaries are nested no deeper in any form. */
const NESTED = 100;
const BLANKS = /[\0\t\n\f\r ]+/y;
const REMARK = /%[^\r\n]*/y;
const REFERENCE = /([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}\/%])/y;
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
  /** @param {number} number of the object, whatever its generation */
  constructor(number) {
    this.number = number;
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

/** What takes objects out of a text, one after another; its methods throw FileFault: damaged, too_large. */
export class PdfObjects {
  /**
   * @param {string} source
   * @param {number} place where to begin
   */
  constructor(source, place) {
    this.source = source;
    /** Where what was taken ends. */
    this.place = place;
  }

  /**
   * What stands next where it is of a pattern that sticks.
   * @param {RegExp} pattern
   */
  taken(pattern) {
    this.skip();
    return this.take(pattern);
  }

  /** The next object; a dictionary before data is a stream. */
  objectOrStream() {
    const found = this.object();
    this.skip();
    return found instanceof Map && this.take(STREAM) ? new PdfStream(found, this.place) : found;
  }

  /**
   * The next object.
   * @param {number} depth of what it stands in
   * @returns {PdfObject}
   */
  object(depth = 0) {
    this.skip();
    if (depth > NESTED) throw new FileFault("too_large");
    if (this.source.startsWith("<<", this.place)) return this.dictionary(depth);
    const sign = this.source.charAt(this.place);
    if (sign === "[") return this.array(depth);
    return sign === "(" ? new PdfString(this.literal()) : this.scalar();
  }

  /** An object that is no string in brackets and holds no others. */
  scalar() {
    const [, number] = this.take(REFERENCE) || [];
    if (number !== undefined) return new PdfReference(Number(number));
    const name = this.name();
    if (name) return name;
    const [, digits] = this.take(HEXADECIMAL) || [];
    if (digits !== undefined) return new PdfString(bytesOfDigits(digits));
    const [numeral] = this.take(NUMERAL) || [];
    if (numeral) return Number(numeral.replace(/^[+-]*(?=[+-])/, ""));
    const [word] = this.take(WORD) || [];
    if (!word) throw new FileFault("damaged");
    return word === "null" ? null : word === "true";
  }

  name() {
    const [, written] = this.take(NAME) || [];
    return written === undefined ? null : new PdfName(plainName(written));
  }

  /** @param {number} depth */
  array(depth) {
    /** @type {PdfArray} */
    const found = [];
    this.place += 1;
    for (this.skip(); this.source.charAt(this.place) !== "]"; this.skip()) {
      if (found.push(this.object(depth + 1)) > PDF_ELEMENTS) throw new FileFault("too_large");
    }
    this.place += 1;
    return found;
  }

  /** @param {number} depth */
  dictionary(depth) {
    /** @type {PdfDictionary} */
    const found = new Map();
    this.place += 2;
    for (this.skip(); !this.source.startsWith(">>", this.place); this.skip()) {
      const key = this.name();
      if (!key) throw new FileFault("damaged");
      found.set(key.name, this.object(depth + 1));
      if (found.size > PDF_ELEMENTS) throw new FileFault("too_large");
    }
    this.place += 2;
    return found;
  }

  /** A string in brackets; brackets within it come in pairs or are escaped. */
  literal() {
    /** @type {string[]} */
    const pieces = [];
    let open = 0;
    do {
      const [plain] = this.take(PLAIN) || [];
      const [, octal, sign] = (plain === undefined && this.take(ESCAPE)) || [];
      if (plain !== undefined) pieces.push(plain);
      else if (octal !== undefined) pieces.push(String.fromCharCode(parseInt(octal, 8) & 255));
      else if (sign !== undefined) pieces.push(ESCAPED[sign] ?? sign);
      else {
        const bracket = this.source.charAt(this.place);
        if (!bracket) throw new FileFault("damaged");
        open += bracket === "(" ? 1 : -1;
        pieces.push(bracket);
        this.place += 1;
      }
    } while (open);
    return pieces.slice(1, -1).join("");
  }

  skip() {
    while (this.take(BLANKS) || this.take(REMARK)) continue;
  }

  /** @param {RegExp} pattern that sticks */
  take(pattern) {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.source);
    if (found) this.place = pattern.lastIndex;
    return found;
  }
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
