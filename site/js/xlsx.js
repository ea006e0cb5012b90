// The first visible sheet of an .xlsx file as rows of text, the same as generators/policypress/tables.py
// reads it. Pure: no page, no clock, no network.
import { DAMAGED, TableError } from "./table-error.js";
import { partsOf } from "./xlsx-parts.js";
import { readXml } from "./xml.js";
import { EPOCH, formatKind, isoText, numberText } from "./xlsx-values.js";

/** @typedef {{row: number, cells: string[]}} SheetRow */
/** @typedef {import("./xlsx-values.js").Styles} Styles */
/** @typedef {(number: number, cells: string[]) => void} Keep */

/**
 * @typedef {object} Book
 * @property {(path: string) => string | null} part a part's text, null where there is none
 * @property {string[]} sheets paths of the visible sheets, in their order
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
  /** @type {string[]} */
  const sheets = [];
  let epoch = EPOCH;
  readXml(workbook, {
    open(name, attributes) {
      if (name === "workbookPr" && /^(1|true)$/.test(attributes().date1904 || "")) epoch = "1904-01-01";
      if (name !== "sheet") return;
      const { state = "visible", ...rest } = attributes();
      const id = Object.entries(rest).find(([key]) => /:id$/.test(key));
      const link = links.find((each) => id && each.id === id[1] && each.kind === "worksheet");
      if (state === "visible" && link) sheets.push(link.path);
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
      if (name === "si") strings[strings.length - 1] = text.taken().replace(/x005F_/g, "");
    },
    text: text.text,
  });
  return strings;
}

/** Gathers the text of a string, its phonetic hints left out. */
function textReader() {
  let gathered = "";
  let hints = 0;
  let inside = false;
  return {
    open(/** @type {string} */ name) {
      if (name === "rPh") hints += 1;
      if (name === "t") inside = hints === 0;
    },
    close(/** @type {string} */ name) {
      if (name === "rPh") hints -= 1;
      if (name === "t") inside = false;
    },
    text(/** @type {string} */ part) {
      if (inside) gathered += part;
    },
    taken() {
      const whole = gathered;
      gathered = "";
      return whole;
    },
  };
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
    },
    close(name) {
      if (name === "cellXfs") inUse = false;
    },
    text() {},
  });
  const dates = new Set();
  const spans = new Set();
  used.forEach((id, style) => {
    const kind = formatKind(id, codes.get(id));
    if (kind.date) dates.add(style);
    if (kind.span) spans.add(style);
  });
  return { epoch, dates, spans };
}

/**
 * Hands on the rows of a sheet, in their order, each as wide as its last cell says.
 * @param {Book} book
 * @param {string} path
 * @param {Keep} keep
 */
export function readSheet(book, path, keep) {
  const source = book.part(path);
  if (source === null) throw new TableError(DAMAGED);
  let row = 0;
  let column = 0;
  let last = 0;
  let type = "";
  let style = 0;
  let value = "";
  let inValue = false;
  /** @type {Map<number, string>} */
  let cells = new Map();
  const inline = textReader();
  readXml(source, {
    open(name, attributes) {
      if (name === "row") {
        const { r } = attributes();
        row = r === undefined ? row + 1 : wholeNumber(r);
        column = 0;
        cells = new Map();
      } else if (name === "c") {
        const { r, t = "n", s = "0" } = attributes();
        column = r === undefined ? column + 1 : columnOf(r);
        type = t;
        style = Number(s);
        value = "";
      } else if (name === "v") inValue = true;
      else inline.open(name);
    },
    close(name) {
      if (name === "v") inValue = false;
      else if (name === "c") cells.set(column, cellText(book, type, style, value, inline.taken()));
      else if (name === "row" && row > last) {
        keep(row, inLine(cells, column));
        last = row;
      } else inline.close(name);
    },
    text(part) {
      if (inValue) value += part;
      else inline.text(part);
    },
  });
}

/**
 * @param {Map<number, string>} cells
 * @param {number} width
 */
function inLine(cells, width) {
  return Array.from({ length: width }, (_, index) => cells.get(index + 1) || "");
}

/** @param {string} text */
function wholeNumber(text) {
  if (!/^[0-9]{1,10}$/.test(text)) throw new TableError(DAMAGED);
  return Number(text);
}

/** @param {string} reference for example B12 */
function columnOf(reference) {
  const match = /^\$?([A-Za-z]{1,3})\$?[0-9]+$/.exec(reference);
  if (!match) throw new TableError(DAMAGED);
  return Array.from((match[1] || "").toUpperCase()).reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
}

/**
 * @param {Book} book
 * @param {string} type
 * @param {number} style
 * @param {string} value
 * @param {string} inline
 */
function cellText(book, type, style, value, inline) {
  if (type === "inlineStr") return inline;
  if (value === "") return "";
  if (type === "n") return numberText(value, style, book.styles);
  if (type === "b") return wholeNumber(value) ? "TRUE" : "FALSE";
  if (type === "d") return isoText(value);
  if (type !== "s") return value;
  const text = book.strings[wholeNumber(value)];
  if (text === undefined) throw new TableError(DAMAGED);
  return text;
}
