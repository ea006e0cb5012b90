// Small makers and finders of page elements. Text goes in by textContent only.

/**
 * A new element; className and text may be empty.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * A new link.
 * @param {string} text
 * @param {string} address
 */
export function link(text, address) {
  const made = element("a", "", text);
  made.href = address;
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
 * The part of a module that its template names so; the template has it.
 * @param {ParentNode} within
 * @param {string} name
 */
export function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/**
 * The button for an action; the template has it.
 * @param {ParentNode} within
 * @param {string} name
 */
export function action(within, name) {
  return /** @type {HTMLButtonElement} */ (within.querySelector(`[data-action="${name}"]`));
}
