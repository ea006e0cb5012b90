// The menu of a narrow screen: the theme's own drawer, whose hidden checkbox stays its state, with buttons for the
// keyboard and for who listens. Without script a label opens it.
import { element } from "./page-elements.js";

const LABEL = '[for="__drawer"]';

/** Gives the drawer a button that opens it and one that closes it; a page without the drawer is left as it is. */
export function mountMenu() {
  const toggle = document.querySelector("#__drawer");
  const drawer = document.querySelector(".md-sidebar--primary");
  const label = document.querySelector(`.md-header ${LABEL}`);
  const title = drawer && drawer.querySelector(LABEL);
  if (!(toggle instanceof HTMLInputElement) || !drawer || !label || !title) return;
  const [opener, closer] = [button("菜单"), button("关闭菜单", "×")];
  opener.append(...Array.from(label.childNodes));
  label.append(opener);
  title.append(closer);
  const tell = () => opener.setAttribute("aria-expanded", String(toggle.checked));
  const leave = () => {
    toggle.click();
    opener.focus();
  };
  tell();
  toggle.addEventListener("change", () => {
    tell();
    if (toggle.checked) closer.focus({ preventScroll: true });
  });
  opener.addEventListener("click", () => toggle.click());
  closer.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (toggle.checked && event.key === "Escape") leave();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (toggle.checked && !drawer.contains(/** @type {Node} */ (target))) toggle.click();
  });
}

/**
 * @param {string} name
 * @param {string} [text]
 */
function button(name, text) {
  const made = element("button", "menu-button", text);
  made.type = "button";
  made.setAttribute("aria-label", name);
  return made;
}
