// Reading zip archives, as much of them as .xlsx and .docx files use. Pure: no page, no clock, no network.
import { canUnpack, unpackedFrom } from "./compression.js";
import { FileFault } from "./file-fault.js";
import { ZIP_MEMBERS } from "./table-limits.js";

/** @typedef {{method: number, crc: number, packed: number, size: number, offset: number}} Member */

/**
 * The members of an archive by name, refused where they promise more than such a file holds.
 * @param {Uint8Array} bytes
 * @param {number} most bytes of all of them together
 * @returns {Map<string, Member>}
 */
export function membersOf(bytes, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let place = view.getUint32(end + 16, true);
  /** @type {Map<string, Member>} */
  const members = new Map();
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    if (place + 46 > end || view.getUint32(place, true) !== 0x02014b50) throw new FileFault("no_archive");
    if (view.getUint16(place + 8, true) & 1) throw new FileFault("locked");
    const nameLength = view.getUint16(place + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength));
    const member = memberAt(view, place);
    size += member.size;
    members.set(name, member);
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  if (count > ZIP_MEMBERS || size > most) throw new FileFault("too_large");
  return members;
}

/**
 * Where the record stands that ends an archive.
 * @param {DataView} view
 */
export function endOf(view) {
  const first = Math.max(0, view.byteLength - 65557);
  for (let place = view.byteLength - 22; place >= first; place -= 1) {
    if (view.getUint32(place, true) === 0x06054b50) return place;
  }
  throw new FileFault("no_archive");
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
export async function memberBytes(bytes, member) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = member;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw new FileFault("damaged");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + member.packed);
  const data = member.method === 0 ? packed : await inflated(packed, member);
  if (data.length !== member.size) throw new FileFault("damaged");
  return data;
}

/**
 * Deflated data as gzip, which every browser that unpacks at all can do, and which checks the sum.
 * @param {Uint8Array} packed
 * @param {Member} member
 */
async function inflated(packed, member) {
  if (member.method !== 8) throw new FileFault("damaged");
  if (!canUnpack()) throw new FileFault("cannot_unpack");
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, member.crc, true);
  tail.setUint32(4, member.size, true);
  const head = new Uint8Array([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
  const out = await unpackedFrom([head, packed, new Uint8Array(tail.buffer)], "gzip", member.size);
  if (typeof out === "string") throw new FileFault("damaged");
  return out;
}
