// One person's records on the page, and what the rule says of them.
import { mountCards } from "./card-list.js";
import { judgedOf, markCard } from "./card-reading.js";
import { today } from "./clock.js";
import { fillRequirements, showResult } from "./hours-result.js";
import { judge } from "./hours.js";
import { mountKeeping } from "./keeping.js";
import { button } from "./page-controls.js";
import { element, link, part } from "./page-elements.js";
import { prefill } from "./record-card.js";

/** @typedef {import("./calculator-work.js").CalculatorWork} CalculatorWork */
/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Offer} Offer */

/**
 * The tab of one person, at work.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {() => Promise<CalculatorWork>} work
 * @param {import("./printing.js").Printing} printing
 */
export function mountPerson(calculator, current, work, printing) {
  const name = /** @type {HTMLInputElement} */ (part(calculator, "name"));
  const refresh = () => {
    const readings = cards.readings();
    cards.all().forEach((card, index) => {
      const reading = readings[index];
      if (reading) markCard(card, current(), reading);
    });
    showResult(calculator, current(), readings, today());
    keeping.changed();
  };
  const cards = mountCards(calculator, current, refresh);
  const keeping = mountKeeping(calculator, current, work, { name, ...cards });
  printing.person(() => {
    const { records, left } = judgedOf(cards.readings());
    const one = { name: name.value, records, left, result: judge(current().rule, records) };
    return records.length + left ? [one] : [];
  });
  const showYear = () => {
    fillRequirements(calculator, current());
    fillPresets(calculator, current(), (offer) => cards.add((card) => prefill(card, offer)));
  };
  listen(calculator, refresh);
  showYear();
  keeping.restore();
  return {
    /** Shows what the year that was chosen makes of the records. */
    changed() {
      cards.refit();
      showYear();
      refresh();
    },
  };
}

/**
 * @param {HTMLElement} calculator
 * @param {() => void} refresh
 */
function listen(calculator, refresh) {
  const list = part(calculator, "records");
  const person = /** @type {HTMLElement} */ (list.parentElement);
  list.addEventListener("input", refresh);
  // Not on leaving a field: what appears then would move the button from under the pointer.
  person.addEventListener("keyup", refresh);
  person.addEventListener("click", refresh);
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
