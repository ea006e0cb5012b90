// The fields of a training record, from what people write; generators/policypress/record_fields.py is
// the same in Python, and the tests hold the two equal. Pure: no page, no clock, no network.
import { commonForm } from "./characters.js";
import { DAY_MS } from "./days.js";

/**
 * @typedef {"not_a_number" | "with_unit" | "negative" | "too_fine" | "too_large"
 *   | "not_a_day" | "no_such_day" | "not_a_year"} FieldFault
 */

/**
 * A value (null where the field is blank) or a fault.
 * @template T
 * @typedef {{value: T | null, fault: null} | {value: null, fault: FieldFault}} Field
 */

/** Most hours or days that a record may say. */
const MAX_AMOUNT = 10000;
const AMOUNT = /^([0-9]+)(?:\.([0-9]+))?$/;
const NEGATIVE = /^[-−][ \t\r\n]*[0-9]+(?:\.[0-9]+)?$/;
const WITH_UNIT = /^[0-9]+(?:\.[0-9]+)?[ \t\r\n]*[\u4e00-\u9fff]+$/;
const WRITTEN_DAY =
  /^([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *[日号]?(?:[ T] *[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$/;
const SERIAL = /^([1-9][0-9]{4})(?:\.[0-9]+)?$/;
const EIGHT_DIGITS = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const YEAR = /^([12][0-9]{3}) *年?度?$/;
const DENIALS = ["否", "无", "没有", "未批准", "未获批准", "未经批准", "不批准"];

/**
 * Hours or days, in tenths.
 * @param {string} written
 * @returns {Field<number>}
 */
export function readAmount(written) {
  const text = commonForm(written);
  if (!text) return { value: null, fault: null };
  const match = AMOUNT.exec(text);
  if (match === null) {
    if (NEGATIVE.test(text)) return { value: null, fault: "negative" };
    return { value: null, fault: WITH_UNIT.test(text) ? "with_unit" : "not_a_number" };
  }
  const [, before = "", after = ""] = match;
  const whole = before.replace(/^0+/, "") || "0";
  const fraction = after.replace(/0+$/, "");
  if (fraction.length > 1) return { value: null, fault: "too_fine" };
  const tenths = Number(whole + (fraction || "0"));
  return tenths > MAX_AMOUNT * 10 ? { value: null, fault: "too_large" } : { value: tenths, fault: null };
}

/**
 * A day as YYYY-MM-DD; a time of day after it is left aside. With an epoch (day 0), a spreadsheet's date
 * serial is understood too.
 * @param {string} written
 * @param {string} [epoch] YYYY-MM-DD
 * @returns {Field<string>}
 */
export function readDay(written, epoch) {
  const text = commonForm(written);
  if (!text) return { value: null, fault: null };
  const match = WRITTEN_DAY.exec(text) || EIGHT_DIGITS.exec(text);
  if (match === null) return serialDay(text, epoch);
  const [, year = "", month = "", day = ""] = match;
  if (Number(year) < 1 || Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) {
    return { value: null, fault: "no_such_day" };
  }
  return { value: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, fault: null };
}

/**
 * @param {string} text
 * @param {string | undefined} epoch
 * @returns {Field<string>}
 */
function serialDay(text, epoch) {
  const match = SERIAL.exec(text);
  if (match === null || epoch === undefined) return { value: null, fault: "not_a_day" };
  const day = new Date(Date.parse(epoch) + Number(match[1]) * DAY_MS);
  return { value: day.toISOString().slice(0, 10), fault: null };
}

/**
 * A year of four digits.
 * @param {string} written
 * @returns {Field<number>}
 */
export function readYear(written) {
  const text = commonForm(written);
  if (!text) return { value: null, fault: null };
  const match = YEAR.exec(text);
  return match === null ? { value: null, fault: "not_a_year" } : { value: Number(match[1]), fault: null };
}

/**
 * What was approved by whom as written; null where blank or where it says there is none.
 * @param {string} written
 */
export function readApproval(written) {
  const text = commonForm(written);
  return text && DENIALS.indexOf(text) < 0 ? text : null;
}

/**
 * How many days a month has; none where there is no such month.
 * @param {number} year
 * @param {number} month from 1
 */
function daysIn(year, month) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] || 0;
}
