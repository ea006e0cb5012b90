// The script that holds what filling a form takes: loaded only when first asked for.
import { makeLoader } from "./pieces.js";

/** @typedef {import("./form-data.js").Form} Form */

/**
 * @param {string} root the site's root, as seen from the page
 * @param {string} script its address from there
 * @returns {() => Promise<Form | null>} null: it could not be read
 */
export function formLoader(root, script) {
  const load = makeLoader(root);
  /** @type {Form | null} */
  let loaded = null;
  /** @type {any} */ (window).policypressForms = { form: (/** @type {Form} */ given) => (loaded = given) };
  return async () => {
    try {
      await load(script);
    } catch {
      return null;
    }
    return loaded;
  };
}

/** What to say where it could not be read. */
export const FORM_UNREAD = "网站文件没有读全，这里填不了；请检查网站文件是否完整，或下载空白表填写。";
