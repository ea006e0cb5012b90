// A whole unit on the page: the columns of its table, its faults, the list.
import { listedRow, mountBadRows, NOT_READ } from "./bad-rows.js";
import { columnChoices, fillMapping, UNKNOWN } from "./column-mapping.js";
import { part, setText } from "./page-elements.js";
import { tableTaker } from "./table-taking.js";
import { readRecords, recognised } from "./training-table.js";
import { mountList } from "./unit-list.js";
import { judgeAll } from "./unit.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./column-mapping.js").Columns} Columns */

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

  const judgeTable = () => {
    if (table === null) return;
    const data = current();
    const missing = data.required.filter((label) => columns[label] === UNKNOWN);
    part(calculator, "mapping").hidden = false;
    if (missing.length) {
      const mapping = /** @type {HTMLDetailsElement} */ (part(calculator, "mapping"));
      mapping.open = true;
      clear();
      say(`没有认出这些列：${missing.join("、")}。请在“各列怎样对应”里指明；表格第一行应为表头。`);
      return;
    }
    const { people, bad, count } = readRecords(table, columns, data);
    badRows.show(bad.map(listedRow));
    list.show(judgeAll(data.rule, people));
    const wrong = new Set(bad.map(({ row }) => row)).size;
    say(`已读入 ${people.length} 人、${count} 条记录${wrong ? `；有 ${wrong} 行没有读入，见下面的清单` : ""}。`);
  };
  const clear = () => {
    badRows.show([]);
    list.show([]);
  };
  const taker = tableTaker({
    say,
    use(found) {
      table = found;
      const data = current();
      const headings = (found.rows[0] || { cells: [] }).cells;
      columns = found.rows[0] ? recognised(found.rows[0], data.columns) : {};
      const { required } = data;
      const labels = Object.keys(data.columns);
      fillMapping(calculator, columnChoices({ labels, required, headings, columns }), (at, place) => {
        columns = { ...columns, [labels[at] || ""]: place };
        judgeTable();
      });
      judgeTable();
    },
    refuse() {
      table = null;
      part(calculator, "mapping").hidden = true;
      clear();
    },
  });
  return { ...taker, changed: judgeTable };
}
