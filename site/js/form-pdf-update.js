// What is appended to a PDF file to change it: an incremental update (ISO 32000-1, 7.5.6). The same as
// generators/policypress/forms/pdf_update.py. Pure: no page, no clock, no network.
import { bytesOfCharacters, concatenated, lengthOf } from "./bytes.js";
import { canPack, packedAs } from "./compression.js";
import { fingerprint } from "./form-pdf-text.js";

/** Bytes of a stream that compression would hardly shorten. */
const SMALL = 200;

/** @typedef {{data: Uint8Array, start: number, trailer: string, identifier: string}} Updated file, last cross-reference table, root and information, its own identifier */

/** New objects of a file, and new states of those it has. */
export class Update {
  /** @param {number} size the first object number that is free */
  constructor(size) {
    /** @type {Map<number, Uint8Array | Promise<Uint8Array>>} */
    this.objects = new Map();
    this.next = size;
  }

  /** The number of a new object, to be put later. */
  reserve() {
    this.next += 1;
    return this.next - 1;
  }

  /**
   * @param {number} number
   * @param {string} text
   */
  put(number, text) {
    this.objects.set(number, bytesOfCharacters(text));
  }

  /**
   * The number of a new object.
   * @param {string} text
   */
  add(text) {
    const number = this.reserve();
    this.put(number, text);
    return number;
  }

  /**
   * The number of a new stream, compressed where it pays and can be.
   * @param {string} entries of its dictionary
   * @param {Uint8Array | string} data
   */
  addStream(entries, data) {
    const number = this.reserve();
    this.objects.set(number, stream(entries, typeof data === "string" ? bytesOfCharacters(data) : data));
    return number;
  }

  /**
   * The file with the update after it; as it is where nothing changed.
   * @param {Updated} file
   */
  async appendedTo({ data, start, trailer, identifier }) {
    if (!this.objects.size) return data;
    const numbers = Array.from(this.objects.keys()).sort((one, other) => one - other);
    const parts = [data, ...(data[data.length - 1] === 10 ? [] : [bytesOfCharacters("\n")])];
    const offsets = new Map();
    let place = lengthOf(parts);
    for (const number of numbers) {
      const content = (await this.objects.get(number)) || new Uint8Array();
      const written = [bytesOfCharacters(`${number} 0 obj\n`), content, bytesOfCharacters("\nendobj\n")];
      offsets.set(number, place);
      parts.push(...written);
      place += lengthOf(written);
    }
    const entries = `/Size ${this.next}${trailer}/ID[<${identifier}><${fingerprint(parts)}>]/Prev ${start}`;
    const end = `xref\n${table(numbers, offsets)}trailer\n<<${entries}>>\nstartxref\n${place}\n%%EOF\n`;
    return concatenated([...parts, bytesOfCharacters(end)]);
  }
}

/**
 * @param {string} entries
 * @param {Uint8Array} data
 */
async function stream(entries, data) {
  const packs = data.length > SMALL && canPack();
  const content = packs ? await packedAs(data, "deflate") : data;
  const head = `<<${entries}${packs ? "/Filter/FlateDecode" : ""}/Length ${content.length}>>\nstream\n`;
  return concatenated([bytesOfCharacters(head), content, bytesOfCharacters("\nendstream")]);
}

/**
 * The cross-reference table, one section for each run of numbers.
 * @param {number[]} numbers
 * @param {Map<number, number>} offsets
 */
function table(numbers, offsets) {
  let text = "";
  numbers.forEach((number, at) => {
    if (!at || numbers[at - 1] !== number - 1) {
      let count = 1;
      while (numbers[at + count] === number + count) count += 1;
      text += `${number} ${count}\n`;
    }
    text += `${String(offsets.get(number)).padStart(10, "0")} 00000 n \n`;
  });
  return text;
}
