// The search box in the header of every page: a combobox on a list of links (WAI-ARIA 1.2). What is typed
// stays in the page, and nothing of the index is loaded before somebody goes to the box.
import { action, element, part, setText } from "./page-elements.js";
import { openIndex } from "./search-index.js";
import { answerOption, emptyNodes, resultOption } from "./search-results.js";

const PAUSE = 80;
const COMPOSING = 229;
const box = document.querySelector('[data-module="search"]');
const script = document.currentScript;
if (box instanceof HTMLElement && script instanceof HTMLScriptElement) {
  mountSearch(box, new URL("..", script.src).href);
}

/**
 * @typedef {object} Box
 * @property {HTMLElement} element
 * @property {HTMLInputElement} input
 * @property {HTMLElement} list
 * @property {HTMLElement} empty
 * @property {HTMLElement} status
 * @property {string} shown The query whose results are shown.
 * @property {number} timer
 */

/**
 * @param {HTMLElement} root
 * @param {string} address
 */
function mountSearch(root, address) {
  const index = openIndex(address);
  /** @type {Box} */
  const search = {
    element: root,
    input: /** @type {HTMLInputElement} */ (part(root, "input")),
    list: part(root, "results"),
    empty: part(root, "empty"),
    status: part(root, "status"),
    shown: "",
    timer: 0,
  };
  const ask = () => askAndShow(search, index, address);
  part(root, "panel").hidden = false;
  action(root, "open").hidden = false;
  listenToInput(search, ask, () => void index.prepare().catch(() => {}));
  listenToKeys(search, ask);
  listenToPage(search);
}

/**
 * @param {Box} search
 * @param {() => Promise<void>} ask
 * @param {() => void} prepare
 */
function listenToInput(search, ask, prepare) {
  const { input, list } = search;
  let composing = false;
  let last = -Infinity;
  // The first change is asked at once, as is a word just composed; only quick typing waits for its end.
  const soon = (/** @type {boolean} */ atOnce) => {
    clearTimeout(search.timer);
    const now = performance.now();
    if (atOnce || now - last > PAUSE) void ask();
    else search.timer = window.setTimeout(ask, PAUSE);
    last = now;
  };
  input.addEventListener("focus", () => {
    prepare();
    if (input.value.trim() && input.value.trim() === search.shown) open(search);
  });
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    soon(true);
  });
  input.addEventListener("input", (event) => {
    if (!composing && !(event instanceof InputEvent && event.isComposing)) soon(false);
  });
  // A press on a result must not take the focus from the box before the result is followed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => close(search));
}

/**
 * @param {Box} search
 * @param {() => Promise<void>} ask
 */
function listenToKeys(search, ask) {
  search.input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    const handled = {
      ArrowDown: () => move(search, 1),
      ArrowUp: () => move(search, -1),
      Enter: () => follow(search, ask),
      Escape: () => escape(search),
    }[event.key];
    if (!handled) return;
    event.preventDefault();
    handled();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === COMPOSING || event.altKey) return;
    const withControl = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!withControl && !(event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping())) return;
    event.preventDefault();
    reveal(search);
    search.input.select();
  });
}

/** @param {Box} search */
function listenToPage(search) {
  const button = action(search.element, "open");
  button.addEventListener("click", () => {
    if (search.element.classList.contains("search--open")) conceal(search);
    else reveal(search);
  });
  const leave = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && search.element.contains(event.target)) return;
    close(search);
    conceal(search);
  };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
}

/**
 * Shows the box where it hides behind its icon, and goes to it.
 * @param {Box} search
 */
function reveal(search) {
  search.element.classList.add("search--open");
  action(search.element, "open").setAttribute("aria-expanded", "true");
  search.input.focus();
}

/** @param {Box} search */
function conceal(search) {
  search.element.classList.remove("search--open");
  action(search.element, "open").setAttribute("aria-expanded", "false");
}

function isTyping() {
  const active = document.activeElement;
  return active instanceof HTMLElement && (active.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName));
}

/** @param {Box} search @returns {HTMLAnchorElement[]} */
function options(search) {
  return Array.from(search.list.querySelectorAll("a"));
}

/** @param {Box} search */
function open(search) {
  const any = options(search).length > 0;
  search.list.hidden = !any;
  search.empty.hidden = any;
  search.input.setAttribute("aria-expanded", String(any));
}

/** @param {Box} search */
function close(search) {
  search.list.hidden = true;
  search.empty.hidden = true;
  search.input.setAttribute("aria-expanded", "false");
  select(search, null);
}

/**
 * @param {Box} search
 * @param {HTMLAnchorElement | null} chosen
 */
function select(search, chosen) {
  for (const option of options(search)) option.setAttribute("aria-selected", String(option === chosen));
  if (chosen) {
    search.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else search.input.removeAttribute("aria-activedescendant");
}

/** @param {Box} search */
function selected(search) {
  return options(search).findIndex((option) => option.getAttribute("aria-selected") === "true");
}

/**
 * @param {Box} search
 * @param {number} step
 */
function move(search, step) {
  const all = options(search);
  if (!all.length) return;
  if (search.list.hidden) open(search);
  const now = selected(search);
  const next = now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length;
  select(search, all[next] || null);
}

/**
 * Follows the chosen result, or the first; asks at once where what is typed was not asked yet.
 * @param {Box} search
 * @param {() => Promise<void>} ask
 */
function follow(search, ask) {
  if (search.shown !== search.input.value.trim() || search.list.hidden) {
    clearTimeout(search.timer);
    void ask();
    return;
  }
  const chosen = options(search)[Math.max(selected(search), 0)];
  if (chosen) chosen.click();
}

/** @param {Box} search */
function escape(search) {
  if (!search.list.hidden || !search.empty.hidden) close(search);
  else if (search.input.value) {
    search.input.value = "";
    search.shown = "";
    setText(search.status, "");
  } else if (search.element.classList.contains("search--open")) {
    conceal(search);
    action(search.element, "open").focus();
  }
}

/**
 * @param {Box} search
 * @param {ReturnType<typeof openIndex>} index
 * @param {string} address
 */
async function askAndShow(search, index, address) {
  const query = search.input.value.trim();
  if (!query) {
    search.shown = "";
    search.list.replaceChildren();
    close(search);
    setText(search.status, "");
    return;
  }
  try {
    const { answer, results, questions } = await index.ask(query);
    if (search.input.value.trim() !== query) return;
    const found = results.map((result) => resultOption(result, address));
    if (answer) found.unshift(answerOption(answer, questions, address));
    found.forEach((option, i) => (option.id = `search-option-${i + 1}`));
    search.shown = query;
    search.list.replaceChildren(...found);
    search.empty.replaceChildren(...(found.length ? [] : emptyNodes(query, questions, address)));
    select(search, null);
    if (search.element.contains(document.activeElement)) open(search);
    setText(search.status, found.length ? `找到 ${found.length} 条，按上下键选择` : `没有找到“${query}”`);
  } catch {
    const said = "搜索数据没有读出来，请刷新页面再试。";
    search.list.replaceChildren();
    search.empty.replaceChildren(element("p", "", said));
    open(search);
    setText(search.status, said);
  }
}
