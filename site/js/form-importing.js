// A record out of a file, put into the fields of the page.
import { fileBytes } from "./file-reading.js";
import { entered } from "./form-entered.js";
import { recordsIn } from "./form-readers.js";
import { TableError } from "./table-error.js";

/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */
/** @typedef {{values: () => Values, add: (given: Values) => void}} Fields add: what is given, beside what stands there */

/**
 * Puts the record in a file into the fields; or does not, and says why.
 * @param {FormPage} page
 * @param {File} file
 * @param {Fields} fields
 * @returns {Promise<string[]>} what to say
 */
export async function importedLines(page, file, fields) {
  try {
    const [record, ...more] = await recordsIn(file.name, await fileBytes(file), page);
    if (more.length) throw new TableError(`里有 ${more.length + 1} 份；这里一次填一份，多份请用下面的“批量填表”`);
    return record ? imported(page, file.name, record, fields) : [];
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return [`“${file.name}”${error.message}。`];
  }
}

/**
 * Puts a record into the fields, beside what stands there.
 * @param {FormPage} page
 * @param {string} file it comes from
 * @param {GivenRecord} record
 * @param {Fields} fields
 * @returns {string[]} what to say
 */
function imported(page, file, record, { values, add }) {
  // A choice shows only its own options.
  const unshown = entered(page, record.values).refusals.filter(({ field }) =>
    page.fields.some(({ id, options }) => id === field && options.length),
  );
  const shown = page.fields.filter(({ id }) => record.values[id] && !unshown.some(({ field }) => field === id));
  const beyond = Object.keys(record.values).filter((id) => !page.fields.some((field) => field.id === id));
  const before = values();
  const left = page.fields.filter((field) => before[field.id] && !shown.includes(field));
  add(Object.fromEntries(shown.map(({ id }) => [id, record.values[id] || ""])));
  return [
    `已从“${file}”导入 ${shown.length} 栏。`,
    ...[...record.refusals, ...unshown].map(({ message }) => `没有导入：${message}。`),
    ...(record.remarks || []).map((remark) => `${remark}。`),
    ...(left.length ? [stillThere(left.map(({ name }) => name))] : []),
    ...(beyond.length ? [`没有导入：有 ${beyond.length} 处超出表上印的行数，网页上只能填印出的行。`] : []),
  ];
}

/**
 * A record is often that of another course or unit: what of the one before stays must not go unseen.
 * @param {string[]} names of the fields that are as they were
 */
function stillThere(names) {
  return `另有 ${names.length} 栏仍是导入前填的：${names.join("、")}；不要这些内容的，请先按“清除全部内容”，再导入一次。`;
}
