// A field that asks for what is typed in it, above a list of what was found. Only the answer to what stands in it now
// is shown, and it is open only while the reader is there.
import { mountCombobox } from "./combobox.js";
import { setText } from "./page-elements.js";
import { whenTyped } from "./typing.js";

const PAUSE = 80;

/**
 * @typedef {object} Parts
 * @property {HTMLElement} within what all the others stand in
 * @property {HTMLInputElement} input
 * @property {HTMLElement} list
 * @property {HTMLElement} [empty] stands in place of the list where there are no options
 * @property {HTMLElement} status
 */

/** @typedef {{options: HTMLElement[], instead?: Node[], said: string}} Answer instead: what the empty place shows */

/** @type {Answer} */
const NOTHING = { options: [], said: "" };

/**
 * The field at work.
 * @param {Parts} parts
 * @param {object} work
 * @param {() => void} work.prepare called when the reader comes to the field
 * @param {(query: string) => Promise<Answer>} work.find never rejects: that nothing was read is an answer too
 * @param {() => void} [work.leave] what Escape does where nothing is left to close or to empty
 */
export function mountAskingField(parts, { prepare, find, leave = () => {} }) {
  const { within, input, list } = parts;
  let shown = "";
  /** What stood there as the reader closed the list: no answer to it opens the list again. */
  let dismissed = "";
  const typed = () => input.value.trim();
  const toggle = (/** @type {boolean} */ open) => toggleAnswer(parts, combobox, open);
  const ask = async () => {
    const query = typed();
    const answer = query ? await find(query) : NOTHING;
    if (typed() !== query) return;
    shown = query;
    offer(parts, combobox, answer);
    toggle(Boolean(query) && query !== dismissed && within.contains(document.activeElement));
  };
  const askSoon = paused(ask);
  const askAnew = (/** @type {boolean} */ atOnce) => {
    dismissed = "";
    askSoon(atOnce);
  };
  const dismiss = () => {
    dismissed = typed();
    toggle(false);
  };
  const clear = () => {
    input.value = "";
    askSoon(true);
  };
  const combobox = mountCombobox(input, list, {
    enter: () => (typed() === shown && !list.hidden ? combobox.follow() : askAnew(true)),
    escape: () => (isOpen(parts) ? dismiss() : input.value ? clear() : leave()),
  });
  input.addEventListener("focus", () => {
    prepare();
    if (shown && typed() === shown) toggle(true);
  });
  whenTyped(input, askAnew);
  whenTurnedAway(within, () => toggle(false));
  return {
    /** Empties the field, and closes its list. */
    clear,
  };
}

/** @param {Parts} parts */
function isOpen({ list, empty }) {
  return !list.hidden || Boolean(empty && !empty.hidden);
}

/**
 * @param {Parts} parts
 * @param {import("./combobox.js").Combobox} combobox
 * @param {boolean} open
 */
function toggleAnswer({ list, empty }, combobox, open) {
  combobox.toggle(open && list.children.length > 0);
  if (empty) empty.hidden = !open || !list.hidden;
}

/**
 * @param {Parts} parts
 * @param {import("./combobox.js").Combobox} combobox
 * @param {Answer} answer
 */
function offer({ empty, status }, combobox, { options, instead = [], said }) {
  combobox.offer(options);
  if (empty) empty.replaceChildren(...instead);
  setText(status, said);
}

/**
 * What asks: at once where it must or where nothing was asked just before; only quick typing waits for its end.
 * @param {() => Promise<void>} ask
 */
function paused(ask) {
  let timer = 0;
  let last = -Infinity;
  return (/** @type {boolean} */ atOnce) => {
    clearTimeout(timer);
    const now = performance.now();
    if (atOnce || now - last > PAUSE) void ask();
    else timer = window.setTimeout(ask, PAUSE);
    last = now;
  };
}

/**
 * Tells when the reader turns to something else.
 * @param {HTMLElement} within
 * @param {() => void} turnedAway
 */
export function whenTurnedAway(within, turnedAway) {
  const tell = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Node && within.contains(target))) turnedAway();
  };
  document.addEventListener("pointerdown", tell);
  document.addEventListener("focusin", tell);
}
