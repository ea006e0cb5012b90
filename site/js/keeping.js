// Keeping one person's records: in this browser only where asked, and as a file to take away and bring back.
import { chosenFile } from "./file-choice.js";
import { tableIn } from "./file-reading.js";
import { mountKept } from "./kept-on-device.js";
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { downloadCsv } from "./table-download.js";
import { TableError } from "./table-error.js";
import { readRecords, recognised } from "./training-table.js";
import { tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./record-card.js").Values} Values */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {{name: HTMLInputElement, values: () => Values[], replaceAll: (all: Values[]) => void}} Cards */

const KEY = "policypress-hours";
const NAMELESS = "本人";

/**
 * What keeps the records of one person, takes them away and brings them back, at work.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {Cards} cards
 */
export function mountKeeping(calculator, current, cards) {
  const file = /** @type {HTMLInputElement} */ (part(calculator, "import-file"));
  const say = (/** @type {string[]} */ lines) => sayLines(part(calculator, "kept"), lines);
  const kept = mountKept({
    box: /** @type {HTMLInputElement} */ (part(calculator, "keep")),
    clear: action(calculator, "clear"),
    key: KEY,
    thing: "记录",
    content: () => ({ name: cards.name.value, values: cards.values() }),
    empty() {
      cards.name.value = "";
      cards.replaceAll([]);
    },
    say,
  });
  cards.name.addEventListener("input", kept.changed);
  action(calculator, "export").addEventListener("click", () => {
    say([downloadCsv("学时记录.csv", exported(current(), cards))]);
  });
  action(calculator, "import").addEventListener("click", () => file.click());
  chosenFile(file, async (chosen) => {
    try {
      say(imported(current(), cards, await tableIn(chosen)));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      say([`文件${error.message}。`]);
    }
  });
  return {
    changed: kept.changed,
    restored() {
      const stored = contentOf(kept.recalled());
      if (stored === null) return false;
      cards.name.value = stored.name;
      cards.replaceAll(stored.values);
      return true;
    },
  };
}

/**
 * @param {any} stored what this browser kept, whoever wrote it
 * @returns {{name: string, values: Values[]} | null}
 */
function contentOf(stored) {
  return stored && typeof stored.name === "string" && Array.isArray(stored.values) ? stored : null;
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
