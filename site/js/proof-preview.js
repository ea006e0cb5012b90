// The sentence behind a number, shown while the pointer is on it or the keyboard has come to it. Without
// script it is the link's title; a click follows the link either way. WCAG 1.4.13: Esc closes it, the pointer
// may go into it, and it stays until left.
import { element } from "./page-elements.js";

const LEAVE = 250;
const MARGIN = 12;
const ID = "proof-preview";

/** @typedef {HTMLElement | SVGElement} Link */

/** Shows previews for every link to a sentence on the page, those added later too. */
export function mountProofPreview() {
  const preview = new Preview();
  followPointer(preview);
  followKeyboard(preview);
  window.addEventListener("beforeprint", () => preview.hide());
  window.addEventListener("pagehide", () => preview.hide());
}

/** The one preview of the page, for one link at a time. */
class Preview {
  constructor() {
    this.element = element("div", "proof-preview");
    this.element.id = ID;
    this.element.setAttribute("role", "tooltip");
    this.element.hidden = true;
    document.body.append(this.element);
    /** @type {Link | null} */
    this.shown = null;
    this.timer = 0;
  }

  /** @param {Link} link */
  show(link) {
    this.stay();
    if (this.shown === link) return;
    this.hide();
    this.shown = link;
    reveal(link, this.element);
  }

  hide() {
    this.stay();
    if (this.shown) restore(this.shown, this.element);
    this.shown = null;
  }

  /** Hides it in a moment, unless it is to stay after all. */
  leave() {
    this.stay();
    this.timer = window.setTimeout(() => this.hide(), LEAVE);
  }

  stay() {
    window.clearTimeout(this.timer);
  }
}

/** @param {Preview} preview */
function followPointer(preview) {
  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (event.pointerType === "touch") return;
    if (link) preview.show(link);
    else if (preview.element.contains(/** @type {Node} */ (event.target))) preview.stay();
    else if (preview.shown && preview.shown !== document.activeElement) preview.leave();
  });
}

/** @param {Preview} preview */
function followKeyboard(preview) {
  let keyboard = false;
  document.addEventListener("keydown", (event) => {
    keyboard = true;
    if (event.key === "Escape") preview.hide();
  });
  document.addEventListener("pointerdown", () => (keyboard = false));
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && keyboard) preview.show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (preview.shown === linkOf(event.target)) preview.hide();
  });
}

/**
 * @param {EventTarget | null} target
 * @returns {Link | null}
 */
function linkOf(target) {
  return target instanceof Element ? target.closest("a.fact") : null;
}

/**
 * Shows the sentence in place of the browser's own tooltip.
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function reveal(link, preview) {
  preview.textContent = link.getAttribute("title");
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", ID);
  preview.hidden = false;
  const { x, y } = placeOf(link, preview);
  preview.style.left = `${x}px`;
  preview.style.top = `${y}px`;
}

/**
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function restore(link, preview) {
  link.setAttribute("title", preview.textContent || "");
  link.removeAttribute("aria-describedby");
  preview.hidden = true;
}

/**
 * Returns where the preview stands in the document: right below the link, or above it where there is no room.
 * @param {Link} link
 * @param {HTMLElement} preview
 */
function placeOf(link, preview) {
  const first = link.getClientRects()[0] || link.getBoundingClientRect();
  const whole = link.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = preview;
  const below = whole.bottom + offsetHeight + MARGIN <= window.innerHeight || whole.top < offsetHeight;
  const right = document.documentElement.clientWidth - offsetWidth - MARGIN;
  return {
    x: window.scrollX + Math.max(MARGIN, Math.min(first.left, right)),
    y: window.scrollY + (below ? whole.bottom : whole.top - offsetHeight),
  };
}
