// Text strings of PDF files (ISO 32000-1, 7.9.2.2; ISO 32000-2 for UTF-8). Pure: no page, no clock, no network.

/** What PDFDocEncoding (D.2) has otherwise than ISO 8859-1, from code to code. */
const OTHERWISE = { 0x18: "˘ˇˆ˙˝˛˚˜", 0x80: "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0xa0: "€" };
/** A string with a code that it has not is no text, but may be meant as ISO 8859-1. */
const UNDEFINED = /[\x16\x7f\x9f\xad]/;
const MARKS_OF_TEXT = { "\xfe\xff": "utf-16be", "\xff\xfe": "utf-16le", "\xef\xbb\xbf": "utf-8" };
/** @type {Map<string, string>} */
const OTHER_CHARACTERS = new Map(
  Object.entries(OTHERWISE).flatMap(([first, characters]) =>
    Array.from(characters, (character, at) => /** @type {[string, string]} */ ([String.fromCharCode(Number(first) + at), character])),
  ),
);

/**
 * The text of a string.
 * @param {string} bytes a character for each
 */
export function pdfText(bytes) {
  const marked = Object.entries(MARKS_OF_TEXT).find(([mark]) => bytes.startsWith(mark));
  if (!marked && UNDEFINED.test(bytes)) return bytes;
  if (!marked) return bytes.replace(/[\x18-\x1f\x80-\x9e\xa0]/g, (character) => OTHER_CHARACTERS.get(character) ?? character);
  const data = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  return new TextDecoder(marked[1]).decode(data);
}
