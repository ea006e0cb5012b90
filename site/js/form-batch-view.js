// Many records on the page of a form: their table, its columns, its faults, the archive.
import { mountBadRows } from "./bad-rows.js";
import { fillMapping, showMapping } from "./column-mapping.js";
import { mountBatchMaking } from "./form-batch-making.js";
import { keysOf, MOST_RECORDS, REPORT, REPORT_HEAD, reportRows, rowReader } from "./form-batch.js";
import { inTurns } from "./in-turns.js";
import { part, setText } from "./page-elements.js";
import { refuseTogether } from "./table-file.js";
import { tableTaker } from "./table-taking.js";

/** @typedef {import("./form-batch.js").Keys} Keys */
/** @typedef {import("./form-batch.js").Refused} Refused */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */
/** @typedef {import("./table-file.js").Table} Table */

const LEFT_OUT = -1;

/**
 * What takes tables of records.
 * @param {HTMLElement} batch
 * @param {FormPage} page
 * @param {(kind: string) => Promise<import("./form-files.js").Fillable>} load
 */
export function mountBatch(batch, page, load) {
  const say = (/** @type {string} */ text) => setText(part(batch, "batch-status"), text);
  const bad = mountBadRows(batch, { name: REPORT, head: REPORT_HEAD }, say);
  const showRefused = (/** @type {Refused[]} */ refused) => {
    const rows = refused.flatMap((each) => reportRows(page, each));
    bad.show(rows.map((cells) => ({ line: `${cells[0]}：${cells[2]}`, cells })));
  };
  const making = mountBatchMaking(batch, page, load, { say, showRefused });
  /** @type {Table | null} */
  let table = null;
  /** @type {Keys} */
  let keys = [];
  let reading = 0;

  const readTable = async () => {
    const mine = ++reading;
    making.use([]);
    bad.show([]);
    if (table === null) return;
    const left = headingsOf(table).filter((_, at) => keys[at] === null);
    showMapping(batch, left.length > 0);
    const fault = tableFault(table, keys);
    const unread = table.unread && `${table.unread}。`;
    if (fault) {
      say(fault + unread);
      return;
    }
    const read = await readRows(table.rows.slice(1), rowReader(page, keys, table.epoch), () => mine === reading);
    if (read === null) return;
    showRefused(read.refused);
    say(readWords(read, left.map(shownHeading)) + unread);
    making.use(read.records);
  };
  return tableTaker({
    say,
    use(found) {
      refuseTogether(found, (heading) => keysOf(page, [heading])[0] !== null);
      table = found;
      keys = keysOf(page, headingsOf(found));
      offerKeys(batch, page, headingsOf(found), keys, (at, chosen) => {
        keys = keys.map((key, each) => (each === at ? chosen : key));
        void readTable();
      });
      void readTable();
    },
    refuse() {
      table = null;
      part(batch, "mapping").hidden = true;
      void readTable();
    },
  });
}

/** @param {Table} table */
function headingsOf({ rows: [head] }) {
  return head ? head.cells : [];
}

/**
 * @param {HTMLElement} batch
 * @param {FormPage} page
 * @param {string[]} headings
 * @param {Keys} recognised
 * @param {(at: number, key: string | null) => void} choose
 */
function offerKeys(batch, page, headings, recognised, choose) {
  fillMapping(batch, keyChoices(page, headings, recognised), (at, value) => {
    const { name } = page.fields[value] || { name: value === LEFT_OUT ? null : recognised[at] || null };
    choose(at, name);
  });
}

/**
 * Why nothing of a table can be taken; empty where it can.
 * @param {Table} table
 * @param {Keys} keys
 */
function tableFault({ rows }, keys) {
  if (keys.every((key) => key === null)) return NO_COLUMN;
  return rows.length - 1 > MOST_RECORDS ? tooManyRows(rows.length - 1) : "";
}

const NO_COLUMN = "没有认出任何一列；表格第一行应为表头，写表上的栏目名。也可以在“各列填到哪一栏”里选定。";

/** @param {number} count */
function tooManyRows(count) {
  return `有 ${count} 行；网页上一次至多 ${MOST_RECORDS} 份，请分成几个文件，或在电脑上用 policypress fill。`;
}

/** @typedef {{records: GivenRecord[], refused: Refused[]}} Read every record, and those that cannot be filled */

/**
 * @param {import("./table-file.js").Row[]} rows
 * @param {ReturnType<typeof rowReader>} read
 * @param {() => boolean} goesOn
 * @returns {Promise<Read | null>} null: it was broken off
 */
async function readRows(rows, read, goesOn) {
  /** @type {Read} */
  const found = { records: [], refused: [] };
  const readRow = (/** @type {import("./table-file.js").Row} */ row) => {
    const { given, refusals } = read(row);
    found.records.push(given);
    if (refusals.length) found.refused.push({ place: given.place, refusals });
  };
  return (await inTurns(rows, readRow, goesOn)) ? found : null;
}

/**
 * @param {Read} read
 * @param {string[]} left headings of columns that are left out
 */
function readWords({ records, refused }, left) {
  if (!records.length) return "表头下面没有内容；每行写一份表。";
  const bad = refused.length ? `，其中 ${refused.length} 行有问题、不会生成，见下面的清单` : "";
  const unused = left.length ? `没有认出的列不填入：${left.join("、")}。` : "";
  return `已读入 ${records.length} 行${bad}。${unused}`;
}

/**
 * For each column of the table, the fields of the form.
 * @param {FormPage} page
 * @param {string[]} headings
 * @param {Keys} keys
 * @returns {import("./column-mapping.js").Choice[]}
 */
function keyChoices(page, headings, keys) {
  /** @type {[number, string][]} */
  const options = [[LEFT_OUT, "不填入"], ...page.fields.map(({ name }, at) => /** @type {[number, string]} */ ([at, name]))];
  return headings.map((heading, at) => {
    const chosen = page.fields.findIndex(({ name }) => name === keys[at]);
    const further = keys[at] !== null && chosen < 0 ? [/** @type {[number, string]} */ ([page.fields.length, `${keys[at]}（附页）`])] : [];
    return { label: `列“${shownHeading(heading, at)}”`, options: [...options, ...further], chosen: further.length ? page.fields.length : chosen };
  });
}

/**
 * @param {string} heading
 * @param {number} at
 */
function shownHeading(heading, at) {
  return heading.trim() || `第 ${at + 1} 列`;
}
