// Loads scripts of this site, one by one as they are needed: nothing is fetched, for a page opened from a folder may
// fetch nothing.
import { PieceError } from "./pieces.js";

/**
 * Loads scripts of this site, each once; one that could not be read is tried again when asked for again.
 * @param {string} root address of the site's root, ending in a slash
 */
export function makeLoader(root) {
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  return (/** @type {string} */ file) => {
    const before = asked.get(file);
    if (before) return before;
    const loading = addScript(root + file).catch(() => {
      asked.delete(file);
      throw new PieceError(file);
    });
    asked.set(file, loading);
    return loading;
  };
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function addScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => {
      script.remove();
      done();
    });
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}
