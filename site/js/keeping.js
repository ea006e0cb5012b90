// Keeping one person's records: in this browser only where asked, and as a file to take away and bring back.
import { action, element, part } from "./page-elements.js";
import { downloadCsv } from "./download.js";
import { chosenFile } from "./file-choice.js";
import { readRecords, recognised } from "./training-table.js";
import { TableError } from "./table-error.js";
import { tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./record-card.js").Values} Values */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {{name: HTMLInputElement, values: () => Values[], replaceAll: (all: Values[]) => void}} Cards */

const KEY = "policypress-hours";
const NAMELESS = "本人";

/**
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {Cards} cards
 */
export function mountKeeping(calculator, current, cards) {
  const keep = /** @type {HTMLInputElement} */ (part(calculator, "keep"));
  const file = /** @type {HTMLInputElement} */ (part(calculator, "import-file"));
  const say = (/** @type {string[]} */ lines) =>
    part(calculator, "kept").replaceChildren(...lines.map((line) => element("p", "", line)));
  const changed = () => {
    if (keep.checked) store({ name: cards.name.value, values: cards.values() });
  };
  keep.addEventListener("change", () => {
    if (keep.checked && !store({ name: cards.name.value, values: cards.values() })) {
      keep.checked = false;
      say(["这个浏览器不允许网页记住内容；可以用“导出记录”。"]);
    } else if (!keep.checked) {
      forget();
      say(["已清除这台设备上记住的内容；页面上的记录还在。"]);
    } else say(["已记住；以后的改动也会记住。"]);
  });
  cards.name.addEventListener("input", changed);
  action(calculator, "clear").addEventListener("click", () => {
    keep.checked = false;
    forget();
    cards.name.value = "";
    cards.replaceAll([]);
    say(["已清除页面上和这台设备上的全部记录。"]);
  });
  action(calculator, "export").addEventListener("click", () => {
    say([downloadCsv("学时记录.csv", exported(current(), cards))]);
  });
  action(calculator, "import").addEventListener("click", () => file.click());
  chosenFile(file, async (read) => {
    try {
      say(imported(current(), cards, await read()));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      say([`文件${error.message}。`]);
    }
  });
  return {
    changed,
    restored() {
      const stored = recall();
      if (stored === null) return false;
      keep.checked = true;
      cards.name.value = stored.name;
      cards.replaceAll(stored.values);
      return true;
    },
  };
}

/**
 * The records as rows of a table, as they were typed.
 * @param {CalculatorData} data
 * @param {Cards} cards
 */
function exported(data, cards) {
  const subjects = new Map(data.rule.subjects.map(({ id, label }) => [id, label]));
  const rows = cards.values().map((values) => [
    cards.name.value || NAMELESS,
    values.day,
    values.title,
    subjects.get(values.subject) || "",
    values.way,
    values.hours,
    values.days,
    values.status,
    values.makeupYear,
    values.makeupApproval,
  ]);
  return [Object.keys(data.columns), ...rows];
}

/**
 * Puts the records of a file after those on the page.
 * @param {CalculatorData} data
 * @param {Cards} cards
 * @param {import("./table-file.js").Table} table
 * @returns {string[]} what to say
 */
function imported(data, cards, table) {
  const columns = recognised(/** @type {import("./table-file.js").Row} */ (table.rows[0]), data.columns);
  const missing = data.required.filter((label) => (columns[label] || 0) < 0);
  if (missing.length) return [`没有导入：文件的表头缺少 ${missing.join("、")}。`];
  const { people, bad } = readRecords(table, columns, data);
  const [person] = people;
  if (people.length > 1) return [`没有导入：文件里有 ${people.length} 个人的记录，请到“整个单位”里核对。`];
  const faults = bad.map(({ row, column, fault }) => `第 ${row} 行“${column}”没有导入：${fault}。`);
  if (!person) return ["没有导入：文件里没有能读懂的记录。", ...faults];
  if (!cards.name.value && person.name !== NAMELESS) cards.name.value = person.name;
  cards.replaceAll([...cards.values(), ...person.records.map(valuesOfRecord)]);
  return [`已导入 ${person.records.length} 条记录。`, ...faults];
}

/**
 * @param {TrainingRecord} record
 * @returns {Values}
 */
function valuesOfRecord(record) {
  return {
    day: record.day || "",
    title: record.title,
    subject: record.subject || "",
    way: record.way,
    hours: record.hours === null ? "" : tenthsText(record.hours),
    days: record.days === null ? "" : tenthsText(record.days),
    status: record.status,
    makeupYear: record.makeupYear === null ? "" : String(record.makeupYear),
    makeupApproval: record.makeupApproval || "",
  };
}

/**
 * @param {{name: string, values: Values[]}} content
 * @returns {boolean} whether the browser keeps it
 */
function store(content) {
  try {
    localStorage.setItem(KEY, JSON.stringify(content));
    return true;
  } catch {
    return false;
  }
}

/** @returns {{name: string, values: Values[]} | null} */
function recall() {
  try {
    const { name, values } = JSON.parse(localStorage.getItem(KEY) || "");
    return typeof name === "string" && Array.isArray(values) ? { name, values } : null;
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
