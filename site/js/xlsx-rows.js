// A sheet of an .xlsx workbook as rows of text, the same as generators/policypress/xlsx_rows.py reads it.
// Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { DAMAGED, TableError } from "./table-error.js";
import { TABLE_CHARACTERS } from "./table-limits.js";
import { longer, textReader, unescaped } from "./xlsx-text.js";
import { ERROR, isoText, NO_RESULT, numberText } from "./xlsx-values.js";
import { readXml } from "./xml.js";

/** @typedef {import("./xlsx-book.js").Book} Book */
/** @typedef {Map<number, string>} CellFaults what is wrong with cells, by index */
/** @typedef {(number: number, cells: string[], faults: CellFaults) => void} Keep */

/**
 * Hands on the rows of a sheet, in their order, each as wide as its last cell says; of rows that are no further on
 * than one before, none. Raises TableError, and FileFault: damaged, definitions, too_large.
 * @param {Book} book
 * @param {string} path of the sheet
 * @param {Keep} keep
 */
export function readSheet(book, path, keep) {
  const source = book.part(path);
  if (source === null) throw new TableError(DAMAGED);
  const cell = cellReader(book);
  let [row, last, column, characters] = [0, 0, 0, 0];
  /** @type {Map<number, string>} */
  let cells = new Map();
  /** @type {CellFaults} */
  let faults = new Map();
  readXml(source, {
    open(name, attributes) {
      if (name === "row") {
        const { r } = attributes();
        row = r === undefined ? row + 1 : wholeNumber(r);
        [column, cells, faults] = [0, new Map(), new Map()];
      } else if (name === "c") {
        const { r, t, s } = attributes();
        column = r === undefined ? column + 1 : columnOf(r);
        cell.begin(t, s);
      } else cell.open(name);
    },
    close(name) {
      if (name === "c") {
        const { text, fault } = cell.taken();
        if (fault) faults.set(column - 1, fault);
        characters += text.length;
        if (characters > TABLE_CHARACTERS) throw new FileFault("too_large");
        cells.set(column, text);
      } else if (name !== "row") cell.close(name);
      else if (row > last) {
        keep(row, inLine(cells, column), faults);
        last = row;
      }
    },
    text: cell.text,
  });
}

/**
 * What gathers the text of one cell after another.
 * @param {Book} book
 */
function cellReader(book) {
  const inline = textReader();
  let [type, style, value, inValue, formula] = ["n", 0, "", false, false];
  return {
    begin(/** @type {string | undefined} */ kind = "n", /** @type {string | undefined} */ number = "0") {
      [type, style, value, formula] = [kind, Number(number), "", false];
    },
    open(/** @type {string} */ name) {
      if (name === "v") inValue = true;
      else if (name === "f") formula = true;
      else inline.open(name);
    },
    close(/** @type {string} */ name) {
      if (name === "v") inValue = false;
      else inline.close(name);
    },
    text(/** @type {string} */ part) {
      if (inValue) value = longer(value, part);
      else inline.text(part);
    },
    /** The cell as people see it, and what is wrong with it. */
    taken: () => ({ text: cellText(book, type, style, value, inline.taken()), fault: faultOf(type, value, formula) }),
  };
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
 * @param {string} type
 * @param {string} value
 * @param {boolean} formula
 */
function faultOf(type, value, formula) {
  if (type === "e") return ERROR;
  return type === "n" && formula && value === "" ? NO_RESULT : "";
}

/**
 * @param {Book} book
 * @param {string} type
 * @param {number} style
 * @param {string} value
 * @param {string} inline
 */
function cellText(book, type, style, value, inline) {
  if (type === "inlineStr") return unescaped(inline);
  if (value === "") return "";
  if (type === "n") return numberText(value, style, book.styles);
  if (type === "b") return wholeNumber(value) ? "TRUE" : "FALSE";
  if (type === "d") return isoText(value);
  if (type !== "s") return unescaped(value);
  const text = book.strings[wholeNumber(value)];
  if (text === undefined) throw new TableError(DAMAGED);
  return text;
}
