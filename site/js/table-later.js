// Tables given before what takes them is loaded.

/** @typedef {import("./table-input.js").TableUse} TableUse */

/**
 * What takes tables, loaded with the first; where that fails, tried again with the next.
 * @param {() => Promise<TableUse>} load
 * @param {(text: string) => void} say
 * @param {(error: unknown) => string} failed what to say where it cannot be loaded
 * @returns {TableUse}
 */
export function laterTaker(load, say, failed) {
  /** @type {Promise<TableUse> | null} */
  let taker = null;
  const taking = (/** @type {(use: TableUse) => unknown} */ take) => {
    say("正在读取……");
    taker = taker || load();
    taker.then(take, (error) => {
      taker = null;
      say(failed(error));
    });
  };
  return { file: (file) => taking((use) => use.file(file)), text: (text) => taking((use) => use.text(text)) };
}
