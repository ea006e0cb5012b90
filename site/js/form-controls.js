// The controls of a form on the page, one a field: label, help, what is written, hints.
import { KINDS } from "./form-control-kinds.js";
import { element } from "./page-elements.js";

/** @typedef {import("./form-control-kinds.js").Control} Control */
/** @typedef {import("./form-page.js").PageField} PageField */

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
 * What is filled in, by field; empty fields are left out.
 * @param {Control[]} controls
 */
export function valuesIn(controls) {
  /** @type {import("./form-page.js").Values} */
  const values = {};
  for (const { field, read } of controls) {
    const text = read();
    if (text) values[field.id] = text;
  }
  return values;
}
