// Reads tables that come on standard input with the browser's own modules, for the tests in Python:
// {"data": what the calculator page carries, "files": [[name, base64], …], "write": [[title, rows], …]}.
import { Buffer } from "node:buffer";
import process from "node:process";

import { csvText } from "../site/js/csv.js";
import { TableError } from "../site/js/table-error.js";
import { readPasted, readTableFile } from "../site/js/table-file.js";
import { readRecords, recognised, refuseColumnsTogether, tableFault, unusedWords } from "../site/js/training-table.js";
import { judgeAll, reportRows } from "../site/js/unit.js";
import { xlsxBytes } from "../site/js/xlsx-writing.js";
import { asked } from "./asked.js";

const { data, files, write } = asked;

/** @param {import("../site/js/table-file.js").Table} table */
function brokenIn({ rows }) {
  return rows.flatMap(({ number, faults }) => Array.from(faults, ([at, fault]) => [number, at, fault]));
}

/** @param {[string, string]} file */
async function said([name, base64]) {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  try {
    const table = name === "pasted" ? readPasted(new TextDecoder().decode(bytes)) : await readTableFile(name, bytes);
    const read = { ...table, rows: table.rows.map(({ number, cells }) => [number, cells]), broken: brokenIn(table) };
    refuseColumnsTogether(table, data.columns);
    const [header] = table.rows;
    const columns = header ? recognised(header, data.columns) : {};
    const missing = data.required.filter((/** @type {string} */ label) => (columns[label] || 0) < 0);
    if (missing.length) return { ...read, missing };
    const fault = tableFault(table, data.columns);
    if (fault) return { ...read, fault };
    const unused = header ? unusedWords(header, columns) : "";
    const { people, bad } = readRecords(table, columns, data);
    return { ...read, unused, bad, report: reportRows(data, judgeAll(data.rule, people)) };
  } catch (error) {
    if (error instanceof TableError) return { refused: error.message };
    throw error;
  }
}

process.stdout.write(
  JSON.stringify({
    read: await Promise.all(files.map(said)),
    xlsx: write.map((/** @type {[string, string[][]]} */ pair) => Buffer.from(xlsxBytes(...pair)).toString("base64")),
    csv: write.map((/** @type {[string, string[][]]} */ [, rows]) => csvText(rows)),
  }),
);
