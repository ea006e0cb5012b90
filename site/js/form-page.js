// What the page of a form carries: generators/policypress/form_page.py makes it.
import { carriedData } from "./page-controls.js";

/** @typedef {"name" | "department" | "bureau"} UnitPart */
/** @typedef {import("./form-entered.js").Values} Values */
/** @typedef {import("./form-data.js").Field & {fromUnit: UnitPart | null}} PageField fromUnit: what of a chosen unit stands here */

/** @typedef {{words: string, link: string}} Named */
/** @typedef {Named & {choice: string, fromUnit: UnitPart | null}} Route */
/** @typedef {{field: string, through: Named, routes: Route[]}} Routing */
/** @typedef {{id: string, title: string, values: Values}} Preset */

/** @typedef {{form: string, pdf: string, sheet: string}} FormScripts from the site's root: for every kind of file, for PDF besides, and for the preview */

/**
 * @typedef {object} FormPage
 * @property {string} id
 * @property {string} title
 * @property {string[]} namedBy ids of the fields that tell one filled form from another
 * @property {PageField[]} fields
 * @property {import("./form-data.js").Column[]} columns in reading order
 * @property {import("./form-values.js").DayFaults} dayFaults
 * @property {string[]} printed what the form and its other editions print outside their fields, without white space
 * @property {Routing | null} routing
 * @property {Preset[]} presets
 * @property {boolean} units whether the site knows units
 * @property {string} root the site's root, as seen from the page
 * @property {FormScripts | null} scripts what fills the form; null: it is a draft, and not filled
 */

/**
 * What the page carries of its form.
 * @param {HTMLElement} form
 * @returns {FormPage}
 */
export function pageOf(form) {
  return carriedData(form, "form-data");
}
