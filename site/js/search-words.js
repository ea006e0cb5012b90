// What people type and what pages say, as terms that can be compared, the same as
// generators/policypress/search/words.py. Pure: no page, no clock, no network.

const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`[${HAN}]+|[a-z]+|[0-9]+`, "gu");
// Every other character is compared as it is.
const FOLDABLE = /[^\u4e00-\u9fff]/gu;
const IS_HAN = new RegExp(`^[${HAN}]`, "u");

/**
 * The lists that travel in the index.
 * @typedef {{fillers: string[], kinds: string[][], kept: string[], radicals: [string, string]}} WordLists
 */

/**
 * @typedef {object} Words
 * @property {(text: string) => string} folded Text as it is compared.
 * @property {(text: string) => {characters: string[], text: string, origins: number[]}} withOrigins
 *   The same, with the code points of the text and, for each code unit, which of them it comes from.
 * @property {(query: string, gap?: string) => string} matter A folded query without its question words.
 * @property {(query: string) => Set<number>} kinds What a folded query asks for: how much, when, where …
 */

/**
 * The runs of a folded text: Chinese characters, letters, digits.
 * @param {string} text
 * @returns {string[]}
 */
export function runs(text) {
  return text.match(RUN) || [];
}

/**
 * Whether a run is of Chinese characters.
 * @param {string} run
 */
export function isHan(run) {
  return IS_HAN.test(run);
}

/**
 * The terms of a folded text: words, numbers, and of Chinese every pair of characters.
 * @param {string} text
 * @returns {string[]}
 */
export function terms(text) {
  return runs(text).flatMap((run) => {
    if (!isHan(run)) return [run];
    const characters = Array.from(run);
    if (characters.length === 1) return [run];
    return characters.slice(1).map((character, i) => characters[i] + character);
  });
}

/**
 * What compares texts by these lists.
 * @param {WordLists} lists
 * @returns {Words}
 */
export function makeWords(lists) {
  const ideographs = Array.from(lists.radicals[1]);
  const unified = new Map(Array.from(lists.radicals[0]).map((radical, i) => [radical, ideographs[i] || ""]));
  const kindOf = new Map(lists.kinds.flatMap((words, kind) => words.map((word) => [word, kind])));
  const filler = longestFirst(lists.fillers, lists.kept);
  const asking = longestFirst(Array.from(kindOf.keys()), lists.kept);
  /** @type {Map<string, string>} */
  const known = new Map();

  /** @param {string} character */
  function fold(character) {
    const before = known.get(character);
    if (before !== undefined) return before;
    const plain = Array.from(character.normalize("NFKC").toLowerCase());
    const result = plain.map((each) => unified.get(each) || each).join("");
    known.set(character, result);
    return result;
  }

  return {
    folded: (text) => text.replace(FOLDABLE, fold),
    withOrigins(text) {
      const characters = Array.from(text);
      const pieces = characters.map((character) => character.replace(FOLDABLE, fold));
      /** @type {number[]} */
      const origins = [];
      pieces.forEach((piece, i) => {
        for (let unit = 0; unit < piece.length; unit++) origins.push(i);
      });
      return { characters, text: pieces.join(""), origins };
    },
    matter(query, gap = " ") {
      const left = query.replace(filler, (_, kept) => kept || gap);
      return runs(left).length ? left : query;
    },
    kinds(query) {
      const found = (query.match(asking) || []).map((word) => kindOf.get(word));
      return new Set(found.filter((kind) => kind !== undefined));
    },
  };
}

/**
 * What finds the words to be kept, as its group, and the others.
 * @param {string[]} words
 * @param {string[]} kept
 */
function longestFirst(words, kept) {
  const sorted = words.slice().sort((a, b) => b.length - a.length);
  return new RegExp(`(${kept.join("|")})|${sorted.join("|")}`, "gu");
}
