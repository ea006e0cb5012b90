// Filling a form in Word: the pieces of its template are joined with what was entered between them. The
// same, byte for byte, as generators/policypress/forms/word_filling.py. Pure: no page, no clock, no network.
import { bytesOfBase64 } from "./bytes.js";
import { shownDay } from "./days.js";
import { entered, namingLines } from "./form-entered.js";
import { Fitting, tooLong } from "./form-fitting.js";
import { daysOf } from "./form-values.js";
import { widthTable } from "./form-widths.js";
import { appended } from "./zip-writing.js";

const DOCUMENT = "word/document.xml";

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Entered} Entered */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {import("./form-fitting.js").Frame} Frame */
/** @typedef {string[]} Cut a text cut where something is put in */

/** @typedef {{field: string, blank: string}} Slot the place of a field, and its paragraphs while it is empty */
/** @typedef {{boxes: Record<string, [string, string]>}} Boxes option id → its box empty and ticked */
/** @typedef {{days: Cut}} Days cut, for each day, at the one in ISO form and at the one shown */
/** @typedef {{text: Cut, frame: Frame, lines: boolean, grows: boolean}} Text cut at what its paragraph has, its run, and the text */
/** @typedef {Slot & Text} TextSlot */

/**
 * @typedef {object} WordTemplate
 * @property {string} rest the file without its word/document.xml, in base64
 * @property {string[]} between what stands before each slot
 * @property {string} after what stands after the last one, down to where further pages go
 * @property {string} end the rest
 * @property {import("./form-fitting.js").Sizes} sizes
 * @property {Record<string, {run: string, entry: string, lines: string}>} types by size in half points
 * @property {Record<string, string>} breaks what stands for a line end and for a tab
 * @property {(Slot & (Boxes | Days | Text))[]} slots
 * @property {{title: string, note: Cut, text: Record<string, Cut>, frame: Frame}} further a page's title, a line under
 *   it, and by id of a field or a repetition the control, cut at the page's number, the control's, and the text
 * @property {number} controls how many the blank has
 */

/** @typedef {{id: string, name: string, parts: string[]}} Continued what stands on further pages, one part a page */

/**
 * The filled file, or why there is none.
 * @param {Form} form
 * @param {import("./form-entered.js").Values} values
 * @returns {Promise<{bytes: Uint8Array} | {refusals: Refusal[]}>}
 */
export async function fillWord(form, values) {
  const given = entered(form, values);
  const filling = new Filling(form, given);
  const texts = form.word.slots.map((slot) => filling.slot(slot));
  for (const beyond of given.beyond) filling.rows(beyond);
  const refusals = [...given.refusals, ...filling.refusals];
  if (refusals.length) return { refusals };
  const { between, after, end, rest } = form.word;
  const pieces = between.map((before, at) => before + (texts[at] || ""));
  const document = [...pieces, after, ...furtherPages(form, given, filling.continued), end].join("");
  return { bytes: await appended(bytesOfBase64(rest), DOCUMENT, new TextEncoder().encode(document)) };
}

/** One record on its way into the file. */
class Filling {
  /**
   * @param {Form} form
   * @param {Entered} given
   */
  constructor({ fields, widths, word }, given) {
    this.word = word;
    this.given = given;
    this.fields = new Map(fields.map((field) => [field.id, { name: field.name, days: daysOf(field) }]));
    this.fits = new Fitting(widthTable(widths), word.sizes);
    /** @type {Continued[]} */
    this.continued = [];
    /** @type {Refusal[]} */
    this.refusals = [];
  }

  /**
   * What stands in a slot.
   * @param {Slot & (Boxes | Days | Text)} slot
   */
  slot(slot) {
    if ("boxes" in slot) return boxesIn(slot, this.given);
    const { name, days } = this.fields.get(slot.field) || { name: slot.field, days: [] };
    if ("days" in slot) return daysShown(slot, days, this.given);
    const text = this.given.texts.get(slot.field);
    return text === undefined ? slot.blank : this.text(slot, name, text);
  }

  /**
   * @param {TextSlot} slot
   * @param {string} name
   * @param {string} text
   */
  text(slot, name, text) {
    const { field, frame, lines, grows } = slot;
    const fitted = this.fits.fit(text, frame, lines, grows);
    if ("size" in fitted) return paragraph(this.word, slot, text, fitted.size);
    if (!grows) {
      this.refusals.push({ field, message: tooLong(name, text, fitted) });
      return slot.blank;
    }
    const further = { ...frame, height: this.word.further.frame.height };
    const [first = "", ...others] = this.split(field, name, text, frame, further);
    this.continued.push({ id: field, name, parts: others });
    return paragraph(this.word, slot, first, this.word.sizes.usual);
  }

  /**
   * Lets rows beyond those printed stand on further pages.
   * @param {import("./form-rows.js").Beyond} beyond
   */
  rows({ id, label, text }) {
    const { frame } = this.word.further;
    this.continued.push({ id, name: label, parts: this.split(id, label, text, frame, frame) });
  }

  /**
   * The parts of a text; none where it is refused.
   * @param {string} id
   * @param {string} name
   * @param {string} text
   * @param {Frame} frame
   * @param {Frame} further
   */
  split(id, name, text, frame, further) {
    const parts = this.fits.split(text, frame, further);
    if (Array.isArray(parts)) return parts;
    this.refusals.push({ field: id, message: tooLong(name, text, parts) });
    return [];
  }
}

/**
 * @param {Slot & Boxes} slot
 * @param {Entered} given
 */
function boxesIn({ field, blank, boxes }, given) {
  const ticked = Object.entries(boxes).filter(([option]) => given.ticks.has(`${field}.${option}`));
  return ticked.reduce((xml, [, [empty, full]]) => xml.split(empty).join(full), blank);
}

/**
 * @param {Slot & Days} slot
 * @param {string[][]} parts
 * @param {Entered} given
 */
function daysShown({ field, blank, days }, parts, given) {
  const written = parts.map((keys) => keys.map((key) => (given.texts.get(`${field}.${key}`) || "").padStart(2, "0")).join("-"));
  if (!given.texts.has(`${field}.${parts.flat()[0]}`)) return blank;
  return joinedWith(days, ...written.flatMap((day) => [day, shownDay(day)]));
}

/**
 * @param {WordTemplate} word
 * @param {TextSlot} slot
 * @param {string} text
 * @param {number} size half points
 */
function paragraph(word, slot, text, size) {
  const { run, entry, lines } = word.types[size] || { run: "", entry: "", lines: "" };
  return joinedWith(slot.text, slot.lines ? lines : entry, run, escaped(text, word.breaks));
}

/**
 * What the further pages hold: what they belong to, then the text.
 * @param {Form} form
 * @param {Entered} given
 * @param {Continued[]} continued
 */
function furtherPages(form, given, continued) {
  const { further, breaks, controls } = form.word;
  let number = controls;
  const note = (/** @type {string} */ line) => joinedWith(further.note, escaped(line, breaks));
  const naming = namingLines(form, given).map(note);
  return continued.flatMap(({ id, name, parts }) =>
    parts.flatMap((part, index) => {
      number += 1;
      const which = parts.length > 1 ? ` ${index + 1}/${parts.length}` : "";
      const text = joinedWith(further.text[id] || [], String(index + 1), String(number), escaped(part, breaks));
      return [further.title, ...naming, note(`${name}（续${which}）`), text];
    }),
  );
}

/**
 * The text with something put in where it was cut.
 * @param {Cut} cut
 * @param {string[]} between
 */
function joinedWith(cut, ...between) {
  return cut.map((piece, at) => piece + (between[at] ?? "")).join("");
}

/**
 * @param {string} text
 * @param {Record<string, string>} breaks
 */
function escaped(text, breaks) {
  const bare = text.replace(/&/g, "&amp;").replace(/>/g, "&gt;").replace(/</g, "&lt;");
  return bare.replace(/[\n\t]/g, (char) => breaks[char] || char);
}
