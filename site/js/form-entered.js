// A record as the places of a form take it, and why it cannot be taken: the same, in the same words, as
// generators/policypress/forms/entered.py and generators/policypress/forms/refusals.py.
// Pure: no page, no clock, no network.
import { countOf, isUnseen } from "./characters.js";
import { partsOfDay } from "./days.js";
import { optionWith } from "./form-data.js";
import { fieldInRow, placeInRow, rowsBeyond } from "./form-rows.js";
import { daysOf, numberFaults, shownValue, writtenDays } from "./form-values.js";

/** Characters of no script: controls but tab and line feed, halves of pairs, places never given to one. */
const CONTROL = /[\p{NChar}\p{Cs}\x00-\x08\x0b-\x1f\x7f-\x9f]/gu;
const MOST_SHOWN = 8;

/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {Record<string, string>} Values field id → text; a choice by id or label, a date as YYYY-MM-DD, a period as two with a slash between */
/** @typedef {{field: string, message: string}} Refusal names the field as printed, the fault, and what would be right */

/**
 * @typedef {object} Entered
 * @property {Map<string, string>} texts by path: the field's id, and for a part of a day what daysOf says
 * @property {Set<string>} ticks paths: field.option
 * @property {import("./form-rows.js").Beyond[]} beyond rows of repeated rows beyond those printed
 * @property {Refusal[]} refusals
 */

/**
 * What of a record goes where.
 * @param {Pick<Form, "title" | "fields" | "columns">} form
 * @param {Values} values
 * @returns {Entered}
 */
export function entered(form, values) {
  const fields = new Map(form.fields.map((field) => [field.id, field]));
  /** @type {Map<string, string>} */
  const further = new Map();
  const found = { texts: new Map(), ticks: new Set(), refusals: /** @type {Refusal[]} */ ([]) };
  for (const [id, given] of Object.entries(values)) {
    const value = given.replace(/\r\n?/g, "\n");
    if (!value) continue;
    const place = placeInRow(form.columns, id);
    const field = fields.get(id) || (place && fieldInRow(place));
    const faults = field ? faultsOf(field, value) : [`表“${form.title}”没有“${id}”这一栏`];
    found.refusals.push(...faults.map((message) => ({ field: id, message })));
    if (!field || faults.length) continue;
    if (fields.has(id)) put(field, value, found);
    else further.set(id, shownValue(field, value));
  }
  return { ...found, beyond: rowsBeyond(form.columns, further) };
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
 * Why a field does not take a value.
 * @param {Field} field
 * @param {string} value
 * @returns {string[]}
 */
function faultsOf(field, value) {
  if (field.kind === "number") return numberFaults(field, field.name, value);
  if (field.kind === "choice") return optionWith(field, value) ? [] : [noOption(field, value)];
  const fault = daysOf(field).length ? dayFault(field, value) : unprintable(field, value) || tooMany(field, value);
  return fault ? [fault] : [];
}

/**
 * @param {Field} field
 * @param {string} value
 */
function tooMany({ name, length }, value) {
  const count = countOf(value);
  return length !== null && count > length ? `“${name}”共 ${count} 字，这一栏至多 ${length} 字；请缩短` : "";
}

/**
 * @param {Field} field
 * @param {string} value one that it takes
 * @param {{texts: Map<string, string>, ticks: Set<string>}} found
 */
function put(field, value, { texts, ticks }) {
  const days = daysOf(field);
  if (field.kind === "choice") ticks.add(`${field.id}.${(optionWith(field, value) || { id: "" }).id}`);
  else if (!days.length) texts.set(field.id, value);
  else {
    writtenDays(value).forEach((day, at) => {
      const parts = partsOfDay(day);
      (days[at] || []).forEach((key, index) => texts.set(`${field.id}.${key}`, parts[index] || ""));
    });
  }
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
 */
function noOption({ name, options }, value) {
  return `“${name}”没有“${value}”这一项；应为：${options.map(({ label }) => label).join("、")}`;
}

/**
 * @param {Field} field
 * @param {string} value
 */
function dayFault(field, value) {
  const days = writtenDays(value);
  if (days.length !== daysOf(field).length) {
    const right = field.kind === "date" ? "2023-06-05 这样的日期" : "2023-06-05/2023-06-09 这样的起止日期";
    return `“${field.name}”应写成 ${right}，现在是“${value}”`;
  }
  const [from = "", to = from] = days;
  return to < from ? `“${field.name}”的止日早于起日：${shownValue(field, value)}；请核对` : "";
}

/**
 * Characters as they are told of, each once, with their code points.
 * @param {string[]} characters
 */
export function shownCharacters(characters) {
  const each = Array.from(new Set(characters));
  const shown = each.slice(0, MOST_SHOWN).map((char) => {
    const code = `U+${(char.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0")}`;
    return isUnseen(char) ? code : `${char} (${code})`;
  });
  return shown.join("、") + (each.length > MOST_SHOWN ? `等 ${each.length} 个` : "");
}
