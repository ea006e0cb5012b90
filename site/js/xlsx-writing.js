// A table as an .xlsx file of one sheet. Every text is a text to the spreadsheet, never a formula; what
// is a number is a number, unless all is text. Pure: no page, no clock, no network.
import { packed } from "./zip-writing.js";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const WRITTEN_NUMBER = /^(0|[1-9][0-9]{0,14})(\.[0-9])?$/;
/** Characters that an XML file cannot hold. */
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g;
/** Before what a spreadsheet would take for the number of a character. */
const LIKE_ESCAPE = /_(?=x[0-9a-fA-F]{4}_)/g;

/**
 * The file that holds the rows.
 * @param {string} title of the sheet
 * @param {string[][]} rows
 * @param {boolean} [texts] whether what looks like a number is a text too: its zeros are kept, and its length
 */
export function xlsxBytes(title, rows, texts = false) {
  const relation = (/** @type {string} */ kind, /** @type {string} */ target) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`;
  const part = (/** @type {string} */ name, /** @type {string} */ kind) =>
    `<Override PartName="/xl/${name}" ContentType="${TYPE}.${kind}+xml"/>`;
  return packed([
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("workbook.xml", "sheet.main")}${part("sheet1.xml", "worksheet")}</Types>`,
    ],
    ["_rels/.rels", relation("officeDocument", "xl/workbook.xml")],
    [
      "xl/workbook.xml",
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xmlText(title)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    ["xl/_rels/workbook.xml.rels", relation("worksheet", "sheet1.xml")],
    ["xl/sheet1.xml", `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map((row, at) => rowXml(row, at, texts)).join("")}</sheetData></worksheet>`],
  ]);
}

/**
 * @param {string[]} row
 * @param {number} index
 * @param {boolean} texts
 */
function rowXml(row, index, texts) {
  const cells = row.map((text, column) => cellXml(text, `${letters(column)}${index + 1}`, texts));
  return `<row r="${index + 1}">${cells.join("")}</row>`;
}

/**
 * @param {string} text
 * @param {string} place for example B12
 * @param {boolean} texts
 */
function cellXml(text, place, texts) {
  if (text === "") return "";
  if (!texts && WRITTEN_NUMBER.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/**
 * The letters of a column.
 * @param {number} column from 0
 * @returns {string}
 */
function letters(column) {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letters(rest) : "") + String.fromCharCode(65 + (column % 26));
}

/** @param {string} text */
function xmlText(text) {
  const bare = text.replace(UNWRITABLE, "").replace(LIKE_ESCAPE, "_x005F_");
  return bare.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
