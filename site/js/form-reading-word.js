// The values of a filled Word form, whatever program saved it: the same as
// generators/policypress/forms/word_reading.py. Fields are content controls found by their tags (ISO/IEC
// 29500-1, 17.5.2). Pure: no page, no clock, no network.
import { beginsWith, OLE } from "./bytes.js";
import { joined } from "./form-continued.js";
import { WORD_BYTES, WORD_TEXT } from "./form-limits.js";
import {
  chosen,
  differences,
  formOf,
  lacking,
  pagesIn,
  printedTexts,
  readBack,
  readingOf,
  refuseTwoTables,
  shortened,
} from "./form-reading.js";
import { nameOf, shownBy, stretchesIn, tagOf, turnsOn } from "./form-reading-shown.js";
import { repeatsOf } from "./form-rows.js";
import { controlTags, DAY_WORDS, daysOf, UNTIL } from "./form-values.js";
import { TableError, toldIn } from "./table-error.js";
import { squeezed, trimmed, WHITE_RUNS } from "./white-space.js";
import { elementAt, elementsIn, treeOf, xmlText } from "./xml-tree.js";
import { memberBytes, membersOf } from "./zip.js";

const DOCUMENT_PART = "word/document.xml";
const NAMESPACES = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
};
const STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main";
/** What a ticked box shows; the last six are signs of the fonts Wingdings and Wingdings 2. */
const TICKED = /[☑☒✓✔√\uf0fc\uf0fd\uf0fe\uf050\uf052\uf054]/;
const NOT_TICKED = /[☐□\uf06f\uf0a8\uf0a3]/;
/** What a further page says of the text that goes on there, spaces aside. */
const GOES_ON = /^([^]+)（续(?:[0-9]+\/[0-9]+)?）$/;
const FURTHER = /^([^]*)\.further\.[1-9][0-9]?$/;
const NO_PACKAGE = "这份 Word 文件已损坏或加了密码，读不出来；请用 Word 或 WPS 另存一份再试";
const TOO_MUCH = "这份 Word 文件解开后太大，不像是填好的表，没有读";
const OF_PACKAGE = {
  no_archive: NO_PACKAGE,
  locked: NO_PACKAGE,
  damaged: NO_PACKAGE,
  too_large: TOO_MUCH,
  definitions: "这份 Word 文件含有不该有的定义（DOCTYPE），可能不安全，没有读",
  cannot_unpack: "这个浏览器解不开 Word 文件；请用较新的浏览器打开本页再导入",
};
const OF_TEXT = { ...OF_PACKAGE, damaged: "这份 Word 文件已损坏，读不出来；请用 Word 或 WPS 另存一份再试" };

/** @typedef {import("./form-reading.js").Form} Form */
/** @typedef {import("./form-data.js").Field} Field */
/** @typedef {import("./form-reading.js").Read} Read */
/** @typedef {import("./xml-tree.js").Node} Node */
/** @typedef {Map<string, Node[]>} Controls by tag: where a table was copied within its file, each stands there twice */

/**
 * What stands in the filled Word file of one of the forms; raises TableError where it is none of them.
 * @param {Uint8Array} bytes
 * @param {Form[]} forms
 * @returns {Promise<import("./form-reading.js").Reading>}
 */
export async function readWord(bytes, forms) {
  if (bytes.length > WORD_BYTES) throw new TableError(`文件超过 ${WORD_BYTES / 1000000} MB，不像是填好的表，没有读`);
  if (beginsWith(bytes, OLE)) {
    throw new TableError("这是加了密码的文件或旧版 .doc；请去掉密码，另存为 .docx 再试");
  }
  const document = await toldIn(OF_PACKAGE, () => documentIn(bytes));
  const root = await toldIn(OF_TEXT, async () => rootOf(document));
  const found = controlsIn(root);
  const form = formOf(new Set(Array.from(found.keys(), headOf)), forms, "Word");
  refuseTwoTables("Word", textsOf(found, form));
  const textOf = (/** @type {string} */ id) => textAt(id, found);
  const { values, remarks, beyond } = readingOf(form, (field) => readField(form, field, found), textOf);
  const names = Array.from(found.values()).flatMap((controls) => controls.map((control) => squeezed(nameOf(control))));
  const printed = new Set([...printedTexts(form.id, forms), ...names]);
  const missing = form.fields.flatMap(controlTags).filter((tag) => !found.has(tag));
  return {
    ...{ form, values, remarks: [...outside(root, form, values, printed), ...differencesIn(found, form), ...remarks, ...beyond] },
    hints: lacking(form, missing),
  };
}

/** @param {Uint8Array} bytes */
async function documentIn(bytes) {
  const member = membersOf(bytes, WORD_BYTES).get(DOCUMENT_PART);
  if (!member) throw new TableError("这不是 Word 文件；请给出填好的 .docx 表格");
  if (member.size > WORD_TEXT) throw new TableError(TOO_MUCH);
  return memberBytes(bytes, member);
}

/** @param {Uint8Array} document */
function rootOf(document) {
  const text = xmlText(document);
  if (text.slice(0, 20000).indexOf(STRICT) >= 0) {
    throw new TableError("这份文件是“Strict Open XML”格式；请另存为普通的 .docx 再试");
  }
  return treeOf(text, NAMESPACES);
}

/**
 * @param {Node} root
 * @returns {Controls}
 */
function controlsIn(root) {
  /** @type {Controls} */
  const found = new Map();
  const visit = (/** @type {Node} */ node) => {
    const tag = tagOf(node);
    if (tag) {
      const controls = found.get(tag) || [];
      controls.push(node);
      found.set(tag, controls);
    }
    elementsIn(node).forEach(visit);
  };
  visit(root);
  return found;
}

/**
 * Every text the file has of each place to type in; of boxes `chosen` tells.
 * @param {Controls} found
 * @param {Form} form
 */
function textsOf(found, form) {
  const boxes = new Set(form.fields.filter(({ kind }) => kind === "choice").flatMap(controlTags));
  const places = Array.from(found).filter(([tag]) => !boxes.has(tag));
  return places.map(([, controls]) => ({ name: controls.map(nameOf)[0] || "", texts: controls.map(shownBy) }));
}

/**
 * What is told of text that stands in no control and is none of ours: neither printed on the form, nor what further
 * pages say of the text that goes on there.
 * @param {Node} root
 * @param {Form} form
 * @param {import("./form-reading.js").Reading["values"]} values
 * @param {Set<string>} printed without white space
 */
function outside(root, form, values, printed) {
  const repeated = new Set(form.fields.flatMap(({ id, name }) => (values[id] ? [squeezed(`${name}：${values[id]}`)] : [])));
  const mayContinue = new Set([...form.fields.map(({ name }) => name), ...repeatsOf(form.columns).map(({ label }) => squeezed(label))]);
  const isOurs = (/** @type {string} */ text) => {
    const [, goesOn = ""] = GOES_ON.exec(text) || [];
    return printed.has(text) || repeated.has(text) || mayContinue.has(goesOn);
  };
  /** @type {Map<string, Set<string>>} */
  const strangers = new Map();
  let near = "";
  for (const { name, paragraphs } of stretchesIn(root)) {
    const whole = squeezed(paragraphs.join(""));
    near = name || near;
    for (const text of isOurs(whole) ? [whole] : paragraphs) {
      const bare = squeezed(text);
      if (isOurs(bare)) near = bare || near;
      else strangers.set(near, (strangers.get(near) || new Set()).add(trimmed(text).replace(WHITE_RUNS, " ")));
    }
  }
  return Array.from(strangers, ([after, texts]) => {
    const place = after ? `“${shortened(after)}”后面` : "文件开头";
    return `${place}的“${shortened(Array.from(texts).join(" "))}”不是表上印的字，也没有填在栏目里，没有读入；有用的请填进栏目里`;
  });
}

/**
 * The id of the field to which a control belongs.
 * @param {string} tag
 */
function headOf(tag) {
  return tag.split(".")[0] || "";
}

/**
 * @param {Controls} found
 * @param {Form} form
 */
function differencesIn(found, form) {
  const expected = new Set(form.fields.flatMap(controlTags));
  const mayContinue = new Set([...form.fields, ...repeatsOf(form.columns)].map(({ id }) => id));
  const strangers = Array.from(found).filter(([tag]) => {
    const [, continued = null] = FURTHER.exec(tag) || [];
    return !expected.has(tag) && !(continued !== null && mayContinue.has(continued));
  });
  const told = strangers.map(([key, controls]) => ({ key, name: controls.map(nameOf)[0] || key, text: textIn(controls) }));
  return differences(form, told, (id) => pagesOf(id, found));
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Controls} found
 * @returns {Read}
 */
function readField(form, field, found) {
  if (field.kind === "choice") return readChoice(field, found);
  const texts = controlTags(field).map((tag) => (daysOf(field).length ? dayAt(tag, found) : textAt(tag, found)));
  if (field.kind === "period" && !texts.some(Boolean)) return { value: "", remark: "" };
  return readBack(form, field, texts.join(UNTIL));
}

/**
 * @param {Field} field
 * @param {Controls} found
 * @returns {Read}
 */
function readChoice({ id, name, options }, found) {
  /** @type {string[]} */
  const ticked = [];
  /** @type {string[]} */
  const unclear = [];
  for (const { id: option, label } of options) {
    const boxes = (found.get(`${id}.${option}`) || []).map((control) => ({ control, state: isTicked(control) }));
    if (boxes.some(({ state }) => state)) {
      ticked.push(label);
      continue;
    }
    for (const { control } of boxes.filter(({ state }) => state === null)) {
      unclear.push(`“${name}：${label}”的方框里是“${shownBy(control)}”，不能确定是否勾选，没有读入；请重新勾选，或取消勾选`);
    }
  }
  const { value, remark } = chosen(name, ticked);
  return { value, remark: [remark, ...unclear].filter(Boolean).join("；") };
}

/**
 * What stands in the control of a day; nothing where only the printed words do.
 * @param {string} tag
 * @param {Controls} found
 */
function dayAt(tag, found) {
  const text = textAt(tag, found);
  return squeezed(text) === DAY_WORDS ? "" : text;
}

/**
 * The text of a field, or of a repetition, with what goes on on further pages.
 * @param {string} id
 * @param {Controls} found
 */
function textAt(id, found) {
  return joined(Array.from(pagesOf(id, found).values()));
}

/**
 * The text of a field, or of a repetition, by number of the further page, 0 for its own place.
 * @param {string} id
 * @param {Controls} found
 */
function pagesOf(id, found) {
  const there = pagesIn(found, (page) => (page ? `${id}.further.${page}` : id));
  return new Map(Array.from(there, ([page, controls]) => [page, textIn(controls)]));
}

/**
 * Whether a box is ticked, as its reader sees it; null where what it shows cannot be trusted. A program that does
 * not know boxes leaves the switch as it was when somebody types a tick.
 * @param {Node} control
 */
function isTicked(control) {
  const checked = elementAt(control, "w:sdtPr", "w14:checkbox", "w14:checked");
  const switchedOn = checked !== undefined && turnsOn(checked.attributes["w14:val"]);
  const shown = squeezed(shownBy(control));
  if (TICKED.test(shown)) return true;
  return shown && switchedOn === NOT_TICKED.test(shown) ? null : switchedOn;
}

/**
 * What one of the controls of one tag shows, of which no two show different texts.
 * @param {Node[]} controls
 */
function textIn(controls) {
  return controls.map(shownBy).find(Boolean) || "";
}
