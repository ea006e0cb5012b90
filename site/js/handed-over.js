// Scripts of the site that are loaded apart, once they are needed, and what they hand over. Classic scripts, because
// a page opened from a folder may load nothing else.
import { makeLoader } from "./piece-loading.js";
import { PieceError } from "./pieces.js";

/** @returns {Record<string, unknown>} by names of scripts */
function handed() {
  const page = /** @type {any} */ (window);
  page.policypressHanded = page.policypressHanded || {};
  return page.policypressHanded;
}

/**
 * Hands over what this script is loaded for.
 * @param {string} name of the script
 * @param {unknown} what
 */
export function handOver(name, what) {
  handed()[name] = what;
}

/**
 * What brings what a script hands over, loading it once. It raises PieceError where the script cannot be read.
 * @param {string} root the site's root, as seen from the page
 * @returns {(name: string) => Promise<any>}
 */
export function makeBringer(root) {
  const load = makeLoader(root);
  return async (name) => {
    const file = `assets/${name}.js`;
    await load(file);
    if (handed()[name] === undefined) throw new PieceError(file);
    return handed()[name];
  };
}
