// One training record on the page: its fields, what they hold, what is wrong with them.
import { action, element, part, setText } from "./page-elements.js";
import { sentenceNodes } from "./calculator-data.js";
import { tenthsText } from "./words.js";
import { readAmount, readApproval, readDay, readYear } from "./record-fields.js";

/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {import("./record-fields.js").FieldFault} FieldFault */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {Record<"day" | "title" | "subject" | "way" | "hours" | "days" | "status" | "makeupYear" | "makeupApproval", string>} Values what stands in the fields, as typed */
/** @typedef {{record: TrainingRecord | null, blank: boolean, faults: Map<string, FieldFault>, gaps: string[]}} CardReading */

let serial = 0;

/**
 * An empty card, its labels tied to its fields.
 * @param {HTMLElement} calculator
 * @param {import("./calculator-data.js").CalculatorData} data
 */
export function newCard(calculator, data) {
  const template = /** @type {HTMLTemplateElement} */ (part(calculator, "record"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const card = /** @type {HTMLElement} */ (copy.querySelector("fieldset"));
  serial += 1;
  for (const control of controlsOf(card)) {
    control.id = `record-${serial}-${nameOf(control)}`;
    labelOf(control).htmlFor = control.id;
  }
  for (const status of data.statuses) field(card, "status").append(new Option(status, status));
  refitCard(card, data);
  return card;
}

/**
 * Offers the subjects of a year and says what it says of make-up training; what is chosen stays.
 * @param {HTMLElement} card
 * @param {import("./calculator-data.js").CalculatorData} data
 */
export function refitCard(card, data) {
  const subject = /** @type {HTMLSelectElement} */ (field(card, "subject"));
  const chosen = subject.value;
  while (subject.length > 1) subject.remove(1);
  for (const { id, label } of data.rule.subjects) subject.append(new Option(label, id));
  subject.value = chosen;
  if (subject.selectedIndex < 0) subject.value = "";
  part(card, "makeup").replaceChildren(...sentenceNodes(data.makeup));
}

/**
 * What stands in the fields, as typed.
 * @param {HTMLElement} card
 * @returns {Values}
 */
export function valuesOf(card) {
  return /** @type {Values} */ (Object.fromEntries(controlsOf(card).map((each) => [nameOf(each), each.value])));
}

/**
 * @param {HTMLElement} card
 * @param {Values} values
 */
export function fillCard(card, values) {
  for (const control of controlsOf(card)) {
    control.value = values[/** @type {keyof Values} */ (nameOf(control))] || "";
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = "";
  }
  const makeup = /** @type {HTMLDetailsElement} */ (card.querySelector("details"));
  makeup.open = Boolean(values.makeupYear || values.makeupApproval);
}

/**
 * Fills what the notice states of an offer and leaves the rest open.
 * @param {HTMLElement} card
 * @param {import("./calculator-data.js").Offer} offer
 */
export function prefill(card, offer) {
  field(card, "title").value = offer.title;
  field(card, "subject").value = offer.subject || "";
  field(card, "way").value = offer.way || "";
  field(card, "hours").value = offer.hours === null ? "" : tenthsText(offer.hours);
  part(card, "citation").replaceChildren(...sentenceNodes(offer.sentences));
  part(card, "citation").hidden = false;
}

/**
 * @param {HTMLElement} card
 * @param {number} row
 * @returns {CardReading}
 */
export function readCard(card, row) {
  const text = (/** @type {string} */ name) => field(card, name).value;
  const hours = readAmount(text("hours"));
  const days = readAmount(text("days"));
  const makeupYear = readYear(text("makeupYear"));
  const unfinished = field(card, "day").validity.badInput;
  /** @type {import("./record-fields.js").Field<string>} */
  const day = unfinished ? { value: null, fault: "not_a_day" } : readDay(text("day"));
  /** @type {Map<string, FieldFault>} */
  const faults = new Map();
  for (const [name, { fault }] of Object.entries({ day, hours, days, makeupYear })) {
    if (fault !== null) faults.set(name, fault);
  }
  const status = text("status");
  const gaps = [];
  if (day.value === null && !faults.has("day") && text("makeupYear").trim() === "") gaps.push("日期");
  if (hours.value === null && days.value === null && !faults.has("hours") && !faults.has("days")) {
    gaps.push("学时或天数");
  }
  if (status === "") gaps.push("认定状态");
  const blank = controlsOf(card).every((control) => control.value === "") && !unfinished;
  const record = {
    row,
    day: day.value,
    title: text("title"),
    subject: text("subject") || null,
    way: text("way"),
    hours: hours.value,
    days: days.value,
    status,
    makeupYear: makeupYear.value,
    makeupApproval: readApproval(text("makeupApproval")),
  };
  return { record: faults.size || gaps.length ? null : record, blank, faults, gaps };
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
    const words = unfinished ? "没有填完整，或没有这一天；请核对年月日" : fault && data.fieldFaults[fault];
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

/** @param {HTMLElement} list */
export function cardsOf(list) {
  return /** @type {HTMLElement[]} */ (Array.from(list.children));
}

/** @param {HTMLElement} card */
function controlsOf(card) {
  return /** @type {Control[]} */ (Array.from(card.querySelectorAll("[data-field]")));
}

/**
 * @param {HTMLElement} card
 * @param {string} name
 */
function field(card, name) {
  return /** @type {Control} */ (card.querySelector(`[data-field="${name}"]`));
}

/** @param {Control} control */
function nameOf(control) {
  return control.dataset.field || "";
}

/** @param {Control} control */
function labelOf(control) {
  return /** @type {HTMLLabelElement} */ (/** @type {HTMLElement} */ (control.parentElement).querySelector("label"));
}

/**
 * Numbers the cards anew; the buttons say which record they take away.
 * @param {HTMLElement} list
 */
export function number(list) {
  cardsOf(list).forEach((card, index) => {
    setText(/** @type {HTMLElement} */ (card.querySelector("legend")), `记录 ${index + 1}`);
    setText(action(card, "remove"), `删除记录 ${index + 1}`);
    setText(action(card, "copy"), `复制记录 ${index + 1}`);
  });
}

/**
 * @param {HTMLElement} card
 * @param {string} name
 */
export function focusField(card, name) {
  field(card, name).focus();
}
