// Which column of a table is meant by which heading, for the reader to put right.
import { labelFor } from "./page-controls.js";
import { element, part } from "./page-elements.js";

/** @typedef {Record<string, number>} Columns column → place in the row; UNKNOWN or ABSENT: none */

/** No column was recognised. */
export const UNKNOWN = -1;
/** The reader says that the table has no such column. */
const ABSENT = -2;

/** @typedef {{label: string, options: [number, string][], chosen: number}} Choice options: values and what they say */

/**
 * Offers for each heading the columns that may be meant.
 * @param {HTMLElement} within a page's module; its name begins its ids and classes
 * @param {Choice[]} choices
 * @param {(at: number, value: number) => void} choose
 */
export function fillMapping(within, choices, choose) {
  const look = within.dataset.module;
  part(within, "mapping-fields").replaceChildren(
    ...choices.map(({ label, options, chosen }, at) => {
      const select = element("select");
      for (const [value, text] of options) select.append(new Option(text, String(value)));
      select.value = String(chosen);
      select.addEventListener("change", () => choose(at, Number(select.value)));
      const field = element("div", `${look}-field`);
      field.append(labelFor(select, `${look}-column-${at}`, label), select);
      return field;
    }),
  );
}

/**
 * Shows the columns that are offered, opened where the reader has to choose.
 * @param {HTMLElement} within
 * @param {boolean} needed
 */
export function showMapping(within, needed) {
  const mapping = /** @type {HTMLDetailsElement} */ (part(within, "mapping"));
  mapping.hidden = false;
  if (needed) mapping.open = true;
}

/**
 * For each heading that is meant, the columns of the table.
 * @param {{labels: string[], required: string[], headings: string[], columns: Columns}} table
 * @returns {Choice[]}
 */
export function columnChoices({ labels, required, headings, columns }) {
  return labels.map((label) => {
    const needed = required.indexOf(label) >= 0;
    /** @type {[number, string][]} */
    const options = [[UNKNOWN, needed ? "请选择" : "没有这一列"]];
    if (needed) options.push([ABSENT, "没有这一列"]);
    options.push(...numberedHeadings(headings));
    return { label, options, chosen: Math.max(columns[label] === undefined ? UNKNOWN : columns[label], UNKNOWN) };
  });
}

/**
 * @param {string[]} headings
 * @returns {[number, string][]}
 */
function numberedHeadings(headings) {
  return headings.map((heading, place) => [place, `${place + 1}. ${heading || "（空）"}`]);
}
