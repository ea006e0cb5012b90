// One person's records out of a file, put after those on the page.
import { tableIn } from "./file-reading.js";
import { TableError } from "./table-error.js";
import { personName, readRecords, recognised, refuseColumnsTogether, tableFault, unusedWords } from "./training-table.js";
import { NAMELESS, tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./training-table.js").Person} Person */
/** @typedef {{name: HTMLInputElement, append: (all: import("./record-card.js").Values[]) => void}} Cards */

/**
 * Adds the records in a file; or does not, and says why.
 * @param {File} file
 * @param {CalculatorData} data
 * @param {Cards} cards
 * @returns {Promise<string[]>} what to say
 */
export async function importedPerson(file, data, cards) {
  try {
    return added(await tableIn(file), data, cards);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return [`文件${error.message}。`];
  }
}

/**
 * @param {Table} table
 * @param {CalculatorData} data
 * @param {Cards} cards
 * @returns {string[]} what to say
 */
function added(table, data, cards) {
  refuseColumnsTogether(table, data.columns);
  const header = /** @type {import("./table-file.js").Row} */ (table.rows[0]);
  const columns = recognised(header, data.columns);
  const missing = data.required.filter((label) => (columns[label] || 0) < 0);
  if (missing.length) return [`没有导入：文件的表头缺少 ${missing.join("、")}。`];
  const fault = tableFault(table, data.columns);
  if (fault) return [`没有导入：文件${fault}。`];
  const { people: all, bad } = readRecords(table, columns, data);
  const people = all.filter(({ records }) => records.length);
  const [person] = people;
  if (people.length > 1) return [`没有导入：文件里有 ${people.length} 个人的记录，请到“整个单位”里核对。`];
  const faults = bad.map(({ row, column, fault }) => `第 ${row} 行“${column}”没有导入：${fault}。`);
  const remarks = [unusedWords(header, columns), table.unread].filter(Boolean).map((words) => `${words}。`);
  if (!person) return ["没有导入：文件里没有能读懂的记录。", ...faults, ...remarks];
  return [addedTo(cards, person), ...faults, ...remarks];
}

/**
 * Puts a person's records after those on the page, unless those are of somebody else.
 * @param {Cards} cards
 * @param {Person} person
 * @returns {string} what to say
 */
function addedTo({ name: field, append }, { name, records }) {
  const [here, there] = [personName(field.value), name === NAMELESS ? "" : name];
  if (here && there && here !== there) {
    return `没有导入：文件里的姓名是“${there}”，页面上的姓名是“${here}”；如果是同一个人，请先把姓名改成一致，如果不是，请先清除全部记录，再导入。`;
  }
  if (!here) field.value = there;
  append(records.map(valuesOfRecord));
  return `已导入 ${records.length} 条记录${there && !here ? `，姓名填为“${there}”` : ""}。`;
}

/**
 * @param {import("./hours.js").TrainingRecord} record
 * @returns {import("./record-card.js").Values}
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
