// What is typed, once it is: letters out of which a word is still composed ask for nothing yet.

/**
 * Uses what is typed at every change, and what was composed at the end of its word.
 * @param {HTMLInputElement} input
 * @param {(composed: boolean) => void} use
 */
export function whenTyped(input, use) {
  let composing = false;
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    use(true);
  });
  input.addEventListener("input", (event) => {
    if (!composing && !(event instanceof InputEvent && event.isComposing)) use(false);
  });
}
