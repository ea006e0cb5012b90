// Filling a form in PDF: what was entered is appended to the blank, with just the glyphs it needs. The same as
// generators/policypress/forms/pdf_filling.py. Pure: no page, no clock; what brings glyphs is given.
import { bytesOfBase64 } from "./bytes.js";
import { entered } from "./form-entered.js";
import { drawn, writeText } from "./form-pdf-drawing.js";
import { makeSubset } from "./form-pdf-font.js";
import { addFurtherPages } from "./form-pdf-pages.js";
import { setTexts } from "./form-pdf-setting.js";
import { Update } from "./form-pdf-update.js";

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Entered} Entered */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {import("./form-glyphs.js").Face} Face */
/** @typedef {import("./form-pdf-setting.js").PdfTemplate} PdfTemplate */
/** @typedef {import("./form-pdf-setting.js").Setting} Setting */
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
  if (filling.goesOn && !Array.from(template.further.characters).every((char) => face.glyphs.has(char))) {
    await glyphs(template.further.characters);
    filling = setTexts(form, template, given, face);
  }
  const refusals = [...given.refusals, ...filling.refusals];
  return refusals.length ? { refusals } : { bytes: await fileWith(template, given, filling, face) };
}

/**
 * The blank with the update after it.
 * @param {PdfTemplate} template
 * @param {Entered} given
 * @param {Setting} filling
 * @param {Face} face
 */
async function fileWith(template, given, { written, further }, face) {
  const { sizes, spots, ticked } = template;
  const update = new Update(template.size);
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
  return update.appendedTo({ ...template, data: bytesOfBase64(template.file) });
}
