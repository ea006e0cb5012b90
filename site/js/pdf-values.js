// The fields of any PDF form and their values, whatever program saved it: the same, in the same words, as
// generators/policypress/forms/pdf_values.py. Pure: no page, no clock, no network.
import { charactersOfBytes } from "./bytes.js";
import { countOf } from "./characters.js";
import { PDF_BYTES, PDF_DEPTH, PDF_FIELDS, PDF_TRAILERS, PDF_VALUE, PDF_VALUES } from "./form-limits.js";
import { annotationsIn, listAt } from "./pdf-annotations.js";
import { catalogOf } from "./pdf-catalog.js";
import { PdfFile } from "./pdf-file.js";
import { PdfName, PdfStream, PdfString } from "./pdf-syntax.js";
import { pdfText } from "./pdf-text.js";
import { TableError, toldIn } from "./table-error.js";

const TOO_MUCH_IN_PDF = "这份 PDF 里有过大或嵌套过深的内容，不像是填好的表，没有读";
const PDF_DAMAGED = "这份 PDF 已损坏，读不出来；请重新下载或用阅读器另存一份再试";
const LOCKED = "这份 PDF 加了密码或限制了权限；请去掉密码，另存一份再试";
const OF_PDF = {
  no_archive: PDF_DAMAGED,
  damaged: PDF_DAMAGED,
  definitions: PDF_DAMAGED,
  locked: LOCKED,
  too_large: TOO_MUCH_IN_PDF,
  cannot_unpack: "这个浏览器解不开这份 PDF；请用较新的浏览器打开本页再导入",
};
/** Kinds of annotations that hold nothing of their own: places of fields, and what leads to or shows another. */
const UNTOLD = ["Widget", "Link", "Popup"];
const TOO_MANY = `这份 PDF 的栏目多于 ${PDF_FIELDS} 个或嵌套过深，不像是填好的表，没有读`;
/** @type {Named} */
const NOTHING_ABOVE = { name: "", entries: new Map() };
/** A language code within a text string (7.9.2.2). */
const LANGUAGE = /\x1b[^\x1b]*\x1b/g;

/** @typedef {import("./pdf-syntax.js").PdfObject} PdfObject */
/** @typedef {import("./pdf-syntax.js").PdfDictionary} PdfDictionary */
/**
 * @typedef {object} PdfField one that holds a value
 * @property {string} kind Tx for text, Btn for a box
 * @property {string} label its accessible name, else its own
 * @property {string} value its text, of a box the name of its state
 */
/**
 * @typedef {object} PdfContents what a form holds
 * @property {Map<string, PdfField[]>} fields by full name, in the file's order; several where the file has several
 * @property {Map<string, string[]>} beside notes, stamps and the like by kind, Sig for signatures: the text of each, or who signed
 */
/** @typedef {{name: string, entries: PdfDictionary}} Named a field's full name, and what it has and inherits */
/** @typedef {{reference: PdfObject, above: Named, depth: number}} Waiting */

/**
 * What a form holds; raises TableError where a file is no readable one.
 * @param {Uint8Array} bytes
 * @returns {Promise<PdfContents>}
 */
export async function pdfContents(bytes) {
  if (bytes.length > PDF_BYTES) {
    const [size, most] = [bytes.length, PDF_BYTES].map((length) => Math.floor(length / 1000000));
    throw new TableError(`文件有 ${size} MB，超过 ${most} MB，不像是填好的表`);
  }
  if (!isPdf(bytes)) throw new TableError("这不是 PDF 文件；请给出填好的 .pdf 表格");
  const file = new PdfFile(bytes);
  if (file.source.text.split("trailer").length - 1 > PDF_TRAILERS) {
    throw new TableError(`这份 PDF 存过 ${PDF_TRAILERS} 次以上，不像是填好的表，没有读`);
  }
  return toldIn(OF_PDF, async () => {
    await file.open();
    if (file.tables.trailer.has("Encrypt")) throw new TableError(LOCKED);
    return contentsOf(file, await catalogOf(file));
  });
}

/**
 * Whether a file says that it is a PDF file.
 * @param {Uint8Array} bytes
 */
export function isPdf(bytes) {
  return charactersOfBytes(bytes.subarray(0, 1024)).indexOf("%PDF-") >= 0;
}

/**
 * @param {PdfFile} file
 * @param {PdfDictionary} catalog
 */
async function contentsOf(file, catalog) {
  const found = new Found(file);
  await found.takeListed(catalog);
  const annotations = await annotationsIn(file, catalog);
  for (const annotation of annotations) {
    if ((await kindOf(file, annotation)) === "Widget") await found.takeUnlisted(annotation);
  }
  for (const annotation of annotations) {
    const kind = await kindOf(file, annotation);
    if (UNTOLD.indexOf(kind) < 0) await found.takeBeside(kind, annotation.get("Contents"));
  }
  return { fields: found.fields, beside: found.beside };
}

/**
 * @param {PdfFile} file
 * @param {PdfDictionary} annotation
 */
async function kindOf(file, annotation) {
  const type = await file.resolved(annotation.get("Subtype"));
  return type instanceof PdfName ? type.name : "";
}

/** What is found of a form, bounded. */
class Found {
  /** @param {PdfFile} file */
  constructor(file) {
    this.file = file;
    /** @type {Map<string, PdfField[]>} */
    this.fields = new Map();
    /** @type {Map<string, string[]>} */
    this.beside = new Map();
    /** @type {Set<PdfDictionary>} */
    this.seen = new Set();
    this.characters = 0;
  }

  /**
   * Takes the fields that the form lists.
   * @param {PdfDictionary} catalog
   */
  async takeListed(catalog) {
    const form = await this.file.resolved(catalog.get("AcroForm"));
    const fields = form instanceof Map ? await this.file.resolved(form.get("Fields")) : null;
    if (!Array.isArray(fields) || !fields.length) {
      throw new TableError("这份 PDF 里没有可填写的栏目，可能是打印或扫描出来的；请用可填写的表格文件");
    }
    /** @type {Waiting[]} */
    const waiting = fields.map((reference) => ({ reference, above: NOTHING_ABOVE, depth: 1 })).reverse();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const field = await this.file.resolved(next.reference);
      if (!(field instanceof Map) || this.seen.has(field)) continue;
      this.seen.add(field);
      const above = await namedField(this.file, field, next.above);
      const kids = await kidsOf(this.file, field);
      const depth = next.depth + 1;
      waiting.push(...kids.map((reference) => ({ reference, above, depth })).reverse());
      if (this.seen.size > PDF_FIELDS || waiting.length > PDF_FIELDS || next.depth > PDF_DEPTH) throw new TableError(TOO_MANY);
      if (!kids.length) await this.take(above);
    }
  }

  /**
   * Takes a field that stands on a page only: a program that put files together left it out of the list.
   * @param {PdfDictionary} widget
   */
  async takeUnlisted(widget) {
    const above = [widget];
    for (let parent = await this.parentOf(widget); parent; parent = await this.parentOf(parent)) {
      above.push(parent);
      if (above.length > PDF_DEPTH) throw new TableError(TOO_MANY);
    }
    // What has no name of its own is one of the places where its parent stands.
    const field = above.find((each) => each.has("T")) || widget;
    if (this.seen.has(field)) return;
    this.seen.add(field);
    let named = NOTHING_ABOVE;
    for (const each of above.reverse()) named = await namedField(this.file, each, named);
    await this.take(named);
  }

  /** @param {PdfDictionary} field */
  async parentOf(field) {
    const parent = await this.file.resolved(field.get("Parent"));
    return parent instanceof Map ? parent : null;
  }

  /** @param {Named} named */
  async take({ name, entries }) {
    const [type, signed] = [entries.get("FT"), entries.get("V")];
    if (name && !(type instanceof PdfName && type.name === "Sig")) {
      const read = await fieldOfEntries(this.file, name, entries);
      this.count(name, read.label, read.value);
      const same = this.fields.get(name) || [];
      same.push(read);
      this.fields.set(name, same);
    } else if (signed instanceof Map) {
      await this.takeBeside("Sig", signed.get("Name"));
    }
  }

  /**
   * @param {string} kind
   * @param {PdfObject | undefined} text
   */
  async takeBeside(kind, text) {
    const written = await textOfObject(this.file, text);
    this.count(kind, written);
    const same = this.beside.get(kind) || [];
    same.push(written);
    this.beside.set(kind, same);
  }

  /** @param {string[]} texts */
  count(...texts) {
    this.characters += texts.reduce((sum, text) => sum + countOf(text), 0);
    if (this.characters > PDF_VALUES) throw new TableError(`这份 PDF 各栏一共超过 ${PDF_VALUES} 字，不像是填好的表，没有读`);
  }
}

/**
 * A field's full name, and what it has and inherits, below another.
 * @param {PdfFile} file
 * @param {PdfDictionary} field
 * @param {Named} above
 * @returns {Promise<Named>}
 */
async function namedField(file, field, above) {
  /** @type {PdfDictionary} */
  const entries = new Map(above.entries);
  for (const key of ["FT", "V", "AS", "TU"]) if (field.has(key)) entries.set(key, await file.resolved(field.get(key)));
  return { name: [above.name, await textOfObject(file, field.get("T"))].filter(Boolean).join("."), entries };
}

/**
 * The fields within a field.
 * @param {PdfFile} file
 * @param {PdfDictionary} field
 */
async function kidsOf(file, field) {
  /** @type {PdfObject[]} */
  const kids = [];
  for (const kid of await listAt(file, field, "Kids")) {
    const meant = await file.resolved(kid);
    if (meant instanceof Map && meant.has("T")) kids.push(kid);
  }
  return kids;
}

/**
 * @param {PdfFile} file
 * @param {string} name
 * @param {PdfDictionary} entries
 * @returns {Promise<PdfField>}
 */
async function fieldOfEntries(file, name, entries) {
  const [type, held] = [entries.get("FT"), entries.get("V") ?? null];
  const kind = type instanceof PdfName ? type.name : "";
  const label = (await textOfObject(file, entries.get("TU"))) || name;
  if (kind !== "Btn") return { kind, label, value: await textOfObject(file, held) };
  const state = held === null ? entries.get("AS") : held;
  return { kind, label, value: state instanceof PdfName ? state.name : state === undefined ? "Off" : await textOfObject(file, state) };
}

/**
 * A text string, or a stream that holds one; anything else is no text.
 * @param {PdfFile} file
 * @param {PdfObject | undefined} object
 */
async function textOfObject(file, object) {
  const meant = await file.resolved(object);
  const written = meant instanceof PdfStream ? charactersOfBytes(await file.dataOf(meant)) : meant instanceof PdfString ? meant.bytes : "";
  const text = pdfText(written);
  if (text.length > PDF_VALUE && countOf(text) > PDF_VALUE) {
    throw new TableError(`这份 PDF 里有一栏超过 ${PDF_VALUE} 字，不像是填好的表，没有读`);
  }
  return text.replace(LANGUAGE, "").replace(/\r\n?/g, "\n");
}
