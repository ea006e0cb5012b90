// The list of a unit's people: figures, filter, sort, totals, pages, and what can be taken away.
import { downloadCsv } from "./csv-download.js";
import { button } from "./page-controls.js";
import { action, element, part, setText } from "./page-elements.js";
import { headedRow, labelledCell } from "./table-cells.js";
import { track } from "./track.js";
import { whenTyped } from "./typing.js";
import { columnsFor, distribution, filtersFor, reportRows, sorted } from "./unit.js";
import { tenthsText } from "./words.js";
import { downloadXlsx } from "./xlsx-download.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./unit.js").Judged} Judged */
/** @typedef {{column: string | null, descending: boolean, page: number}} Order */

const PAGE = 50;

/**
 * The list of the people of a unit, at work.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {import("./printing.js").Printing} printing
 */
export function mountList(calculator, current, printing) {
  const filter = /** @type {HTMLSelectElement} */ (part(calculator, "filter"));
  const search = /** @type {HTMLInputElement} */ (part(calculator, "search"));
  /** @type {Judged[]} */
  let people = [];
  /** @type {Judged[]} */
  let listed = [];
  /** @type {Order} */
  const order = { column: null, descending: false, page: 0 };

  const draw = () => showPage(calculator, current(), people.length, listed, order);
  const list = () => {
    listed = arranged(people, current().rule, filter.value, search.value.trim(), order);
    order.page = 0;
    setText(part(calculator, "list-made"), "");
    draw();
  };
  const turn = (/** @type {number} */ step) => {
    const page = order.page + step;
    if (page < 0 || page * PAGE >= listed.length) return;
    order.page = page;
    draw();
  };
  filter.addEventListener("change", list);
  whenTyped(search, list);
  action(calculator, "previous").addEventListener("click", () => turn(-1));
  action(calculator, "next").addEventListener("click", () => turn(1));
  action(calculator, "list-print").addEventListener("click", () => printing.people(listed));
  offerFiles(calculator, () => reportRows(current(), listed));
  return {
    /** Forgets what was looked for. */
    clear() {
      filter.replaceChildren();
      search.value = "";
    },
    /** @param {Judged[]} found */
    show(found) {
      people = found;
      part(calculator, "unit-result").hidden = people.length === 0;
      order.column = null;
      fillFilter(filter, current());
      fillHead(calculator, current(), order, list);
      showFigures(calculator, current(), people);
      list();
    },
  };
}

/**
 * The people who are wanted, in the order that is asked for.
 * @param {Judged[]} people
 * @param {CalculatorData["rule"]} rule
 * @param {string} filter
 * @param {string} name what their names hold
 * @param {Order} order
 */
function arranged(people, rule, filter, name, { column: by, descending }) {
  const chosen = filtersFor(rule).find(({ id }) => id === filter);
  const wanted = people.filter((person) => (!chosen || chosen.test(person)) && person.name.indexOf(name) >= 0);
  const column = columnsFor(rule).find(({ id }) => id === by);
  return column ? sorted(wanted, column, descending) : wanted;
}

/**
 * Shows one page of the list, and the ways to the others.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {number} whole how many people there are
 * @param {Judged[]} listed
 * @param {Order} order
 */
function showPage(calculator, data, whole, listed, order) {
  const [previous, next] = [action(calculator, "previous"), action(calculator, "next")];
  showRows(calculator, data, listed, order);
  const shown = listed.length > PAGE ? `，每页 ${PAGE} 人，现在是第 ${order.page + 1} 页` : "";
  setText(part(calculator, "list-count"), `列出 ${listed.length} 人，共 ${whole} 人${shown}。`);
  previous.hidden = next.hidden = listed.length <= PAGE;
  // Not disabled: that would take the focus away from who turns the pages.
  previous.setAttribute("aria-disabled", String(order.page === 0));
  next.setAttribute("aria-disabled", String((order.page + 1) * PAGE >= listed.length));
}

/**
 * @param {HTMLElement} calculator
 * @param {() => string[][]} rows
 */
function offerFiles(calculator, rows) {
  const say = (/** @type {string} */ text) => setText(part(calculator, "list-made"), text);
  action(calculator, "list-csv").addEventListener("click", () => say(downloadCsv("学时名单.csv", rows())));
  action(calculator, "list-xlsx").addEventListener("click", () => say(downloadXlsx("学时名单.xlsx", "学时名单", rows())));
}

/**
 * The filter as the rule has it; what is chosen stays so.
 * @param {HTMLSelectElement} filter
 * @param {CalculatorData} data
 */
function fillFilter(filter, data) {
  const chosen = filter.value;
  filter.replaceChildren(...filtersFor(data.rule).map(({ id, label }) => new Option(label, id, false, id === chosen)));
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Order} order
 * @param {() => void} list
 */
function fillHead(calculator, data, order, list) {
  const head = part(calculator, "list-head");
  head.replaceChildren(
    ...columnsFor(data.rule).map(({ id, label }) => {
      const cell = element("th");
      cell.setAttribute("scope", "col");
      cell.setAttribute("role", "columnheader");
      const sort = () => {
        order.descending = order.column === id && !order.descending;
        order.column = id;
        for (const other of Array.from(head.children)) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
        list();
      };
      cell.append(button("calculator-sort", label, sort));
      return cell;
    }),
  );
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Judged[]} listed
 * @param {Order} order
 */
function showRows(calculator, data, listed, order) {
  const columns = columnsFor(data.rule);
  const shown = listed.slice(order.page * PAGE, (order.page + 1) * PAGE);
  part(calculator, "list").replaceChildren(
    ...shown.map((person) => {
      const cells = columns.slice(1).map(({ label, text }) => labelledCell(label, [text(person)]));
      return headedRow(person.name, cells);
    }),
  );
  const sum = (/** @type {(person: Judged) => number} */ amount) =>
    tenthsText(listed.reduce((total, person) => total + amount(person), 0));
  const qualified = listed.filter(({ result }) => result.qualified).length;
  const totals = [
    `合计 ${listed.length} 人`,
    `达标 ${qualified} 人`,
    sum(({ result }) => result.counted.total),
    sum(({ result }) => result.counted.days),
    ...data.rule.subjects.map(({ id }) => sum(({ result }) => result.counted.subjects[id] || 0)),
    "",
    `${sum(({ result }) => result.pending.total)} 学时`,
  ];
  part(calculator, "list-totals").replaceChildren(
    ...totals.map((text, index) => labelledCell(index > 1 ? (columns[index] || { label: "" }).label : "", [text])),
  );
}

/**
 * How the unit stands: a bar for each verdict and each step of the total, with its number in words.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Judged[]} people
 */
function showFigures(calculator, data, people) {
  const { verdicts, hours } = distribution(data.rule, people);
  part(calculator, "figures").replaceChildren(
    figure("结论", verdicts, people.length),
    figure("已计入的累计学时", hours, people.length),
  );
}

/**
 * @param {string} title
 * @param {{label: string, count: number}[]} parts
 * @param {number} whole
 */
function figure(title, parts, whole) {
  const made = element("figure", "calculator-figure");
  const list = element("ul");
  for (const { label, count } of parts) {
    const item = element("li");
    const share = whole ? Math.round((1000 * count) / whole) / 10 : 0;
    item.append(element("span", "", `${label}：${count} 人（${share}%）`), track(whole || 1, [["counted", 0, count]]));
    list.append(item);
  }
  made.append(element("figcaption", "", title), list);
  return made;
}
