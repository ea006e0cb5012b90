// How a filled-in text stands in its place on a PDF page: its appearance stream, and what is stored. The same as
// generators/policypress/forms/pdf_drawing.py. Pure: no page, no clock, no network.
import { shortNumber, textString, twoDecimals } from "./form-pdf-text.js";
import { UNITS } from "./form-widths.js";
import { endTrimmed } from "./white-space.js";

/** Points left free beside a text. */
const SIDE = 2;
const MULTILINE = 1 << 12;
/** Name of the filled-in glyphs in the resources of an appearance. */
const FONT = "F";

/** @typedef {import("./form-fitting.js").Fitted} Fitted */
/** @typedef {import("./form-pdf-font.js").Subset} Subset */
/** @typedef {[number, number, number, number]} Box left, lower, right and upper edge, in points */
/** @typedef {{number: number, head: string, rect: Box, lines: boolean, centred: boolean}} Place of a text: its widget's object, how that begins, where it stands */
/** @typedef {{value: string, fitted: Fitted}} Written */

/**
 * A text as it is drawn: a tab as a wide space, character for character.
 * @param {string} text
 */
export function drawn(text) {
  return text.replace(/\t/g, "\u3000");
}

/**
 * How wide a text is, in points.
 * @param {import("./form-glyphs.js").Face} face
 * @param {string} text as it is drawn
 * @param {number} size
 */
export function widthIn(face, text, size) {
  let sum = 0;
  for (const char of text) sum += (face.glyphs.get(char) || face.missing).advance;
  return (sum * size) / UNITS;
}

/**
 * Puts the filled widget into the update, with its appearance in the font object.
 * @param {import("./form-pdf-update.js").Update} update
 * @param {Place} place
 * @param {Written} written
 * @param {Subset} subset
 * @param {number} font
 * @param {number} leading per cent of the type size from one line to the next
 */
export function writeText(update, place, { value, fitted }, subset, font, leading) {
  const [x0, y0, x1, y1] = place.rect;
  const entries =
    `/Type/XObject/Subtype/Form/BBox[0 0 ${shortNumber(x1 - x0)} ${shortNumber(y1 - y0)}]` +
    `/Resources<</Font<</${FONT} ${font} 0 R>>>>`;
  const appearance = update.addStream(entries, drawing(place, fitted, subset, leading));
  const size = shortNumber(fitted.size / 2);
  const rest = `/V${textString(value)}/DA(/Song ${size} Tf 0 g)/AP<</N ${appearance} 0 R>>>>`;
  update.put(place.number, headOf(place.head, fitted) + rest);
}

/**
 * How the widget begins; a line that was wrapped is one that viewers wrap too when it is edited.
 * @param {string} head
 * @param {Fitted} fitted
 */
function headOf(head, { wrapped }) {
  return wrapped ? head.replace(/\/Ff (\d+)/, (_, flags) => `/Ff ${Number(flags) | MULTILINE}`) : head;
}

/**
 * @param {Place} place
 * @param {Fitted} fitted
 * @param {Subset} subset
 * @param {number} percent
 */
function drawing({ rect: [left, foot, right, top], lines, centred }, fitted, subset, percent) {
  const { face } = subset;
  const size = fitted.size / 2;
  const leading = (size * percent) / 100;
  const [width, height] = [right - left, top - foot];
  const parts = [`/Tx BMC q BT 0 g /${FONT} ${shortNumber(size)} Tf`];
  let x0 = 0;
  let y0 = 0;
  let y = lines ? height - SIDE - (face.ascent * size) / UNITS : middleBaseline(height, fitted, leading, face);
  for (const line of fitted.lines) {
    if (line) {
      const x = centred ? Math.max(0, (width - widthIn(face, drawn(endTrimmed(line)), size)) / 2) : SIDE;
      parts.push(`${shortNumber(x - x0)} ${shortNumber(y - y0)} Td ${subset.encode(drawn(line))} Tj`);
      // Steps are relative and rounded: what was reached is what was written, not what was meant.
      x0 += Number(twoDecimals(x - x0));
      y0 += Number(twoDecimals(y - y0));
    }
    y -= leading;
  }
  return [...parts, "ET Q EMC"].join("\n");
}

/**
 * The first baseline of lines that stand in the middle.
 * @param {number} height
 * @param {Fitted} fitted
 * @param {number} leading
 * @param {{ascent: number, descent: number}} face
 */
function middleBaseline(height, { size, lines }, leading, { ascent, descent }) {
  const block = (lines.length - 1) * leading;
  return height / 2 + block / 2 - (((ascent + descent) / 2) * (size / 2)) / UNITS;
}
