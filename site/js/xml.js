// The tags and texts of an XML file, one after another. No entity is defined, nothing is fetched; a file
// with a DOCTYPE is refused. Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";

const TAG = /<(\/?)([^\s<>\/="']+)((?:\s+[^\s<>\/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * @typedef {object} Reader
 * @property {(name: string, attributes: () => Record<string, string>, full: string) => void} open full: with its prefix
 * @property {(name: string) => void} close
 * @property {(text: string) => void} text
 */

/**
 * Tells the reader what stands in the source; names without their prefix, lines ending with a line feed (XML 1.0, 2.11).
 * @param {string} written
 * @param {Reader} reader
 */
export function readXml(written, reader) {
  const source = written.indexOf("\r") < 0 ? written : written.replace(/\r\n?/g, "\n");
  /** @type {string[]} */
  const path = [];
  let place = 0;
  while (place < source.length) {
    const next = source.indexOf("<", place);
    if (next < 0) break;
    if (next > place && path.length) reader.text(decoded(source.slice(place, next)));
    place = source.charAt(next + 1) === "!" || source.charAt(next + 1) === "?" ? aside(source, next, reader) : tagAt(source, next, path, reader);
  }
  if (path.length) throw new FileFault("damaged");
}

/**
 * @param {string} source
 * @param {number} place
 * @param {string[]} path
 * @param {Reader} reader
 */
function tagAt(source, place, path, reader) {
  TAG.lastIndex = place;
  const match = TAG.exec(source);
  if (!match) throw new FileFault("damaged");
  const [, closing, full = "", attributes = "", empty] = match;
  const name = full.slice(full.indexOf(":") + 1);
  if (closing) {
    if (path.pop() !== full) throw new FileFault("damaged");
    reader.close(name);
  } else {
    reader.open(name, () => attributesOf(attributes), full);
    if (empty) reader.close(name);
    else path.push(full);
  }
  return TAG.lastIndex;
}

/**
 * Comments, instructions and literal text.
 * @param {string} source
 * @param {number} place
 * @param {Reader} reader
 */
function aside(source, place, reader) {
  const [start, end] = [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
  ].find(([begin = ""]) => source.startsWith(begin, place)) || ["", ""];
  if (!start || !end) throw new FileFault("definitions");
  const close = source.indexOf(end, place + start.length);
  if (close < 0) throw new FileFault("damaged");
  if (start === "<![CDATA[") reader.text(source.slice(place + start.length, close));
  return close + end.length;
}

/** @param {string} written */
function attributesOf(written) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const match of written.matchAll(ATTRIBUTE)) found[match[1] || ""] = decoded(match[2] || match[3] || "");
  return found;
}

/** @param {string} text */
function decoded(text) {
  if (text.indexOf("&") < 0) return text;
  return text.replace(/&([^;&]*);?/g, (whole, name) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    const code = number ? parseInt(number[1] || number[2] || "", number[1] ? 16 : 10) : -1;
    if (whole.endsWith(";") && code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = whole.endsWith(";") ? NAMED[name] : undefined;
    if (known === undefined) throw new FileFault("damaged");
    return known;
  });
}
