// What browsers can pack and unpack. Pure: no page, no clock, no network.
import { concatenated } from "./bytes.js";

/** Whether this browser can pack; where it cannot, files are stored as they are. */
export function canPack() {
  return typeof CompressionStream === "function";
}

/** Whether this browser can unpack .xlsx and .docx files. */
export function canUnpack() {
  return typeof DecompressionStream === "function";
}

/**
 * The bytes as a stream of RFC 1950 (zlib) or RFC 1952 (gzip) holds them; call where canPack.
 * @param {Uint8Array} bytes
 * @param {"deflate" | "gzip"} format
 */
export function packedAs(bytes, format) {
  return through([bytes], new CompressionStream(format), Infinity);
}

/**
 * What such a stream held, or why not: it is damaged, or holds more than so many bytes. Call where canUnpack.
 * @param {Uint8Array[]} parts
 * @param {"deflate" | "gzip"} format
 * @param {number} most
 * @returns {Promise<Uint8Array | "damaged" | "too_large">}
 */
export async function unpackedFrom(parts, format, most) {
  try {
    return await through(parts, new DecompressionStream(format), most);
  } catch (error) {
    return error instanceof RangeError ? "too_large" : "damaged";
  }
}

/**
 * @param {Uint8Array[]} parts
 * @param {CompressionStream | DecompressionStream} transform
 * @param {number} most
 */
async function through(parts, transform, most) {
  const reader = new Blob(/** @type {any} */ (parts)).stream().pipeThrough(/** @type {any} */ (transform)).getReader();
  /** @type {Uint8Array[]} */
  const out = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    out.push(part.value);
    length += part.value.length;
    if (length > most) {
      reader.cancel().catch(() => undefined);
      throw new RangeError();
    }
  }
  return concatenated(out);
}
