// The values of a filled PDF form, filled by us or typed into in any viewer: the same as
// generators/policypress/forms/pdf_reading.py. Pure: no page, no clock, no network.
import { joined } from "./form-continued.js";
import {
  chosen,
  differences,
  formOf,
  lacking,
  pagesIn,
  readBack,
  readingOf,
  refuseTwoTables,
  shortened,
} from "./form-reading.js";
import { repeatsOf } from "./form-rows.js";
import { DAY_WORDS, daysOf, UNTIL } from "./form-values.js";
import { pdfContents } from "./pdf-values.js";
import { trimmed } from "./white-space.js";

const BOX = "Btn";
const OFF = ["Off", ""];
const FURTHER_PART = /^([^]*)\+(?:[2-9]|[1-9][0-9])$/;
/** What qpdf adds to the name of a field, where it puts together files that both have one of that name. */
const RENAMED = /\+[0-9]+$/;
/** What stands on a page and in no field, by kind; any other is a note. */
const BESIDE = new Map([
  ["FreeText", "写在栏目外的文字"],
  ["Stamp", "图章或图片"],
  ["Ink", "手写笔迹"],
  ["FileAttachment", "附件"],
  ["Sig", "电子签名"],
]);

/** @typedef {import("./form-reading.js").Form} Form */
/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-reading.js").Read} Read */
/** @typedef {import("./pdf-values.js").PdfField} PdfField */
/** @typedef {Map<string, PdfField[]>} Widgets by name: where files were put together, each stands there twice */

/**
 * What stands in the filled PDF of one of the forms; raises TableError where it is none of them.
 * @param {Uint8Array} bytes
 * @param {Form[]} forms
 * @returns {Promise<import("./form-reading.js").Reading>}
 */
export async function readPdf(bytes, forms) {
  const { fields, beside } = await pdfContents(bytes);
  const widgets = byFirstName(fields);
  const form = formOf(new Set(Array.from(widgets.keys(), fieldOfWidget)), forms, "PDF");
  const places = Array.from(widgets.values()).filter(([first]) => first && first.kind !== BOX);
  refuseTwoTables("PDF", places.map((same) => ({ name: labelOf(same), texts: same.map(typedInto) })));
  const textOf = (/** @type {string} */ id) => textOfWidgets(id, widgets);
  const { values, remarks, beyond } = readingOf(form, (field) => readWidgets(form, field, widgets), textOf);
  const missing = form.fields.flatMap(widgetNames).filter((name) => !widgets.has(name));
  return {
    ...{ form, values, remarks: [...remarks, ...beyond, ...differencesOf(form, widgets), ...toldBeside(beside)] },
    hints: lacking(form, missing),
  };
}

/**
 * What stands on the pages and in no field.
 * @param {Map<string, string[]>} beside
 */
function toldBeside(beside) {
  /** @type {Map<string, string[]>} */
  const told = new Map();
  for (const [kind, texts] of beside) {
    const word = BESIDE.get(kind) || "批注";
    told.set(word, [...(told.get(word) || []), ...texts]);
  }
  return Array.from(told, ([word, texts]) => {
    const text = texts.filter(Boolean).join("；");
    const said = text && `（“${shortened(text)}”）`;
    return `文件里有 ${texts.length} 处${word}${said}，不在表的栏目里，没有读入；要填的内容请填进栏目，不要的请删去，其余以原件为准`;
  });
}

/**
 * What was found, with every field that was renamed under the name it had in its own file.
 * @param {Widgets} found
 */
function byFirstName(found) {
  /** @type {Widgets} */
  const widgets = new Map();
  for (const [name, same] of found) {
    const first = firstName(name, found);
    widgets.set(first, [...(widgets.get(first) || []), ...same]);
  }
  return widgets;
}

/**
 * A name as it was: that of a field called the same. A further page is called otherwise than its field.
 * @param {string} name
 * @param {Widgets} found
 */
function firstName(name, found) {
  const label = labelOf(found.get(name));
  for (let first = name; ; ) {
    const [head = "", ...rest] = first.split(".");
    const before = [head.replace(RENAMED, ""), ...rest].join(".");
    if (before === first || !found.has(before) || labelOf(found.get(before)) !== label) return first;
    first = before;
  }
}

/** @param {PdfField[] | undefined} same */
function labelOf(same) {
  return same && same[0] ? same[0].label : "";
}

/**
 * What was typed or ticked, empty where nothing was.
 * @param {PdfField} field
 */
function typedInto({ kind, value }) {
  return kind === BOX && OFF.indexOf(value) >= 0 ? "" : value;
}

/**
 * What stands in one of the fields of one name, of which no two hold different texts.
 * @param {PdfField[] | undefined} same
 */
function textAmong(same = []) {
  return same.map(typedInto).find(Boolean) || "";
}

/**
 * The id of the field to which a widget belongs.
 * @param {string} name
 */
function fieldOfWidget(name) {
  return (name.split(".")[0] || "").replace(FURTHER_PART, "$1");
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Widgets} widgets
 * @returns {Read}
 */
function readWidgets(form, field, widgets) {
  const { id, kind, name, options } = field;
  if (kind === "choice") {
    const ticked = options.filter((option) => textAmong(widgets.get(`${id}.${option.id}`)));
    return chosen(name, ticked.map(({ label }) => label));
  }
  if (kind === "number") return readBack(form, field, textOfWidgets(id, widgets));
  if (!daysOf(field).length) return { value: textOfWidgets(id, widgets), remark: "" };
  const days = daysOf(field).map((keys) => keys.map((key) => trimmed(textAmong(widgets.get(`${id}.${key}`)))));
  if (!days.flat().some(Boolean)) return { value: "", remark: "" };
  return readBack(form, field, days.map((day) => day.map((part, at) => part + DAY_WORDS.charAt(at)).join("")).join(UNTIL));
}

/**
 * The text of a field with its continuation.
 * @param {string} id
 * @param {Widgets} widgets
 */
function textOfWidgets(id, widgets) {
  return joined(Array.from(pagesOfWidgets(id, widgets).values()));
}

/**
 * The text of a field, or of a repetition, by number of the further page, 0 for its own place.
 * @param {string} id
 * @param {Widgets} widgets
 */
function pagesOfWidgets(id, widgets) {
  const there = pagesIn(widgets, (page) => (page ? `${id}+${page + 1}` : id));
  return new Map(Array.from(there, ([page, same]) => [page, textAmong(same)]));
}

/**
 * @param {Form} form
 * @param {Widgets} widgets
 */
function differencesOf(form, widgets) {
  const known = new Set(form.fields.flatMap(widgetNames));
  const fields = form.fields.filter(({ id }) => known.has(id));
  const mayContinue = new Set([...fields, ...repeatsOf(form.columns)].map(({ id }) => id));
  const strangers = Array.from(widgets).filter(([name]) => {
    const [, continued = null] = FURTHER_PART.exec(name) || [];
    return !known.has(name) && !(continued !== null && mayContinue.has(continued));
  });
  return differences(
    form,
    strangers.map(([key, same]) => ({ key, name: labelOf(same), text: textAmong(same) })),
    (id) => pagesOfWidgets(id, widgets),
  );
}

/**
 * The names of all widgets that a field has in the blank.
 * @param {Field} field
 */
function widgetNames(field) {
  if (field.kind === "choice") return field.options.map((option) => `${field.id}.${option.id}`);
  const days = daysOf(field).flat();
  return days.length ? days.map((key) => `${field.id}.${key}`) : [field.id];
}
