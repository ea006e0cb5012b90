// Filling a form in Word: the pieces of its template are joined with what was entered between them. The
// same, byte for byte, as generators/policypress/forms/word_filling.py. Pure: no page, no clock, no network.
import { entered, namingLines } from "./form-entered.js";
import { bytesOf } from "./form-data.js";
import { fitting, tooLong } from "./form-fitting.js";
import { widthTable } from "./form-widths.js";
import { appended } from "./zip-writing.js";

const DOCUMENT = "word/document.xml";

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Entered} Entered */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {import("./form-fitting.js").Frame} Frame */

/**
 * The place of a field. Of a text, day is undefined, boxes too; and so on.
 * @typedef {object} WordSlot
 * @property {string} field
 * @property {string} blank its paragraphs while it is empty
 * @property {Record<string, [string, string]>} [boxes] option id → its box empty and ticked
 * @property {string[]} [day] cut at the day in ISO form and at the day in words
 * @property {string[]} [text] cut at the paragraph's line, the run's type and the text
 * @property {boolean} [lines]
 * @property {boolean} [grows]
 * @property {Frame} [frame]
 * @property {Frame} [further]
 */

/**
 * @typedef {object} WordTemplate
 * @property {string} rest the file without its word/document.xml, in base64
 * @property {string[]} between what stands before each slot
 * @property {string} after what stands after the last one, down to where further pages go
 * @property {string} end the rest
 * @property {import("./form-fitting.js").Sizes} sizes
 * @property {Record<string, {run: string, entry: string, lines: string}>} types by size in half points
 * @property {Record<string, string>} breaks what stands for a line end and for a tab
 * @property {WordSlot[]} slots
 * @property {{title: string, note: string[], text: Record<string, string[]>}} further
 * @property {number} controls how many the blank has
 */

/** @typedef {{field: string, parts: string[]}} Continued */

/**
 * The filled file, or why there is none.
 * @param {Form} form
 * @param {import("./form-entered.js").Values} values
 * @returns {Promise<{bytes: Uint8Array} | {refusals: Refusal[]}>}
 */
export async function fillWord(form, values) {
  const { document, refusals } = wordDocument(form, values);
  if (refusals.length) return { refusals };
  return { bytes: await appended(bytesOf(form.word.rest), DOCUMENT, new TextEncoder().encode(document)) };
}

/**
 * The text of word/document.xml, and why it may not be handed out.
 * @param {Form} form
 * @param {import("./form-entered.js").Values} values
 * @returns {{document: string, refusals: Refusal[]}}
 */
export function wordDocument(form, values) {
  const template = form.word;
  const given = entered(form, values);
  /** @type {Continued[]} */
  const continued = [];
  /** @type {Refusal[]} */
  const refusals = [];
  const fits = fitting(widthTable(form.widths), template.sizes);
  const filled = template.slots.map((slot) => {
    if (slot.boxes) return boxes(slot, slot.boxes, given);
    if (slot.day) return day(slot, slot.day, given);
    const text = given.texts.get(slot.field);
    return text === undefined ? slot.blank : textIn(form, slot, text, fits, continued, refusals);
  });
  const pieces = template.between.map((before, at) => before + (filled[at] || ""));
  const document = [...pieces, template.after, ...furtherPages(form, given, continued), template.end].join("");
  return { document, refusals: [...given.refusals, ...refusals] };
}

/**
 * @param {WordSlot} slot
 * @param {Record<string, [string, string]>} pairs
 * @param {Entered} given
 */
function boxes(slot, pairs, given) {
  const ticked = Object.keys(pairs).filter((option) => given.ticks.has(`${slot.field}.${option}`));
  return ticked.reduce((xml, option) => {
    const [empty, full] = pairs[option] || ["", ""];
    return xml.split(empty).join(full);
  }, slot.blank);
}

/**
 * @param {WordSlot} slot
 * @param {string[]} pieces
 * @param {Entered} given
 */
function day(slot, pieces, given) {
  const [year, month, date] = ["year", "month", "day"].map((part) => given.texts.get(`${slot.field}.${part}`));
  if (!year || !month || !date) return slot.blank;
  const [before, between, after] = pieces;
  return `${before}${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}${between}${year}年${month}月${date}日${after}`;
}

/**
 * @param {Form} form
 * @param {WordSlot} slot
 * @param {string} text
 * @param {ReturnType<typeof fitting>} fits
 * @param {Continued[]} continued
 * @param {Refusal[]} refusals
 */
function textIn(form, slot, text, fits, continued, refusals) {
  const { frame, further, lines = false, grows = false } = slot;
  if (!frame || !further) return slot.blank;
  let fitted = fits.fit(text, frame, lines, grows);
  if ("fits" in fitted && grows) {
    const parts = fits.split(text, frame, further);
    if (Array.isArray(parts)) {
      continued.push({ field: slot.field, parts: parts.slice(1) });
      return paragraph(form, slot, parts[0] || "", form.word.sizes.usual);
    }
    fitted = parts;
  }
  if ("fits" in fitted) {
    const { name } = form.fields.find(({ id }) => id === slot.field) || { name: "" };
    refusals.push({ field: slot.field, message: tooLong(name, text, fitted) });
    return slot.blank;
  }
  return paragraph(form, slot, text, fitted.size);
}

/**
 * @param {Form} form
 * @param {WordSlot} slot
 * @param {string} text
 * @param {number} size half points
 */
function paragraph({ word }, slot, text, size) {
  const { run, entry, lines } = word.types[size] || { run: "", entry: "", lines: "" };
  return joinedWith(slot.text || [], [slot.lines ? lines : entry, run, escaped(text, word.breaks)]);
}

/**
 * What the further pages hold: what they belong to, then the text.
 * @param {Form} form
 * @param {Entered} given
 * @param {Continued[]} continued
 */
function furtherPages({ word, ...form }, given, continued) {
  let number = word.controls;
  const note = (/** @type {string} */ line) => joinedWith(word.further.note, [escaped(line, word.breaks)]);
  const naming = namingLines({ word, ...form }, given).map(note);
  return continued.flatMap(({ field, parts }) => {
    const { name } = form.fields.find(({ id }) => id === field) || { name: "" };
    return parts.map((part, index) => {
      number += 1;
      const place = parts.length > 1 ? ` ${index + 1}/${parts.length}` : "";
      const text = [String(index + 1), String(number), escaped(part, word.breaks)];
      return [word.further.title, ...naming, note(`${name}（续${place}）`), joinedWith(word.further.text[field] || [], text)].join("");
    });
  });
}

/**
 * @param {string[]} pieces
 * @param {string[]} between
 */
function joinedWith(pieces, between) {
  return pieces.map((piece, at) => piece + (between[at] ?? "")).join("");
}

/**
 * @param {string} text
 * @param {Record<string, string>} breaks
 */
function escaped(text, breaks) {
  const bare = text.replace(/&/g, "&amp;").replace(/>/g, "&gt;").replace(/</g, "&lt;");
  return bare.replace(/[\n\t]/g, (char) => breaks[char] || char);
}
