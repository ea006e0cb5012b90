// Names the files of records with the browser's own modules, for the tests in Python:
// {"form": what its page carries, "pattern": "…", "records": [values, …]}.
import process from "node:process";

import { namer, patternFault } from "../site/js/form-names.js";
import { asked } from "./asked.js";

const { form, pattern, records } = asked;

const fault = patternFault(pattern, form);
process.stdout.write(JSON.stringify(fault || records.map(namer(form, pattern))));
