// The values of a filled PDF form, filled by us or typed into in any viewer: the same as
// generators/policypress/forms/pdf_reading.py. Pure: no page, no clock, no network.
import { joined } from "./form-continued.js";
import { chosen, differences, formOf, lacking, pagesIn, readBack, readingOf } from "./form-reading.js";
import { repeatsOf } from "./form-rows.js";
import { daysOf, UNTIL } from "./form-values.js";
import { pdfFields } from "./pdf-values.js";
import { trimmed } from "./white-space.js";

const OFF = ["Off", ""];
const FURTHER_PART = /\+[0-9]{1,2}$/;
/** Words after year, month and day. */
const DAY_WORDS = ["年", "月", "日"];

/** @typedef {import("./form-reading.js").Form} Form */
/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-reading.js").Read} Read */
/** @typedef {Map<string, import("./pdf-values.js").PdfField>} Widgets by name */

/**
 * What stands in the filled PDF of one of the forms; raises TableError where it is none of them.
 * @param {Uint8Array} bytes
 * @param {Form[]} forms
 * @returns {Promise<import("./form-reading.js").Reading>}
 */
export async function readPdf(bytes, forms) {
  const widgets = await pdfFields(bytes);
  const form = formOf(new Set(Array.from(widgets.keys(), fieldOfWidget)), forms, "PDF");
  const textOf = (/** @type {string} */ id) => textOfWidgets(id, widgets);
  const { values, remarks, beyond } = readingOf(form, (field) => readWidgets(form, field, widgets), textOf);
  const missing = form.fields.flatMap(widgetNames).filter((name) => !widgets.has(name));
  return {
    ...{ form, values, remarks: [...remarks, ...beyond, ...differencesOf(form, widgets)] },
    hints: lacking(form, missing),
  };
}

/**
 * The id of the field to which a widget belongs.
 * @param {string} name
 */
function fieldOfWidget(name) {
  return (name.split(".")[0] || "").replace(FURTHER_PART, "");
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
    const ticked = options.filter((option) => isOn(widgets.get(`${id}.${option.id}`)));
    return chosen(name, ticked.map(({ label }) => label));
  }
  if (kind === "number") return readBack(form, field, textOfWidgets(id, widgets));
  if (!daysOf(field).length) return { value: textOfWidgets(id, widgets), remark: "" };
  const days = daysOf(field).map((keys) => keys.map((key) => trimmed((widgets.get(`${id}.${key}`) || { value: "" }).value)));
  if (!days.flat().some(Boolean)) return { value: "", remark: "" };
  return readBack(form, field, days.map((day) => day.map((part, at) => part + DAY_WORDS[at]).join("")).join(UNTIL));
}

/**
 * The text of a field with its continuation.
 * @param {string} id
 * @param {Widgets} widgets
 */
function textOfWidgets(id, widgets) {
  return joined(Array.from(pagesOfWidgets(id, widgets).values(), ({ value }) => value));
}

/**
 * A field, or a repetition, by number of the further page, 0 for its own place.
 * @param {string} id
 * @param {Widgets} widgets
 */
function pagesOfWidgets(id, widgets) {
  return pagesIn(widgets, (page) => (page ? `${id}+${page + 1}` : id));
}

/** @param {import("./pdf-values.js").PdfField | undefined} box */
function isOn(box) {
  return box !== undefined && OFF.indexOf(box.value) < 0;
}

/**
 * @param {Form} form
 * @param {Widgets} widgets
 */
function differencesOf(form, widgets) {
  const known = new Set(form.fields.flatMap(widgetNames));
  const lists = new Set(repeatsOf(form.columns).map(({ id }) => id));
  const strangers = Array.from(widgets, ([key, { label, value }]) => ({ key, name: label, text: OFF.indexOf(value) < 0 ? value : "" }));
  return differences(
    form,
    strangers.filter(({ key }) => !known.has(key.replace(FURTHER_PART, "")) && !lists.has(key.replace(FURTHER_PART, ""))),
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
