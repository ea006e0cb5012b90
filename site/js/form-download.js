// The form filled in as a file to take away: what fills it is loaded only when asked for.
import { action, element, part } from "./page-elements.js";
import { download } from "./download.js";
import { FILE_KINDS, fileOf } from "./form-files.js";
import { makeFormLoader } from "./form-loading.js";
import { fileName } from "./form-names.js";
import { PieceError } from "./pieces.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */

/** Media types by kind of file. */
const MEDIA = /** @type {Record<string, string>} */ ({
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
});

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {Control[]} controls
 * @param {() => Values} values
 */
export function mountFormDownload(form, page, controls, values) {
  const { root, scripts } = page;
  const say = (/** @type {string[]} */ lines) =>
    part(form, "made").replaceChildren(...lines.map((line) => element("p", "", line)));
  for (const kind of FILE_KINDS) action(form, kind).hidden = scripts === null;
  if (scripts === null) return;
  const load = makeFormLoader(root, scripts);

  const make = async (/** @type {string} */ kind) => {
    const given = values();
    say(["正在生成……"]);
    const loaded = await load(kind);
    const made = await fileOf(loaded, kind, given);
    if ("bytes" in made) return say([download(`${fileName(loaded, given)}.${kind}`, made.bytes, MEDIA[kind] || "")]);
    say(["没有生成，请先改好：", ...made.refusals.map(({ message }) => `${message}。`)]);
    for (const { field, message } of made.refusals) {
      const control = controls.find((each) => each.field.id === field);
      if (control) control.mark(message);
    }
  };
  for (const kind of FILE_KINDS) {
    action(form, kind).addEventListener("click", () =>
      make(kind).catch((error) => {
        if (!(error instanceof PieceError)) throw error;
        say([`没有读到“${error.message}”，没有生成；请刷新本页再试，仍不行请检查网站文件是否完整，或下载上面的空白表填写。`]);
      }),
    );
  }
}
