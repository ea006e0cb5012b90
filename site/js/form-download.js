// The form filled in as a file to take away: what fills it is loaded only when asked for.
import { download } from "./download.js";
import { FILE_KINDS } from "./form-file-kinds.js";
import { unreadWords } from "./form-unread.js";
import { sayLines } from "./page-controls.js";
import { action, part } from "./page-elements.js";

/**
 * Offers the form in every kind of file.
 * @param {HTMLElement} form
 * @param {() => Promise<import("./form-working.js").FormWork>} work
 * @param {import("./form-controls.js").Control[]} controls
 * @param {() => import("./form-page.js").Values} values
 */
export function mountFormDownload(form, work, controls, values) {
  const say = (/** @type {string[]} */ lines) => sayLines(part(form, "made"), lines);

  const make = async (/** @type {string} */ kind, /** @type {string} */ media) => {
    const given = values();
    say(["正在生成……"]);
    const { filledFile } = await work();
    const made = await filledFile(kind, given);
    if ("bytes" in made) return say([download(made.name, made.bytes, media)]);
    say(["没有生成，请先改好：", ...made.refusals.map(({ message }) => `${message}。`)]);
    for (const { field, message } of made.refusals) {
      const control = controls.find((each) => each.field.id === field);
      if (control) control.mark(message);
    }
  };
  for (const [kind, { media }] of Object.entries(FILE_KINDS)) {
    const button = action(form, kind);
    button.hidden = false;
    button.addEventListener("click", () => make(kind, media).catch((error) => say([unreadWords(error, "没有生成")])));
  }
}
