// A record as the places of a form take it, and why it cannot be taken: the same, in the same words, as
// generators/policypress/forms/entered.py and refusals.py. Pure: no page, no clock, no network.
import { countOf } from "./form-fitting.js";
import { readDay } from "./record-fields.js";

/** Characters of no script: controls but tab and line feed, halves of pairs, places never given to one. */
const CONTROL = /[\p{NChar}\p{Cs}\x00-\x08\x0b-\x1f\x7f-\x9f]/gu;
const PRINTABLE = /^(?:[^\p{C}\p{Z}]| )$/u;
const MOST_SHOWN = 8;
export const DATE_PARTS = ["year", "month", "day"];

/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {Record<string, string>} Values field id → text; a choice by id or label, a date as YYYY-MM-DD */
/** @typedef {{field: string, message: string}} Refusal names the field as printed, the fault, and what would be right */

/**
 * @typedef {object} Entered
 * @property {Map<string, string>} texts by path: the field's id, and for a part of a date .year, .month, .day
 * @property {Set<string>} ticks paths: field.option
 * @property {Refusal[]} refusals
 */

/**
 * What of a record goes where.
 * @param {Form} form
 * @param {Values} values
 * @returns {Entered}
 */
export function entered(form, values) {
  const fields = new Map(form.fields.map((field) => [field.id, field]));
  /** @type {Entered} */
  const found = { texts: new Map(), ticks: new Set(), refusals: [] };
  for (const [id, given] of Object.entries(values)) {
    const value = given.replace(/\r\n?/g, "\n");
    const field = fields.get(id);
    if (!value) continue;
    const message = field ? place(field, value, found) : `表“${form.title}”没有“${id}”这一栏`;
    if (message) found.refusals.push({ field: id, message });
  }
  return found;
}

/**
 * The lines that say on a further page to which filled form it belongs.
 * @param {Form} form
 * @param {Entered} given
 */
export function namingLines(form, given) {
  const names = new Map(form.fields.map((field) => [field.id, field.name]));
  return form.namedBy.filter((id) => given.texts.get(id)).map((id) => `${names.get(id)}：${given.texts.get(id)}`);
}

/**
 * Which characters of a text the font lacks, in words; empty where it has all.
 * @param {string} name of the field
 * @param {string} text as it is drawn, without line ends
 * @param {(char: string) => boolean} has
 */
export function undrawable(name, text, has) {
  const missing = Array.from(new Set(text)).filter((char) => !has(char));
  return missing.length ? `“${name}”含有字体不支持的字符：${shownCharacters(missing)}；请改用别的字` : "";
}

/**
 * Puts a value where it goes; says why it cannot go there.
 * @param {Field} field
 * @param {string} value
 * @param {Entered} found
 */
function place(field, value, found) {
  if (field.kind === "choice") return tick(field, value, found);
  if (field.kind === "date") return placeDate(field, value, found);
  const fault = unprintable(field, value);
  if (fault) return fault;
  const count = countOf(value);
  if (field.length !== null && count > field.length) {
    return `“${field.name}”共 ${count} 字，这一栏至多 ${field.length} 字；请缩短`;
  }
  found.texts.set(field.id, value);
  return "";
}

/**
 * Why a text cannot stand in a field on any page.
 * @param {Field} field
 * @param {string} text
 */
function unprintable(field, text) {
  const controls = text.match(CONTROL);
  if (controls) return `“${field.name}”含有控制字符：${shownCharacters(controls)}；请删去`;
  const broken = field.kind !== "lines" && text.indexOf("\n") >= 0;
  return broken ? `“${field.name}”只能写一行，不能换行；请删去其中的换行` : "";
}

/**
 * @param {Field} field
 * @param {string} value
 * @param {Entered} found
 */
function tick(field, value, found) {
  const option = field.options.find(({ id, label }) => value === id || value === label);
  if (!option) {
    return `“${field.name}”没有“${value}”这一项；应为：${field.options.map(({ label }) => label).join("、")}`;
  }
  found.ticks.add(`${field.id}.${option.id}`);
  return "";
}

/**
 * @param {Field} field
 * @param {string} value
 * @param {Entered} found
 */
function placeDate(field, value, found) {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
  if (!match || readDay(value).value === null) {
    return `“${field.name}”应写成 2023-06-05 这样的日期，现在是“${value}”`;
  }
  const [, year = "", month = "", day = ""] = match;
  const parts = [year, String(Number(month)), String(Number(day))];
  DATE_PARTS.forEach((part, at) => found.texts.set(`${field.id}.${part}`, parts[at] || ""));
  return "";
}

/** @param {string[]} characters */
function shownCharacters(characters) {
  const each = Array.from(new Set(characters));
  const shown = each.slice(0, MOST_SHOWN).map((char) => {
    const code = `U+${(char.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0")}`;
    return PRINTABLE.test(char) ? `${char} (${code})` : code;
  });
  return shown.join("、") + (each.length > MOST_SHOWN ? `等 ${each.length} 个` : "");
}
