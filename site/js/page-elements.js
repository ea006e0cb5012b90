// Small makers and finders of page elements. Text goes in by textContent only.

/**
 * @param {string} name
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * @param {string} text
 * @param {string} address
 */
export function link(text, address) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = text;
  return made;
}

/**
 * Sets a text only where it changes, so that it is not read out again.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
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
 * @param {ParentNode} within
 * @param {string} name
 */
export function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/**
 * @param {ParentNode} within
 * @param {string} name
 */
export function action(within, name) {
  return /** @type {HTMLButtonElement} */ (within.querySelector(`[data-action="${name}"]`));
}

/**
 * @param {Event} event
 * @param {string} name
 */
export function isAction(event, name) {
  return event.target instanceof Element && event.target.closest(`[data-action="${name}"]`) !== null;
}
