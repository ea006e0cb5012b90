// The cards of one person's records on the page: added, copied, taken away and brought back.
import { readCard } from "./card-reading.js";
import { isAction } from "./page-controls.js";
import { action, part, setText } from "./page-elements.js";
import { cardsOf, fieldOf, fillCard, newCard, numberCards, refitCard, valuesOf } from "./record-card.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./record-card.js").Values} Values */

/**
 * The cards of the page, at work.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {() => void} refresh shows what follows from the cards
 */
export function mountCards(calculator, current, refresh) {
  const list = part(calculator, "records");
  const blank = () => undefined;
  /** @param {(card: HTMLElement) => void} fill */
  const append = (fill) => {
    const card = newCard(calculator, current());
    list.append(card);
    fill(card);
    numberCards(list);
    return card;
  };
  /** @param {(card: HTMLElement) => void} [fill] nothing is filled in where it is not given */
  const add = (fill = blank) => goTo(append(fill), refresh);
  listenForCopies(list, append, refresh);
  const forget = listenForRemoval(calculator, list, refresh);
  action(calculator, "add").addEventListener("click", () => add());
  return {
    add,
    all: () => cardsOf(list),
    readings: () => cardsOf(list).map((card, index) => readCard(card, index + 1)),
    /** What is typed into the cards that are not blank. */
    values: () => cardsOf(list).map(valuesOf).filter((values) => Object.values(values).some(Boolean)),
    /** @param {Values[]} all what stands in their place, at least one card; what was taken away is forgotten */
    replaceAll(all) {
      forget();
      list.replaceChildren();
      for (const values of all) append((card) => fillCard(card, values));
      if (!all.length) append(blank);
      refresh();
    },
    /** Follows the year that was chosen. */
    refit() {
      for (const card of cardsOf(list)) refitCard(card, current());
    },
  };
}

/**
 * @param {HTMLElement} card
 * @param {() => void} refresh
 */
function goTo(card, refresh) {
  refresh();
  fieldOf(card, "day").focus();
}

/** @param {Event} event */
function cardOf(event) {
  return event.target instanceof Element ? event.target.closest("fieldset") : null;
}

/**
 * @param {HTMLElement} list
 * @param {(fill: (card: HTMLElement) => void) => HTMLElement} append
 * @param {() => void} refresh
 */
function listenForCopies(list, append, refresh) {
  list.addEventListener("click", (event) => {
    const card = cardOf(event);
    if (!card || !isAction(event, "copy")) return;
    const copy = append((made) => fillCard(made, valuesOf(card)));
    card.after(copy);
    numberCards(list);
    goTo(copy, refresh);
  });
}

/**
 * Takes cards away, and brings the last one back as often as is asked.
 * @param {HTMLElement} calculator
 * @param {HTMLElement} list
 * @param {() => void} refresh
 * @returns {() => void} forgets those that were taken away
 */
function listenForRemoval(calculator, list, refresh) {
  /** @type {{card: HTMLElement, index: number}[]} */
  let removed = [];
  const undo = action(calculator, "undo");
  const say = (/** @type {string} */ text) => setText(part(calculator, "announcement"), text);
  list.addEventListener("click", (event) => {
    const card = cardOf(event);
    if (!card || !isAction(event, "remove")) return;
    removed.push({ card, index: cardsOf(list).indexOf(card) });
    undo.hidden = false;
    say(remove(calculator, list, card));
    refresh();
  });
  undo.addEventListener("click", () => {
    const last = removed.pop();
    undo.hidden = removed.length === 0;
    if (!last) return;
    list.insertBefore(last.card, cardsOf(list)[last.index] || null);
    numberCards(list);
    say(`已恢复记录 ${last.index + 1}，现有 ${cardsOf(list).length} 条。`);
    goTo(last.card, refresh);
  });
  return () => {
    removed = [];
    undo.hidden = true;
    say("");
  };
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
  numberCards(list);
  return `已删除记录 ${index + 1}，现有 ${cards.length - 1} 条；可以撤销。`;
}
