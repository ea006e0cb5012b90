// What a field of each kind is filled in with on the page.
import { commonForm, countOf } from "./characters.js";
import { optionWith } from "./form-data.js";
import { labelFor, showFault, UNFINISHED_DAY } from "./page-controls.js";
import { element } from "./page-elements.js";

/** @typedef {import("./form-page.js").PageField} PageField */

/**
 * @typedef {object} Control
 * @property {PageField} field
 * @property {HTMLElement} element
 * @property {() => string} read as records hold it; what is half filled in, as it stands
 * @property {(text: string) => void} write
 * @property {(fault: string) => void} mark what is wrong with it; empty: nothing but what it sees itself
 */

const NUMBER = /^(?:-?[0-9]{1,12}(?:\.[0-9]{1,6})?)?$/;
const NO_NUMBER = "应为数，只写阿拉伯数字，如 8";

/**
 * What makes the control of a field, by its kind.
 * @type {Record<import("./form-data.js").FieldKind, (field: PageField) => Control>}
 */
export const KINDS = {
  text: (field) => written(field, element("input")),
  lines(field) {
    const box = element("textarea");
    box.rows = 4;
    const control = written(field, box);
    control.element.classList.add("form-field--wide");
    return control;
  },
  date(field) {
    const box = dayBox();
    const control = written(field, box);
    return { ...control, mark: (fault) => control.mark(fault || (isUnfinished(box) ? UNFINISHED_DAY : "")) };
  },
  number(field) {
    const box = element("input");
    box.inputMode = "decimal";
    const control = written(field, box);
    const read = () => commonForm(box.value);
    const isWrong = () => box !== document.activeElement && !NUMBER.test(read());
    return {
      ...control,
      read,
      mark: (fault) => control.mark(fault || (isWrong() ? NO_NUMBER : "")),
    };
  },
  period,
  choice,
};

/**
 * A field that is written into.
 * @param {PageField} field
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @returns {Control}
 */
function written(field, box) {
  const made = element("div", "form-field");
  const { help, fault } = notesOf(field, box);
  box.autocomplete = "off";
  made.append(labelFor(box, `form-field-${field.id}`, field.name), help, box, fault);
  return {
    field,
    element: made,
    read: () => box.value,
    write: (text) => (box.value = text),
    mark: (words) => showFault(fault, box, lengthFault(field, box.value) || words),
  };
}

/**
 * Two days, from which to which.
 * @param {PageField} field
 * @returns {Control}
 */
function period(field) {
  const { made, fault } = fieldsetOf(field);
  const boxes = ["起始", "截止"].map((end, at) => {
    const box = dayBox();
    box.autocomplete = "off";
    made.append(labelFor(box, `form-field-${field.id}-${at}`, end), box);
    return box;
  });
  made.append(fault);
  const days = () => boxes.map(({ value }) => value);
  const isTyping = () => boxes.some((box) => box === document.activeElement);
  return {
    field,
    element: made,
    read: () => (days().some(Boolean) ? days().join("/") : ""),
    write(text) {
      const parts = text.split("/");
      boxes.forEach((box, at) => (box.value = parts[at] || ""));
    },
    mark: (words) => showFault(fault, made, (isTyping() ? "" : periodFault(boxes)) || words),
  };
}

/**
 * One of the options, or none.
 * @param {PageField} field
 * @returns {Control}
 */
function choice(field) {
  const { made, fault } = fieldsetOf(field);
  made.setAttribute("role", "radiogroup");
  const boxes = [{ id: "", label: "不填" }, ...field.options].map(({ id, label }) => {
    const box = element("input");
    box.type = "radio";
    box.name = `form-field-${field.id}`;
    box.value = id;
    box.autocomplete = "off";
    box.checked = id === "";
    const line = element("span", "form-option");
    line.append(box, labelFor(box, `form-field-${field.id}-${id}`, label));
    made.append(line);
    return box;
  });
  made.append(fault);
  return {
    field,
    element: made,
    read: () => (boxes.find(({ checked }) => checked) || { value: "" }).value,
    write(text) {
      const { id } = optionWith(field, text) || { id: "" };
      for (const box of boxes) box.checked = box.value === id;
    },
    mark: (words) => showFault(fault, made, words),
  };
}

/**
 * A set of controls that are one field; the place for its faults goes below them.
 * @param {PageField} field
 */
function fieldsetOf(field) {
  const made = element("fieldset", "form-field form-field--wide");
  const { help, fault } = notesOf(field, made);
  made.append(element("legend", "", field.name), help);
  return { made, fault };
}

/**
 * The help of a field and the place for its faults, which describe its control.
 * @param {PageField} field
 * @param {HTMLElement} control
 */
function notesOf(field, control) {
  const limit = field.length === null ? "" : `至多 ${field.length} 字。`;
  const help = element("p", "form-help", field.help + limit);
  help.id = `form-help-${field.id}`;
  const fault = element("p", "form-fault");
  fault.id = `form-fault-${field.id}`;
  fault.hidden = true;
  control.setAttribute("aria-describedby", `${help.id} ${fault.id}`);
  return { help, fault };
}

function dayBox() {
  const box = element("input");
  box.type = "date";
  return box;
}

/**
 * Whether a date was left half typed, or is none.
 * @param {HTMLInputElement} box
 */
function isUnfinished(box) {
  return box.validity.badInput && box !== document.activeElement;
}

/** @param {HTMLInputElement[]} boxes */
function periodFault(boxes) {
  const [from = "", to = ""] = boxes.map(({ value }) => value);
  if (boxes.some(isUnfinished)) return UNFINISHED_DAY;
  if (Boolean(from) !== Boolean(to)) return "起始、截止两天都要填";
  return to < from ? "截止日早于起始日；请核对" : "";
}

/**
 * @param {PageField} field
 * @param {string} text
 */
function lengthFault({ length }, text) {
  const count = countOf(text);
  return length !== null && count > length ? `现有 ${count} 字，这一栏至多 ${length} 字；请缩短` : "";
}
