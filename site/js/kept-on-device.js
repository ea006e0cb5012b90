// Content kept in this browser, only where the reader asks for it, with one button that clears it.

/**
 * @template T
 * @typedef {object} Kept
 * @property {HTMLInputElement} box ticked: what is on the page is kept
 * @property {HTMLButtonElement} clear
 * @property {string} key
 * @property {string} thing what the page calls its content; a button of the page exports it
 * @property {() => T} content
 * @property {() => void} empty empties the page
 * @property {(lines: string[]) => void} say
 */

/**
 * The box that keeps the content of the page and the button that clears it, at work.
 * @template T
 * @param {Kept<T>} page
 */
export function mountKept({ box, clear, key, thing, content, empty, say }) {
  let keeping = false;
  /** @type {string | null} */
  let mine = null;
  const turn = (/** @type {boolean} */ on) => {
    keeping = box.checked = on;
  };
  const stop = (/** @type {string} */ why) => {
    turn(false);
    forget(key);
    say([why]);
  };
  const keep = () => {
    mine = JSON.stringify(content());
    turn(store(key, mine));
    if (!keeping) stop(`没有记住：这个浏览器不允许网页记住内容，或者已经存不下；这台设备上没有留下${thing}，请用“导出${thing}”保存。`);
  };
  // What another window keeps meanwhile is neither replaced nor forgotten.
  const follow = () => {
    const stored = keptText(key);
    if (!keeping || stored === mine) return;
    if (stored === null) return stop(`这台设备上记住的内容已在别处清除，以后的改动不再记住；页面上的${thing}还在。`);
    turn(false);
    say([`另一个窗口也在记住这里的${thing}，这一页以后的改动不再记住；请只在一个窗口里填写，或者先导出${thing}。`]);
  };
  box.addEventListener("change", () => {
    if (!box.checked) return stop(`已清除这台设备上记住的内容；页面上的${thing}还在。`);
    say(["已记住；以后的改动也会记住。"]);
    keep();
  });
  clear.addEventListener("click", () => {
    stop(`已清除页面上和这台设备上的全部${thing}。`);
    empty();
  });
  window.addEventListener("storage", follow);
  return {
    changed() {
      // A page may hear of a click on the box before the box does.
      if (!box.checked) return;
      follow();
      if (keeping) keep();
    },
    /** @returns {unknown} what was kept, whoever wrote it; null: nothing */
    recalled() {
      mine = keptText(key);
      const stored = parsed(mine);
      turn(stored !== null);
      return stored;
    },
  };
}

/**
 * The texts by name in what was kept; whatever else stands there is left out.
 * @param {unknown} stored
 * @returns {Record<string, string>}
 */
export function keptTexts(stored) {
  return Object.fromEntries(Object.entries(Object(stored)).filter(([, text]) => typeof text === "string"));
}

/**
 * @param {string} key
 * @param {string} text
 * @returns {boolean} whether the browser keeps it
 */
function store(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string | null} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text || "null");
  } catch {
    return null;
  }
}

/** @param {string} key */
function keptText(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key */
function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
