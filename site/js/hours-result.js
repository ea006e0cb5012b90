// The result of the hour rule on the page: verdict, bars, table, excluded records.
import { showBars } from "./bars.js";
import { sentenceNodes } from "./calculator-data.js";
import { judgedOf } from "./card-reading.js";
import { daysBetween } from "./days.js";
import { judge } from "./hours.js";
import { redraw } from "./page-controls.js";
import { element, link, part, setText } from "./page-elements.js";
import { headedRow, labelledCell } from "./table-cells.js";
import { showPlans, showReasons } from "./why.js";
import { leftWords, missingWords, tenthsText } from "./words.js";

/** @typedef {import("./hours.js").Result} Result */
/** @typedef {import("./card-reading.js").CardReading} CardReading */
/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Named} Named */

/** How long nothing is done before a verdict is read out: on the way to 12.5 stand three others. */
const PAUSE_BEFORE_VERDICT = 1000;
let saying = 0;

/**
 * Shows what the rule says of the records that can be judged.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {CardReading[]} readings
 * @param {string} today YYYY-MM-DD
 */
export function showResult(calculator, data, readings, today) {
  const { records, left } = judgedOf(readings);
  const result = judge(data.rule, records);
  const verdict = showVerdict(part(calculator, "verdict"), data, result, left, records.length === 0);
  sayLater(part(calculator, "verdict-said"), verdict);
  const closed = !result.qualified && daysBetween(today, data.rule.ends) < 0;
  part(calculator, "ask").hidden = !result.undecided && !closed;
  for (const { id } of data.requirements) showRequirement(calculator, data, result, id);
  part(calculator, "excluded").hidden = result.excluded.length === 0;
  const reasons = result.excluded.map(({ row, reason }) => `记录 ${row}：${data.exclusions[reason]}。`);
  redraw(part(calculator, "excluded-list"), reasons.join(""), () => reasons.map((text) => element("li", "", text)));
  setText(part(calculator, "deadline"), deadlineWords(data.rule.ends, today));
  showBars(part(calculator, "bars"), data, result);
  showReasons(calculator, data, records);
  showPlans(calculator, data, result, closed);
}

/**
 * @param {string} ends
 * @param {string} today
 */
function deadlineWords(ends, today) {
  const left = daysBetween(today, ends);
  if (left > 0) return `距年度截止日期 ${ends} 还有 ${left} 天。`;
  return left === 0 ? `今天是年度截止日期 ${ends}。` : `年度截止日期 ${ends} 已过。`;
}

/**
 * @param {HTMLElement} place
 * @param {CalculatorData} data
 * @param {Result} result
 * @param {number} left how many records are not yet complete
 * @param {boolean} none whether no record is there to be judged
 * @returns {string} what it says
 */
function showVerdict(place, data, result, left, none) {
  /** @type {string[]} */
  const lines = [];
  const missing = missingWords(data.rule, result.missing);
  if (result.qualified) lines.push(`已达标：${result.year} 年度的要求都已达到。`);
  else if (result.undecided) {
    lines.push(`不能判定：${result.openPoints.map((point) => data.openPoints[point]).join("；")}。`);
    lines.push(`只按已填写的学时算，还差${missing}。请向下列单位咨询。`);
  } else if (none) lines.push(`还没有可以计算的记录；要达标，还差${missing}。`);
  else lines.push(`未达标，还差${missing}。`);
  if (result.wouldQualify && !result.qualified) lines.push("若待认定的记录全部认定，即达标。");
  if (left) lines.push(leftWords(left));
  place.dataset.verdict = result.qualified ? "qualified" : result.undecided ? "undecided" : none ? "none" : "missing";
  redraw(place, lines.join(""), () => lines.map((line) => element("p", "", line)));
  return lines.join("");
}

/**
 * Says a verdict once what leads to it has paused; the first one stands there without being read out.
 * @param {HTMLElement} place
 * @param {string} verdict
 */
function sayLater(place, verdict) {
  clearTimeout(saying);
  if (!place.textContent) setText(place, verdict);
  else saying = window.setTimeout(setText, PAUSE_BEFORE_VERDICT, place, verdict);
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Result} result
 * @param {string} id
 */
function showRequirement(calculator, data, result, id) {
  const isTotal = !data.rule.subjects.some((subject) => subject.id === id);
  const row = part(calculator, `requirement-${id}`);
  setText(part(row, "counted"), amounts(result.counted, id, isTotal));
  setText(part(row, "missing"), missingOf(result, id, isTotal));
  setText(part(row, "pending"), amounts(result.pending, id, isTotal));
}

/**
 * @param {import("./hours.js").Sums} sums
 * @param {string} id
 * @param {boolean} isTotal
 */
function amounts(sums, id, isTotal) {
  if (!isTotal) return `${tenthsText(sums.subjects[id] || 0)} 学时`;
  return `${tenthsText(sums.total)} 学时${sums.days ? `，${tenthsText(sums.days)} 天` : ""}`;
}

/**
 * @param {Result} result
 * @param {string} id
 * @param {boolean} isTotal
 */
function missingOf(result, id, isTotal) {
  if (isTotal ? result.met.total : result.met.subjects[id]) return "已达到";
  const { total, days, subjects } = result.missing;
  if (!isTotal) return `${tenthsText(subjects[id] || 0)} 学时`;
  return `${tenthsText(total)} 学时${days === null ? "" : `，或 ${tenthsText(days)} 天`}`;
}

/**
 * The table's rows; their numbers are filled in by showRequirement.
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 */
export function fillRequirements(calculator, data) {
  part(calculator, "requirements").replaceChildren();
  for (const requirement of data.requirements) {
    const row = headedRow(`${requirement.label}：${requirement.words}`, [
      amountCell("counted", "已计入"),
      amountCell("missing", "还差"),
      amountCell("pending", "待认定"),
      labelledCell("由谁认定", requirement.recognisers.map(recogniserLine)),
      labelledCell("依据", sentenceNodes(requirement.sentences)),
    ]);
    row.dataset.part = `requirement-${requirement.id}`;
    part(calculator, "requirements").append(row);
  }
}

/** @param {Named & {label: string | null}} recogniser */
function recogniserLine(recogniser) {
  const line = element("p", "", recogniser.label === null ? "" : `${recogniser.label}：`);
  line.append(link(recogniser.words, recogniser.link));
  return line;
}

/**
 * An empty cell to be filled in by its name.
 * @param {string} name
 * @param {string} label
 */
function amountCell(name, label) {
  const made = labelledCell(label, []);
  made.dataset.part = name;
  return made;
}
