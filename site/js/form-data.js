// What the script of a form carries: generators/policypress/forms/browser_form.py makes it.
// Pure: no page, no clock, no network.

/** @typedef {"text" | "lines" | "choice" | "date" | "period" | "number"} FieldKind */

/**
 * @typedef {object} Field
 * @property {string} id key in data files
 * @property {FieldKind} kind
 * @property {string} name accessible name, and key in data files: the label, after the row's name where it stands twice
 * @property {string} help
 * @property {string} filledBy
 * @property {number | null} length most characters; null: as many as fit
 * @property {boolean} grows whether its text may go on on a further page
 * @property {{id: string, label: string}[]} options of a choice, else none
 * @property {number} decimals most digits after the point of a number
 * @property {string | null} least of a number, in digits
 * @property {string | null} most
 */

/** @typedef {Field & {repeat: {id: string, label: string}}} Column a field of a repeated row: id and name lack the row's number */

/**
 * @typedef {object} Form
 * @property {string} title
 * @property {string[]} namedBy ids of the fields that tell one filled form from another
 * @property {Field[]} fields in reading order
 * @property {Column[]} columns in reading order
 * @property {import("./form-widths.js").WidthRun[]} widths
 * @property {import("./form-word.js").WordTemplate} word
 */

/**
 * The option that a text names, by its id or its label; undefined where none is.
 * @param {Pick<Field, "options">} field
 * @param {string} text
 */
export function optionWith({ options }, text) {
  return options.find(({ id, label }) => text === id || text === label);
}
