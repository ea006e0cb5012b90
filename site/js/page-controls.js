// Page elements that people work with: buttons, labels, what is said beside them. Text goes in by textContent only.
import { element, setText } from "./page-elements.js";

/** What is said of a box for a day that is half typed, or that names none. */
export const UNFINISHED_DAY = "没有填完整，或没有这一天；请核对年月日";

/**
 * A new button.
 * @param {string} className
 * @param {string} text
 * @param {() => void} press what it does
 */
export function button(className, text, press) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/**
 * A new label of a control, which gets the id.
 * @param {HTMLElement} control
 * @param {string} id
 * @param {string} text
 */
export function labelFor(control, id, text) {
  const made = element("label", "", text);
  made.htmlFor = control.id = id;
  return made;
}

/**
 * Says lines, each a paragraph, in place of what was said before.
 * @param {HTMLElement} place
 * @param {string[]} lines
 */
export function sayLines(place, lines) {
  place.replaceChildren(...lines.map((line) => element("p", "", line)));
}

/**
 * Says what is wrong with a control; an empty text: nothing is.
 * @param {HTMLElement} place described as the control's
 * @param {HTMLElement} control
 * @param {string} fault
 */
export function showFault(place, control, fault) {
  place.hidden = !fault;
  setText(place, fault);
  if (fault) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/**
 * Draws anew only where something changes: a link under the pointer stays, and nothing is read out twice.
 * @param {HTMLElement} place
 * @param {string} key
 * @param {() => Node[]} nodes
 */
export function redraw(place, key, nodes) {
  if (place.dataset.drawn === key) return;
  place.dataset.drawn = key;
  place.replaceChildren(...nodes());
}

/**
 * Whether an event came from the button for an action.
 * @param {Event} event
 * @param {string} name
 */
export function isAction(event, name) {
  return event.target instanceof Element && event.target.closest(`[data-action="${name}"]`) !== null;
}

/**
 * What the page carries for a module, as JSON in a script of its own.
 * @param {HTMLElement} within
 * @param {string} id of the script
 */
export function carriedData(within, id) {
  const script = within.querySelector(`#${id}`);
  return JSON.parse((script && script.textContent) || "");
}
