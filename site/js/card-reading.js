// What the card of a training record holds, and what is wrong with it.
import { UNFINISHED_DAY } from "./page-controls.js";
import { element, part, setText } from "./page-elements.js";
import { controlsOf, fieldOf, labelOf, nameOf, valuesOf } from "./record-card.js";
import { readAmount, readApproval, readDay, readYear } from "./record-fields.js";

/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {import("./record-fields.js").FieldFault} FieldFault */
/** @typedef {import("./record-card.js").Control} Control */
/** @typedef {import("./record-card.js").Values} Values */

/**
 * @typedef {object} CardReading
 * @property {TrainingRecord | null} record null: it cannot be judged yet
 * @property {boolean} blank whether nothing is filled in
 * @property {Map<string, FieldFault>} faults by name of the field
 * @property {string[]} gaps what must be filled in before it can be judged
 */

/**
 * What a card holds, or why it cannot be judged yet.
 * @param {HTMLElement} card
 * @param {number} row
 * @returns {CardReading}
 */
export function readCard(card, row) {
  const text = valuesOf(card);
  const unfinished = fieldOf(card, "day").validity.badInput;
  /** @type {import("./record-fields.js").Field<string>} */
  const day = unfinished ? { value: null, fault: "not_a_day" } : readDay(text.day);
  const [hours, days, makeupYear] = [readAmount(text.hours), readAmount(text.days), readYear(text.makeupYear)];
  /** @type {Map<string, FieldFault>} */
  const faults = new Map();
  for (const [name, { fault }] of Object.entries({ day, hours, days, makeupYear })) {
    if (fault !== null) faults.set(name, fault);
  }
  const gaps = gapsIn(text, day, [hours, days]);
  const record = {
    row,
    day: day.value,
    title: text.title,
    subject: text.subject || null,
    way: text.way,
    hours: hours.value,
    days: days.value,
    status: text.status,
    makeupYear: makeupYear.value,
    makeupApproval: readApproval(text.makeupApproval),
  };
  const blank = Object.values(text).every((written) => written === "") && !unfinished;
  return { record: faults.size || gaps.length ? null : record, blank, faults, gaps };
}

/**
 * The records that can be judged, and how many are filled in but cannot.
 * @param {CardReading[]} readings
 */
export function judgedOf(readings) {
  const filled = readings.filter(({ blank }) => !blank);
  const records = filled.flatMap(({ record }) => (record ? [record] : []));
  return { records, left: filled.length - records.length };
}

/**
 * @param {Values} text
 * @param {import("./record-fields.js").Field<string>} day
 * @param {import("./record-fields.js").Field<number>[]} amounts
 */
function gapsIn(text, day, amounts) {
  const isOpen = (/** @type {import("./record-fields.js").Field<unknown>} */ { value, fault }) => value === null && fault === null;
  const gaps = [];
  if (isOpen(day) && text.makeupYear.trim() === "") gaps.push("日期");
  if (amounts.every(isOpen)) gaps.push("学时或天数");
  if (text.status === "") gaps.push("认定状态");
  return gaps;
}

/**
 * Shows at each field what is wrong with it, and what the card still lacks. A date that is being
 * typed is left in peace until it is left.
 * @param {HTMLElement} card
 * @param {import("./calculator-data.js").CalculatorData} data
 * @param {CardReading} reading
 */
export function markCard(card, data, reading) {
  for (const control of controlsOf(card)) {
    const fault = reading.faults.get(nameOf(control));
    const unfinished = control.validity.badInput;
    const typing = unfinished && control === document.activeElement;
    const words = unfinished ? UNFINISHED_DAY : fault && data.fieldFaults[fault];
    markField(control, typing ? null : words || null);
  }
  const gaps = part(card, "gaps");
  gaps.hidden = reading.blank || (reading.gaps.length === 0 && reading.faults.size === 0);
  const lacks = reading.gaps.length ? `还缺：${reading.gaps.join("、")}。` : "";
  const wrong = reading.faults.size ? `有 ${reading.faults.size} 项填写有误。` : "";
  setText(gaps, `${lacks}${wrong}填好后这条记录才计入。`);
}

/**
 * @param {Control} control
 * @param {string | null} fault
 */
function markField(control, fault) {
  const id = `${control.id}-fault`;
  const shown = document.getElementById(id);
  if (fault === null) {
    if (shown) shown.remove();
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    return;
  }
  const message = shown || element("p", "calculator-fault");
  message.id = id;
  const written = control.value.trim();
  setText(message, `${labelOf(control).textContent}${written ? `“${written}”` : ""}${fault}`);
  if (!shown) control.insertAdjacentElement("afterend", message);
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
}
