// Reads files of records that come on standard input with the browser's own modules, for the tests in Python:
// {"pages": {form id: what its page carries}, "files": [[form id, name, base64], …]}.
import { Buffer } from "node:buffer";
import process from "node:process";

import { recordsIn } from "../site/js/form-readers.js";
import { TableError } from "../site/js/table-error.js";
import { asked } from "./asked.js";

const { pages, files } = asked;

/** @param {[string, string, string]} file */
async function said([id, name, base64]) {
  try {
    return await recordsIn(name, new Uint8Array(Buffer.from(base64, "base64")), pages[id]);
  } catch (error) {
    if (error instanceof TableError) return error.message;
    throw error;
  }
}

process.stdout.write(JSON.stringify(await Promise.all(files.map(said))));
