// One person's records out of a file, put after those on the page.
import { tableIn } from "./file-reading.js";
import { TableError } from "./table-error.js";
import { readRecords, recognised, tableFault, unusedWords } from "./training-table.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./training-table.js").Person} Person */

/**
 * Adds the records in a file; or does not, and says why.
 * @param {File} file
 * @param {CalculatorData} data
 * @param {(person: Person) => void} add
 * @returns {Promise<string[]>} what to say
 */
export async function importedPerson(file, data, add) {
  try {
    return added(await tableIn(file), data, add);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return [`文件${error.message}。`];
  }
}

/**
 * @param {Table} table
 * @param {CalculatorData} data
 * @param {(person: Person) => void} add
 * @returns {string[]} what to say
 */
function added(table, data, add) {
  const header = /** @type {import("./table-file.js").Row} */ (table.rows[0]);
  const columns = recognised(header, data.columns);
  const missing = data.required.filter((label) => (columns[label] || 0) < 0);
  if (missing.length) return [`没有导入：文件的表头缺少 ${missing.join("、")}。`];
  const fault = tableFault(table, data.columns);
  if (fault) return [`没有导入：文件${fault}。`];
  const { people, bad } = readRecords(table, columns, data);
  const [person] = people;
  if (people.length > 1) return [`没有导入：文件里有 ${people.length} 个人的记录，请到“整个单位”里核对。`];
  const faults = bad.map(({ row, column, fault }) => `第 ${row} 行“${column}”没有导入：${fault}。`);
  const remarks = [unusedWords(header, columns), table.unread].filter(Boolean).map((words) => `${words}。`);
  if (!person) return ["没有导入：文件里没有能读懂的记录。", ...faults, ...remarks];
  add(person);
  return [`已导入 ${person.records.length} 条记录。`, ...faults, ...remarks];
}
