// Writing zip archives: deflated where the browser can, else stored; the same files give the same bytes in
// one browser. Pure: no page, no clock, no network.
import { concatenated, lengthOf } from "./bytes.js";
import { canPack, packedAs } from "./compression.js";
import { endOf } from "./zip.js";

const STORED = 0;
const DEFLATED = 8;
/** Bytes that gzip puts before deflated data, and after it. */
const GZIP_HEAD = 10;
const GZIP_TAIL = 8;

/** @typedef {{name: Uint8Array, method: number, crc: number, size: number, data: Uint8Array}} Entry */

/**
 * An archive of texts, stored.
 * @param {[string, string][]} files names and texts
 */
export function packed(files) {
  const { add, end } = zipWriter();
  const parts = files.flatMap(([name, text]) => add(name, new TextEncoder().encode(text)));
  return concatenated([...parts, ...end()]);
}

/**
 * Writes an archive piece by piece, of files that are packed already and would only take time: stored.
 */
export function zipWriter() {
  /** @type {Uint8Array[]} */
  const directory = [];
  let count = 0;
  let offset = 0;
  return {
    /**
     * @param {string} name
     * @param {Uint8Array} data
     * @returns {Uint8Array[]} what follows what was written before
     */
    add(name, data) {
      const entry = storedEntry(name, data);
      const local = localRecord(entry);
      directory.push(...directoryRecord(entry, offset));
      offset += lengthOf(local);
      count += 1;
      return local;
    },
    /** The end of the archive. */
    end: () => [...directory, endRecord(count, lengthOf(directory), offset)],
  };
}

/**
 * The archive with one more file at its end.
 * @param {Uint8Array} zip with no comment at its end
 * @param {string} name
 * @param {Uint8Array} data
 */
export async function appended(zip, name, data) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  const entry = await entryOf(name, data);
  const local = localRecord(entry);
  return concatenated([
    zip.subarray(0, directory),
    ...local,
    zip.subarray(directory, end),
    ...directoryRecord(entry, directory),
    endRecord(count + 1, end - directory + DIRECTORY_RECORD + entry.name.length, directory + lengthOf(local)),
  ]);
}

/**
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<Entry>}
 */
async function entryOf(name, data) {
  if (!canPack()) return storedEntry(name, data);
  const gzip = await packedAs(data, "gzip");
  const body = gzip.subarray(GZIP_HEAD, gzip.length - GZIP_TAIL);
  const crc = new DataView(gzip.buffer, gzip.byteOffset + gzip.length - GZIP_TAIL).getUint32(0, true);
  return { name: new TextEncoder().encode(name), method: DEFLATED, crc, size: data.length, data: body };
}

/**
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Entry}
 */
function storedEntry(name, data) {
  return { name: new TextEncoder().encode(name), method: STORED, crc: crc32(data), size: data.length, data };
}

const DIRECTORY_RECORD = 46;

/**
 * Version, flags (names are UTF-8), method, a time and day that are no real ones, sums and lengths.
 * @param {Entry} entry
 */
function fixed({ name, method, crc, size, data }) {
  return [...[20, 0x0800, method, 0, 0x21].map(two), ...[crc, data.length, size].map(four), two(name.length)];
}

/**
 * @param {Entry} entry
 * @returns {Uint8Array[]}
 */
function localRecord(entry) {
  return [numbers([four(0x04034b50), ...fixed(entry), two(0)]), entry.name, entry.data];
}

/**
 * @param {Entry} entry
 * @param {number} offset of its local record
 * @returns {Uint8Array[]}
 */
function directoryRecord(entry, offset) {
  const rest = [...[0, 0, 0, 0].map(two), four(0), four(offset)];
  return [numbers([four(0x02014b50), two(20), ...fixed(entry), ...rest]), entry.name];
}

/**
 * @param {number} count
 * @param {number} size of the directory
 * @param {number} offset of the directory
 */
function endRecord(count, size, offset) {
  return numbers([four(0x06054b50), ...[0, 0, count, count].map(two), four(size), four(offset), two(0)]);
}

/**
 * @param {number} value
 * @returns {[number, number]}
 */
const two = (value) => [2, value];
/**
 * @param {number} value
 * @returns {[number, number]}
 */
const four = (value) => [4, value];

/** @param {[number, number][]} fields widths in bytes, and values */
function numbers(fields) {
  const out = [];
  for (const [width, value] of fields) {
    for (let shift = 0; shift < width; shift += 1) out.push((value >>> (8 * shift)) & 255);
  }
  return new Uint8Array(out);
}

/**
 * The checksum of bytes as zip archives state it (ISO 3309; APPNOTE 4.4.7).
 * @param {Uint8Array} data
 * @returns {number}
 */
function crc32(data) {
  let crc = -1;
  for (const byte of data) crc = (crc >>> 8) ^ crcOf((crc ^ byte) & 255);
  return (crc ^ -1) >>> 0;
}

/** @type {number[]} */
const CRC_TABLE = [];

/** @param {number} byte */
function crcOf(byte) {
  if (!CRC_TABLE.length) {
    for (let index = 0; index < 256; index += 1) {
      let value = index;
      for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
      CRC_TABLE.push(value);
    }
  }
  return CRC_TABLE[byte] || 0;
}
