// Reads filled forms that come on standard input with the browser's own modules, for the tests in Python:
// {"forms": [what their scripts carry], "files": [[suffix, base64], …]}.
import { Buffer } from "node:buffer";
import process from "node:process";

import { readPdf } from "../site/js/form-reading-pdf.js";
import { readWord } from "../site/js/form-reading-word.js";
import { TableError } from "../site/js/table-error.js";

const READERS = { docx: readWord, pdf: readPdf };

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { forms, files, without } = JSON.parse(input);
for (const name of without) Reflect.deleteProperty(globalThis, name);

const said = [];
for (const [suffix, data] of files) {
  const read = READERS[/** @type {keyof typeof READERS} */ (suffix)];
  try {
    const { form, values, remarks } = await read(new Uint8Array(Buffer.from(data, "base64")), forms);
    said.push({ form: form.id, values, remarks });
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    said.push({ refused: error.message });
  }
}
process.stdout.write(JSON.stringify(said));
