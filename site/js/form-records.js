// Records as people give them, keyed by field ids or printed labels: the same records and refusals, in the
// same words, as generators/policypress/forms/records.py. Pure: no page, no clock, no network.
import { folded } from "./characters.js";
import { fieldInRow, placeInRow, placeNamed } from "./form-rows.js";
import { readValue } from "./form-values.js";
import { closest } from "./likeness.js";
import { isBlank, squeezed } from "./white-space.js";

/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {[string, string]} Pair key and text */

/**
 * What of a form reading records needs; its page carries it.
 * @typedef {object} RecordForm
 * @property {Field[]} fields in reading order
 * @property {import("./form-data.js").Column[]} columns
 * @property {import("./form-values.js").DayFaults} dayFaults
 */

/**
 * A record as it was given.
 * @typedef {object} GivenRecord
 * @property {string} place where it stands in its file: 第 3 行 or 第 2 条
 * @property {import("./form-page.js").Values} values empty ones left out
 * @property {Refusal[]} refusals why it cannot be used
 * @property {string[]} [remarks] what its file holds that is not in the values, and why; what it lacks
 */

/** What reads the records of a form. */
export class RecordReader {
  /** @param {RecordForm} form */
  constructor(form) {
    this.form = form;
    this.byId = new Map(form.fields.map((field) => [field.id, field]));
    this.byKey = new Map(form.fields.map((field) => [comparable(field.name), field]));
    /** @type {Map<string, Field | undefined>} each key is looked up once */
    this.known = new Map();
  }

  /**
   * The record of pairs of key and text, with all that is wrong with it.
   * @param {string} place
   * @param {(Pair | Refusal)[]} pairs in the place of one, why there is none
   * @param {string} epoch day 0 of date serials
   * @returns {GivenRecord}
   */
  record(place, pairs, epoch) {
    const { fields, dayFaults } = this.form;
    /** @type {Map<string, string>} */
    const values = new Map();
    /** @type {Refusal[]} */
    const refusals = [];
    for (const pair of pairs) {
      if (!Array.isArray(pair)) {
        refusals.push(pair);
        continue;
      }
      const [key, text] = pair;
      const field = this.fieldOf(key);
      if (field === undefined) {
        refusals.push({ field: key, message: unknownField(key, fields) });
        continue;
      }
      const { name, id } = field;
      const { value, fault } = valueOf(field, text, epoch, dayFaults);
      if (fault) refusals.push({ field: id, message: `“${name}”写的“${text}”${fault}` });
      else if (value && (values.get(id) || value) !== value) {
        refusals.push({ field: id, message: `“${name}”给了两次，内容不同；请只留一个` });
      } else if (value) values.set(id, value);
    }
    return { place, values: Object.fromEntries(values), refusals };
  }

  /**
   * The field that a key names; it may stand in a row beyond those printed.
   * @param {string} key
   */
  fieldOf(key) {
    if (!this.known.has(key)) this.known.set(key, this.fieldNamed(key));
    return this.known.get(key);
  }

  /**
   * @param {string} key
   * @returns {Field | undefined}
   */
  fieldNamed(key) {
    const { columns } = this.form;
    const name = comparable(key);
    const printed = this.byId.get(key) || this.byKey.get(key) || this.byId.get(name) || this.byKey.get(name);
    const place = printed ? null : placeInRow(columns, key) || placeNamed(columns, name, comparable);
    return place ? fieldInRow(place) : printed;
  }
}

/**
 * What a cell of a table gives under a key: nothing where it is blank, or why it gives nothing.
 * @param {import("./table-file.js").Row} row
 * @param {number} at
 * @param {string} key
 * @returns {(Pair | Refusal)[]}
 */
export function cellPairs({ cells, faults }, at, key) {
  const text = cells[at] || "";
  const fault = faults.get(at);
  if (fault) return [{ field: key, message: `“${key}”${text && `写的“${text}”`}${fault}` }];
  return isBlank(text) ? [] : [[key, text]];
}

/**
 * @param {Field} field
 * @param {string} text
 * @param {string} epoch
 * @param {import("./form-values.js").DayFaults} faults
 * @returns {import("./form-values.js").ReadValue}
 */
function valueOf(field, text, epoch, faults) {
  if (field.kind !== "choice") return readValue(field.kind, text, epoch, faults);
  const name = comparable(text);
  const option = field.options.find(({ id, label }) => name === id || name === comparable(label));
  return { value: option ? option.id : text, fault: "" };
}

/**
 * A name without what makes no difference: white space, width, case.
 * @param {string} name
 */
function comparable(name) {
  return folded(squeezed(name.normalize("NFKC")));
}

/**
 * @param {string} key
 * @param {Field[]} fields
 */
function unknownField(key, fields) {
  const close = closest(comparable(key), fields.map(({ name }) => comparable(name)));
  const near = fields.find(({ name }) => comparable(name) === close);
  const hint = near ? `是否想写“${near.name}”？` : `栏目有：${fields.map(({ name }) => name).join("、")}`;
  return `表上没有“${key}”这一栏；${hint}`;
}
