// The kinds of file that hold records of a form, and what reads each.
import { RECORD_FILES } from "./form-file-kinds.js";
import { filledRecord } from "./form-filled.js";
import { jsonRecords } from "./form-json.js";
import { cellPairs, RecordReader } from "./form-records.js";
import { TableError } from "./table-error.js";
import { readTableFile, refuseTogether } from "./table-file.js";
import { isBlank } from "./white-space.js";

/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./table-file.js").Table} Table */

/**
 * What a file holds; TableError is thrown where it cannot be read at all.
 * @typedef {(bytes: Uint8Array, form: FormPage) => Promise<GivenRecord[]>} Reader
 */

/** @type {Record<string, Reader>} ending of a file's name, in small letters → what reads it */
const READERS = {
  ".json": async (bytes, form) => jsonRecords(bytes, form),
  ".csv": async (bytes, form) => tableRecords(await readTableFile("a.csv", bytes), form),
  ".xlsx": async (bytes, form) => tableRecords(await readTableFile("a.xlsx", bytes), form),
  ".docx": filledRecord,
  ".pdf": filledRecord,
};

/**
 * The records in a file, at least one; TableError where there is none.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {FormPage} form
 * @returns {Promise<GivenRecord[]>}
 */
export async function recordsIn(name, bytes, form) {
  const read = READERS[name.slice(name.lastIndexOf(".")).toLowerCase()];
  if (read === undefined) throw new TableError(`不是 ${RECORD_FILES.join("、")} 文件；请另存为其中一种`);
  const records = await read(bytes, form);
  if (!records.length) throw new TableError("里没有记录；表头下面应至少有一条");
  return records;
}

/**
 * The records of a table, one a row, keyed by its headings.
 * @param {Table} table
 * @param {FormPage} form
 */
function tableRecords(table, form) {
  const reader = new RecordReader(form);
  refuseTogether(table, (heading) => reader.fieldOf(heading) !== undefined);
  const [head, ...rows] = table.rows;
  const headings = head ? head.cells : [];
  const records = rows.map((row) => reader.record(`第 ${row.number} 行`, pairsOf(headings, row), table.epoch));
  return table.unread ? records.map((record) => ({ ...record, remarks: [table.unread] })) : records;
}

/**
 * Texts under their headings, then those under none.
 * @param {string[]} headings
 * @param {import("./table-file.js").Row} row
 */
function pairsOf(headings, row) {
  const all = row.cells.map((_, at) => ({ heading: headings[at] || "", at }));
  const named = all.filter(({ heading }) => !isBlank(heading));
  const nameless = all.filter(({ heading }) => isBlank(heading));
  return [
    ...named.flatMap(({ heading, at }) => cellPairs(row, at, heading)),
    ...nameless.flatMap(({ at }) => cellPairs(row, at, `第 ${at + 1} 列`)),
  ];
}
