// The parts of an .xlsx workbook that its sheets refer to: which sheets are visible, their strings and styles; the
// same as generators/policypress/xlsx_book.py. Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { DAMAGED, TableError } from "./table-error.js";
import { TABLE_STYLES, ZIP_MEMBERS } from "./table-limits.js";
import { partsOf } from "./xlsx-parts.js";
import { textReader, unescaped } from "./xlsx-text.js";
import { EPOCH, formatKind, formatWidth } from "./xlsx-values.js";
import { readXml } from "./xml.js";

/** @typedef {import("./xlsx-values.js").Styles} Styles */

/**
 * @typedef {object} Book
 * @property {(path: string) => string | null} part a part's text, null where there is none
 * @property {Map<string, string>} sheets paths of the visible sheets, in their order, each with its name
 * @property {string[]} strings
 * @property {Styles} styles
 */

/**
 * Opens a workbook.
 * @param {Uint8Array} bytes
 * @returns {Promise<Book>}
 */
export async function openBook(bytes) {
  const parts = await partsOf(bytes);
  const part = (/** @type {string} */ path) => {
    const data = parts.get(path);
    return data ? new TextDecoder().decode(data) : null;
  };
  const path = workbookPath(part);
  const workbook = part(path);
  if (workbook === null) throw new TableError(DAMAGED);
  const links = linksOf(part, path);
  const { sheets, epoch } = sheetsOf(workbook, links);
  const byKind = (/** @type {string} */ kind) => (links.find((link) => link.kind === kind) || { path: "" }).path;
  const strings = stringsOf(part(byKind("sharedStrings")) || "");
  const styles = stylesOf(part(byKind("styles")) || "", epoch);
  return { part, sheets, strings, styles };
}

/** @typedef {{id: string, kind: string, path: string}} Link */

/** @param {Book["part"]} part */
function workbookPath(part) {
  const link = linksOf(part, "").find(({ kind }) => kind === "officeDocument");
  return link ? link.path : "xl/workbook.xml";
}

/**
 * What a part refers to.
 * @param {Book["part"]} part
 * @param {string} path empty: the package itself
 * @returns {Link[]}
 */
function linksOf(part, path) {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  /** @type {Link[]} */
  const links = [];
  readXml(part(`${folder}_rels/${path.slice(folder.length)}.rels`) || "", {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const { Id = "", Type = "", Target = "" } = attributes();
      const target = Target.charAt(0) === "/" ? Target.slice(1) : folder + Target.replace(/^\.\//, "");
      if (links.length >= ZIP_MEMBERS) throw new FileFault("too_large");
      links.push({ id: Id, kind: Type.slice(Type.lastIndexOf("/") + 1), path: target });
    },
    close() {},
    text() {},
  });
  return links;
}

/**
 * @param {string} workbook
 * @param {Link[]} links
 */
function sheetsOf(workbook, links) {
  /** @type {Map<string, string>} */
  const sheets = new Map();
  let count = 0;
  let epoch = EPOCH;
  readXml(workbook, {
    open(name, attributes) {
      if (name === "workbookPr" && /^(1|true)$/.test(attributes().date1904 || "")) epoch = "1904-01-01";
      if (name !== "sheet") return;
      count += 1;
      if (count > ZIP_MEMBERS) throw new FileFault("too_large");
      const { state = "visible", name: title = "", ...rest } = attributes();
      const id = Object.entries(rest).find(([key]) => /:id$/.test(key));
      const link = links.find((each) => id && each.id === id[1] && each.kind === "worksheet");
      if (state === "visible" && link && !sheets.has(link.path)) sheets.set(link.path, title);
    },
    close() {},
    text() {},
  });
  return { sheets, epoch };
}

/** @param {string} source */
function stringsOf(source) {
  /** @type {string[]} */
  const strings = [];
  const text = textReader();
  readXml(source, {
    open(name) {
      if (name === "si") strings.push("");
      else text.open(name);
    },
    close(name) {
      text.close(name);
      if (name === "si") strings[strings.length - 1] = unescaped(text.taken());
    },
    text: text.text,
  });
  return strings;
}

/**
 * @param {string} source
 * @param {string} epoch
 * @returns {Styles}
 */
function stylesOf(source, epoch) {
  /** @type {Map<number, string>} */
  const codes = new Map();
  /** @type {number[]} */
  const used = [];
  let inUse = false;
  readXml(source, {
    open(name, attributes) {
      if (name === "cellXfs") inUse = true;
      if (name === "numFmt") codes.set(Number(attributes().numFmtId), attributes().formatCode || "");
      if (name === "xf" && inUse) used.push(Number(attributes().numFmtId || 0));
      if (Math.max(used.length, codes.size) > TABLE_STYLES) throw new FileFault("too_large");
    },
    close(name) {
      if (name === "cellXfs") inUse = false;
    },
    text() {},
  });
  const dates = new Set();
  const spans = new Set();
  const widths = new Map();
  used.forEach((id, style) => {
    const kind = formatKind(id, codes.get(id));
    if (kind.date) dates.add(style);
    if (kind.span) spans.add(style);
    const width = formatWidth(codes.get(id) || "");
    if (width) widths.set(style, width);
  });
  return { epoch, dates, spans, widths };
}
