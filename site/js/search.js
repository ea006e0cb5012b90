// The search box in the header of every page. What is typed stays in the page, and nothing of the index is loaded
// before somebody goes to the box.
import { mountCombobox } from "./combobox.js";
import { action, element, part, setText } from "./page-elements.js";
import { openIndex } from "./search-index.js";
import { answerOption, emptyNodes, resultOption } from "./search-results.js";
import { mountReveal } from "./search-reveal.js";
import { whenTyped } from "./typing.js";

const PAUSE = 80;
const UNREAD = "搜索数据没有读出来，请刷新页面再试。";
const box = document.querySelector('[data-module="search"]');
const script = document.currentScript;
if (box instanceof HTMLElement && script instanceof HTMLScriptElement) {
  mountSearch(box, new URL("..", script.src).href);
}

/**
 * The box while it is used.
 * @typedef {object} Box
 * @property {HTMLElement} element
 * @property {HTMLInputElement} input
 * @property {HTMLElement} list
 * @property {HTMLElement} empty says that nothing was found, in place of the list
 * @property {HTMLElement} status
 * @property {import("./combobox.js").Combobox} combobox
 * @property {string} shown the query whose results are shown
 * @property {number} timer
 */

/**
 * @param {HTMLElement} element
 * @param {string} root address of the site's root, ending in a slash
 */
function mountSearch(element, root) {
  const index = openIndex(root);
  const [list, input] = [part(element, "results"), /** @type {HTMLInputElement} */ (part(element, "input"))];
  const combobox = mountCombobox(input, list, { enter: () => follow(search, ask), escape: () => escape(search, reveal) });
  /** @type {Box} */
  const search = { element, input, list, empty: part(element, "empty"), status: part(element, "status"), combobox, shown: "", timer: 0 };
  const ask = () => askAndShow(search, index, root);
  const reveal = mountReveal(element, input, () => close(search));
  listenToInput(search, ask, () => void index.prepare().catch(() => {}));
  part(element, "panel").hidden = false;
  action(element, "open").hidden = false;
}

/**
 * Asks as what is typed changes: at once at the first change and after a word was composed; only quick typing waits
 * for its end.
 * @param {Box} search
 * @param {() => Promise<void>} ask
 * @param {() => void} prepare
 */
function listenToInput(search, ask, prepare) {
  const { input } = search;
  let last = -Infinity;
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
  whenTyped(input, soon);
}

/** @param {Box} search */
function open({ list, empty, combobox }) {
  combobox.toggle(list.children.length > 0);
  empty.hidden = !list.hidden;
}

/** @param {Box} search */
function close({ empty, combobox }) {
  combobox.toggle(false);
  empty.hidden = true;
}

/** @param {Box} search */
function clear(search) {
  search.shown = "";
  search.combobox.offer([]);
  close(search);
  setText(search.status, "");
}

/**
 * Follows the chosen result, or the first; asks at once where what is typed was not asked yet.
 * @param {Box} search
 * @param {() => Promise<void>} ask
 */
function follow(search, ask) {
  if (search.shown === search.input.value.trim() && !search.list.hidden) search.combobox.follow();
  else {
    clearTimeout(search.timer);
    void ask();
  }
}

/**
 * Closes the list; then empties the box; then hides it where it can be hidden.
 * @param {Box} search
 * @param {import("./search-reveal.js").Reveal} reveal
 */
function escape(search, reveal) {
  if (!search.list.hidden || !search.empty.hidden) close(search);
  else if (search.input.value) {
    search.input.value = "";
    clear(search);
  } else reveal.leave();
}

/**
 * @param {Box} search
 * @param {ReturnType<typeof openIndex>} index
 * @param {string} root
 */
async function askAndShow(search, index, root) {
  const query = search.input.value.trim();
  if (!query) {
    clear(search);
    return;
  }
  try {
    const found = await index.ask(query);
    if (search.input.value.trim() === query) show(search, query, found, root);
  } catch {
    search.combobox.offer([]);
    search.empty.replaceChildren(element("p", "", UNREAD));
    open(search);
    setText(search.status, UNREAD);
  }
}

/**
 * @param {Box} search
 * @param {string} query
 * @param {import("./search-index.js").Found} found
 * @param {string} root
 */
function show(search, query, { answer, results, questions }, root) {
  const options = results.map((result) => resultOption(result, root));
  if (answer) options.unshift(answerOption(answer, questions, root));
  search.shown = query;
  search.combobox.offer(options);
  search.empty.replaceChildren(...(options.length ? [] : emptyNodes(query, questions, root)));
  if (search.element.contains(document.activeElement)) open(search);
  setText(search.status, options.length ? `找到 ${options.length} 条，按上下键选择` : `没有找到“${query}”`);
}
