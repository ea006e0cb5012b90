// A text field above a list of links to choose from (WAI-ARIA 1.2, combobox). The arrow keys move among the links
// while the focus stays in the field; what Enter and Escape do is the page's own.
import { link } from "./page-elements.js";

/** What browsers that are behind the standard tell of a key that is an input method's. */
const COMPOSING = 229;

/** @typedef {ReturnType<typeof mountCombobox>} Combobox */

/**
 * A link as a list offers it.
 * @param {string} text
 * @param {string} address
 */
export function optionTo(text, address) {
  const option = link(text, address);
  option.tabIndex = -1;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  return option;
}

/**
 * Whether a key belongs to a word that is being composed.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === COMPOSING;
}

/**
 * The field and its list, at work.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {{enter: () => void, escape: () => void}} keys
 */
export function mountCombobox(input, list, { enter, escape }) {
  const options = () => /** @type {HTMLElement[]} */ (Array.from(list.children));
  const place = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  const choose = (/** @type {HTMLElement | undefined} */ chosen) => {
    for (const option of options()) option.setAttribute("aria-selected", String(option === chosen));
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const toggle = (/** @type {boolean} */ shown) => {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(undefined);
  };
  const move = (/** @type {number} */ step) => {
    const all = options();
    if (!all.length) return;
    if (list.hidden) toggle(true);
    const now = place();
    choose(all[now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length]);
  };
  input.addEventListener("keydown", (event) => {
    const work = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter, Escape: escape }[event.key];
    if (!work || isComposing(event)) return;
    event.preventDefault();
    work();
  });
  // A press on an option must not take the focus from the field before the option is followed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => toggle(false));
  return {
    /** Shows the list, or hides it and forgets what was chosen. */
    toggle,
    /**
     * Offers these and no others, none chosen; whether they are shown is not touched.
     * @param {HTMLElement[]} found
     */
    offer(found) {
      found.forEach((option, at) => (option.id = `${list.id}-${at + 1}`));
      list.replaceChildren(...found);
      choose(undefined);
    },
    /** Follows the chosen option, else the first. */
    follow() {
      const option = options()[Math.max(place(), 0)];
      if (option) option.click();
    },
  };
}
