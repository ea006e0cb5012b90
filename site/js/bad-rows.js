// The rows of a table that were not read: shown with column and reason, and as a file to take away.
import { downloadCsv } from "./csv-download.js";
import { action, element, part, setText } from "./page-elements.js";

/** @typedef {{row: number, column: string, value: string, fault: string}} BadRow */
/** @typedef {{line: string, cells: string[]}} Listed what is shown, and what the file says */

const MOST_LISTED = 50;
const LONGEST_SHOWN = 40;

/**
 * The place that lists rows which were not read, and offers them as a file.
 * @param {HTMLElement} within
 * @param {{name: string, head: string[]}} file to take away
 * @param {(text: string) => void} say
 */
export function mountBadRows(within, { name, head }, say) {
  /** @type {Listed[]} */
  let listed = [];
  action(within, "bad-csv").addEventListener("click", () => {
    say(downloadCsv(name, [head, ...listed.map(({ cells }) => cells)]));
  });
  return {
    /** @param {Listed[]} bad */
    show(bad) {
      listed = bad;
      part(within, "bad").hidden = bad.length === 0;
      const more = bad.length > MOST_LISTED ? `，这里列出前 ${MOST_LISTED} 处，全部见下载的清单` : "";
      setText(part(within, "bad-count"), `共 ${bad.length} 处问题${more}。改好后重新选择文件即可。`);
      part(within, "bad-list").replaceChildren(...bad.slice(0, MOST_LISTED).map(({ line }) => element("li", "", line)));
    },
  };
}

/** The file of rows that a table of training records has and that were not read. */
export const NOT_READ = { name: "没有读入的行.csv", head: ["行", "列", "原来写的", "问题"] };

/**
 * A row as it is listed: a long value is cut on the page, and whole in the file.
 * @param {BadRow} bad
 * @returns {Listed}
 */
export function listedRow({ row, column, value, fault }) {
  const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  return {
    line: `第 ${row} 行“${column}”：${shown ? `“${shown}”` : ""}${fault}`,
    cells: [String(row), column, value, fault],
  };
}
