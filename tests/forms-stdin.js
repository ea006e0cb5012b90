// Fills forms that come on standard input with the browser's own modules, for the tests in Python:
// {"forms": {id: what its script carries}, "records": [[form id, values], …]}.
import { Buffer } from "node:buffer";
import process from "node:process";

import { fileOf } from "../site/js/form-files.js";
import { fileName } from "../site/js/form-names.js";
import { asked } from "./asked.js";

const { forms, records } = asked;

const said = [];
for (const [id, values] of records) {
  const file = await fileOf(forms[id], "docx", values);
  const name = fileName(forms[id], values);
  said.push("bytes" in file ? { name, docx: Buffer.from(file.bytes).toString("base64") } : { name, ...file });
}
process.stdout.write(JSON.stringify(said));
