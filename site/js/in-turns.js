// Long work done without holding up the page: between its steps the page gets its turn.

const TURN_MS = 30;

/**
 * Works on items one after another.
 * @template T
 * @param {T[]} items
 * @param {(item: T, at: number) => unknown} work
 * @param {(at: number) => boolean} goesOn asked after each turn; false: the rest is left
 * @returns {Promise<boolean>} whether all were worked on
 */
export async function inTurns(items, work, goesOn) {
  let until = performance.now() + TURN_MS;
  for (const [at, item] of items.entries()) {
    await work(item, at);
    if (performance.now() < until) continue;
    await turn();
    if (!goesOn(at + 1)) return false;
    until = performance.now() + TURN_MS;
  }
  return goesOn(items.length);
}

/** By a message: timers are held back where the page is not in view. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}
