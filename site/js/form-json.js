// Records as JSON, the same as generators/policypress/forms/json_records.py and generators/policypress/forms/records.py
// read them. Pure: no page, no clock, no network.
import { RecordReader } from "./form-records.js";
import { TableError } from "./table-error.js";
import { TEXT_BYTES } from "./table-limits.js";
import { EPOCH } from "./xlsx-values.js";

/** A text or a number, with the colon that makes it a key; a text without an end goes on to the file's. */
const TOKENS = /(?:"(?:[^"\\]|\\[^]?)*(?:"|$)|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity)([ \t\n\r]*:)?/g;

/** @typedef {import("./form-records.js").Pair} Pair */
/** @typedef {import("./form-entered.js").Refusal} Refusal */

/**
 * The records in a file: one, or a list of them.
 * @param {Uint8Array} bytes
 * @param {import("./form-page.js").FormPage} form
 */
export function jsonRecords(bytes, form) {
  const reader = new RecordReader(form);
  const given = parsedJson(decodedText(bytes));
  if (!isEntries(given) && !Array.isArray(given)) throw new TableError("应为一条记录或记录的列表；每条为“栏目: 内容”");
  return (Array.isArray(given) ? given : [given]).map((each, at) => reader.record(`第 ${at + 1} 条`, pairsIn(each), EPOCH));
}

/** @param {Uint8Array} bytes */
function decodedText(bytes) {
  if (bytes.length > TEXT_BYTES) throw new TableError(`太大；至多 ${TEXT_BYTES / 1000000} MB，请分成几个文件`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    throw new TableError("不是 UTF-8 编码（可能存成了 ANSI/GBK）；请用记事本另存为 UTF-8");
  }
}

/**
 * What a text says. Numbers stay as written: 410000 and 1e3 are somebody's text, but NaN and the infinities are
 * nobody's. A key may stand twice, so that each is led by a number of its own.
 * @param {string} text
 * @returns {unknown}
 */
function parsedJson(text) {
  let keys = 0;
  const marked = (/** @type {string} */ found, /** @type {string | undefined} */ colon) => {
    const isText = found.charAt(0) === '"';
    if (colon === undefined) {
      if (isText) return found;
      return /[NI]/.test(found) ? "true" : `"${found}"`;
    }
    keys += 1;
    return isText ? `"${keys} ${found.slice(1)}` : found;
  };
  try {
    return JSON.parse(text.replace(TOKENS, marked));
  } catch {
    throw new TableError("不是正确的 JSON；请检查引号、逗号和括号");
  }
}

/**
 * The keys of a record as they are written, and what each holds.
 * @param {Record<string, unknown>} record
 * @returns {[string, unknown][]}
 */
function entriesOf(record) {
  return Object.entries(record).map(([key, value]) => [key.slice(key.indexOf(" ") + 1), value]);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isEntries(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Keys and texts; a list holds the rows of a repeated row, whose keys get the row's number.
 * @param {unknown} record
 * @returns {(Pair | Refusal)[]}
 */
function pairsIn(record) {
  if (!isEntries(record)) return [{ field: "", message: "不是一条记录；请写成“栏目: 内容”" }];
  return entriesOf(record).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return pairIn(key, value);
    return value.flatMap((row, at) => {
      if (!isEntries(row)) return [{ field: key, message: `“${key}”的内容应为文字，或每行为“栏目: 内容”的列表` }];
      return entriesOf(row).flatMap(([name, text]) => pairIn(`${name}${at + 1}`, text));
    });
  });
}

/**
 * @param {string} key
 * @param {unknown} value
 * @returns {(Pair | Refusal)[]}
 */
function pairIn(key, value) {
  if (value === null) return [];
  return [typeof value === "string" ? [key, value] : { field: key, message: `“${key}”的内容应为文字；请加引号` }];
}
