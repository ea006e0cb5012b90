// A whole unit on the page: the columns of its table, its faults, the list.
import { listedRow, mountBadRows, NOT_READ } from "./bad-rows.js";
import { columnChoices, fillMapping, showMapping, UNKNOWN } from "./column-mapping.js";
import { part, setText } from "./page-elements.js";
import { tableTaker } from "./table-taking.js";
import {
  emptyWords,
  readRecords,
  recognised,
  refuseColumnsTogether,
  repeatedColumns,
  repeatedWords,
  unusedWords,
} from "./training-table.js";
import { mountList } from "./unit-list.js";
import { judgeAll } from "./unit.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./table-file.js").Row} Row */
/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./column-mapping.js").Columns} Columns */
/** @typedef {import("./training-table.js").Reading} Reading */

/**
 * What takes tables of a whole unit; changed: shows what the year that was chosen makes of the last one.
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {import("./printing.js").Printing} printing
 */
export function mountUnit(calculator, current, printing) {
  /** @type {Table | null} */
  let table = null;
  /** @type {Columns} */
  let columns = {};
  const list = mountList(calculator, current, printing);
  const say = (/** @type {string} */ text) => setText(part(calculator, "unit-status"), text);
  const badRows = mountBadRows(calculator, NOT_READ, say);

  const show = (/** @type {Reading} */ { people, bad }) => {
    badRows.show(bad.map(listedRow));
    list.show(judgeAll(current().rule, people));
  };
  const judgeTable = () => {
    const [header] = table ? table.rows : [];
    if (table === null || !header) return;
    const unclear = unclearWords(header, columns, current());
    const fault = unclear || emptyWords(table);
    const reading = fault ? NOTHING_READ : readRecords(table, columns, current());
    showMapping(calculator, unclear !== "");
    show(reading);
    const said = fault ? [fault] : [readWords(reading), unusedWords(header, columns)];
    say([...said, table.unread].map((words) => words && `${words}。`).join(""));
  };
  const taker = tableTaker({
    say,
    use(found) {
      refuseColumnsTogether(found, current().columns);
      table = found;
      list.clear();
      columns = found.rows[0] ? clearColumns(found.rows[0], current()) : {};
      offerColumns(calculator, found, columns, current(), (label, place) => {
        columns = { ...columns, [label]: place };
        judgeTable();
      });
      judgeTable();
    },
    refuse() {
      table = null;
      part(calculator, "mapping").hidden = true;
      show(NOTHING_READ);
    },
  });
  return { ...taker, changed: judgeTable };
}

/** @type {Reading} */
const NOTHING_READ = { people: [], bad: [], count: 0 };

/**
 * @param {HTMLElement} calculator
 * @param {Table} table
 * @param {Columns} columns those that were recognised
 * @param {CalculatorData} data
 * @param {(label: string, place: number) => void} choose
 */
function offerColumns(calculator, { rows: [header] }, columns, { required, columns: known }, choose) {
  const labels = Object.keys(known);
  const repeated = header ? repeatedColumns(header, known) : [];
  const headings = header ? header.cells : [];
  const choices = columnChoices({ labels, required: [...required, ...repeated], headings, columns });
  fillMapping(calculator, choices, (at, place) => choose(labels[at] || "", place));
}

/**
 * Which column stands where; of those that more than one heading stands for, the reader is to say which is meant.
 * @param {Row} header
 * @param {CalculatorData} data
 * @returns {Columns}
 */
function clearColumns(header, { columns: known }) {
  const unclear = repeatedColumns(header, known).map((label) => [label, UNKNOWN]);
  return { ...recognised(header, known), ...Object.fromEntries(unclear) };
}

/**
 * What is said of columns that the reader has to point out; empty where there is none.
 * @param {Row} header
 * @param {Columns} columns
 * @param {CalculatorData} data
 */
function unclearWords(header, columns, { required, columns: known }) {
  const open = (/** @type {string} */ label) => columns[label] === UNKNOWN;
  const repeated = repeatedColumns(header, known).filter(open);
  const missing = required.filter((label) => open(label) && repeated.indexOf(label) < 0);
  if (missing.length) return columnsMissing(missing);
  return repeated.length ? `${repeatedWords(header, repeated)}，或在“各列怎样对应”里指明` : "";
}

/** @param {string[]} missing */
function columnsMissing(missing) {
  return `没有认出这些列：${missing.join("、")}。请在“各列怎样对应”里指明；表格第一行应为表头`;
}

/** @param {Reading} reading */
function readWords({ people, bad, count }) {
  const wrong = new Set(bad.map(({ row }) => row)).size;
  const read = people.filter(({ records }) => records.length).length;
  return `已读入 ${read} 人、${count} 条记录${wrong ? `；有 ${wrong} 行没有读入，见下面的清单` : ""}`;
}
