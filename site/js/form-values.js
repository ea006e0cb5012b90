// Values of fields: from what people write to how a record holds them, and to how they are printed. The same,
// in the same words, as generators/policypress/forms/values.py. Pure: no page, no clock, no network.
import { commonForm } from "./characters.js";
import { shownDay } from "./days.js";
import { optionWith } from "./form-data.js";
import { readDay } from "./record-fields.js";

const DAY_HELD = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const NUMBER_HELD = /^(-?[0-9]{1,12})(?:\.([0-9]{1,6}))?$/;
/** Between the two days of a period, in a record (ISO 8601-1, 5.5.2.3). */
const BETWEEN = "/";
/** The same on a form. */
export const UNTIL = "至";
/** Words after year, month and day; where a day is not filled in they stand alone, spaces aside. */
export const DAY_WORDS = "年月日";
const DATE_PARTS = ["year", "month", "day"];
/** Keys of the two days of a period. */
const ENDS = ["from", "to"];
const DAY = "[0-9]{4} *[-/.年] *[0-9]{1,2} *[-/.月] *[0-9]{1,2} *[日号]?";
/** From which day to which; the second may leave out the year, or year and month, where they are the first's. */
const PERIOD = new RegExp(
  `^(${DAY}) *(?:至|到|~|/|[-–—]+) *(?:(${DAY})|(?:([0-9]{1,2}) *[-/.月] *)?([0-9]{1,2}) *[日号]?)$`,
);
const NO_PERIOD = "不是起止日期；请写明起、止的年月日，如 2023年6月5日至2023年6月9日";

/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {{value: string, fault: ""} | {value: "", fault: string}} ReadValue fault: follows what was written */
/** @typedef {Record<"not_a_day" | "no_such_day", string>} DayFaults what is said of them, and what would be right */

/**
 * A text, as a person or a program wrote it, as a record holds it.
 * @param {import("./form-data.js").FieldKind} kind
 * @param {string} text
 * @param {string | undefined} epoch day 0 of date serials; undefined: there are none
 * @param {DayFaults} faults
 * @returns {ReadValue}
 */
export function readValue(kind, text, epoch, faults) {
  if (kind === "date") return dayValue(text, epoch, faults);
  if (kind === "period") return periodValue(text, faults);
  return { value: kind === "number" ? commonForm(text) : text, fault: "" };
}

/**
 * @param {string} text
 * @param {string | undefined} epoch
 * @param {DayFaults} faults
 * @returns {ReadValue}
 */
function dayValue(text, epoch, faults) {
  const { value, fault } = readDay(text, epoch);
  if (fault !== null) return { value: "", fault: faults[/** @type {keyof DayFaults} */ (fault)] };
  return { value: value || "", fault: "" };
}

/**
 * @param {string} text
 * @param {DayFaults} faults
 * @returns {ReadValue}
 */
function periodValue(text, faults) {
  const written = commonForm(text);
  if (!written) return { value: "", fault: "" };
  const [, start = "", end, month, day] = PERIOD.exec(written) || [];
  if (!start) return { value: "", fault: NO_PERIOD };
  const first = dayValue(start, undefined, faults);
  if (first.fault) return first;
  const last = dayValue(end || `${first.value.slice(0, 4)}-${month || first.value.slice(5, 7)}-${day}`, undefined, faults);
  return last.fault ? last : { value: `${first.value}${BETWEEN}${last.value}`, fault: "" };
}

/**
 * For each day that a field holds, the keys of its parts: of a period they say which end they are.
 * @param {{kind: string}} field
 * @returns {string[][]} none for other fields
 */
export function daysOf({ kind }) {
  if (kind === "date") return [DATE_PARTS];
  return kind === "period" ? ENDS.map((end) => DATE_PARTS.map((part) => `${end}_${part}`)) : [];
}

/**
 * The tags of a field's controls in Word: each option of a choice and each end of a period has one.
 * @param {Field} field
 */
export function controlTags({ id, kind, options }) {
  if (kind === "choice") return options.map((option) => `${id}.${option.id}`);
  return kind === "period" ? ENDS.map((end) => `${id}.${end}`) : [id];
}

/**
 * The days of a date or a period as a record holds it; none where it is none.
 * @param {string} text
 */
export function writtenDays(text) {
  const days = text.split(BETWEEN);
  return days.every((day) => DAY_HELD.test(day) && readDay(day).value !== null) ? days : [];
}

/**
 * Why a text is no number that the field, called so, takes.
 * @param {Field} field
 * @param {string} name
 * @param {string} text
 * @returns {string[]}
 */
export function numberFaults({ decimals, least, most }, name, text) {
  const found = NUMBER_HELD.exec(text);
  if (!found) return [`“${name}”应为数，只写阿拉伯数字，如 8，现在是“${text}”`];
  const faults = [];
  if ((found[2] || "").length > decimals) {
    faults.push(`“${name}”${decimals ? `至多写 ${decimals} 位小数` : "应为整数"}，现在是“${text}”`);
  }
  if (least !== null && isLess(text, least)) faults.push(`“${name}”不能小于 ${least}，现在是“${text}”`);
  if (most !== null && isLess(most, text)) faults.push(`“${name}”不能大于 ${most}，现在是“${text}”`);
  return faults;
}

/**
 * Whether a number is less than another, both in digits; exact, whatever their length.
 * @param {string} one
 * @param {string} other
 */
function isLess(one, other) {
  const digits = Math.max(...[one, other].map((text) => (text.split(".")[1] || "").length));
  const [left, right] = [one, other].map((text) => {
    const [whole = "", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(digits, "0"));
  });
  return left !== undefined && right !== undefined && left < right;
}

/**
 * A value that the field takes, as it is printed.
 * @param {Field} field
 * @param {string} text
 */
export function shownValue(field, text) {
  if (field.kind === "choice") return (optionWith(field, text) || { label: "" }).label;
  return daysOf(field).length ? writtenDays(text).map(shownDay).join(UNTIL) : text;
}
