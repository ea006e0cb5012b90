// The rows of a table that were not read: shown with column and reason, and as a file to take away.
import { action, element, part, setText } from "./page-elements.js";
import { downloadCsv } from "./download.js";

/** @typedef {{row: number, column: string, value: string, fault: string}} BadRow */

const MOST_SHOWN = 50;
const LONGEST_SHOWN = 40;

/**
 * @param {HTMLElement} within
 * @param {(text: string) => void} say
 */
export function mountBadRows(within, say) {
  /** @type {BadRow[]} */
  let listed = [];
  action(within, "bad-csv").addEventListener("click", () => {
    const rows = listed.map(({ row, column, value, fault }) => [String(row), column, value, fault]);
    say(downloadCsv("没有读入的行.csv", [["行", "列", "原来写的", "问题"], ...rows]));
  });
  return {
    /** @param {BadRow[]} bad */
    show(bad) {
      listed = bad;
      part(within, "bad").hidden = bad.length === 0;
      const more = bad.length > MOST_SHOWN ? `，这里列出前 ${MOST_SHOWN} 处，全部见下载的清单` : "";
      setText(part(within, "bad-count"), `共 ${bad.length} 处问题${more}。改好后重新选择文件即可。`);
      part(within, "bad-list").replaceChildren(...bad.slice(0, MOST_SHOWN).map(lineOf));
    },
  };
}

/** @param {BadRow} bad */
function lineOf({ row, column, value, fault }) {
  const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  return element("li", "", `第 ${row} 行“${column}”：${shown ? `“${shown}”` : ""}${fault}`);
}
