// 学时自测表: one page a person, put together when it is printed.
import { today } from "./clock.js";
import { shownDay } from "./days.js";
import { action, element, part } from "./page-elements.js";
import { reasonsFor } from "./reasons.js";
import { leftWords, missingWords, pendingWords, tenthsText, verdictOf } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./unit.js").Judged} Judged */
/** @typedef {{person: (who: () => Judged[]) => void, people: (all: Judged[]) => void}} Printing */

/**
 * Prints the sheets of those who are on the page: of one person, or of the people of a list.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @returns {Printing}
 */
export function mountPrinting(calculator, current) {
  const sheets = part(calculator, "sheets");
  /** @type {() => Judged[]} */
  let one = () => [];
  /** @type {Judged[] | null} */
  let many = null;
  const unit = () => !(/** @type {HTMLElement} */ (document.getElementById("calculator-unit")).hidden);
  window.addEventListener("beforeprint", () => {
    /** @type {Judged[]} */
    const people = many || (unit() ? [] : one());
    sheets.replaceChildren(...people.map((person) => sheet(current(), person)));
    sheets.hidden = people.length === 0;
    document.documentElement.toggleAttribute("data-sheets", people.length > 0);
  });
  window.addEventListener("afterprint", () => {
    many = null;
    sheets.hidden = true;
    sheets.replaceChildren();
    document.documentElement.removeAttribute("data-sheets");
  });
  action(calculator, "print").addEventListener("click", () => window.print());
  return {
    person(who) {
      one = who;
    },
    people(all) {
      many = all;
      window.print();
    },
  };
}

/**
 * @param {CalculatorData} data
 * @param {Judged} person
 */
function sheet(data, person) {
  const { rule } = data;
  const { result, left } = person;
  const made = element("section", "calculator-sheet");
  const missing = missingWords(rule, result.missing);
  const pending = pendingWords(rule, result.pending);
  const open = result.openPoints.map((point) => data.openPoints[point]).join("；");
  const lines = [
    `姓名：${person.name || "________"}　　年度：${rule.year}`,
    `自测结论：${verdictOf(result)}${open ? `（${open}）` : ""}${missing ? `；还差：${missing}` : ""}`,
    `要求：${data.requirements.map(({ label, words }) => `${label}${words}`).join("；")}`,
    `已计入：累计 ${tenthsText(result.counted.total)} 学时，${tenthsText(result.counted.days)} 天；${rule.subjects
      .map(({ id, label }) => `${label} ${tenthsText(result.counted.subjects[id] || 0)} 学时`)
      .join("；")}${pending ? `。待认定：${pending}` : ""}`,
    ...(left ? [leftWords(left)] : []),
  ];
  made.append(element("h2", "", "学时自测表"), ...lines.map((line) => element("p", "", line)), records(data, person));
  made.append(
    element("p", "", `来源：${data.source}；本页约定见网页。`),
    element("p", "", `打印日期：${shownDay(today())}`),
    element("p", "calculator-disclaimer", "本表是自测结果，不是培训合格证书；以认定部门的结论为准。"),
  );
  return made;
}

/**
 * @param {CalculatorData} data
 * @param {Judged} person
 */
function records(data, person) {
  const table = element("table", "calculator-list");
  const subjects = new Map(data.rule.subjects.map(({ id, label }) => [id, label]));
  const reasons = reasonsFor(data, person.records);
  const amount = (/** @type {number | null} */ tenths) => (tenths === null ? "" : tenthsText(tenths));
  const body = person.records.map((record, index) => {
    const reason = reasons[index];
    return row("td", [
      record.day || "",
      record.title,
      subjects.get(record.subject || "") || "未填",
      record.way,
      amount(record.hours),
      amount(record.days),
      record.status,
      reason ? reason.text : "",
    ]);
  });
  const head = element("thead");
  head.append(row("th", ["日期", "培训名称", "科目", "形式", "学时", "天数", "认定状态", "计入情况"]));
  const rows = element("tbody");
  rows.append(...body);
  table.append(head, rows);
  return table;
}

/**
 * @param {"th" | "td"} kind
 * @param {string[]} texts
 */
function row(kind, texts) {
  const made = element("tr");
  for (const text of texts) {
    const cell = element(kind, "", text);
    if (kind === "th") cell.setAttribute("scope", "col");
    made.append(cell);
  }
  return made;
}
