// Names the files of records with the browser's own modules, for the tests in Python:
// {"form": what its page carries, "pattern": "…", "records": [values, …]}.
import process from "node:process";

import { namer, patternFault } from "../site/js/form-names.js";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { form, pattern, records } = JSON.parse(input);

const fault = patternFault(pattern, form);
process.stdout.write(JSON.stringify(fault || records.map(namer(form, pattern))));
