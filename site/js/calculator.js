// The page 学时自测: a thin view on the hour rule. What is typed stays in the page.
import { yearsOf } from "./calculator-data.js";
import { makeBringer } from "./handed-over.js";
import { action, element, link, part, setText } from "./page-elements.js";
import { mountPerson } from "./person.js";
import { mountPrinting } from "./printing.js";
import { selfCheck } from "./self-check.js";
import { mountTableInput } from "./table-input.js";
import { laterTaker } from "./table-later.js";
import { mountTabs } from "./tabs.js";
import { unreadScript } from "./unread-script.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-work.js").CalculatorWork} CalculatorWork */
/** @typedef {import("./printing.js").Printing} Printing */

const place = document.querySelector('[data-module="calculator"]');
const script = document.currentScript;
if (place instanceof HTMLElement && script instanceof HTMLScriptElement) {
  mount(place, new URL("..", script.src).href);
}

/**
 * @param {HTMLElement} calculator
 * @param {string} root address of the site's root, ending in a slash
 */
function mount(calculator, root) {
  const years = yearsOf(calculator);
  const select = /** @type {HTMLSelectElement} */ (part(calculator, "year"));
  for (const { rule } of years) select.append(new Option(`${rule.year} 年度`, String(rule.year)));
  select.value = calculator.dataset.year || "";
  const current = () => /** @type {CalculatorData} */ (years[select.selectedIndex]);
  const printing = mountPrinting(calculator, current);
  const bring = makeBringer(root);
  /** @type {() => Promise<CalculatorWork>} */
  const work = () => bring("calculator-work");
  const person = mountPerson(calculator, current, work, printing);
  const unit = mountUnitInput(calculator, current, work, printing);
  mountTabs(calculator);
  select.addEventListener("change", () => {
    fillFixedTexts(calculator, current());
    person.changed();
    unit.changed();
  });
  fillFixedTexts(calculator, current());
  action(calculator, "self-check").addEventListener("click", () => check(calculator, current()));
  part(calculator, "app").hidden = false;
}

/**
 * The tab of a whole unit: what works on its table is loaded with the first.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {() => Promise<CalculatorWork>} work
 * @param {Printing} printing
 */
function mountUnitInput(calculator, current, work, printing) {
  /** @type {() => void} */
  let changed = () => undefined;
  const say = (/** @type {string} */ text) => setText(part(calculator, "unit-status"), text);
  const load = async () => {
    const unit = (await work()).mountUnit(calculator, current, printing);
    changed = unit.changed;
    return unit;
  };
  mountTableInput(calculator, laterTaker(load, say, (error) => `${unreadScript(error, "没有读入")}。`));
  return { changed: () => changed() };
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
  setText(part(calculator, "checked"), "");
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 */
function check(calculator, data) {
  const { count, wrong } = selfCheck(data.rule, data.vectors);
  const text = wrong
    ? `自检没有通过：${count} 例中有 ${wrong} 例与预先算好的结果不一致，请不要使用本页的结果，并告知本站。`
    : `自检通过：${count} 例（每个门槛、上限、日期边界的上下各一个单位）在这个浏览器里都与预先算好的结果一致。`;
  setText(part(calculator, "checked"), text);
}
