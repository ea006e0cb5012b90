// Values of fields, from how a record holds them to how they are printed: the same, in the same words, as
// generators/policypress/forms/values.py. Pure: no page, no clock, no network.
import { readDay } from "./record-fields.js";

const DAY_HELD = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const NUMBER_HELD = /^(-?[0-9]{1,12})(?:\.([0-9]{1,6}))?$/;
/** Between the two days of a period, in a record and on a form. */
const BETWEEN = "/";
export const UNTIL = "至";
const DATE_PARTS = ["year", "month", "day"];
/** Keys of the two days of a period. */
const ENDS = ["from", "to"];

/** @typedef {import("./form-data.js").Field} Field */

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
 * The days of a date or a period as a record holds it; none where it is none.
 * @param {string} text
 */
export function writtenDays(text) {
  const days = text.split(BETWEEN);
  return days.every((day) => DAY_HELD.test(day) && readDay(day).value !== null) ? days : [];
}

/**
 * Year, month and day as forms print them.
 * @param {string} day
 */
export function partsOfDay(day) {
  return day.split("-").map((part, at) => (at ? String(Number(part)) : part));
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
 * A day as forms print it.
 * @param {string} day
 */
export function shownDay(day) {
  const [year, month, date] = partsOfDay(day);
  return `${year}年${month}月${date}日`;
}

/**
 * A value that the field takes, as it is printed.
 * @param {Field} field
 * @param {string} text
 */
export function shownValue(field, text) {
  if (field.kind === "choice") return (field.options.find(({ id, label }) => text === id || text === label) || { label: "" }).label;
  return daysOf(field).length ? writtenDays(text).map(shownDay).join(UNTIL) : text;
}
