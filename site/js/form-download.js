// The form filled in as a file to take away: what fills it is loaded only when asked for.
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";
import { download } from "./download.js";
import { FILE_KINDS, fileOf } from "./form-files.js";
import { unreadWords } from "./form-loading.js";
import { fileName } from "./form-names.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-files.js").Fillable} Fillable */
/** @typedef {import("./form-page.js").Values} Values */

/**
 * @param {HTMLElement} form
 * @param {(kind: string) => Promise<Fillable>} load
 * @param {Control[]} controls
 * @param {() => Values} values
 */
export function mountFormDownload(form, load, controls, values) {
  const say = (/** @type {string[]} */ lines) => sayLines(part(form, "made"), lines);

  const make = async (/** @type {string} */ kind, /** @type {string} */ media) => {
    const given = values();
    say(["正在生成……"]);
    const loaded = await load(kind);
    const made = await fileOf(loaded, kind, given);
    if ("bytes" in made) return say([download(`${fileName(loaded, given)}.${kind}`, made.bytes, media)]);
    say(["没有生成，请先改好：", ...made.refusals.map(({ message }) => `${message}。`)]);
    for (const { field, message } of made.refusals) {
      const control = controls.find((each) => each.field.id === field);
      if (control) control.mark(message);
    }
  };
  for (const [kind, { media }] of Object.entries(FILE_KINDS)) {
    const button = action(form, kind);
    button.hidden = false;
    button.addEventListener("click", () => make(kind, media).catch((error) => say([unreadWords(error)])));
  }
}
