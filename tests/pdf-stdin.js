// Fills forms in PDF that come on standard input with the browser's own modules, for the tests in Python:
// {"site": folder with the glyphs, "forms": {id: [what its scripts carry]}, "records": [[form id, values], …]}.
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";

import { fileOf } from "../site/js/form-files.js";
import { makeGlyphSource } from "../site/js/form-glyphs.js";
import { asked } from "./asked.js";

const { site, forms, records } = asked;

const loaded = new Set();
const source = makeGlyphSource(async (file) => {
  if (loaded.has(file)) return;
  loaded.add(file);
  new Function("policypressForms", readFileSync(join(site, file), "utf8"))(source.receiver);
});

const said = [];
for (const [id, values] of records) {
  const [form, pdf] = forms[id];
  const start = performance.now();
  const file = await fileOf({ ...form, pdf, glyphs: source.faceWith }, "pdf", values);
  const ms = performance.now() - start;
  said.push({ ms, loaded: [...loaded], ...("bytes" in file ? { pdf: Buffer.from(file.bytes).toString("base64") } : file) });
}
process.stdout.write(JSON.stringify(said));
