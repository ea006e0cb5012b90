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
  const renew = () => {
    numberCards(list);
    refresh();
  };
  /** @param {(card: HTMLElement) => void} fill */
  const put = (fill) => {
    const card = newCard(calculator, current());
    fill(card);
    list.append(card);
    return card;
  };
  /** @param {(card: HTMLElement) => void} [fill] nothing is filled in where it is not given */
  const add = (fill = blank) => goTo(put(fill), renew);
  /** @param {Partial<Values>[]} all what stands after what is there; a first card that nobody has used gives way */
  const append = (all) => {
    const [first] = cardsOf(list);
    if (all.length && first && isUnused(first)) first.remove();
    for (const values of all) put((card) => fillCard(card, values));
    renew();
  };
  listenForCopies(list, put, renew);
  const forget = listenForRemoval(calculator, list, current, renew);
  action(calculator, "add").addEventListener("click", () => add());
  return {
    add,
    append,
    all: () => cardsOf(list),
    readings: () => cardsOf(list).map((card, index) => readCard(card, index + 1)),
    /** What is typed into the cards that are not blank. */
    values: () => cardsOf(list).map(valuesOf).filter((values) => Object.values(values).some(Boolean)),
    /** @param {Partial<Values>[]} all what stands in their place, at least one card; what was taken away is forgotten */
    replaceAll(all) {
      forget();
      list.replaceChildren();
      put(blank);
      append(all);
    },
    /** Follows the year that was chosen. */
    refit() {
      for (const card of cardsOf(list)) refitCard(card, current());
    },
  };
}

/**
 * Whether nothing is filled in, or being filled in.
 * @param {HTMLElement} card
 */
function isUnused(card) {
  return readCard(card, 1).blank && !card.contains(document.activeElement);
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
 * @param {(fill: (card: HTMLElement) => void) => HTMLElement} put
 * @param {() => void} refresh
 */
function listenForCopies(list, put, refresh) {
  list.addEventListener("click", (event) => {
    const card = cardOf(event);
    if (!card || !isAction(event, "copy")) return;
    const copy = put((made) => fillCard(made, valuesOf(card)));
    card.after(copy);
    goTo(copy, refresh);
  });
}

/**
 * Takes cards away, and brings the last one back as often as is asked.
 * @param {HTMLElement} calculator
 * @param {HTMLElement} list
 * @param {() => CalculatorData} current
 * @param {() => void} refresh
 * @returns {() => void} forgets those that were taken away
 */
function listenForRemoval(calculator, list, current, refresh) {
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
    refitCard(last.card, current());
    list.insertBefore(last.card, cardsOf(list)[last.index] || null);
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
  return `已删除记录 ${index + 1}，现有 ${cards.length - 1} 条；可以撤销。`;
}
