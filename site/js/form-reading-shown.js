// What a filled Word form shows: the text of its controls, and the text outside them. The same as
// generators/policypress/forms/word_shown.py. Pure: no page, no clock, no network.
import { elementAt, elementsIn } from "./xml-tree.js";

const NOT_SHOWN = ["w:del", "w:moveFrom", "w:instrText", "w:sdtPr", "w:rPr", "w:pPr"];
/** @type {Record<string, string>} */
const BREAKS = { "w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "-", "w:softHyphen": "" };
const ON = ["1", "true", "on"];

/** @typedef {import("./xml-tree.js").Node} Node */
/** @typedef {{name: string, paragraphs: string[]}} Stretch name of the control before it, empty where it is a cell */

/**
 * Whether an element that turns something on does (ST_OnOff: ISO/IEC 29500-1, 22.9.2.7).
 * @param {string | undefined} value
 */
export function turnsOn(value = "1") {
  return ON.indexOf(value) >= 0;
}

/**
 * The tag of a control; empty where it has none, and of any other element.
 * @param {Node} element
 */
export function tagOf(element) {
  return propertyOf(element, "w:tag");
}

/**
 * What Word calls a control, its tag where it has no name; empty of any other element.
 * @param {Node} element
 */
export function nameOf(element) {
  return propertyOf(element, "w:alias") || tagOf(element);
}

/**
 * @param {Node} element
 * @param {string} name
 */
function propertyOf(element, name) {
  const found = elementAt(element, "w:sdtPr", name);
  return (found && found.attributes["w:val"]) || "";
}

/**
 * What a control shows; nothing while it shows its placeholder.
 * @param {Node} control
 */
export function shownBy(control) {
  const placeholder = elementAt(control, "w:sdtPr", "w:showingPlcHdr");
  const content = elementAt(control, "w:sdtContent");
  if (!content || (placeholder && turnsOn(placeholder.attributes["w:val"]))) return "";
  const [first] = elementsIn(content);
  const text = shownIn(content);
  // A control around whole paragraphs: the first begins with no line feed of its own.
  return first && first.name === "w:p" ? text.slice(1) : text;
}

/**
 * The text outside tagged controls, cut where such a control stands and where a cell begins.
 * @param {Node} root
 * @returns {Stretch[]}
 */
export function stretchesIn(root) {
  /** @type {{name: string, paragraphs: string[][]}} */
  let stretch = { name: "", paragraphs: [[]] };
  const found = [stretch];
  const add = (/** @type {string} */ piece) => stretch.paragraphs[stretch.paragraphs.length - 1]?.push(piece);
  const visit = (/** @type {Node} */ node) => {
    for (const child of shownElements(node)) {
      const piece = pieceOf(child);
      if (piece !== null) {
        add(piece);
        continue;
      }
      const tag = tagOf(child);
      if (child.name === "w:p") stretch.paragraphs.push([]);
      else if (tag || child.name === "w:tc") found.push((stretch = { name: nameOf(child), paragraphs: [[]] }));
      if (!tag) visit(child);
    }
  };
  visit(root);
  return found.map(({ name, paragraphs }) => ({ name, paragraphs: paragraphs.map((pieces) => pieces.join("")) }));
}

/**
 * The text within an element in order; each paragraph begins with a line feed.
 * @param {Node} element
 * @returns {string}
 */
function shownIn(element) {
  return shownElements(element)
    .map((child) => pieceOf(child) ?? (child.name === "w:p" ? "\n" : "") + shownIn(child))
    .join("");
}

/** @param {Node} element */
function shownElements(element) {
  return elementsIn(element).filter(({ name }) => NOT_SHOWN.indexOf(name) < 0);
}

/**
 * The text that an element is; null where it may hold other elements.
 * @param {Node} element
 */
function pieceOf(element) {
  if (element.name === "w:t") return element.content.filter((each) => typeof each === "string").join("");
  return element.name === "w:sym" ? symbolOf(element) : (BREAKS[element.name] ?? null);
}

/** @param {Node} element */
function symbolOf(element) {
  const code = element.attributes["w:char"] || "";
  return /^[0-9a-fA-F]{1,6}$/.test(code) && parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(code, 16)) : "";
}
