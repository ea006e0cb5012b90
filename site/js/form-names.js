// Names of the files that records are filled into: the same as generators/policypress/forms/naming.py gives.
// Pure: no page, no clock, no network.
import { folded } from "./characters.js";

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Values} Values */

const PLACES = /\{[^{}]*\}/g;
const FORBIDDEN = /[\x00-\x1f\x7f<>:"/\\|?*]|\p{Cs}/gu;
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.[^]*)?$/i;
/** Where the name of a device ends, with which a name begins: Windows takes no notice of what comes after. */
const DEVICE_END = /(?=\.)|$/;
const LONGEST_NAME = 80;
const MOST_BYTES = 230;

/**
 * Why a pattern does not fit a form; empty where it does.
 * @param {string} pattern
 * @param {{fields: import("./form-data.js").Field[]}} form
 */
export function patternFault(pattern, { fields }) {
  const wrong = (pattern.match(PLACES) || []).find((place) => !fields.some(({ id, name }) => place === `{${id}}` || place === `{${name}}`));
  if (wrong) return `文件名里的“${wrong}”不是表上的栏目；可用：${fields.map(({ name }) => name).join("、")}`;
  return /[{}]/.test(pattern.replace(PLACES, "")) ? "文件名里的花括号不成对；应如 {申报单位}-{培训名称}" : "";
}

/**
 * What gives each record a name of its own, without extension: by a pattern that fits the form, an empty one
 * takes what tells one filled form from another; safe on Windows; equal ones are numbered.
 * @param {Form} form
 * @param {string} pattern
 * @returns {(values: Values) => string}
 */
export function namer(form, pattern) {
  const fields = new Map(form.fields.flatMap((field) => [[field.id, field], [field.name, field]]));
  const wanted = pattern || form.namedBy.map((id) => `{${id}}`).join("-");
  /** @type {Map<string, number>} */
  const taken = new Map();
  const isTaken = (/** @type {string} */ name) => taken.has(sameName(name));
  return (values) => {
    const written = wanted.replace(PLACES, (place) => {
      const field = fields.get(place.slice(1, -1));
      return field ? shownOption(field, values[field.id] || "") : "";
    });
    const plain = plainName(written) || form.title.replace(/\s/g, "");
    let number = (taken.get(sameName(plain)) || 0) + 1;
    let name = number === 1 ? plain : `${plain}-${number}`;
    while (number > 1 && isTaken(name)) {
      number += 1;
      name = `${plain}-${number}`;
    }
    taken.set(sameName(plain), number);
    if (!isTaken(name)) taken.set(sameName(name), 1);
    return name;
  };
}

/**
 * The name of a filled form's file, without extension: by what tells one from another, else its title.
 * @param {Form} form
 * @param {Values} values
 */
export function fileName(form, values) {
  return namer(form, "")(values);
}

/**
 * A choice by its words.
 * @param {import("./form-data.js").Field} field
 * @param {string} text
 */
function shownOption({ options }, text) {
  return (options.find(({ id }) => id === text) || { label: text }).label;
}

/**
 * What two names share that some system takes for one: case, or how an accent is written.
 * @param {string} name
 */
function sameName(name) {
  return folded(name).normalize("NFC");
}

/**
 * A text as Windows takes it for a file name; empty where nothing is left.
 * @param {string} text
 */
function plainName(text) {
  const bare = text.replace(/\n/g, " ").replace(FORBIDDEN, "_").replace(/^[ .\-_]+|[ .\-_]+$/g, "");
  const encoder = new TextEncoder();
  let bytes = 0;
  const kept = Array.from(bare)
    .slice(0, LONGEST_NAME)
    .filter((char) => (bytes += encoder.encode(char).length) <= MOST_BYTES);
  const name = kept.join("").replace(/[ .]+$/, "");
  return DEVICES.test(name) ? name.replace(DEVICE_END, "_") : name;
}
