// The page 学时自测: a thin view on the hour rule. What is typed stays in the page.
import { action, element, isAction, link, part, setText } from "./page-elements.js";
import { dataOf } from "./calculator-data.js";
import { cardsOf, focusField, markCard, newCard, number, prefill, readCard } from "./record-card.js";
import { fillRequirements, show } from "./hours-result.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Offer} Offer */

const root = document.querySelector('[data-module="calculator"]');
if (root instanceof HTMLElement) mount(root);

/** @param {HTMLElement} calculator */
function mount(calculator) {
  const data = dataOf(calculator);
  const list = part(calculator, "records");
  const refresh = () => show(calculator, data, cardsOf(list).map(readAndMark));
  /** @param {HTMLElement} card */
  const readAndMark = (card) => markCard(card, data, readCard(card, cardsOf(list).indexOf(card) + 1));
  /** @param {Offer | null} offer */
  const add = (offer) => {
    const card = newCard(calculator, data);
    list.append(card);
    if (offer) prefill(card, offer);
    number(list);
    refresh();
    return card;
  };
  fillFixedTexts(calculator, data);
  fillRequirements(calculator, data);
  fillPresets(calculator, data, (offer) => focusField(add(offer), "day"));
  list.addEventListener("input", refresh);
  // Not on leaving a field: what appears then would move the button from under the pointer.
  document.addEventListener("keyup", refresh);
  document.addEventListener("click", refresh);
  list.addEventListener("click", (event) => {
    if (isAction(event, "remove")) remove(calculator, list, /** @type {Element} */ (event.target), refresh);
  });
  action(calculator, "add").addEventListener("click", () => focusField(add(null), "day"));
  add(null);
  part(calculator, "app").hidden = false;
}

/**
 * Takes a card away; the focus goes to the card that takes its place, or to the button that adds one.
 * @param {HTMLElement} calculator
 * @param {HTMLElement} list
 * @param {Element} button
 * @param {() => void} refresh
 */
function remove(calculator, list, button, refresh) {
  const cards = cardsOf(list);
  const card = /** @type {HTMLElement} */ (button.closest("fieldset"));
  const index = cards.indexOf(card);
  const next = cards[index + 1] || cards[index - 1];
  (next ? action(next, "remove") : action(calculator, "add")).focus();
  card.remove();
  number(list);
  setText(part(calculator, "announcement"), `已删除记录 ${index + 1}，现有 ${cards.length - 1} 条。`);
  refresh();
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 */
function fillFixedTexts(calculator, data) {
  part(calculator, "conventions").replaceChildren(...data.conventions.map((text) => element("li", "", text)));
  part(calculator, "ask-list").replaceChildren(
    ...data.ask.map(({ matter, whom, phone }) => {
      const item = element("li", "", `${matter}：`);
      item.append(link(whom.words, whom.link));
      if (phone) item.append("，电话 ", link(phone.words, phone.link));
      return item;
    }),
  );
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {(offer: Offer) => void} add
 */
function fillPresets(calculator, data, add) {
  for (const offer of data.offers) {
    const button = element("button", "calculator-button", `添加“${offer.title}”`);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => add(offer));
    part(calculator, "presets").append(button);
  }
}
