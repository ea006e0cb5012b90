// Further pages (附页) of a filled PDF: what did not fit its row, under the form's title and name; the page tree,
// the fields and the structure tree grow with them. The same as generators/policypress/forms/pdf_further.py and
// pdf_pages.py. Pure: no page, no clock, no network.
import { LIMIT_UNITS } from "./form-fitting.js";
import { drawn, widthIn, writeText } from "./form-pdf-drawing.js";
import { roundedEven, shortNumber, textString, twoDecimals, utf16Digits } from "./form-pdf-text.js";
import { UNITS } from "./form-widths.js";
import { linesWithin } from "./form-wrapping.js";

const MM = 72 / 25.4;
/** White below. */
const FOOT = 20 * MM;
/** Type size of 附页 and of the field's name, and of the lines that name the form. */
const HEADING = 12;
const SIZE = 10.5;
const LEADING = 1.5;
const GAP = 6;
/** Left free between a box's rules and what stands in it. */
const PAD_X = 3;
const PAD_Y = 2;
const RULE = 0.6;
const HUNDREDTHS = 100;
const SIDES = 4;

/** @typedef {import("./form-glyphs.js").Face} Face */
/** @typedef {import("./form-pdf-drawing.js").Box} Box */
/** @typedef {import("./form-pdf-drawing.js").Written} Written */
/** @typedef {import("./form-pdf-font.js").Subset} Subset */
/** @typedef {import("./form-pdf-update.js").Update} Update */
/** @typedef {{text: string, x: number, y: number}} Line */
/** @typedef {{role: string, text: string, size: number, lines: Line[]}} Words */
/** @typedef {{words: Words[], box: Box, entry: {key: string, name: string, rect: Box}}} FurtherPage */

/**
 * What all further pages have in common, and the objects of the blank that change with them: text with marks.
 * @typedef {object} Further
 * @property {string} characters what they may print
 * @property {string} title drawing of the form's title
 * @property {number} left
 * @property {number} right
 * @property {number} top below the title
 * @property {string} media
 * @property {string} widget
 * @property {string} bold font of the title
 * @property {string} parent
 * @property {string} document
 * @property {number} key next free key of the parent tree
 * @property {Record<"sheets" | "fields" | "elements" | "numbers" | "key", {number: number, text: string}>} changed
 */

/**
 * What lays out the pages on which a field goes on.
 * @param {Further} further
 * @param {{field: string, name: string, naming: string[]}} continued naming: lines that say to which form the page belongs
 * @param {Face} face
 * @param {import("./form-widths.js").Widths} widths
 */
export function pageLayout({ left, right, top: head }, { field, name, naming }, face, widths) {
  const limitOf = (/** @type {number} */ size) =>
    Math.floor((roundedEven((right - left) * HUNDREDTHS) * LIMIT_UNITS) / roundedEven(2 * size));

  /**
   * A text from the left edge; its last line stands at the end of the height it takes.
   * @param {string} role
   * @param {string} text
   * @param {number} top
   * @param {number} size
   * @returns {Words}
   */
  const paragraph = (role, text, top, size) => {
    const lines = linesWithin(text, widths, limitOf(size));
    const placed = lines.map((line, at) => ({ text: drawn(line), x: left, y: top - size - at * size * LEADING }));
    return { role, text, size, lines: placed };
  };
  const belowOf = (/** @type {number} */ top, /** @type {Words} */ { lines, size }) => top - lines.length * size * LEADING;

  /**
   * The page that is number at of so many; the place for text is the same on all of them.
   * @param {number} at
   * @param {number} of
   * @returns {FurtherPage}
   */
  return (at, of) => {
    const foot = head - HEADING * LEADING;
    const words = [labelWords(of === 1 ? "附页" : `附页（第${at}页，共${of}页）`, { left, right, foot, top: head }, face)];
    let top = foot - GAP;
    for (const line of naming) {
      const named = paragraph("P", line, top, SIZE);
      words.push(named);
      top = belowOf(top, named);
    }
    const heading = paragraph("H2", `${name}（续）`, top, HEADING);
    words.push(heading);
    top = belowOf(top, heading);
    /** @type {Box} */
    const box = [left, FOOT, right, top - GAP / 2];
    /** @type {Box} */
    const rect = [box[0] + PAD_X, box[1] + PAD_Y, box[2] - PAD_X, box[3] - PAD_Y];
    return { words, box, entry: { key: `${field}+${at + 1}`, name: `${name}（附页 ${at}）`, rect } };
  };
}

/**
 * The room for text on a further page.
 * @param {FurtherPage} page
 * @returns {import("./form-fitting.js").Frame}
 */
export function roomOf({ entry: { rect } }) {
  const [x0, y0, x1, y1] = rect.map((edge) => roundedEven(edge * HUNDREDTHS));
  const sides = SIDES * HUNDREDTHS;
  return { width: (x1 || 0) - (x0 || 0) - sides, height: (y1 || 0) - (y0 || 0) - sides };
}

/**
 * @param {string} text
 * @param {{left: number, right: number, foot: number, top: number}} frame
 * @param {Face} face
 * @returns {Words}
 */
function labelWords(text, { left, right, foot, top }, face) {
  const centre = (((face.ascent + face.descent) / 2) * HEADING) / UNITS;
  const x = (left + right) / 2 - widthIn(face, text, HEADING) / 2;
  return { role: "H1", text, size: HEADING, lines: [{ text, x, y: (foot + top) / 2 - centre }] };
}

/**
 * Adds pages, each with its text in a field of its own.
 * @param {Update} update
 * @param {Further} further
 * @param {{page: FurtherPage, written: Written}[]} pages
 * @param {Subset} subset
 * @param {number} font
 * @param {number} leading
 */
export function addFurtherPages(update, further, pages, subset, font, leading) {
  /** @type {Record<"sheets" | "fields" | "elements" | "numbers", string[]>} */
  const grown = { sheets: [], fields: [], elements: [], numbers: [] };
  let { key } = further;
  for (const { page, written } of pages) {
    const sheet = update.reserve();
    const widget = update.reserve();
    const { rect, name } = page.entry;
    const marks = { Key: textString(page.entry.key), Name: textString(name), Rect: rectangle(rect), Page: `${sheet} 0 R` };
    const head = Object.entries(marks).reduce((text, [mark, value]) => text.replace(`/${mark}Stands`, value), further.widget);
    const place = { number: widget, head: head.replace("/NumberStands", String(key + 1)), rect, lines: true, centred: false };
    writeText(update, place, written, subset, font, leading);
    const content = update.addStream("", contentOf(page, further.title, subset));
    update.put(
      sheet,
      `<</Type/Page/Parent ${further.parent}/MediaBox${further.media}` +
        `/Resources<</Font<</Bold ${further.bold}/Regular ${font} 0 R>>>>/Contents ${content} 0 R` +
        `/Annots[${widget} 0 R]/Tabs/S/StructParents ${key}>>`,
    );
    const tree = addElements(update, page, sheet, widget, further.document);
    grown.sheets.push(`${sheet} 0 R`);
    grown.fields.push(`${widget} 0 R`);
    grown.elements.push(...tree.elements);
    grown.numbers.push(`${key} ${tree.owners} ${key + 1} ${tree.form}`);
    key += 2;
  }
  for (const [name, { number, text }] of Object.entries(further.changed)) {
    const items = name === "key" ? [] : grown[/** @type {keyof typeof grown} */ (name)];
    const count = name === "key" ? key : 1 + pages.length;
    update.put(number, text.replace("/ListGoesOn", items.join(" ")).replace("/NumberStands", String(count)));
  }
}

/**
 * The elements of a page in the structure tree, as references.
 * @param {Update} update
 * @param {FurtherPage} page
 * @param {number} sheet
 * @param {number} widget
 * @param {string} document
 */
function addElements(update, { words }, sheet, widget, document) {
  const element = (/** @type {string} */ role, /** @type {string} */ kids) =>
    `${update.add(`<</Type/StructElem/S/${role}/P ${document}/Pg ${sheet} 0 R/K[${kids}]>>`)} 0 R`;
  // The title and the words below it are one heading.
  const heading = element("H1", "0 1");
  const others = words.slice(1).map(({ role }, at) => element(role, String(at + 2)));
  const form = element("Form", `<</Type/OBJR/Obj ${widget} 0 R/Pg ${sheet} 0 R>>`);
  const owners = `${update.add(`[${[heading, heading, ...others].join(" ")}]`)} 0 R`;
  return { elements: [heading, ...others, form], form, owners };
}

/**
 * @param {FurtherPage} page
 * @param {string} title
 * @param {Subset} subset
 */
function contentOf({ words, box: [x0, y0, x1, y1] }, title, subset) {
  const frame = [x0, y0, x1 - x0, y1 - y0].map(shortNumber).join(" ");
  const marked = words.map(({ role, text, size, lines }, at) => {
    const shown = lines.map(({ text: line, x, y }) => {
      const step = `${shortNumber(x)} ${shortNumber(y)} Td`;
      return `BT /Regular ${shortNumber(size)} Tf ${step} ${subset.encode(line)} Tj ET`;
    });
    const begin = `/${role} <</MCID ${at + 1}>> BDC`;
    if (lines.length === 1) return [begin, ...shown, "EMC"].join("\n");
    // Broken words are one to whoever listens, searches or copies (ISO 32000-1, 14.9.4).
    const spoken = `/Span <</ActualText <${utf16Digits(`\ufeff${text}`)}>>> BDC`;
    return [begin, spoken, ...shown, "EMC EMC"].join("\n");
  });
  return ["/Artifact BMC", `0 G ${shortNumber(RULE)} w ${frame} re S`, "EMC", title, ...marked].join("\n");
}

/** @param {Box} rect */
function rectangle(rect) {
  return `[${rect.map((edge) => Number(twoDecimals(edge))).join(" ")}]`;
}
