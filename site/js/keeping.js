// Keeping one person's records: in this browser only where asked, and as a file to take away and bring back.
import { downloadCsv } from "./csv-download.js";
import { chosenFile } from "./file-choice.js";
import { mountKept } from "./kept-on-device.js";
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { askBeforeLeaving } from "./unkept.js";
import { unreadScript } from "./unread-script.js";
import { tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-work.js").CalculatorWork} CalculatorWork */
/** @typedef {import("./record-card.js").Values} Values */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {{name: HTMLInputElement, values: () => Values[], replaceAll: (all: Values[]) => void}} Cards */

const KEY = "policypress-hours";
const NAMELESS = "本人";

/**
 * What keeps the records of one person, takes them away and brings them back, at work.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {() => Promise<CalculatorWork>} work
 * @param {Cards} cards
 */
export function mountKeeping(calculator, current, work, cards) {
  const file = /** @type {HTMLInputElement} */ (part(calculator, "import-file"));
  const say = (/** @type {string[]} */ lines) => sayLines(part(calculator, "kept"), lines);
  const box = /** @type {HTMLInputElement} */ (part(calculator, "keep"));
  const kept = mountKept({
    box,
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
  askBeforeLeaving(part(calculator, "records"), () => !box.checked && cards.values().length > 0);
  action(calculator, "export").addEventListener("click", () => {
    say([downloadCsv("学时记录.csv", exported(current(), cards))]);
  });
  action(calculator, "import").addEventListener("click", () => file.click());
  chosenFile(file, (chosen) => {
    const read = (/** @type {CalculatorWork} */ { importedPerson }) =>
      importedPerson(chosen, current(), (person) => addTo(cards, person));
    work().then(read).then(say, (error) => say([`${unreadScript(error, "没有导入")}。`]));
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
 * Puts a person's records after those on the page.
 * @param {Cards} cards
 * @param {import("./training-table.js").Person} person
 */
function addTo(cards, { name, records }) {
  if (!cards.name.value && name !== NAMELESS) cards.name.value = name;
  cards.replaceAll([...cards.values(), ...records.map(valuesOfRecord)]);
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
