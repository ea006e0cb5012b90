// One bar for each requirement, drawn with plain elements; everything it shows stands beside it in words.
import { redraw } from "./page-controls.js";
import { element } from "./page-elements.js";
import { track } from "./track.js";
import { tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./hours.js").Result} Result */
/** @typedef {{label: string, counted: number, pending: number, least: number, met: boolean, instead: string}} Bar */

/**
 * Shows how far each requirement is met, in the order of the rule.
 * @param {HTMLElement} place
 * @param {CalculatorData} data
 * @param {Result} result
 */
export function showBars(place, data, result) {
  const { rule } = data;
  /** @type {Bar[]} */
  const bars = [
    {
      label: "累计",
      counted: result.counted.total,
      pending: result.pending.total,
      least: rule.totalHours,
      met: result.met.total,
      instead: daysWords(rule, result),
    },
    ...rule.subjects.map(({ id, label, hours }) => ({
      label,
      counted: result.counted.subjects[id] || 0,
      pending: result.pending.subjects[id] || 0,
      least: hours,
      met: Boolean(result.met.subjects[id]),
      instead: "",
    })),
  ];
  redraw(place, JSON.stringify(bars), () => bars.map(barFigure));
}

/**
 * The way by days beside the total, in its own words.
 * @param {import("./hours.js").Rule} rule
 * @param {Result} result
 */
function daysWords(rule, { counted, pending }) {
  if (rule.totalDays === null) return "";
  const more = pending.days ? `，待认定 ${tenthsText(pending.days)} 天` : "";
  return `或者按天数：${tenthsText(counted.days)} 天，要求 ${tenthsText(rule.totalDays)} 天${more}；学时、天数达到一项即可，不互相折算。`;
}

/** @param {Bar} bar */
function barFigure({ label, counted, pending, least, met, instead }) {
  const whole = Math.max(least, counted + pending, 1);
  const missing = met ? "，按天数已达到" : `，差 ${tenthsText(least - counted)}`;
  const figureElement = element("figure", "calculator-bar");
  const caption = element("figcaption");
  const more = pending ? `，待认定 ${tenthsText(pending)}` : "";
  caption.append(
    element("strong", "", label),
    ` ${tenthsText(counted)} / ${tenthsText(least)} 学时${more}${counted >= least ? "，够" : missing}`,
  );
  figureElement.append(caption, track(whole, [["counted", 0, counted], ["pending", counted, pending], ["least", least, 0]]));
  if (instead) figureElement.append(element("p", "calculator-instead", instead));
  return figureElement;
}
