// What fills a form, loaded only when it is asked for.
import { makeGlyphSource } from "./form-glyphs.js";
import { makeLoader } from "./piece-loading.js";
import { PieceError } from "./pieces.js";

/** @typedef {import("./form-files.js").Fillable} Fillable */
/** @typedef {import("./form-page.js").FormScripts} FormScripts */

/** What is asked for in place of a kind of file, to show how it will look. */
export const PREVIEW = "preview";

/**
 * What brings all that a form needs to become a file of a kind. Raises PieceError where a script of the site cannot
 * be read; the glyphs of the form raise it too.
 * @param {string} root the site's root, as seen from the page
 * @param {FormScripts} scripts
 * @returns {(kind: string) => Promise<Fillable>}
 */
export function makeFormLoader(root, scripts) {
  const load = makeLoader(root);
  const { receiver, faceWith } = makeGlyphSource(load);
  /** @type {Record<string, any>} */
  const given = {};
  const take = (/** @type {string} */ part) => (/** @type {unknown} */ data) => void (given[part] = data);
  /** @type {any} */ (window).policypressForms = { form: take("form"), pdf: take("pdf"), sheet: take("sheet"), ...receiver };
  const loaded = async (/** @type {"form" | "pdf" | "sheet"} */ part) => {
    if (!given[part]) await load(scripts[part]);
    if (!given[part]) throw new PieceError(scripts[part]);
    return given[part];
  };
  return async (kind) => {
    const form = await loaded("form");
    if (kind === PREVIEW) return { ...form, pdf: await loaded("pdf"), sheet: await loaded("sheet") };
    return kind === "pdf" ? { ...form, pdf: await loaded("pdf"), glyphs: faceWith } : form;
  };
}
