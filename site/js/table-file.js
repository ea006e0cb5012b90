// A .csv or .xlsx file, or what was pasted, as a table of text, the same as generators/policypress/tables.py
// reads it and within the same bounds. Pure: no page, no clock, no network.
import { beginsWith, OLE } from "./bytes.js";
import { parseRows, unguarded } from "./csv.js";
import { FileFault } from "./file-fault.js";
import { TableError, toldOfWorkbook } from "./table-error.js";
import { TABLE_BYTES, TABLE_CELLS, TABLE_ROWS } from "./table-limits.js";
import { isBlank } from "./white-space.js";
import { openBook } from "./xlsx-book.js";
import { readSheet } from "./xlsx-rows.js";
import { EPOCH } from "./xlsx-values.js";

const SHAPE = "第一行应为表头，以下每行一条";
/** Name of the sheet that explains a table to download; nobody misses it where it is not read. */
const EXPLANATION = "填写说明";
/** Sheets named that were not read. */
const MOST_NAMED = 8;
/** What people part columns with in place of a comma. */
const OTHER_SIGNS = /[\t;；，、|]/;
/** @type {import("./xlsx-rows.js").CellFaults} */
const SOUND = new Map();
const NO_TEXT = "不是 UTF-8 或 GBK 编码的文字；请另存为“CSV UTF-8”";
const NOTHING = `里没有内容；${SHAPE}`;

/**
 * A row with something in it; its number from 1; what is wrong with cells that show no value of theirs, by index.
 * @typedef {{number: number, cells: string[], faults: import("./xlsx-rows.js").CellFaults}} Row
 */
/** @typedef {{rows: Row[], epoch: string, unread: string}} Table epoch: day 0 of date serials; unread: which sheets, in words */

/**
 * The table in a file.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Promise<Table>}
 */
export async function readTableFile(name, bytes) {
  const kind = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  refuseTooLarge(bytes.length);
  if (!bytes.length) throw new TableError(`是空的；${SHAPE}`);
  if (beginsWith(bytes, OLE)) throw new TableError(oldOrLocked(bytes));
  if (kind !== "csv" && kind !== "xlsx") throw new TableError("不是 .csv 或 .xlsx 文件；请另存为其中一种");
  const table = kind === "csv" ? csvTable(bytes) : await toldOfWorkbook(() => xlsxTable(bytes));
  if (!table.rows.length) throw new TableError(NOTHING);
  return table;
}

/**
 * Raises TableError where a file is larger than any real table is.
 * @param {number} size bytes
 */
export function refuseTooLarge(size) {
  if (size > TABLE_BYTES) throw new TableError(`太大；至多 ${TABLE_BYTES / 1000000} MB，请分成几个文件`);
}

/**
 * Raises TableError where several headings stand in the one cell of the first row, parted by another sign than a comma.
 * @param {Table} table
 * @param {(text: string) => boolean} isHeading
 */
export function refuseTogether({ rows: [head] }, isHeading) {
  const within = head && head.cells.length === 1 ? String(head.cells[0]).split(OTHER_SIGNS) : [];
  if (head && within.filter(isHeading).length > 1) {
    throw new TableError(`第 ${head.number} 行的各列没有用英文逗号分开，写在了一格里；请用表格软件分成各列，另存为 .csv 或 .xlsx`);
  }
}

/**
 * What is said of a file of the kind that came before .xlsx, and that holds an .xlsx under a password.
 * @param {Uint8Array} bytes
 */
function oldOrLocked(bytes) {
  const locked = new TextDecoder("utf-16le").decode(bytes).indexOf("EncryptedPackage") >= 0;
  return locked
    ? "加了密码；请在表格软件里取消密码后另存为 .xlsx"
    : "是旧版 .xls 或其他旧格式；请另存为 .xlsx 或 .csv";
}

/**
 * The table in what was pasted: cells divided by tabs as spreadsheets do, or by commas.
 * @param {string} text
 * @returns {Table}
 */
export function readPasted(text) {
  const bare = text.replace(/^\ufeff/, "").replace(/\0/g, "");
  const { keep, rows } = keeper();
  parseRows(bare, bare.indexOf("\t") >= 0 ? "\t" : ",").forEach((row, index) => keep(index + 1, row.map(unguarded), SOUND));
  if (!rows.length) throw new TableError(NOTHING);
  return { rows, epoch: EPOCH, unread: "" };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Table}
 */
function csvTable(bytes) {
  if (beginsWith(bytes, [0x50, 0x4b, 3, 4])) throw new TableError("其实是 .xlsx 文件；请把扩展名改成 .xlsx");
  if (beginsWith(bytes, [0xff, 0xfe]) || beginsWith(bytes, [0xfe, 0xff])) throw new TableError(NO_TEXT);
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const line = bytes.subarray(0, zero).reduce((count, byte) => count + Number(byte === 10), 1);
    throw new TableError(`第 ${line} 行含有空字符（U+0000），文件可能损坏；请用表格软件打开，核对后另存为“CSV UTF-8”`);
  }
  const { keep, rows } = keeper();
  parseRows(csvDecoded(bytes), ",").forEach((row, index) => keep(index + 1, row.map(unguarded), SOUND));
  return { rows, epoch: EPOCH, unread: "" };
}

/**
 * Strict UTF-8 first: GB18030 reads many UTF-8 texts too, as nonsense.
 * @param {Uint8Array} bytes
 */
function csvDecoded(bytes) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding: the next one is tried.
    }
  }
  throw new TableError(NO_TEXT);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Table>}
 */
async function xlsxTable(bytes) {
  if (!beginsWith(bytes, [0x50, 0x4b])) throw new FileFault("no_archive");
  const book = await openBook(bytes);
  const sheets = Array.from(book.sheets);
  const { epoch } = book.styles;
  for (const [at, [path, name]] of sheets.entries()) {
    const { keep, rows } = keeper();
    readSheet(book, path, keep);
    if (!rows.length) continue;
    const others = sheets.slice(at + 1).filter(([other, title]) => title !== EXPLANATION && holdsSomething(book, other));
    return { rows, epoch, unread: sheetsUnread(name, others.map(([, title]) => title)) };
  }
  return { rows: [], epoch, unread: "" };
}

/**
 * Whether a sheet has content, be it unreadable.
 * @param {import("./xlsx-book.js").Book} book
 * @param {string} path
 */
function holdsSomething(book, path) {
  const { keep, rows } = keeper();
  try {
    readSheet(book, path, (...row) => {
      keep(...row);
      if (rows.length) throw new TableError(NOTHING);
    });
    return false;
  } catch (error) {
    if (error instanceof TableError || error instanceof FileFault) return true;
    throw error;
  }
}

/**
 * What is said of sheets with content beside the one that was read.
 * @param {string} read
 * @param {string[]} others
 */
function sheetsUnread(read, others) {
  if (!others.length) return "";
  const named = others.slice(0, MOST_NAMED).map((name) => `“${name}”`).join("");
  const more = others.length > MOST_NAMED ? `等 ${others.length} 张` : "";
  return `只读了工作表“${read}”，没有读${named}${more}；需要的请另存为单独的文件`;
}

/** Keeps the rows that hold something, within the bounds. */
function keeper() {
  /** @type {Row[]} */
  const rows = [];
  let count = 0;
  /** @type {import("./xlsx-rows.js").Keep} */
  const keep = (number, cells, faults) => {
    count += cells.length;
    if (number > TABLE_ROWS || count > TABLE_CELLS) {
      throw new TableError(`太大；至多 ${TABLE_ROWS} 行，请分成几个文件，并删去表格以外的内容`);
    }
    let kept = cells.length;
    while (kept && isBlank(cells[kept - 1] || "") && !faults.has(kept - 1)) kept -= 1;
    if (kept) rows.push({ number, cells: kept < cells.length ? cells.slice(0, kept) : cells, faults });
  };
  return { keep, rows };
}
