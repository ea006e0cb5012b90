// The form filled in as a file to take away: what fills it is loaded only when asked for.
import { action, element, part } from "./page-elements.js";
import { download } from "./download.js";
import { fileOf } from "./form-files.js";
import { fileName } from "./form-names.js";
import { FORM_UNREAD } from "./form-script.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-page.js").Values} Values */

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * @param {HTMLElement} form
 * @param {() => Promise<import("./form-data.js").Form | null>} load
 * @param {Control[]} controls
 * @param {() => Values} values
 */
export function mountFormDownload(form, load, controls, values) {
  const button = action(form, "word");
  const say = (/** @type {string[]} */ lines) =>
    part(form, "made").replaceChildren(...lines.map((line) => element("p", "", line)));
  button.hidden = false;
  button.addEventListener("click", async () => {
    const given = values();
    const loaded = await load();
    if (loaded === null) {
      say([FORM_UNREAD]);
      return;
    }
    const made = await fileOf(loaded, "docx", given);
    if ("refusals" in made) {
      say(["没有生成，请先改好：", ...made.refusals.map(({ message }) => `${message}。`)]);
      for (const { field, message } of made.refusals) {
        const control = controls.find((each) => each.field.id === field);
        if (control) control.mark(message);
      }
    } else say([download(`${fileName(loaded, given)}.docx`, made.bytes, WORD)]);
  });
}
