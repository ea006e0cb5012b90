// The bytes of a PDF file as text, and the objects that stand in it, looked at within a bound (ISO 32000-1, 7.3).
// Pure: no page, no clock, no network.
import { charactersOfBytes } from "./bytes.js";
import { FileFault } from "./file-fault.js";
import { PDF_BYTES, PDF_ENTRIES, PDF_STREAM } from "./form-limits.js";
import { PdfObjects } from "./pdf-syntax.js";

/** Characters looked at in all: a file is read a few times over, however often it tells of one place. */
const MOST_READ = 10 * PDF_BYTES;
const HEAD = /([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj/y;
const HEADS = /(?:^|[^0-9])([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj/g;
const STREAM_END = /[\0\t\n\f\r ]*endstream/y;

/** What is written in a file; its methods throw FileFault: damaged, too_large. */
export class PdfSource {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.text = charactersOfBytes(bytes);
    /** @type {Map<number, number> | null} */
    this.heads = null;
    this.read = 0;
  }

  /**
   * What is taken out of a text from a place on.
   * @template T
   * @param {string} text
   * @param {number} at
   * @param {(objects: PdfObjects) => T} take
   */
  taken(text, at, take) {
    const objects = new PdfObjects(text, at);
    try {
      return take(objects);
    } finally {
      this.spend(objects.place - at);
    }
  }

  /** @param {number} characters looked at */
  spend(characters) {
    this.read += characters + 1;
    if (this.read > MOST_READ) throw new FileFault("too_large");
  }

  /** Where objects stand in the file, by their numbers. */
  headsFound() {
    if (this.heads) return this.heads;
    this.heads = new Map();
    for (const match of this.text.matchAll(HEADS)) {
      this.heads.set(Number(match[1]), (match.index || 0) + match[0].search(/[0-9]/));
      if (this.heads.size > PDF_ENTRIES) throw new FileFault("too_large");
    }
    return this.heads;
  }

  /**
   * The object that stands somewhere; undefined where none does, or none of that number.
   * @param {number} at
   * @param {number} [number]
   */
  objectAt(at, number) {
    return this.taken(this.text, at, (objects) => {
      const head = objects.taken(HEAD);
      return head && (number === undefined || Number(head[1]) === number) ? objects.objectOrStream() : undefined;
    });
  }

  /**
   * The data of a stream as it stands in the file: as many bytes as it states, else up to the word that ends it.
   * @param {number} start
   * @param {unknown} stated its length; no number: none
   */
  dataFrom(start, stated) {
    const length = typeof stated === "number" && stated >= 0 ? stated : 0;
    STREAM_END.lastIndex = start + length;
    const holds = typeof stated === "number" && STREAM_END.test(this.text);
    const end = holds ? start + stated : this.text.indexOf("endstream", start);
    this.spend((end < 0 ? this.text.length : end) - start);
    if (end < 0) throw new FileFault("damaged");
    if (end - start > PDF_STREAM) throw new FileFault("too_large");
    return this.bytes.subarray(start, end);
  }
}
