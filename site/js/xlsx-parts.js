// The parts of an .xlsx file. Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { TABLE_MARKS, TABLE_UNPACKED } from "./table-limits.js";
import { membersOf, memberBytes } from "./zip.js";

/**
 * The parts of a workbook by name, refused where they promise or hold more than a table does. Parsing takes
 * its time by the tag, so that tags are counted before.
 * @param {Uint8Array} bytes
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function partsOf(bytes) {
  /** @type {Map<string, Uint8Array>} */
  const parts = new Map();
  let marks = 0;
  for (const [name, member] of membersOf(bytes, TABLE_UNPACKED)) {
    const part = await memberBytes(bytes, member);
    marks += marksIn(part);
    if (marks > TABLE_MARKS) throw new FileFault("too_large");
    parts.set(name, part);
  }
  return parts;
}

/** @param {Uint8Array} part */
function marksIn(part) {
  let found = 0;
  for (let place = 0; place < part.length; place += 1) if (part[place] === 60) found += 1;
  return found;
}
