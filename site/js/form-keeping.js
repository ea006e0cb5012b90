// What is filled in: kept on this device only where asked, taken away as a file and brought back.
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { download, downloadXlsx } from "./download.js";
import { chosenFile, droppedFile, fileBytes } from "./file-choice.js";
import { entered } from "./form-entered.js";
import { mountKept } from "./kept-on-device.js";
import { READERS, recordsIn } from "./form-readers.js";
import { TableError } from "./table-error.js";

/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */

/** @typedef {{values: () => Values, fill: (values: Values) => void}} Filled */

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {Filled} filled
 */
export function mountFormKeeping(form, page, { values, fill }) {
  const file = /** @type {HTMLInputElement} */ (part(form, "import-file"));
  const say = (/** @type {string[]} */ lines) => sayLines(part(form, "said"), lines);
  const kept = mountKept({
    box: /** @type {HTMLInputElement} */ (part(form, "keep")),
    clear: action(form, "clear"),
    key: `policypress-form-${page.id}`,
    thing: "内容",
    content: values,
    empty: () => fill({}),
    say,
  });
  const title = page.title.replace(/\s/g, "");
  action(form, "export").addEventListener("click", () => {
    say([download(`${title}.json`, exportedJson(page, values()), "application/json")]);
  });
  action(form, "export-xlsx").addEventListener("click", () => {
    say([downloadXlsx(`${title}.xlsx`, "填写", exportedRows(page, values()), true)]);
  });
  action(form, "import").addEventListener("click", () => file.click());
  file.accept = Object.keys(READERS).join(",");
  const take = async (/** @type {File} */ chosen) => {
    try {
      const [record, ...more] = await recordsIn(chosen.name, await fileBytes(chosen), page);
      if (more.length) throw new TableError(`里有 ${more.length + 1} 份；这里一次填一份，多份请用下面的“批量填表”`);
      if (record) say(imported(page, chosen.name, record, { values, fill }));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      say([`“${chosen.name}”${error.message}。`]);
    }
  };
  chosenFile(file, take);
  droppedFile(form, take);
  return {
    changed: kept.changed,
    restore() {
      const stored = kept.recalled();
      if (stored && typeof stored === "object") fill(textsOf(stored));
    },
    say,
  };
}

/**
 * The fields that are filled in, as the command line takes them: by printed labels, a choice by its words.
 * @param {FormPage} page
 * @param {Values} values
 * @returns {[string, string][]}
 */
function exported(page, values) {
  return page.fields.flatMap(({ id, name, options }) => {
    const text = values[id] || "";
    const option = options.find((each) => each.id === text);
    return text ? [/** @type {[string, string]} */ ([name, option ? option.label : text])] : [];
  });
}

/**
 * @param {FormPage} page
 * @param {Values} values
 */
function exportedJson(page, values) {
  return `${JSON.stringify(Object.fromEntries(exported(page, values)), null, 2)}\n`;
}

/**
 * @param {FormPage} page
 * @param {Values} values
 */
function exportedRows(page, values) {
  const pairs = exported(page, values);
  return [pairs.map(([name]) => name), pairs.map(([, text]) => text)];
}

/**
 * Puts a record into the fields, beside what stands there.
 * @param {FormPage} page
 * @param {string} file it comes from
 * @param {GivenRecord} record
 * @param {Filled} filled
 * @returns {string[]} what to say
 */
function imported(page, file, record, { values, fill }) {
  // A choice shows only its own options.
  const unshown = entered(page, record.values).refusals.filter(({ field }) =>
    page.fields.some(({ id, options }) => id === field && options.length),
  );
  const shown = page.fields.filter(({ id }) => record.values[id] && !unshown.some(({ field }) => field === id));
  const beyond = Object.keys(record.values).filter((id) => !page.fields.some((field) => field.id === id));
  fill({ ...values(), ...Object.fromEntries(shown.map(({ id }) => [id, record.values[id] || ""])) });
  return [
    `已从“${file}”导入 ${shown.length} 栏。`,
    ...[...record.refusals, ...unshown].map(({ message }) => `没有导入：${message}。`),
    ...(record.remarks || []).map((remark) => `${remark}。`),
    ...(beyond.length ? [`没有导入：有 ${beyond.length} 处超出表上印的行数，网页上只能填印出的行。`] : []),
  ];
}

/**
 * @param {object} stored
 * @returns {Values}
 */
function textsOf(stored) {
  return Object.fromEntries(Object.entries(stored).filter(([, text]) => typeof text === "string"));
}
