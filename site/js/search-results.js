// Results as page elements. Text goes in by textContent only.
import { today } from "./clock.js";
import { optionTo } from "./combobox.js";
import { element, link } from "./page-elements.js";

const BEFORE = 24;
const LONGEST = 90;

/** @typedef {import("./search-marking.js").Marked} Marked */
/** @typedef {import("./search-index.js").Result} Result */
/** @typedef {import("./search-known.js").Answer} Answer */
/** @typedef {import("./search-index.js").Found} Found */
/** @typedef {import("./search-store.js").Questions} Questions */

/**
 * A section that was found, as a list offers it.
 * @param {Result} result
 * @param {string} root
 */
export function resultOption(result, root) {
  const option = optionFor(root + result.address);
  const title = element("span", "search-title");
  title.append(...pieces(result.title));
  if (result.year) title.append(`（${result.year}年）`);
  if (result.heading) title.append(" › ", ...pieces(result.heading));
  option.append(title);
  if (result.sentence.characters.length) {
    const sentence = element("span", "search-sentence");
    sentence.append(...pieces(around(result.sentence)));
    option.append(sentence);
  }
  return option;
}

/**
 * The answer to a known question, as a list offers it: of which year, with the sentence of the notice, or whom to ask.
 * @param {Answer} answer
 * @param {Found} found
 * @param {string} root
 */
export function answerOption(answer, { year, notHeld, questions }, root) {
  const option = optionFor(root + answer.address);
  option.classList.add("search-answer");
  const over = questions.ends !== null && questions.ends < today();
  option.append(element("span", "search-title", `${answer.title}　${year} 年度${over ? "（已结束）" : ""}`));
  if (notHeld.length) option.append(element("span", "search-said", `本站没有收录${notHeld.join("、")}年的通知。`));
  const said = answer.unstated ? "本通知未作规定。" : answer.words;
  option.append(element("span", "search-said", said));
  if (answer.unstated) {
    option.append(element("span", "search-sentence", answer.words));
    option.append(element("span", "search-sentence", `可以问：${questions.ask.map(askLine).join("；")}`));
  } else if (answer.quote) {
    option.append(element("span", "search-sentence", `通知原文：“${answer.quote}”`));
  }
  return option;
}

/** @param {string} address */
function optionFor(address) {
  const option = optionTo("", address);
  option.className = "search-option";
  return option;
}

/**
 * What stands where nothing was found: what to try, and whom to call.
 * @param {string} query
 * @param {Questions} questions
 * @param {string} root
 */
export function emptyNodes(query, questions, root) {
  const said = element("p");
  said.append(element("strong", "", `没有找到“${query}”。`));
  const tries = element("p", "", `换个说法，或者只打一两个关键的词，例如：${questions.try.join("、")}。`);
  const listing = element("p", "", "也可以在");
  listing.append(link("站内目录", `${root}headings.html`), "里找，或者问：");
  const whom = element("ul");
  for (const ask of questions.ask) whom.append(element("li", "", askLine(ask)));
  return [said, tries, listing, whom];
}

/** @param {import("./search-store.js").Ask} ask */
function askLine({ matter, whom, phone }) {
  return `${matter}：${whom}${phone ? `，电话 ${phone}` : ""}`;
}

/**
 * The part of a long sentence where the first of its marks stands.
 * @param {Marked} marked
 * @returns {Marked}
 */
function around(marked) {
  const { characters, marks } = marked;
  if (characters.length <= LONGEST) return marked;
  const first = marks[0] ? marks[0][0] : 0;
  const begin = Math.max(0, Math.min(first - BEFORE, characters.length - LONGEST));
  const end = Math.min(characters.length, begin + LONGEST);
  const before = begin > 0 ? ["…"] : [];
  const after = end < characters.length ? ["…"] : [];
  const shift = begin - before.length;
  /** @type {[number, number][]} */
  const kept = [];
  for (const [from, to] of marks) {
    if (to > begin && from < end) kept.push([Math.max(from, begin) - shift, Math.min(to, end) - shift]);
  }
  return { ...marked, characters: [...before, ...characters.slice(begin, end), ...after], marks: kept };
}

/**
 * @param {Marked} marked
 * @returns {(Node | string)[]}
 */
function pieces({ characters, marks }) {
  const nodes = [];
  let done = 0;
  for (const [begin, end] of marks) {
    if (begin > done) nodes.push(characters.slice(done, begin).join(""));
    nodes.push(element("mark", "", characters.slice(begin, end).join("")));
    done = end;
  }
  nodes.push(characters.slice(done).join(""));
  return nodes;
}
