// Keeping one person's records: in this browser only where asked, and as a file to take away and bring back.
import { downloadCsv } from "./csv-download.js";
import { chosenFile } from "./file-choice.js";
import { keptTexts, mountKept } from "./kept-on-device.js";
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { askBeforeLeaving } from "./unkept.js";
import { unreadScript } from "./unread-script.js";
import { NAMELESS } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-work.js").CalculatorWork} CalculatorWork */
/** @typedef {import("./record-card.js").Values} Values */
/** @typedef {{name: HTMLInputElement, values: () => Values[], append: (all: Values[]) => void, replaceAll: (all: Partial<Values>[]) => void}} Cards */

const KEY = "policypress-hours";

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
    const read = (/** @type {CalculatorWork} */ { importedPerson }) => importedPerson(chosen, current(), cards);
    work().then(read).then(say, (error) => say([`${unreadScript(error, "没有导入")}。`]));
  });
  return {
    changed: kept.changed,
    /** Shows what was kept, or one blank card. */
    restore() {
      const { name, values } = contentOf(kept.recalled());
      cards.name.value = name;
      cards.replaceAll(values);
    },
  };
}

/**
 * @param {any} stored what this browser kept, whoever wrote it
 * @returns {{name: string, values: Partial<Values>[]}}
 */
function contentOf(stored) {
  const { name = "" } = keptTexts(stored);
  return { name, values: stored && Array.isArray(stored.values) ? stored.values.map(keptTexts) : [] };
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
