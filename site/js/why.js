// Why the result is what it is, and how a gap can be closed, on the page.
import { sentenceNodes } from "./calculator-data.js";
import { redraw } from "./page-controls.js";
import { element, part } from "./page-elements.js";
import { plansFor } from "./plans.js";
import { reasonsFor } from "./reasons.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Offer} Offer */
/** @typedef {import("./hours.js").Result} Result */

const MOST_PLANS = 5;
/** Signs beside the words, which say the same. */
const MARKS = { counted: "✓", pending: "…", excluded: "✗", capped: "≤" };
const CONDITIONS = {
  stated: "按通知写明的学时就够。",
  hours: "学时以课程标注和认定结果为准。",
  subject: "计入哪个科目通知没有指定，请先问认定部门。",
};

/**
 * Shows for each record whether it counts, and by which sentence.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {import("./hours.js").TrainingRecord[]} records
 */
export function showReasons(calculator, data, records) {
  const reasons = reasonsFor(data, records);
  part(calculator, "why").hidden = reasons.length === 0;
  redraw(part(calculator, "reasons"), JSON.stringify([data.rule.year, reasons]), () =>
    reasons.map(({ head, kind, text, sentences }) => {
      const item = element("li");
      const line = element("p");
      const mark = element("span", "calculator-mark", MARKS[kind]);
      mark.setAttribute("aria-hidden", "true");
      line.append(mark, ` ${head}：${text}`);
      item.append(line, ...sentenceNodes(sentences));
      return item;
    }),
  );
}

/**
 * Shows how the gap can be closed, and what each offer says of itself; nothing where there is no gap. Once
 * the year is closed nothing that is offered counts for it: then what the notice says of make-up training.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Result} result
 * @param {boolean} closed whether there is a gap that the year has left behind
 */
export function showPlans(calculator, data, result, closed) {
  part(calculator, "closed").hidden = !closed;
  redraw(part(calculator, "closed-makeup"), String(data.rule.year), () => sentenceNodes(data.makeup));
  const plans = plansFor(data.rule, result, data.offers).slice(0, MOST_PLANS);
  const used = result.qualified ? [] : data.offers.filter((offer) => helps(result, offer));
  part(calculator, "closing").hidden = closed || used.length === 0;
  const key = JSON.stringify([data.rule.year, plans, used.map(({ id }) => id)]);
  redraw(part(calculator, "plans"), key, () =>
    plans.map(({ offers, condition }) =>
      element("li", "", `${offers.map(offerWords).join(" ＋ ")}。${CONDITIONS[condition]}`),
    ),
  );
  redraw(part(calculator, "offers"), key, () => used.map((offer) => offerItem(data, offer)));
}

/** @param {Offer} offer */
function offerWords({ title, words }) {
  return words ? `${title}（${words}）` : title;
}

/**
 * Whether an offer may help to close a gap: its subject is unmet, or not stated.
 * @param {Result} result
 * @param {Offer} offer
 */
function helps(result, offer) {
  return !result.met.total || offer.subject === null || !result.met.subjects[offer.subject];
}

/**
 * @param {CalculatorData} data
 * @param {Offer} offer
 */
function offerItem(data, offer) {
  const subject = data.rule.subjects.find(({ id }) => id === offer.subject);
  const words = [offer.title];
  if (offer.words) words.push(offer.words);
  words.push(subject ? `计入${subject.label}` : "通知没有指定科目");
  if (offer.form) words.push(`须填写《${offer.form}》`);
  const item = element("li");
  item.append(element("p", "", `${words.join("；")}。`), ...sentenceNodes(offer.sentences));
  return item;
}
