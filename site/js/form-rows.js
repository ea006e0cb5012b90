// Repeated rows: how their fields are keyed, and the rows that go on beyond those printed, one value a line,
// led by its name. The same as generators/policypress/forms/repeating.py. Pure: no page, no clock, no network.

/** Between the name of a value and the value, on a further page. */
const LED_BY = "：";
/** A key or name with the number of its row. */
const NUMBERED = /^([^\n]+?)_?([1-9][0-9]{0,2})$/;

/** @typedef {import("./form-data.js").Column} Column */
/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {{id: string, label: string, text: string}} Beyond rows of one repetition on further pages, one value a line */
/** @typedef {{column: Column, number: number}} Place of a field in a row */

/**
 * Which column and row a key names; null where it is no such key.
 * @param {Column[]} columns
 * @param {string} key
 * @returns {Place | null}
 */
export function placeInRow(columns, key) {
  return placed(key, (stem) => columns.find(({ id }) => id === stem));
}

/**
 * Which column and row a name names; null where it is no such name.
 * @param {Column[]} columns
 * @param {string} name
 * @param {(name: string) => string} [alike] what a printed name is compared by
 * @returns {Place | null}
 */
export function placeNamed(columns, name, alike = (printed) => printed) {
  return placed(name, (stem) => columns.find((column) => alike(column.name) === stem));
}

/**
 * @param {string} text
 * @param {(stem: string) => Column | undefined} find
 * @returns {Place | null}
 */
function placed(text, find) {
  const found = NUMBERED.exec(text);
  const column = found && find(found[1] || "");
  return found && column ? { column, number: Number(found[2]) } : null;
}

/**
 * The field as it stands in a row.
 * @param {Place} place
 * @returns {Field}
 */
export function fieldInRow({ column: { repeat, ...field }, number }) {
  return { ...field, id: `${field.id}_${number}`, name: `${field.name}${number}` };
}

/**
 * What goes on further pages.
 * @param {Column[]} columns
 * @param {Map<string, string>} values by key of a row beyond those printed, as shown
 * @returns {Beyond[]}
 */
export function rowsBeyond(columns, values) {
  return repeatsOf(columns).flatMap(({ id, label }) => {
    /** @type {Map<number, {at: number, line: string}[]>} */
    const rows = new Map();
    for (const [key, text] of values) {
      const place = placeInRow(columns, key);
      if (!place || place.column.repeat.id !== id) continue;
      const { column, number } = place;
      const line = { at: columns.indexOf(column), line: `${column.name}${number}${LED_BY}${text}` };
      rows.set(number, [...(rows.get(number) || []), line]);
    }
    return rows.size ? [{ id, label, text: writtenRows(rows) }] : [];
  });
}

/** @param {Map<number, {at: number, line: string}[]>} rows */
function writtenRows(rows) {
  const ordered = [...rows].sort(([one], [other]) => one - other);
  return ordered.map(([, row]) => row.sort((one, other) => one.at - other.at).map(({ line }) => line).join("\n")).join("\n\n");
}

/**
 * The repetitions, in reading order.
 * @param {Column[]} columns
 */
export function repeatsOf(columns) {
  return [...new Map(columns.map(({ repeat }) => [repeat.id, repeat])).values()];
}

/**
 * What each line holds that stood on further pages; a line that is none of ours has no field.
 * @param {Column[]} columns
 * @param {string} text
 * @returns {{field: Field | null, text: string}[]}
 */
export function rowsIn(columns, text) {
  return text.split("\n").filter(Boolean).map((line) => {
    const mark = line.indexOf(LED_BY);
    const place = mark < 0 ? null : placeNamed(columns, line.slice(0, mark));
    return place ? { field: fieldInRow(place), text: line.slice(mark + 1) } : { field: null, text: line };
  });
}
