// The form filled in as a file to take away: what fills it is loaded only when asked for.
import { action, element, part } from "./page-elements.js";
import { download } from "./download.js";
import { fileOf } from "./form-files.js";
import { fileName } from "./form-names.js";
import { makeLoader } from "./pieces.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-files.js").Form} Form */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {Control[]} controls
 * @param {() => Values} values
 */
export function mountFormDownload(form, page, controls, values) {
  const button = action(form, "word");
  const { script } = page;
  button.hidden = script === null;
  if (script === null) return;
  const load = makeLoader(page.root);
  const say = (/** @type {string[]} */ lines) =>
    part(form, "made").replaceChildren(...lines.map((line) => element("p", "", line)));
  /** @type {Form | null} */
  let loaded = null;
  /** @type {any} */ (window).policypressForms = { form: (/** @type {Form} */ given) => (loaded = given) };
  button.addEventListener("click", async () => {
    const given = values();
    try {
      await load(script);
    } catch {
      say([`没有读到“${script}”；请检查网站文件是否完整，或下载上面的空白表填写。`]);
      return;
    }
    if (loaded === null) return;
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
