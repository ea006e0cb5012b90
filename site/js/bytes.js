// Bytes: put together, compared, and written as texts. Pure: no page, no clock, no network.

/** How a file begins that is of the kind before .xlsx and .docx, or holds one of these under a password ([MS-CFB], 2.2). */
export const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Whether bytes begin with others.
 * @param {Uint8Array} bytes
 * @param {number[]} start
 */
export function beginsWith(bytes, start) {
  return start.every((byte, at) => bytes[at] === byte);
}

/**
 * How many bytes there are in all.
 * @param {Uint8Array[]} parts
 */
export function lengthOf(parts) {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/**
 * The bytes one after another.
 * @param {Uint8Array[]} parts
 */
export function concatenated(parts) {
  const out = new Uint8Array(lengthOf(parts));
  let place = 0;
  for (const part of parts) {
    out.set(part, place);
    place += part.length;
  }
  return out;
}

/**
 * The bytes of a text that holds one character a byte.
 * @param {string} text
 */
export function bytesOfCharacters(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/**
 * A text with a character for each byte.
 * @param {Uint8Array} bytes
 */
export function charactersOfBytes(bytes) {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
}

/**
 * Bytes that were written as base64.
 * @param {string} text
 */
export function bytesOfBase64(text) {
  return bytesOfCharacters(atob(text));
}
