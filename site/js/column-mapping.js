// Which column of a table is meant by which heading, for the reader to put right.
import { element, part } from "./page-elements.js";

/** @typedef {Record<string, number>} Columns column → place in the row; UNKNOWN or ABSENT: none */

export const UNKNOWN = -1;
/** The reader says that the table has no such column. */
export const ABSENT = -2;

/**
 * @param {HTMLElement} within a page's module; its name begins its ids and classes
 * @param {{labels: string[], required: string[], headings: string[], columns: Columns}} table
 * @param {(label: string, place: number) => void} choose
 */
export function fillMapping(within, { labels, required, headings, columns }, choose) {
  const look = within.dataset.module;
  part(within, "mapping-fields").replaceChildren(
    ...labels.map((label, index) => {
      const select = /** @type {HTMLSelectElement} */ (element("select"));
      select.id = `${look}-column-${index}`;
      const needed = required.indexOf(label) >= 0;
      select.append(new Option(needed ? "请选择" : "没有这一列", String(UNKNOWN)));
      if (needed) select.append(new Option("没有这一列", String(ABSENT)));
      headings.forEach((heading, place) => select.append(new Option(`${place + 1}. ${heading || "（空）"}`, String(place))));
      select.value = String(Math.max(columns[label] === undefined ? UNKNOWN : columns[label], UNKNOWN));
      select.addEventListener("change", () => choose(label, Number(select.value)));
      const caption = /** @type {HTMLLabelElement} */ (element("label", "", label));
      caption.htmlFor = select.id;
      const field = element("div", `${look}-field`);
      field.append(caption, select);
      return field;
    }),
  );
}
