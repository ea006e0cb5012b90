// Reads filled forms that come on standard input with the browser's own modules, for the tests in Python:
// {"forms": [what their pages carry of them], "files": [base64, …]}.
import { Buffer } from "node:buffer";
import process from "node:process";

import { readFilled } from "../site/js/form-reading-file.js";
import { asked } from "./asked.js";

const { forms, files } = asked;

const said = [];
for (const data of files) {
  const reading = await readFilled(new Uint8Array(Buffer.from(data, "base64")), forms);
  said.push("form" in reading ? { ...reading, form: reading.form.id } : reading);
}
process.stdout.write(JSON.stringify(said));
