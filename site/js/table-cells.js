// Rows and cells with their roles in words: the style lays them out as blocks where columns are too narrow,
// and browsers then no longer take them for parts of a table.
import { element } from "./page-elements.js";

/**
 * A row under its heading.
 * @param {string} heading
 * @param {HTMLElement[]} cells
 */
export function headedRow(heading, cells) {
  const row = element("tr");
  row.setAttribute("role", "row");
  const head = element("th", "", heading);
  head.setAttribute("scope", "row");
  head.setAttribute("role", "rowheader");
  row.append(head, ...cells);
  return row;
}

/**
 * A cell that names its column itself where there are no columns.
 * @param {string} label
 * @param {(Node | string)[]} children
 */
export function labelledCell(label, children) {
  const made = element("td");
  made.setAttribute("role", "cell");
  if (label) made.dataset.label = label;
  made.append(...children.filter((child) => child !== ""));
  return made;
}
