// A filled form as its sheets will be printed: where every line of text stands, by the layout and the fitting that
// make the PDF. Pure: no page, no clock, no network.
import { entered } from "./form-entered.js";
import { drawn, placedLines } from "./form-pdf-drawing.js";
import { setTexts } from "./form-pdf-setting.js";
import { UNITS, widthTable } from "./form-widths.js";

const HEADING_RULE = 0.6;
const NO_OUTLINE = new Uint8Array();

/** @typedef {import("./form-pdf-drawing.js").Box} Box */
/** @typedef {{text: string, x: number, y: number}} Line where it begins: points from the lower left corner of the sheet */
/** @typedef {{size: number, bold: boolean, lines: Line[]}} Words */

/**
 * The printed sheet: generators/policypress/forms/browser_sheet.py makes it.
 * @typedef {object} Sheet
 * @property {number} width
 * @property {number} height
 * @property {number} ascent of the face, in 1/1000 of the type size
 * @property {number} descent
 * @property {[number, number, number, number, number][]} rules thickness and edges of rectangles
 * @property {Words[]} words
 * @property {Words} title as further pages have it
 * @property {Record<string, Box>} boxes to tick, by path
 */

/**
 * One sheet filled in.
 * @typedef {object} Drawn
 * @property {[number, number, number, number, number][]} rules
 * @property {Words[]} words printed and filled in
 * @property {Box[]} boxes
 * @property {Box[]} ticks those of the boxes that are ticked
 */

/**
 * The sheets of a filled form, and what of it stands on none of them.
 * @param {import("./form-data.js").Form} form
 * @param {import("./form-pdf-setting.js").PdfTemplate} template
 * @param {Sheet} sheet
 * @param {import("./form-entered.js").Values} values
 * @returns {{sheets: Drawn[], refusals: import("./form-entered.js").Refusal[]}}
 */
export function filledSheets(form, template, sheet, values) {
  const given = entered(form, values);
  const texts = [...given.texts.values(), ...given.beyond.map(({ text }) => text)].map(drawn).join("");
  const face = faceFor(form, sheet, texts + template.further.characters);
  const { written, further, refusals } = setTexts(form, template, given, face);
  const { leading } = template.sizes;
  /** @type {(rect: Box, lines: boolean, centred: boolean, fitted: import("./form-fitting.js").Fitted) => Words} */
  const wordsIn = (rect, lines, centred, fitted) => ({
    size: fitted.size / 2,
    bold: false,
    lines: placedLines({ rect, lines, centred }, fitted, face, leading).map(({ text, x, y }) => ({ text, x: rect[0] + x, y: rect[1] + y })),
  });
  const filled = Array.from(written).flatMap(([{ text }, { fitted }]) =>
    text ? [wordsIn(text.rect, text.lines, text.centred, fitted)] : [],
  );
  const boxes = Object.entries(sheet.boxes);
  const ticks = boxes.filter(([path]) => given.ticks.has(path)).map(([, box]) => box);
  const first = { rules: sheet.rules, words: [...sheet.words, ...filled], boxes: boxes.map(([, box]) => box), ticks };
  const others = further.map(({ page, written: { fitted } }) => ({
    rules: [/** @type {Sheet["rules"][0]} */ ([HEADING_RULE, ...page.box])],
    words: [sheet.title, ...page.words.map((words) => ({ ...words, bold: false })), wordsIn(page.entry.rect, true, false, fitted)],
    boxes: [],
    ticks: [],
  }));
  return { sheets: [first, ...others], refusals: [...given.refusals, ...refusals] };
}

/**
 * The face by its widths alone: what is shown here is drawn by the browser.
 * @param {import("./form-data.js").Form} form
 * @param {Sheet} sheet
 * @param {string} characters
 * @returns {import("./form-glyphs.js").Face}
 */
function faceFor(form, { ascent, descent }, characters) {
  const widths = widthTable(form.widths);
  const glyphOf = (/** @type {string} */ char) => ({ advance: widths.width(char), outline: NO_OUTLINE });
  const glyphs = new Map(Array.from(new Set(characters), (char) => [char, glyphOf(char)]));
  const missing = { advance: UNITS, outline: NO_OUTLINE };
  return { name: "", ascent, descent, capHeight: 0, bounds: [], missing, glyphs, leftOut: () => false };
}
