// What is filled in: kept on this device only where asked, taken away as a file and brought back.
import { download } from "./download.js";
import { chosenFile, droppedFile } from "./file-choice.js";
import { RECORD_FILES } from "./form-file-kinds.js";
import { unreadWords } from "./form-unread.js";
import { keptTexts, mountKept } from "./kept-on-device.js";
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { askBeforeLeaving } from "./unkept.js";

/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./form-working.js").FormWork} FormWork */
/** @typedef {import("./form-importing.js").Fields & {empty: () => void}} Fields */

/**
 * What keeps the content of the fields, takes it away and brings it back, at work.
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {() => Promise<FormWork>} work
 * @param {Fields} fields
 */
export function mountFormKeeping(form, page, work, { values, add, empty }) {
  const file = /** @type {HTMLInputElement} */ (part(form, "import-file"));
  const say = (/** @type {string[]} */ lines) => sayLines(part(form, "said"), lines);
  const box = /** @type {HTMLInputElement} */ (part(form, "keep"));
  const kept = mountKept({
    box,
    clear: action(form, "clear"),
    key: `policypress-form-${page.id}`,
    thing: "内容",
    content: values,
    empty,
    say,
  });
  askBeforeLeaving(part(form, "fields"), () => !box.checked && Object.keys(values()).length > 0);
  const title = page.title.replace(/\s/g, "");
  action(form, "export").addEventListener("click", () => {
    say([download(`${title}.json`, exportedJson(page, values()), "application/json")]);
  });
  action(form, "export-xlsx").addEventListener("click", () => {
    const rows = exportedRows(page, values());
    const save = (/** @type {FormWork} */ { downloadXlsx }) => [downloadXlsx(`${title}.xlsx`, "填写", rows, true)];
    work().then(save).then(say, (error) => say([unreadWords(error, "没有生成")]));
  });
  action(form, "import").addEventListener("click", () => file.click());
  file.accept = RECORD_FILES.join(",");
  const take = (/** @type {File} */ chosen) => {
    const read = (/** @type {FormWork} */ { importedLines }) => importedLines(chosen, { values, add });
    work().then(read).then(say, (error) => say([unreadWords(error, "没有导入")]));
  };
  chosenFile(file, take);
  droppedFile(form, take);
  return {
    changed: kept.changed,
    restore() {
      const stored = kept.recalled();
      if (stored) add(keptTexts(stored));
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
