// How what was entered stands in the places of a form's PDF, and on further pages, before anything is written: its
// preview shows the same. The same as generators/policypress/forms/pdf_filling.py. Pure: no page, no clock, no network.
import { namingLines, shownCharacters, undrawable } from "./form-entered.js";
import { Fitting, tooLong } from "./form-fitting.js";
import { drawn } from "./form-pdf-drawing.js";
import { Continuation, roomOf } from "./form-pdf-further.js";
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

/** @typedef {{field: string, name: string, text: string}} Item a text and the field, or the repetition, that it is of */

/**
 * One record on its way into the file.
 * @typedef {object} Setting
 * @property {PdfTemplate} template
 * @property {Face} face
 * @property {import("./form-widths.js").Widths} widths
 * @property {Fitting} fits
 * @property {string[]} naming lines that say on a further page to which form it belongs
 * @property {Map<Spot, Written>} written
 * @property {{page: import("./form-pdf-further.js").FurtherPage, written: Written}[]} further
 * @property {Refusal[]} refusals
 * @property {boolean} goesOn whether any text goes on on further pages
 */

/**
 * How every text is set, or why it cannot be.
 * @param {Form} form
 * @param {PdfTemplate} template
 * @param {Entered} given
 * @param {Face} face
 */
export function setTexts(form, template, given, face) {
  const setting = settingOf(form, template, given, face);
  const names = new Map(form.fields.map(({ id, name }) => [id, name]));
  const spots = new Map(template.spots.map((spot) => [spot.path, spot]));
  for (const [path, text] of given.texts) {
    const [field = ""] = path.split(".");
    const spot = spots.get(path);
    if (spot) take(setting, { field, name: names.get(field) || "", text }, spot);
  }
  for (const { id, label, text } of given.beyond) take(setting, { field: id, name: label, text }, null);
  return setting;
}

/**
 * @param {Form} form
 * @param {PdfTemplate} template
 * @param {Entered} given
 * @param {Face} face
 * @returns {Setting}
 */
function settingOf(form, template, given, face) {
  const widths = summed((char) => (face.glyphs.get(char === "\t" ? drawn(char) : char) || face.missing).advance);
  const has = (/** @type {string} */ char) => face.glyphs.has(char);
  return {
    template,
    face,
    widths,
    fits: new Fitting(widths, template.sizes),
    naming: namingLines(form, given).filter((line) => Array.from(drawn(line)).every(has)),
    written: new Map(),
    further: [],
    refusals: [],
    goesOn: false,
  };
}

/**
 * Sets a text in its spot or, where it has none, on further pages; says why it cannot be set.
 * @param {Setting} setting
 * @param {Item} item
 * @param {Spot | null} spot
 */
function take(setting, item, spot) {
  const { field, name, text } = item;
  const faults = lacking(name, drawn(text).replace(/\n/g, ""), setting.face);
  const overflow = faults.length ? null : spot ? setInSpot(setting, item, spot) : goOn(setting, item, null);
  if (overflow) faults.push(tooLong(name, text, overflow));
  setting.refusals.push(...faults.map((message) => ({ field, message })));
}

/**
 * @param {Setting} setting
 * @param {Item} item
 * @param {Spot} spot
 * @returns {Overflow | null}
 */
function setInSpot(setting, item, spot) {
  if (!spot.text) return null;
  const { frame, lines, grows } = spot.text;
  const fitted = setting.fits.fit(item.text, frame, lines, grows);
  if ("fits" in fitted) return grows ? goOn(setting, item, spot) : fitted;
  setting.written.set(spot, { value: item.text, fitted });
  return null;
}

/**
 * Sets a text in its spot, where it has one, and on as many further pages as it needs.
 * @param {Setting} setting
 * @param {Item} item
 * @param {Spot | null} spot
 * @returns {Overflow | null}
 */
function goOn(setting, { field, name, text }, spot) {
  const { template, face, widths, fits, naming, written, further } = setting;
  setting.goesOn = true;
  const continuation = new Continuation(template.further, { field, name, naming }, face, widths);
  const room = roomOf(continuation.page(1, 1));
  const first = spot && spot.text ? spot.text.frame : room;
  const parts = fits.split(text, first, room);
  if (!Array.isArray(parts)) return parts;
  const start = spot ? 0 : 1;
  for (const [at, value] of parts.entries()) {
    const number = at + start;
    const fitted = fits.fit(value, number ? room : first, true, false);
    if ("fits" in fitted) return fitted;
    if (number) further.push({ page: continuation.page(number, parts.length - 1 + start), written: { value, fitted } });
    else if (spot) written.set(spot, { value, fitted });
  }
  return null;
}

/**
 * Which characters of a text have no glyph: the font lacks them, or slices leave them out.
 * @param {string} name
 * @param {string} text
 * @param {Face} face
 */
function lacking(name, text, { glyphs, leftOut }) {
  const left = Array.from(new Set(text)).filter((char) => !glyphs.has(char) && leftOut(char));
  const words = `“${name}”含有网页没有带上字形的谚文：${shownCharacters(left)}；请改用别的字，或下载空白 PDF 表用阅读软件填写`;
  const fault = undrawable(name, text, (char) => glyphs.has(char) || leftOut(char));
  return [...(fault ? [fault] : []), ...(left.length ? [words] : [])];
}
