// Zip archives, as much of them as .xlsx files use: reading with DecompressionStream, writing stored.
// Pure: no page, no clock, no network.
import { DAMAGED, TableError } from "./table-error.js";

const MAX_UNPACKED_BYTES = 200000000;
const MAX_MEMBERS = 1000;
const NO_ZIP = "不是 Excel 文件（内容与扩展名 .xlsx 不符）；请用表格软件另存为 .xlsx";
const TOO_LARGE = "解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx";
const NO_INFLATE = "是 .xlsx 文件，这个浏览器解不开；请在表格软件里另存为“CSV UTF-8”，再选那个 .csv 文件";

/** @typedef {{method: number, crc: number, packed: number, size: number, offset: number}} Member */

/** Whether this browser can unpack .xlsx files. */
export function canUnpack() {
  return typeof DecompressionStream === "function";
}

/**
 * The members of an archive by name, refused where they promise more than a table holds.
 * @param {Uint8Array} bytes
 * @returns {Map<string, Member>}
 */
export function membersOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let place = view.getUint32(end + 16, true);
  /** @type {Map<string, Member>} */
  const members = new Map();
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    if (place + 46 > end || view.getUint32(place, true) !== 0x02014b50) throw new TableError(NO_ZIP);
    if (view.getUint16(place + 8, true) & 1) throw new TableError("加了密码；请取消密码后另存为 .xlsx");
    const nameLength = view.getUint16(place + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength));
    const member = memberAt(view, place);
    size += member.size;
    members.set(name, member);
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  if (count > MAX_MEMBERS || size > MAX_UNPACKED_BYTES) throw new TableError(TOO_LARGE);
  return members;
}

/** @param {DataView} view */
function endOf(view) {
  const first = Math.max(0, view.byteLength - 65557);
  for (let place = view.byteLength - 22; place >= first; place -= 1) {
    if (view.getUint32(place, true) === 0x06054b50) return place;
  }
  throw new TableError(NO_ZIP);
}

/**
 * @param {DataView} view
 * @param {number} place of its entry in the directory
 * @returns {Member}
 */
function memberAt(view, place) {
  return {
    method: view.getUint16(place + 10, true),
    crc: view.getUint32(place + 16, true),
    packed: view.getUint32(place + 20, true),
    size: view.getUint32(place + 24, true),
    offset: view.getUint32(place + 42, true),
  };
}

/**
 * A member's bytes; refused where there are not exactly as many as promised.
 * @param {Uint8Array} bytes
 * @param {Member} member
 * @returns {Promise<Uint8Array>}
 */
export async function unpack(bytes, member) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = member;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw new TableError(DAMAGED);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + member.packed);
  const data = member.method === 0 ? packed : await inflated(packed, member);
  if (data.length !== member.size) throw new TableError(DAMAGED);
  return data;
}

/**
 * Deflated data as gzip, which every browser that unpacks at all can do, and which checks the sum.
 * @param {Uint8Array} packed
 * @param {Member} member
 */
async function inflated(packed, member) {
  if (member.method !== 8) throw new TableError(DAMAGED);
  if (!canUnpack()) throw new TableError(NO_INFLATE);
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, member.crc, true);
  tail.setUint32(4, member.size, true);
  const head = new Uint8Array([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
  const stream = new Blob([head, /** @type {any} */ (packed), tail.buffer]).stream();
  const reader = stream.pipeThrough(/** @type {any} */ (new DecompressionStream("gzip"))).getReader();
  const out = new Uint8Array(member.size);
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > member.size) throw new TableError(DAMAGED);
      out.set(part.value, length);
      length += part.value.length;
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error instanceof TableError ? error : new TableError(DAMAGED);
  }
  return length === member.size ? out : out.subarray(0, length);
}

/**
 * An archive of texts, stored; the same texts give the same bytes.
 * @param {[string, string][]} files names and texts
 * @returns {Uint8Array}
 */
export function packed(files) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let offset = 0;
  for (const [name, text] of files) {
    const data = new TextEncoder().encode(text);
    const title = new TextEncoder().encode(name);
    const fixed = [20, 0x0800, 0, 0, 0x21];
    const sums = [crc32(data), data.length, data.length];
    const local = numbers([[4, 0x04034b50], ...fixed.map(two), ...sums.map(four), [2, title.length], [2, 0]]);
    const rest = [[2, title.length], ...[0, 0, 0, 0].map(two), [4, 0], [4, offset]];
    parts.push(local, title, data);
    directory.push(numbers([[4, 0x02014b50], [2, 20], ...fixed.map(two), ...sums.map(four), ...rest]), title);
    offset += local.length + title.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const counts = [0, 0, files.length, files.length].map(two);
  const end = numbers([[4, 0x06054b50], ...counts, [4, size], [4, offset], [2, 0]]);
  return joined([...parts, ...directory, end]);
}

/** @param {number} value */
const two = (value) => [2, value];
/** @param {number} value */
const four = (value) => [4, value];

/** @param {number[][]} fields widths in bytes, and values */
function numbers(fields) {
  const out = [];
  for (const [width = 0, value = 0] of fields) {
    for (let shift = 0; shift < width; shift += 1) out.push((value >>> (8 * shift)) & 255);
  }
  return new Uint8Array(out);
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    out.set(part, place);
    place += part.length;
  }
  return out;
}

/** @param {Uint8Array} data */
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
