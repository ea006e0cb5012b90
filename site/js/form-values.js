// Values of fields, from what people write to how a record holds them: the same, in the same words, as
// generators/policypress/forms/values.py. Pure: no page, no clock, no network.
import { commonForm, readDay } from "./record-fields.js";

const DAY = "[0-9]{4} *[-/.年] *[0-9]{1,2} *[-/.月] *[0-9]{1,2} *[日号]?";
/** From which day to which; the second may leave out the year, or year and month, where they are the first's. */
const PERIOD = new RegExp(
  `^(${DAY}) *(?:至|到|~|/|[-–—]+) *(?:(${DAY})|(?:([0-9]{1,2}) *[-/.月] *)?([0-9]{1,2}) *[日号]?)$`,
);
const NO_PERIOD = "不是起止日期；请写明起、止的年月日，如 2023年6月5日至2023年6月9日";

/** @typedef {{value: string, fault: ""} | {value: "", fault: string}} ReadValue fault: follows what was written */
/** @typedef {Record<"not_a_day" | "no_such_day", string>} DayFaults what is said of them, and what would be right */

/**
 * A text, as a person or a program wrote it, as a record holds it.
 * @param {import("./form-page.js").FieldKind} kind
 * @param {string} text
 * @param {string} epoch day 0 of date serials
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
  return last.fault ? last : { value: `${first.value}/${last.value}`, fault: "" };
}
