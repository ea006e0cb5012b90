// The search box in the header of every page. What is typed stays in the page, and nothing of the index is loaded
// before somebody goes to the box.
import { mountAskingField } from "./asking-field.js";
import { action, element, part } from "./page-elements.js";
import { openIndex } from "./search-index.js";
import { answerOption, emptyNodes, resultOption } from "./search-results.js";
import { mountReveal } from "./search-reveal.js";

const UNREAD = "搜索数据没有读出来，请刷新页面再试。";
const box = document.querySelector('[data-module="search"]');
const script = document.currentScript;
if (box instanceof HTMLElement && script instanceof HTMLScriptElement) {
  mountSearch(box, new URL("..", script.src).href);
}

/**
 * @param {HTMLElement} search
 * @param {string} root address of the site's root, ending in a slash
 */
function mountSearch(search, root) {
  const index = openIndex(root);
  const [input, list] = [/** @type {HTMLInputElement} */ (part(search, "input")), part(search, "results")];
  const reveal = mountReveal(search, input, list);
  mountAskingField(
    { within: search, input, list, empty: part(search, "empty"), status: part(search, "status") },
    {
      prepare: () => void index.prepare().catch(() => {}),
      find: (query) => answerTo(query, index, root),
      leave: reveal.leave,
    },
  );
  part(search, "panel").hidden = false;
  action(search, "open").hidden = false;
}

/**
 * @param {string} query
 * @param {ReturnType<typeof openIndex>} index
 * @param {string} root
 * @returns {Promise<import("./asking-field.js").Answer>}
 */
async function answerTo(query, index, root) {
  try {
    const found = await index.ask(query);
    const { answer, results, questions } = found;
    const options = results.map((result) => resultOption(result, root));
    if (answer) options.unshift(answerOption(answer, found, root));
    if (options.length) return { options, said: `找到 ${options.length} 条，按上下键选择` };
    return { options, instead: emptyNodes(query, questions, root), said: `没有找到“${query}”` };
  } catch {
    return { options: [], instead: [element("p", "", UNREAD)], said: UNREAD };
  }
}
