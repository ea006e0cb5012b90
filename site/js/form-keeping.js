// What is filled in: kept on this device only where asked, taken away as a file and brought back.
import { action, element, part } from "./page-elements.js";
import { download } from "./download.js";
import { fileBytes, chosenFile } from "./file-choice.js";
import { mountKept } from "./kept-on-device.js";
import { TableError } from "./table-error.js";

/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {{values: () => Values, fill: (values: Values) => void}} filled
 */
export function mountFormKeeping(form, page, { values, fill }) {
  const file = /** @type {HTMLInputElement} */ (part(form, "import-file"));
  const say = (/** @type {string[]} */ lines) =>
    part(form, "said").replaceChildren(...lines.map((line) => element("p", "", line)));
  const kept = mountKept({
    box: /** @type {HTMLInputElement} */ (part(form, "keep")),
    clear: action(form, "clear"),
    key: `policypress-form-${page.id}`,
    thing: "内容",
    content: values,
    empty: () => fill({}),
    say,
  });
  action(form, "export").addEventListener("click", () => {
    say([download(`${page.title.replace(/\s/g, "")}.json`, exported(page, values()), "application/json")]);
  });
  action(form, "import").addEventListener("click", () => file.click());
  chosenFile(file, async (chosen) => {
    try {
      const { found, faults } = imported(page, new TextDecoder().decode(await fileBytes(chosen)));
      fill({ ...values(), ...found });
      say([`已从“${chosen.name}”导入 ${Object.keys(found).length} 栏。`, ...faults]);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      say([`“${chosen.name}”${error.message}。`]);
    }
  });
  return {
    changed: kept.changed,
    restore() {
      const stored = kept.recalled();
      if (stored && typeof stored === "object") fill(textsOf(stored));
    },
    say,
  };
}

/**
 * The record as the command line takes it: by printed labels, a choice by its words.
 * @param {FormPage} page
 * @param {Values} values
 */
function exported(page, values) {
  /** @type {Record<string, string>} */
  const record = {};
  for (const { id, name, options } of page.fields) {
    const text = values[id];
    const option = options.find((each) => each.id === text);
    if (text) record[name] = option ? option.label : text;
  }
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * @param {FormPage} page
 * @param {string} text
 * @returns {{found: Values, faults: string[]}}
 */
function imported(page, text) {
  const [record, ...more] = [parsed(text)].flat();
  if (more.length) throw new TableError(`里有 ${more.length + 1} 份；这里一次填一份，请只留一份`);
  if (!record || typeof record !== "object") throw new TableError("里没有记录；应为“栏目: 内容”");
  /** @type {Values} */
  const found = {};
  const faults = [];
  for (const [key, value] of Object.entries(record)) {
    const field = page.fields.find(({ id, name }) => key === id || key.replace(/\s/g, "") === name);
    if (!field) faults.push(`表上没有“${key}”这一栏，没有导入。`);
    else if (typeof value !== "string") faults.push(`“${key}”的内容应为文字，没有导入；请加引号。`);
    else if (field.options.length && !field.options.some(({ id, label }) => value === id || value === label)) {
      const labels = field.options.map(({ label }) => label).join("、");
      faults.push(`“${field.name}”没有“${value}”这一项，没有导入；应为：${labels}。`);
    } else found[field.id] = value.replace(/\r\n?/g, "\n");
  }
  return { found, faults };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new TableError("不是正确的 JSON；请检查引号、逗号和括号");
  }
}

/**
 * @param {object} stored
 * @returns {Values}
 */
function textsOf(stored) {
  return Object.fromEntries(Object.entries(stored).filter(([, text]) => typeof text === "string"));
}
