// The controls of a form on the page, one a field, whatever its kind: label, help, what is written, hints.
import { countOf } from "./form-fitting.js";
import { element, setText } from "./page-elements.js";

/** @typedef {import("./form-page.js").PageField} PageField */
/** @typedef {import("./form-page.js").Values} Values */

/**
 * @typedef {object} Control
 * @property {PageField} field
 * @property {HTMLElement} element
 * @property {() => string} read as records hold it
 * @property {(text: string) => void} write
 * @property {(fault: string) => void} mark what is wrong with it; empty: nothing
 */

/**
 * The controls of all fields, in sets by who fills them, put into *place*.
 * @param {HTMLElement} place
 * @param {PageField[]} fields
 * @returns {Control[]}
 */
export function buildControls(place, fields) {
  /** @type {HTMLElement | null} */
  let set = null;
  let filler = "";
  return fields.map((field) => {
    if (set === null || field.filledBy !== filler) {
      filler = field.filledBy;
      set = element("fieldset", "form-set");
      set.append(element("legend", "", `由${filler}填写`));
      place.append(set);
    }
    const control = KINDS[field.kind](field);
    set.append(control.element);
    return control;
  });
}

/**
 * @param {Control[]} controls
 * @returns {Values}
 */
export function valuesIn(controls) {
  /** @type {Values} */
  const values = {};
  for (const { field, read } of controls) {
    const text = read();
    if (text) values[field.id] = text;
  }
  return values;
}

/** @type {Record<import("./form-data.js").FieldKind, (field: PageField) => Control>} */
const KINDS = {
  text: (field) => written(field, /** @type {HTMLInputElement} */ (element("input"))),
  lines(field) {
    const box = /** @type {HTMLTextAreaElement} */ (element("textarea"));
    box.rows = 4;
    const control = written(field, box);
    control.element.classList.add("form-field--wide");
    return control;
  },
  date(field) {
    const box = dayBox();
    const control = written(field, box);
    return { ...control, mark: (fault) => control.mark(fault || (isUnfinished(box) ? UNFINISHED : "")) };
  },
  number(field) {
    const box = /** @type {HTMLInputElement} */ (element("input"));
    box.inputMode = "decimal";
    const control = written(field, box);
    return {
      ...control,
      read: () => box.value.trim(),
      mark: (fault) => control.mark(fault || (box !== document.activeElement && !NUMBER.test(box.value) ? NO_NUMBER : "")),
    };
  },
  period,
  choice,
};

const UNFINISHED = "没有填完整，或没有这一天；请核对年月日";
const NUMBER = /^\s*(?:-?[0-9]{1,12}(?:\.[0-9]{1,6})?)?\s*$/;
const NO_NUMBER = "应为数，只写阿拉伯数字，如 8";

function dayBox() {
  const box = /** @type {HTMLInputElement} */ (element("input"));
  box.type = "date";
  return box;
}

/** @param {HTMLInputElement} box */
function isUnfinished(box) {
  return box.validity.badInput && box !== document.activeElement;
}

/**
 * Two days, from which to which.
 * @param {PageField} field
 * @returns {Control}
 */
function period(field) {
  const made = element("fieldset", "form-field form-field--wide");
  const { help, fault } = notesOf(field);
  made.append(element("legend", "", field.name), help);
  const boxes = ["起始", "截止"].map((end, at) => {
    const box = dayBox();
    box.autocomplete = "off";
    const words = /** @type {HTMLLabelElement} */ (element("label", "", end));
    box.id = words.htmlFor = `form-field-${field.id}-${at}`;
    made.append(words, box);
    return box;
  });
  made.append(fault);
  describe(made, help, fault);
  const days = () => boxes.map(({ value }) => value);
  return {
    field,
    element: made,
    read: () => (days().every(Boolean) ? days().join("/") : ""),
    write(text) {
      const parts = text.split("/");
      boxes.forEach((box, at) => (box.value = parts[at] || ""));
    },
    mark: (words) => markWith(fault, made, words || (boxes.indexOf(/** @type {any} */ (document.activeElement)) < 0 ? periodFault(boxes) : "")),
  };
}

/** @param {HTMLInputElement[]} boxes */
function periodFault(boxes) {
  const [from = "", to = ""] = boxes.map(({ value }) => value);
  if (boxes.some(isUnfinished)) return UNFINISHED;
  if (Boolean(from) !== Boolean(to)) return "起始、截止两天都要填";
  return to < from ? "截止日早于起始日；请核对" : "";
}

/**
 * @param {PageField} field
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @returns {Control}
 */
function written(field, box) {
  const label = /** @type {HTMLLabelElement} */ (element("label", "", field.name));
  box.id = label.htmlFor = `form-field-${field.id}`;
  box.autocomplete = "off";
  const made = element("div", "form-field");
  const { help, fault } = notesOf(field);
  made.append(label, help, box, fault);
  describe(box, help, fault);
  return {
    field,
    element: made,
    read: () => box.value,
    write: (text) => (box.value = text),
    mark: (words) => markWith(fault, box, lengthFault(field, box.value) || words),
  };
}

/**
 * @param {PageField} field
 * @returns {Control}
 */
function choice(field) {
  const made = element("fieldset", "form-field form-field--wide");
  made.setAttribute("role", "radiogroup");
  const { help, fault } = notesOf(field);
  made.append(element("legend", "", field.name), help);
  const boxes = [{ id: "", label: "不填" }, ...field.options].map(({ id, label }) => {
    const box = /** @type {HTMLInputElement} */ (element("input"));
    box.type = "radio";
    box.name = `form-field-${field.id}`;
    box.value = id;
    box.id = `form-field-${field.id}-${id}`;
    box.checked = id === "";
    const words = /** @type {HTMLLabelElement} */ (element("label", "", label));
    words.htmlFor = box.id;
    const line = element("span", "form-option");
    line.append(box, words);
    made.append(line);
    return box;
  });
  made.append(fault);
  describe(made, help, fault);
  return {
    field,
    element: made,
    read: () => (boxes.find(({ checked }) => checked) || { value: "" }).value,
    write(text) {
      const wanted = field.options.find(({ id, label }) => text === id || text === label);
      for (const box of boxes) box.checked = box.value === (wanted ? wanted.id : "");
    },
    mark: (words) => markWith(fault, made, words),
  };
}

/** @param {PageField} field */
function notesOf(field) {
  const limit = field.length === null ? "" : `至多 ${field.length} 字。`;
  const help = element("p", "form-help", field.help + limit);
  help.id = `form-help-${field.id}`;
  const fault = element("p", "form-fault");
  fault.id = `form-fault-${field.id}`;
  fault.hidden = true;
  return { help, fault };
}

/**
 * @param {HTMLElement} control
 * @param {HTMLElement} help
 * @param {HTMLElement} fault
 */
function describe(control, help, fault) {
  control.setAttribute("aria-describedby", `${help.id} ${fault.id}`);
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} control
 * @param {string} words
 */
function markWith(place, control, words) {
  place.hidden = !words;
  setText(place, words);
  if (words) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/**
 * @param {PageField} field
 * @param {string} text
 */
function lengthFault({ length }, text) {
  const count = countOf(text);
  return length !== null && count > length ? `现有 ${count} 字，这一栏至多 ${length} 字；请缩短` : "";
}
