// A whole unit on the page: a table pasted, chosen or dropped, its columns, its faults, the list.
import { action, element, part, setText } from "./page-elements.js";
import { downloadCsv } from "./download.js";
import { chosenFile, droppedFile } from "./file-choice.js";
import { TableError } from "./table-error.js";
import { readPasted } from "./table-file.js";
import { readRecords, recognised } from "./training-table.js";
import { mountList } from "./unit-list.js";
import { judgeAll } from "./unit.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./training-table.js").Columns} Columns */
/** @typedef {import("./training-table.js").BadRow} BadRow */

const MOST_SHOWN = 50;
const LONGEST_SHOWN = 40;
/** Longer texts are read without being put into the box, which would take longer than reading them. */
const MOST_IN_BOX = 100000;
const ABSENT = "absent";

/**
 * @param {HTMLElement} calculator
 * @param {() => CalculatorData} current
 * @param {import("./printing.js").Printing} printing
 */
export function mountUnit(calculator, current, printing) {
  /** @type {Table | null} */
  let table = null;
  /** @type {Columns} */
  let columns = {};
  /** @type {BadRow[]} */
  let bad = [];
  const list = mountList(calculator, current, printing);
  const say = (/** @type {string} */ text) => setText(part(calculator, "unit-status"), text);

  const judgeTable = () => {
    if (table === null) return;
    const data = current();
    const missing = data.required.filter((label) => columns[label] === -1);
    part(calculator, "mapping").hidden = false;
    if (missing.length) {
      const mapping = /** @type {HTMLDetailsElement} */ (part(calculator, "mapping"));
      mapping.open = true;
      clear();
      say(`没有认出这些列：${missing.join("、")}。请在“各列怎样对应”里指明；表格第一行应为表头。`);
      return;
    }
    const reading = readRecords(table, columns, data);
    bad = reading.bad;
    showBad(calculator, bad);
    list.show(judgeAll(data.rule, reading.people));
    const wrong = new Set(bad.map(({ row }) => row)).size;
    say(`已读入 ${reading.people.length} 人、${reading.count} 条记录${wrong ? `；有 ${wrong} 行没有读入，见下面的清单` : ""}。`);
  };
  const clear = () => {
    bad = [];
    showBad(calculator, bad);
    list.show([]);
  };
  /** @param {Table} found */
  const use = (found) => {
    table = found;
    const [header] = found.rows;
    columns = header ? recognised(header, current().columns) : {};
    fillMapping(calculator, current(), found, columns, (label, place) => {
      columns = { ...columns, [label]: place };
      judgeTable();
    });
    judgeTable();
  };
  /**
   * @param {() => Table | Promise<Table>} read
   * @param {string} name
   */
  const take = async (read, name) => {
    say("正在读取……");
    try {
      use(await read());
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      table = null;
      part(calculator, "mapping").hidden = true;
      clear();
      say(`${name}${error.message}。`);
    }
  };
  const file = /** @type {HTMLInputElement} */ (part(calculator, "file"));
  const paste = /** @type {HTMLTextAreaElement} */ (part(calculator, "paste"));
  action(calculator, "choose").addEventListener("click", () => file.click());
  chosenFile(file, (read, name) => take(read, `“${name}”`));
  droppedFile(part(calculator, "drop"), (read, name) => take(read, `“${name}”`));
  paste.addEventListener("input", () => {
    if (paste.value.trim()) take(() => readPasted(paste.value), "粘贴的内容");
  });
  paste.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (text.length <= MOST_IN_BOX) return;
    event.preventDefault();
    paste.value = "";
    take(() => readPasted(text), "粘贴的内容");
  });
  action(calculator, "bad-csv").addEventListener("click", () => {
    const rows = bad.map(({ row, column, value, fault }) => [String(row), column, value, fault]);
    say(downloadCsv("没有读入的行.csv", [["行", "列", "原来写的", "问题"], ...rows]));
  });
  return { changed: judgeTable };
}

/**
 * @param {HTMLElement} calculator
 * @param {BadRow[]} bad
 */
function showBad(calculator, bad) {
  part(calculator, "bad").hidden = bad.length === 0;
  const more = bad.length > MOST_SHOWN ? `，这里列出前 ${MOST_SHOWN} 处，全部见下载的清单` : "";
  setText(part(calculator, "bad-count"), `共 ${bad.length} 处问题${more}。改好后重新选择文件即可。`);
  part(calculator, "bad-list").replaceChildren(
    ...bad.slice(0, MOST_SHOWN).map(({ row, column, value, fault }) => {
      const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
      return element("li", "", `第 ${row} 行“${column}”：${shown ? `“${shown}”` : ""}${fault}`);
    }),
  );
}

/**
 * @param {HTMLElement} calculator
 * @param {CalculatorData} data
 * @param {Table} table
 * @param {Columns} columns
 * @param {(label: string, place: number) => void} choose -2: the table has no such column
 */
function fillMapping(calculator, data, table, columns, choose) {
  const headings = (table.rows[0] || { cells: [] }).cells;
  part(calculator, "mapping-fields").replaceChildren(
    ...Object.keys(data.columns).map((label, index) => {
      const select = /** @type {HTMLSelectElement} */ (element("select"));
      select.id = `calculator-column-${index}`;
      const unknown = data.required.indexOf(label) >= 0 ? "请选择" : "没有这一列";
      select.append(new Option(unknown, ""));
      if (data.required.indexOf(label) >= 0) select.append(new Option("没有这一列", ABSENT));
      headings.forEach((heading, place) => select.append(new Option(`${place + 1}. ${heading || "（空）"}`, String(place))));
      const place = columns[label];
      select.value = place === undefined || place < 0 ? "" : String(place);
      select.addEventListener("change", () => {
        choose(label, select.value === "" ? -1 : select.value === ABSENT ? -2 : Number(select.value));
      });
      const caption = /** @type {HTMLLabelElement} */ (element("label", "", label));
      caption.htmlFor = select.id;
      const field = element("div", "calculator-field");
      field.append(caption, select);
      return field;
    }),
  );
}
