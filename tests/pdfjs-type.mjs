// Types into a PDF form with pdf.js, the viewer of Firefox, and saves it.
// Standard input: {"pdf": base64, "values": {full name: text or true}}. Standard output: the saved file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const folder = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
const { pdf, values } = JSON.parse(readFileSync(0, "utf-8"));
const opened = await getDocument({
  data: new Uint8Array(Buffer.from(pdf, "base64")),
  cMapUrl: `${path.join(folder, "cmaps")}${path.sep}`,
  cMapPacked: true,
  standardFontDataUrl: `${path.join(folder, "standard_fonts")}${path.sep}`,
  verbosity: 0,
}).promise;
const fields = await opened.getFieldObjects();
for (const [name, value] of Object.entries(values)) {
  for (const field of fields?.[name] ?? []) {
    opened.annotationStorage.setValue(field.id, { value });
  }
}
process.stdout.write(await opened.saveDocument());
