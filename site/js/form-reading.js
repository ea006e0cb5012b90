// What is read out of a filled form, Word or PDF: its values, and what could not be taken over. The same, in
// the same words, as generators/policypress/forms/reading.py. Pure: no page, no clock, no network.
import { unmarked } from "./form-continued.js";
import { rowsIn, repeatsOf } from "./form-rows.js";
import { numberFaults, readValue } from "./form-values.js";
import { TableError } from "./table-error.js";

/** Of the fields of a file and a form together, those they have in common at least. */
const LEAST_SHARE = 1 / 2;
/** Characters shown of a text that was not taken over. */
const SHOWN = 40;
/** Further pages of one text. */
const MOST_PAGES = 99;

/**
 * @typedef {import("./form-records.js").RecordForm & {id: string, title: string, printed: string[]}} Form printed:
 *   what it and its other editions print outside their fields, without white space
 */
/** @typedef {import("./form-data.js").Field} Field */

/**
 * @typedef {object} Reading
 * @property {Form} form
 * @property {import("./form-entered.js").Values} values empty ones left out; a choice by its label
 * @property {string[]} remarks what stands in the file and not in the values, and why
 * @property {string[]} hints what the file lacks: nothing that stands in it is lost
 */

/** @typedef {{value: string, remark: string}} Read either is empty */
/** @typedef {{key: string, name: string, text: string}} Stranger what a form does not have */

/**
 * What stands in a filled form: the values of its fields, then those of rows beyond the printed ones.
 * @param {Form} form
 * @param {(field: Field) => Read} read
 * @param {(id: string) => string} textOf what stands on the further pages of a repetition
 * @returns {{values: Reading["values"], remarks: string[], beyond: string[]}} remarks on fields, and on rows beyond
 */
export function readingOf(form, read, textOf) {
  /** @type {Reading["values"]} */
  const values = {};
  /** @type {string[]} */
  const remarks = [];
  for (const field of form.fields) {
    const { value, remark } = read(field);
    if (value) values[field.id] = value;
    if (remark) remarks.push(remark);
  }
  const further = readRows(form, textOf);
  return { values: { ...values, ...further.values }, remarks, beyond: further.remarks };
}

/**
 * The form that has most in common with a file.
 * @param {Set<string>} fields of the file, by their ids
 * @param {Form[]} forms
 * @param {string} kind of file: Word, PDF
 */
export function formOf(fields, forms, kind) {
  /** @type {Form | null} */
  let best = null;
  let most = 0;
  for (const form of forms) {
    const own = form.fields.filter(({ id }) => fields.has(id)).length;
    const share = own / (fields.size + form.fields.length - own);
    if (form.fields.length && (best === null || share > most)) [best, most] = [form, share];
  }
  if (best !== null && most >= LEAST_SHARE) return best;
  const titles = Array.from(new Set(forms.map(({ title }) => `《${title}》`))).join("、") || "没有";
  throw new TableError(
    `这份 ${kind} 文件不是本项目的表，或被别的软件另存时丢了栏目；能读的有：${titles}；请用从本站下载的表格填写`,
  );
}

/**
 * Raises TableError where a text stands twice in a file, and not the same: it may hold two forms.
 * @param {string} kind of file: Word, PDF
 * @param {{name: string, texts: string[]}[]} places to type in, and every text the file has of each
 */
export function refuseTwoTables(kind, places) {
  const twice = places.filter(({ texts }) => new Set(texts.filter(Boolean)).size > 1).map(({ name }) => `“${name}”`).join("、");
  if (!twice) return;
  throw new TableError(
    `这份 ${kind} 文件里${twice}填了不止一处，内容不同，可能放了两张表；请每张表存为一份文件，每一栏只留一处`,
  );
}

/**
 * What is lost where a file differs from the blank of its form.
 * @param {Form} form
 * @param {Stranger[]} strangers
 * @param {(id: string) => Map<number, string>} pagesOf what the file has of a field or a repetition, by number of the page
 */
export function differences(form, strangers, pagesOf) {
  const told = strangers.filter(({ text }) => text).map(({ key, name, text }) => {
    const called = name === key ? `“${key}”` : `“${name}”（${key}）`;
    return `现在的表没有${called}这一栏，可能是旧版的表；内容“${shortened(text)}”没有读入`;
  });
  const lists = repeatsOf(form.columns).map(({ id, label }) => ({ id, name: label }));
  return [...told, ...[...form.fields, ...lists].flatMap(({ id, name }) => lostPages(name, pagesOf(id)))];
}

/**
 * As much of a text as is shown of what was not taken over.
 * @param {string} text
 */
export function shortened(text) {
  const characters = Array.from(text);
  return characters.length <= SHOWN ? text : `${characters.slice(0, SHOWN).join("")}……`;
}

/**
 * What the editions of one form print outside their fields, without white space; one text is empty.
 * @param {string} form its id
 * @param {Form[]} forms
 */
export function printedTexts(form, forms) {
  return forms.filter(({ id }) => id === form).flatMap(({ printed }) => printed);
}

/**
 * What to say of the fields of a form that a file lacks, wholly or in part; nothing of none.
 * @param {Form} form
 * @param {string[]} missing keys of what it lacks: the id of a field, or, where a field has parts, that id, a full
 *   stop and the id of the part
 */
export function lacking({ fields }, missing) {
  const keys = new Set(missing);
  const heads = new Set(missing.map((key) => key.split(".")[0] || ""));
  const told = fields.flatMap((field) => goneOf(field, keys, heads)).map((name) => `“${name}”`).join("、");
  return told ? [`文件里没有${told}，按未填处理；可能是旧版的表，或被别的软件丢了栏目，请改用现在的表`] : [];
}

/**
 * The name of a field that is gone; of a choice that has other boxes left, those of its boxes.
 * @param {Field} field
 * @param {Set<string>} keys
 * @param {Set<string>} heads
 */
function goneOf({ id, name, options }, keys, heads) {
  const gone = options.filter((option) => keys.has(`${id}.${option.id}`));
  if (gone.length && gone.length < options.length) return gone.map(({ label }) => `${name}：${label}`);
  return heads.has(id) ? [name] : [];
}

/**
 * A last page that says it goes on lacks the next.
 * @param {string} name
 * @param {Map<number, string>} there
 */
function lostPages(name, there) {
  const last = Math.max(0, ...there.keys());
  const text = there.get(last) || "";
  const end = unmarked(text) === text ? last : last + 1;
  const lost = Array.from({ length: end }, (_, at) => at + 1).filter((page) => !there.has(page)).join("、");
  return lost ? [`“${name}”的附页缺第 ${lost} 页，只读入了其余各页；请找回所缺的页，或照原表补全`] : [];
}

/**
 * What a file holds of one text by number of the further page, 0 for its own place.
 * @template T
 * @param {Map<string, T>} found
 * @param {(page: number) => string} keyOf under which each is found
 */
export function pagesIn(found, keyOf) {
  /** @type {Map<number, T>} */
  const pages = new Map();
  for (let page = 0; page <= MOST_PAGES; page += 1) {
    const part = found.get(keyOf(page));
    if (part !== undefined) pages.set(page, part);
  }
  return pages;
}

/**
 * The option that is ticked, or why there is none of several.
 * @param {string} name
 * @param {string[]} ticked labels
 * @returns {Read}
 */
export function chosen(name, ticked) {
  const [value = ""] = ticked;
  if (ticked.length < 2) return { value, remark: "" };
  return { value: "", remark: `“${name}”勾了 ${ticked.length} 项（${ticked.join("、")}），只能选一项，没有读入；请只留一项` };
}

/**
 * What stands in a field, as a record holds it, or why it cannot be.
 * @param {Form} form
 * @param {Field} field
 * @param {string} text
 * @returns {Read}
 */
export function readBack(form, field, text) {
  const { value, fault } = readValue(field.kind, text, undefined, form.dayFaults);
  if (fault) return { value: "", remark: `“${field.name}”写的是“${text}”，${fault}；没有读入` };
  const faults = field.kind === "number" && value ? numberFaults(field, field.name, value) : [];
  if (faults.length) return { value: "", remark: [...faults, "没有读入"].join("；") };
  if (field.kind === "choice" && !field.options.some(({ label }) => label === value)) {
    return { value: "", remark: `“${field.name}”没有“${text}”这一项，没有读入` };
  }
  return { value, remark: "" };
}

/**
 * @param {Form} form
 * @param {(id: string) => string} textOf
 */
function readRows(form, textOf) {
  /** @type {Reading["values"]} */
  const values = {};
  /** @type {string[]} */
  const remarks = [];
  for (const { id, label } of repeatsOf(form.columns)) {
    for (const { field, text } of rowsIn(form.columns, unmarked(textOf(id)))) {
      const { value, remark } = field
        ? readBack(form, field, text)
        : { value: "", remark: `附页“${label}”里的“${text}”不知是哪一栏，没有读入；应如“栏目1：内容”` };
      if (field && value) values[field.id] = value;
      if (remark) remarks.push(remark);
    }
  }
  return { values, remarks };
}
