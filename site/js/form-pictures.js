// The sheets of a filled form as pictures, drawn as the form will be printed.
import { filledSheets } from "./form-sheet.js";
import { widthTable } from "./form-widths.js";

const SVG = "http://www.w3.org/2000/svg";
const BOX_STROKE = 0.8;

/** @typedef {import("./form-sheet.js").Drawn} Drawn */
/** @typedef {import("./form-sheet.js").Sheet} Sheet */
/** @typedef {import("./form-widths.js").Widths} Widths */

/**
 * The sheets, and what of the record stands on none of them.
 * @param {import("./form-files.js").Fillable} form with pdf and sheet
 * @param {import("./form-entered.js").Values} values
 */
export function sheetPictures({ pdf, sheet, ...form }, values) {
  if (!pdf || !sheet) throw new RangeError("form");
  const { sheets, refusals } = filledSheets(form, pdf, sheet, values);
  const widths = widthTable(form.widths);
  const pictures = sheets.map((drawn, at) => picture(drawn, sheet, widths, `第 ${at + 1} 页，共 ${sheets.length} 页`));
  return { pictures, refusals };
}

/**
 * A sheet as a picture. What it says stands in the fields, where everyone can read it.
 * @param {Drawn} drawn
 * @param {Sheet} sheet
 * @param {Widths} widths
 * @param {string} name
 */
function picture({ rules, words, boxes, ticks }, { width, height }, widths, name) {
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name });
  svg.classList.add("form-sheet");
  const rectangle = (/** @type {number} */ stroke, /** @type {number[]} */ [x0 = 0, y0 = 0, x1 = 0, y1 = 0]) =>
    shape("rect", { x: x0, y: height - y1, width: x1 - x0, height: y1 - y0, "stroke-width": stroke });
  svg.append(...rules.map(([stroke, ...edges]) => rectangle(stroke, edges)));
  svg.append(...boxes.map((box) => rectangle(BOX_STROKE, box)));
  svg.append(...ticks.map(([x0, y0, x1, y1]) => tickMark(x0, height - y1, x1 - x0, y1 - y0)));
  for (const { size, bold, lines } of words) {
    for (const { text, x, y } of lines) svg.append(line(text, { x, y: height - y, size, bold }, widths));
  }
  return svg;
}

/**
 * A line as wide as the PDF has it, whatever font the browser has.
 * @param {string} text
 * @param {{x: number, y: number, size: number, bold: boolean}} place
 * @param {Widths} widths
 */
function line(text, { x, y, size, bold }, widths) {
  const attributes = { x, y, "font-size": size, "font-weight": bold ? 700 : 400, textLength: (widths.width(text) * size) / 1000 };
  const made = shape("text", { ...attributes, lengthAdjust: "spacingAndGlyphs" });
  made.textContent = text;
  return made;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function tickMark(x, y, width, height) {
  const points = [[0.2, 0.5], [0.42, 0.75], [0.8, 0.22]].map(([right = 0, down = 0]) => `${x + right * width},${y + down * height}`);
  return shape("polyline", { points: points.join(" "), "stroke-width": 1.4 });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
