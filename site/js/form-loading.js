// What fills a form, loaded only when it is asked for.
import { makeGlyphSource } from "./form-glyphs.js";
import { PieceError, makeLoader } from "./pieces.js";

/** @typedef {import("./form-files.js").Fillable} Fillable */
/** @typedef {import("./form-page.js").FormScripts} FormScripts */

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
  /** @type {any} */ (window).policypressForms = { form: take("form"), pdf: take("pdf"), ...receiver };
  const loaded = async (/** @type {"form" | "pdf"} */ part) => {
    if (!given[part]) await load(scripts[part]);
    if (!given[part]) throw new PieceError(scripts[part]);
    return given[part];
  };
  return async (kind) => {
    const form = await loaded("form");
    return kind === "pdf" ? { ...form, pdf: await loaded("pdf"), glyphs: faceWith } : form;
  };
}

/**
 * What to say where a script of the site could not be read; what is no such fault is thrown on.
 * @param {unknown} error
 */
export function unreadWords(error) {
  if (!(error instanceof PieceError)) throw error;
  return `没有读到“${error.message}”，没有生成；请刷新本页再试，仍不行请检查网站文件是否完整，或下载上面的空白表填写。`;
}
