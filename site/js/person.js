// One person's records on the page: added, copied, taken away and brought back; the result below.
import { button, isAction } from "./page-controls.js";
import { action, element, link, part, setText } from "./page-elements.js";
import { cardsOf, fillCard, focusField, markCard, newCard, number, prefill, readCard, refitCard, valuesOf } from "./record-card.js";
import { today } from "./days.js";
import { fillRequirements, show } from "./hours-result.js";
import { judge } from "./hours.js";
import { mountKeeping } from "./keeping.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Offer} Offer */
/** @typedef {import("./record-card.js").Values} Values */

/**
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {import("./printing.js").Printing} printing
 */
export function mountPerson(calculator, current, printing) {
  const list = part(calculator, "records");
  const name = /** @type {HTMLInputElement} */ (part(calculator, "name"));
  /** @type {{card: HTMLElement, index: number}[]} */
  const removed = [];
  const undo = action(calculator, "undo");
  const readings = () => cardsOf(list).map((card, index) => readCard(card, index + 1));
  const refresh = () => {
    const read = readings();
    cardsOf(list).forEach((card, index) => {
      const reading = read[index];
      if (reading) markCard(card, current(), reading);
    });
    show(calculator, current(), read, today());
    keeping.changed();
  };
  /** @param {(card: HTMLElement) => void} fill */
  const add = (fill) => {
    const card = newCard(calculator, current());
    list.append(card);
    fill(card);
    number(list);
    return card;
  };
  /** @param {Values[]} all */
  const replaceAll = (all) => {
    list.replaceChildren();
    for (const values of all) add((card) => fillCard(card, values));
    if (!all.length) add(() => undefined);
    refresh();
  };
  const filled = () => readings().filter(({ blank }) => !blank);
  const keeping = mountKeeping(calculator, current, {
    name,
    values: () => cardsOf(list).map(valuesOf).filter((values) => Object.values(values).some(Boolean)),
    replaceAll,
  });
  printing.person(() => {
    const records = [];
    for (const { record } of filled()) if (record) records.push(record);
    return filled().length ? [{ name: name.value, records, result: judge(current().rule, records) }] : [];
  });
  const build = () => {
    fillRequirements(calculator, current());
    fillPresets(calculator, current(), (offer) => {
      const card = add((made) => prefill(made, offer));
      refresh();
      focusField(card, "day");
    });
  };
  listen(calculator, list, refresh, add, removed, undo);
  build();
  if (!keeping.restored()) add(() => undefined);
  refresh();
  return {
    changed() {
      for (const card of cardsOf(list)) refitCard(card, current());
      build();
      refresh();
    },
  };
}

/**
 * @param {HTMLElement} calculator
 * @param {HTMLElement} list
 * @param {() => void} refresh
 * @param {(fill: (card: HTMLElement) => void) => HTMLElement} add
 * @param {{card: HTMLElement, index: number}[]} removed
 * @param {HTMLButtonElement} undo
 */
function listen(calculator, list, refresh, add, removed, undo) {
  const say = (/** @type {string} */ text) => setText(part(calculator, "announcement"), text);
  const person = /** @type {HTMLElement} */ (list.parentElement);
  list.addEventListener("input", refresh);
  // Not on leaving a field: what appears then would move the button from under the pointer.
  person.addEventListener("keyup", refresh);
  person.addEventListener("click", refresh);
  list.addEventListener("click", (event) => {
    const card = /** @type {Element} */ (event.target).closest("fieldset");
    if (!card) return;
    if (isAction(event, "remove")) {
      removed.push({ card, index: cardsOf(list).indexOf(card) });
      undo.hidden = false;
      say(remove(calculator, list, card));
      refresh();
    } else if (isAction(event, "copy")) {
      const copy = add((made) => fillCard(made, valuesOf(card)));
      card.after(copy);
      number(list);
      refresh();
      focusField(copy, "day");
    }
  });
  action(calculator, "add").addEventListener("click", () => {
    const card = add(() => undefined);
    refresh();
    focusField(card, "day");
  });
  undo.addEventListener("click", () => {
    const last = removed.pop();
    undo.hidden = removed.length === 0;
    if (!last) return;
    list.insertBefore(last.card, cardsOf(list)[last.index] || null);
    number(list);
    say(`已恢复记录 ${last.index + 1}，现有 ${cardsOf(list).length} 条。`);
    refresh();
    focusField(last.card, "day");
  });
}

/**
 * Takes a card away; the focus goes to the card that takes its place, or to the button that adds one.
 * @param {HTMLElement} calculator
 * @param {HTMLElement} list
 * @param {HTMLElement} card
 * @returns {string} what to announce
 */
function remove(calculator, list, card) {
  const cards = cardsOf(list);
  const index = cards.indexOf(card);
  const next = cards[index + 1] || cards[index - 1];
  (next ? action(next, "remove") : action(calculator, "add")).focus();
  card.remove();
  number(list);
  return `已删除记录 ${index + 1}，现有 ${cards.length - 1} 条；可以撤销。`;
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {(offer: Offer) => void} add
 */
function fillPresets(calculator, data, add) {
  part(calculator, "presets").replaceChildren(
    ...data.offers.map((offer) => {
      const item = element("li");
      item.append(button("calculator-button", `添加“${offer.title}”`, () => add(offer)));
      const [sentence] = offer.sentences;
      if (sentence) item.append(link(offer.words || "原文", offer.link || sentence.link));
      return item;
    }),
  );
}
