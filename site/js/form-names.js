// Names of the files that records are filled into: the same as generators/policypress/forms/naming.py gives.
// Pure: no page, no clock, no network.

/** @typedef {import("./form-data.js").Form} Form */
/** @typedef {import("./form-entered.js").Values} Values */

const FORBIDDEN = /[\x00-\x1f\x7f<>:"/\\|?*]|\p{Cs}/gu;
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
const LONGEST_NAME = 80;
const MOST_BYTES = 230;

/**
 * The name of a filled form's file, without extension: by what tells one from another, else its title.
 * @param {Form} form
 * @param {Values} values
 */
export function fileName(form, values) {
  const wanted = form.namedBy.map((id) => values[id] || "").join("-");
  return plainName(wanted) || form.title.replace(/\s/g, "");
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
  return RESERVED.test(name) ? `${name}_` : name;
}
