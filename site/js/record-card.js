// One training record on the page: a card with its fields.
import { sentenceNodes } from "./calculator-data.js";
import { action, part, setText } from "./page-elements.js";
import { tenthsText } from "./words.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {Record<"day" | "title" | "subject" | "way" | "hours" | "days" | "status" | "makeupYear" | "makeupApproval", string>} Values what stands in the fields, as typed */

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
  for (const status of data.statuses) fieldOf(card, "status").append(new Option(status, status));
  refitCard(card, data);
  return card;
}

/**
 * Offers the subjects of a year and says what it says of make-up training; what is chosen stays.
 * @param {HTMLElement} card
 * @param {import("./calculator-data.js").CalculatorData} data
 */
export function refitCard(card, data) {
  const subject = /** @type {HTMLSelectElement} */ (fieldOf(card, "subject"));
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
 * Puts into the fields what is to stand there, as typed.
 * @param {HTMLElement} card
 * @param {Partial<Values>} values
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
  fieldOf(card, "title").value = offer.title;
  fieldOf(card, "subject").value = offer.subject || "";
  fieldOf(card, "way").value = offer.way || "";
  fieldOf(card, "hours").value = offer.hours === null ? "" : tenthsText(offer.hours);
  part(card, "citation").replaceChildren(...sentenceNodes(offer.sentences));
  part(card, "citation").hidden = false;
}

/**
 * The cards in a list.
 * @param {HTMLElement} list
 */
export function cardsOf(list) {
  return /** @type {HTMLElement[]} */ (Array.from(list.children));
}

/**
 * The fields of a card.
 * @param {HTMLElement} card
 */
export function controlsOf(card) {
  return /** @type {Control[]} */ (Array.from(card.querySelectorAll("[data-field]")));
}

/**
 * The field of a card that its template names so.
 * @param {HTMLElement} card
 * @param {string} name
 */
export function fieldOf(card, name) {
  return /** @type {Control} */ (card.querySelector(`[data-field="${name}"]`));
}

/**
 * What a field is called in its template.
 * @param {Control} control
 */
export function nameOf(control) {
  return control.dataset.field || "";
}

/**
 * The label of a field.
 * @param {Control} control
 */
export function labelOf(control) {
  return /** @type {HTMLLabelElement} */ (/** @type {HTMLElement} */ (control.parentElement).querySelector("label"));
}

/**
 * Numbers the cards anew; the buttons say which record they take away.
 * @param {HTMLElement} list
 */
export function numberCards(list) {
  cardsOf(list).forEach((card, index) => {
    setText(/** @type {HTMLElement} */ (card.querySelector("legend")), `记录 ${index + 1}`);
    setText(action(card, "remove"), `删除记录 ${index + 1}`);
    setText(action(card, "copy"), `复制记录 ${index + 1}`);
  });
}
