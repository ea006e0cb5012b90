// What the page of a form carries: generators/policypress/form_page.py makes it.

/** @typedef {"text" | "lines" | "choice" | "date" | "period" | "number"} FieldKind */
/** @typedef {"name" | "department" | "bureau"} UnitPart */
/** @typedef {Record<string, string>} Values field id → text; a choice by the id of its option, a date as YYYY-MM-DD, a period as two with a slash between; empty ones left out */

/**
 * @typedef {object} PageField
 * @property {string} id
 * @property {FieldKind} kind
 * @property {string} name
 * @property {string} help
 * @property {string} filledBy
 * @property {number | null} length most characters
 * @property {{id: string, label: string}[]} options
 * @property {UnitPart | null} fromUnit what of a chosen unit stands here
 */

/** @typedef {{words: string, link: string}} Named */
/** @typedef {Named & {choice: string, fromUnit: UnitPart | null}} Route */
/** @typedef {{field: string, through: Named, routes: Route[]}} Routing */
/** @typedef {{id: string, title: string, values: Values}} Preset */

/**
 * @typedef {object} FormPage
 * @property {string} id
 * @property {string} title
 * @property {PageField[]} fields
 * @property {import("./form-records.js").RecordField[]} columns fields of repeated rows, without the number of the row
 * @property {import("./form-values.js").DayFaults} dayFaults
 * @property {Routing | null} routing
 * @property {Preset[]} presets
 * @property {boolean} units whether the site knows units
 * @property {string} root the site's root, as seen from the page
 * @property {string | null} script what fills the form, from the site's root; null: it is not filled here
 */

/**
 * @param {HTMLElement} form
 * @returns {FormPage}
 */
export function pageOf(form) {
  const script = form.querySelector("#form-data");
  return JSON.parse((script && script.textContent) || "");
}
