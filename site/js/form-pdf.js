// Filling a form in PDF: what was entered is appended to the blank, with just the glyphs it needs. The same as
// generators/policypress/forms/pdf_filling.py. Pure: no page, no clock; what brings glyphs is given.
import { bytesOf } from "./form-data.js";
import { entered, namingLines, shownCharacters, undrawable } from "./form-entered.js";
import { fitting, tooLong } from "./form-fitting.js";
import { drawn, writeText } from "./form-pdf-drawing.js";
import { makeSubset } from "./form-pdf-font.js";
import { addFurtherPages, pageLayout, roomOf } from "./form-pdf-further.js";
import { makeUpdate } from "./form-pdf-update.js";
import { summed } from "./form-widths.js";

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Entered} Entered */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {import("./form-fitting.js").Frame} Frame */
/** @typedef {import("./form-fitting.js").Overflow} Overflow */
/** @typedef {import("./form-glyphs.js").Face} Face */
/** @typedef {import("./form-pdf-drawing.js").Written} Written */
/** @typedef {{rect: import("./form-pdf-drawing.js").Box, frame: Frame, lines: boolean, centred: boolean, grows: boolean}} TextPlace */
/** @typedef {{path: string, number: number, head: string, text?: TextPlace}} Spot a widget; one without text is a box to tick */

/**
 * A form's blank PDF with all that filling it needs: generators/policypress/forms/browser_pdf.py makes it.
 * @typedef {object} PdfTemplate
 * @property {string} file in base64
 * @property {number} size first free object number
 * @property {number} start where its cross-reference table stands
 * @property {string} trailer
 * @property {string} identifier
 * @property {import("./form-fitting.js").Sizes} sizes
 * @property {string} ticked what a ticked box says anew
 * @property {Spot[]} spots
 * @property {import("./form-pdf-further.js").Further} further
 */

/** @typedef {(characters: string) => Promise<Face | string>} GlyphSource the face with these glyphs, or why there is none */

/**
 * The filled file, or why there is none.
 * @param {Form} form
 * @param {PdfTemplate} template
 * @param {import("./form-entered.js").Values} values
 * @param {GlyphSource} glyphs
 * @returns {Promise<{bytes: Uint8Array} | {refusals: Refusal[]}>}
 */
export async function fillPdf(form, template, values, glyphs) {
  const given = entered(form, values);
  const texts = [...given.texts.values(), ...given.beyond.map(({ text }) => text)];
  const face = await glyphs(drawn(texts.join("")).replace(/\n/g, ""));
  if (typeof face === "string") return { refusals: [{ field: "", message: face }] };
  let filling = setTexts(form, template, given, face);
  if (filling.goesOn) {
    await glyphs(template.further.characters);
    filling = setTexts(form, template, given, face);
  }
  const refusals = [...given.refusals, ...filling.refusals];
  return refusals.length ? { refusals } : { bytes: await fileWith(template, given, filling, face) };
}

/**
 * How every text is set, or why it cannot be.
 * @param {Form} form
 * @param {PdfTemplate} template
 * @param {Entered} given
 * @param {Face} face
 */
function setTexts(form, template, given, face) {
  const widths = summed((char) => (face.glyphs.get(drawn(char)) || face.missing).advance);
  const fits = fitting(widths, template.sizes);
  const has = (/** @type {string} */ char) => face.glyphs.has(char);
  const naming = namingLines(form, given).filter((line) => Array.from(drawn(line)).every(has));
  /** @type {Map<Spot, Written>} */
  const written = new Map();
  /** @type {{page: import("./form-pdf-further.js").FurtherPage, written: Written}[]} */
  const further = [];
  /** @type {Refusal[]} */
  const refusals = [];
  let goesOn = false;

  /**
   * Sets a text in its spot, where it has one, and on as many further pages as it needs.
   * @param {string} field
   * @param {string} name
   * @param {string} text
   * @param {Spot | null} spot
   * @returns {Overflow | null}
   */
  const goOn = (field, name, text, spot) => {
    goesOn = true;
    const page = pageLayout(template.further, { field, name, naming }, face, widths);
    const room = roomOf(page(1, 1));
    const first = spot && spot.text ? spot.text.frame : room;
    const parts = fits.split(text, first, room);
    if (!Array.isArray(parts)) return parts;
    const start = spot ? 0 : 1;
    for (const [at, value] of parts.entries()) {
      const fitted = fits.fit(value, at + start ? room : first, true, false);
      if ("fits" in fitted) return fitted;
      if (at + start) further.push({ page: page(at + start, parts.length - 1 + start), written: { value, fitted } });
      else if (spot) written.set(spot, { value, fitted });
    }
    return null;
  };

  /**
   * @param {string} field
   * @param {string} name
   * @param {string} text
   * @param {() => Overflow | null} set
   */
  const take = (field, name, text, set) => {
    let message = lacking(name, drawn(text).replace(/\n/g, ""), face);
    const overflow = message ? null : set();
    if (overflow) message = tooLong(name, text, overflow);
    if (message) refusals.push({ field, message });
  };

  const names = new Map(form.fields.map(({ id, name }) => [id, name]));
  const spots = new Map(template.spots.map((spot) => [spot.path, spot]));
  for (const [path, text] of given.texts) {
    const spot = spots.get(path);
    const [field = ""] = path.split(".");
    const name = names.get(field) || "";
    if (!spot || !spot.text) continue;
    const { frame, lines, grows } = spot.text;
    take(field, name, text, () => {
      const fitted = fits.fit(text, frame, lines, grows);
      if ("fits" in fitted) return grows ? goOn(field, name, text, spot) : fitted;
      written.set(spot, { value: text, fitted });
      return null;
    });
  }
  for (const { id, label, text } of given.beyond) take(id, label, text, () => goOn(id, label, text, null));
  return { written, further, refusals, goesOn };
}

/**
 * Which characters of a text have no glyph here, in words; empty where it has all.
 * @param {string} name
 * @param {string} text
 * @param {Face} face
 */
function lacking(name, text, { glyphs, leftOut }) {
  const left = Array.from(new Set(text)).filter((char) => !glyphs.has(char) && leftOut(char));
  if (!left.length) return undrawable(name, text, (char) => glyphs.has(char));
  return `“${name}”含有网页没有带上字形的谚文：${shownCharacters(left)}；请改用别的字，或下载空白 PDF 表用阅读软件填写`;
}

/**
 * The blank with the update after it.
 * @param {PdfTemplate} template
 * @param {Entered} given
 * @param {ReturnType<typeof setTexts>} filling
 * @param {Face} face
 */
async function fileWith(template, given, { written, further }, face) {
  const { sizes, spots, ticked } = template;
  const update = makeUpdate(template.size);
  if (written.size || further.length) {
    const everything = [...written.values(), ...further.map((each) => each.written)];
    const lines = everything.flatMap(({ fitted }) => fitted.lines);
    const printed = further.flatMap(({ page }) => page.words.flatMap((words) => words.lines.map(({ text }) => text)));
    const subset = makeSubset(face, drawn([...lines, ...printed].join("")));
    const font = subset.embed(update);
    for (const [{ number, head, text }, each] of written) {
      if (text) writeText(update, { number, head, ...text }, each, subset, font, sizes.leading);
    }
    if (further.length) addFurtherPages(update, template.further, further, subset, font, sizes.leading);
  }
  for (const { path, number, head } of spots) {
    if (given.ticks.has(path)) update.put(number, head + ticked);
  }
  return update.appendedTo({ ...template, data: bytesOf(template.file) });
}
