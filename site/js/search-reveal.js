// The search box is a key away, and on a narrow screen behind a button.
import { whenTurnedAway } from "./asking-field.js";
import { isComposing } from "./combobox.js";
import { action } from "./page-elements.js";

const REVEALED = "search--open";

/**
 * The ways to the box, at work. It is hidden again when the reader turns to something else or follows a result.
 * @param {HTMLElement} search
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
export function mountReveal(search, input, list) {
  const button = action(search, "open");
  const isRevealed = () => search.classList.contains(REVEALED);
  const toggle = (/** @type {boolean} */ revealed) => {
    search.classList.toggle(REVEALED, revealed);
    button.setAttribute("aria-expanded", String(revealed));
    if (revealed) input.focus();
  };
  const hide = () => toggle(false);
  button.addEventListener("click", () => toggle(!isRevealed()));
  whenTurnedAway(search, hide);
  list.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => {
    if (!callsFor(event)) return;
    event.preventDefault();
    toggle(true);
    input.select();
  });
  return {
    /** Hides the box and goes back to the button, where it stands behind one. */
    leave() {
      if (!isRevealed()) return;
      hide();
      button.focus();
    },
  };
}

/**
 * Whether a key calls for the box: Ctrl or ⌘ with K.
 * @param {KeyboardEvent} event
 */
function callsFor(event) {
  return !isComposing(event) && !event.altKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
}
