// The search box is one key away, and on a narrow screen behind a button.
import { isComposing } from "./combobox.js";
import { action } from "./page-elements.js";

/** @typedef {ReturnType<typeof mountReveal>} Reveal */

const REVEALED = "search--open";

/**
 * The ways to the box, at work.
 * @param {HTMLElement} search
 * @param {HTMLInputElement} input
 * @param {() => void} close closes the list, as soon as the reader turns to something else
 */
export function mountReveal(search, input, close) {
  const button = action(search, "open");
  const isRevealed = () => search.classList.contains(REVEALED);
  const toggle = (/** @type {boolean} */ revealed) => {
    search.classList.toggle(REVEALED, revealed);
    button.setAttribute("aria-expanded", String(revealed));
    if (revealed) input.focus();
  };
  const turnAway = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && search.contains(event.target)) return;
    close();
    toggle(false);
  };
  button.addEventListener("click", () => toggle(!isRevealed()));
  document.addEventListener("pointerdown", turnAway);
  document.addEventListener("focusin", turnAway);
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
      toggle(false);
      button.focus();
    },
  };
}

/**
 * Whether a key calls for the box: Ctrl or ⌘ with K anywhere, / where nothing is typed.
 * @param {KeyboardEvent} event
 */
function callsFor(event) {
  if (isComposing(event) || event.altKey) return false;
  const withControl = event.ctrlKey || event.metaKey;
  return withControl ? event.key.toLowerCase() === "k" : event.key === "/" && !isTyping();
}

function isTyping() {
  const active = document.activeElement;
  return active instanceof HTMLElement && (active.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName));
}
