// A table of training records → the records that can be judged, and the faults of the rows that cannot,
// the same as generators/policypress/training_records.py. Pure: no page, no clock, no network.
import { commonForm, isUnseen } from "./characters.js";
import { readAmount, readApproval, readDay, readYear } from "./record-fields.js";
import { refuseTogether } from "./table-file.js";
import { isBlank, squeezed, trimmed, WHITE_RUNS } from "./white-space.js";

/** @typedef {import("./table-file.js").Table} Table */
/** @typedef {import("./table-file.js").Row} Row */
/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {import("./column-mapping.js").Columns} Columns */
/** @typedef {import("./bad-rows.js").BadRow} BadRow */
/**
 * @template T
 * @typedef {import("./record-fields.js").Field<T>} Field
 */
/** @typedef {{name: string, records: TrainingRecord[], left: number}} Person left: how many rows could not be read */
/** @typedef {{people: Person[], bad: BadRow[], count: number}} Reading count: of the records kept */

const IDEOGRAPH = "[\\u3007\\u3400-\\u9fff\\ue000-\\ufaff\\u{20000}-\\u{10ffff}]";
const SPACED_NAME = new RegExp(`(${IDEOGRAPH}) (?=${IDEOGRAPH})`, "gu");

/**
 * Which column stands where, by the headings; -1 where none is recognised.
 * @param {Row} header
 * @param {Record<string, string[]>} known column → other headings that units write for it
 * @returns {Columns}
 */
export function recognised(header, known) {
  const labels = labelsOf(header, known);
  return Object.fromEntries(Object.keys(known).map((label) => [label, labels.indexOf(label)]));
}

/**
 * Raises TableError where the columns of a table stand in one cell.
 * @param {Table} table
 * @param {Record<string, string[]>} known
 */
export function refuseColumnsTogether(table, known) {
  refuseTogether(table, (text) => Object.keys(known).indexOf(labelOf(headingText(text), known, [])) >= 0);
}

/**
 * The columns that more than one heading stands for.
 * @param {Row} header
 * @param {Record<string, string[]>} known
 */
export function repeatedColumns(header, known) {
  const labels = labelsOf(header, known);
  const twice = labels.filter((label, at) => labels.indexOf(label) === at && labels.lastIndexOf(label) > at);
  return twice.filter((label) => Object.keys(known).indexOf(label) >= 0);
}

/**
 * What is said of columns that more than one heading stands for.
 * @param {Row} header
 * @param {string[]} repeated
 */
export function repeatedWords(header, repeated) {
  return `第 ${header.number} 行的表头重复：${repeated.join("、")}；每列只留一个`;
}

/**
 * What is said of a table that has nothing below its header; empty where it has.
 * @param {Table} table
 */
export function emptyWords({ rows }) {
  return rows.length > 1 ? "" : "只有表头，没有记录；请从表头下一行起每行写一条培训记录";
}

/**
 * Why a table whose columns are all there holds no records; empty where it does.
 * @param {Table} table its first row is the header
 * @param {Record<string, string[]>} known
 */
export function tableFault(table, known) {
  const [header] = table.rows;
  const repeated = header ? repeatedColumns(header, known) : [];
  return header && repeated.length ? repeatedWords(header, repeated) : emptyWords(table);
}

/**
 * What is said of the headings that no column has; empty where there is none.
 * @param {Row} header
 * @param {Columns} columns
 */
export function unusedWords(header, columns) {
  const used = Object.values(columns);
  const unused = header.cells.map(headingText).filter((name, at) => name && used.indexOf(at) < 0);
  return unused.length ? `没有用到的列：${Array.from(new Set(unused)).join("、")}` : "";
}

/**
 * What each heading of a header stands for: a column, or what is written where it is none of ours.
 * @param {Row} header
 * @param {Record<string, string[]>} known
 */
function labelsOf(header, known) {
  const written = header.cells.map(headingText);
  return written.map((name) => labelOf(name, known, written));
}

/**
 * @param {string} name
 * @param {Record<string, string[]>} known
 * @param {string[]} written the headings of all columns
 */
function labelOf(name, known, written) {
  const meant = Object.entries(known).find(([label, others]) => others.indexOf(name) >= 0 && written.indexOf(label) < 0);
  return meant ? meant[0] : name;
}

/** @param {string} text */
function headingText(text) {
  return squeezed(commonForm(text));
}

/**
 * The records of a table, by person in the order of their first records; who has none that could be read comes last.
 * @param {Table} table its first row is the header
 * @param {Columns} columns
 * @param {CalculatorData} data
 * @returns {Reading}
 */
export function readRecords(table, columns, data) {
  /** @type {Map<string, Person>} */
  const people = new Map();
  /** @type {BadRow[]} */
  const bad = [];
  /** @type {Map<string, number>} */
  const unread = new Map();
  const personOf = (/** @type {string} */ name) => {
    const person = people.get(name) || { name, records: [], left: 0 };
    people.set(name, person);
    return person;
  };
  const read = rowReader(columns, data, table.epoch);
  const width = table.rows[0] ? table.rows[0].cells.length : 0;
  let count = 0;
  for (const row of table.rows.slice(1).filter((each) => saysSomething(each, columns, width))) {
    const { name, record, faults } = read(row);
    const beyond = beyondHeader(row, width, data);
    if (record === null || beyond.length) {
      bad.push(...faults, ...beyond);
      if (name) unread.set(name, (unread.get(name) || 0) + 1);
    } else {
      personOf(name).records.push(record);
      count += 1;
    }
  }
  unread.forEach((rows, name) => {
    personOf(name).left = rows;
  });
  return { people: Array.from(people.values()), bad, count };
}

/**
 * Whether a row holds more than formulas without a result in columns that are not used.
 * @param {Row} row
 * @param {Columns} columns
 * @param {number} width of the header
 */
function saysSomething({ cells, faults }, columns, width) {
  const used = Object.values(columns);
  return !cells.every(isBlank) || Array.from(faults.keys()).some((at) => at >= width || used.indexOf(at) >= 0);
}

/**
 * A reader of rows. What stands in many rows is worked out once.
 * @param {Columns} columns
 * @param {CalculatorData} data
 * @param {string} epoch
 */
function rowReader(columns, data, epoch) {
  const { rule, statuses, rowFaults } = data;
  const subjects = new Map(rule.subjects.map(({ id, label }) => [label, id]));
  const byItem = rule.credits.filter(({ kind }) => kind === "per_item").map(({ way }) => way);
  const common = remembered(commonForm);
  const bare = remembered((text) => squeezed(commonForm(text)));
  const named = remembered(personName);
  const amount = remembered(readAmount);
  const day = remembered((text) => readDay(text, epoch));

  return (/** @type {Row} */ row) => {
    const { text, report, value, isBroken, faults } = rowOf(row, columns, data);
    const isBlank = (/** @type {Field<unknown>} */ field) => field.value === null && field.fault === null;
    const name = isBroken("姓名") ? "" : named(text("姓名"));
    const makeupYear = value("补训年度", readYear(text("补训年度")));
    const [on, hours, days] = [day(text("日期")), amount(text("学时")), amount(text("天数"))];
    const subject = bare(text("科目"));
    const status = bare(text("认定状态"));
    const way = common(text("形式"));
    if (!name) report("姓名", rowFaults.no_name);
    if (isBlank(on) && !common(text("补训年度"))) report("日期", rowFaults.no_day);
    if (subject && !subjects.has(subject)) report("科目", rowFaults.not_a_subject);
    if (statuses.indexOf(status) < 0) report("认定状态", status ? rowFaults.not_a_status : rowFaults.no_status);
    if ([hours, days].every(isBlank) && !["学时", "天数"].some(isBroken) && byItem.indexOf(way) < 0) report("学时", rowFaults.no_amount);
    const record = {
      row: row.number,
      day: value("日期", on),
      title: common(text("培训名称")),
      subject: subjects.get(subject) || null,
      way,
      hours: value("学时", hours),
      days: value("天数", days),
      status,
      makeupYear,
      makeupApproval: readApproval(text("补训批准")),
    };
    return { name, record: faults.length ? null : record, faults: inColumns(faults, columns) };
  };
}

/**
 * A row as it is read: its texts by column, and what is wrong with them.
 * @param {Row} row
 * @param {Columns} columns
 * @param {CalculatorData} data
 */
function rowOf({ number, cells, faults: broken }, columns, { fieldFaults }) {
  const place = (/** @type {string} */ column) => /** @type {number} */ (columns[column]);
  const text = (/** @type {string} */ column) => cells[place(column)] || "";
  const isBroken = (/** @type {string} */ column) => broken.has(place(column));
  const bad = (/** @type {string} */ column, /** @type {string} */ fault) => ({ row: number, column, value: text(column).trim(), fault });
  const faults = broken.size ? Object.keys(columns).filter(isBroken).map((column) => bad(column, broken.get(place(column)) || "")) : [];
  // Of a broken cell nothing more is told.
  const report = (/** @type {string} */ column, /** @type {string} */ fault) => {
    if (!isBroken(column)) faults.push(bad(column, fault));
  };
  /** @type {<T>(column: string, field: Field<T>) => T | null} */
  const value = (column, field) => {
    if (field.fault !== null) report(column, fieldFaults[field.fault]);
    return field.value;
  };
  return { text, report, value, isBroken, faults };
}

/**
 * The cells with something in them that no heading stands above.
 * @param {Row} row
 * @param {number} width of the header
 * @param {CalculatorData} data
 * @returns {BadRow[]}
 */
function beyondHeader({ number, cells }, width, { rowFaults }) {
  return cells.slice(width).flatMap((text, at) => {
    const value = trimmed(text);
    return value ? [{ row: number, column: `第 ${width + at + 1} 列`, value, fault: rowFaults.beyond_header }] : [];
  });
}

/**
 * The faults in the order of the columns.
 * @param {BadRow[]} faults
 * @param {Columns} columns
 */
function inColumns(faults, columns) {
  return faults.sort((a, b) => (columns[a.column] || 0) - (columns[b.column] || 0));
}

/**
 * The name on one line; two-character names are often written with a space in them.
 * @param {string} text
 */
export function personName(text) {
  const seen = Array.from(text.replace(WHITE_RUNS, " ")).filter((char) => char === " " || !isUnseen(char));
  return commonForm(seen.join("")).replace(WHITE_RUNS, " ").trim().replace(SPACED_NAME, "$1");
}

/**
 * The same function, which works out each text once.
 * @template T
 * @param {(text: string) => T} work
 * @returns {(text: string) => T}
 */
function remembered(work) {
  /** @type {Map<string, T>} */
  const known = new Map();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = work(text);
    known.set(text, made);
    return made;
  };
}
