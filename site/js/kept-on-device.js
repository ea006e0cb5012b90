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
  box.addEventListener("change", () => {
    if (box.checked && !store(key, content())) {
      box.checked = false;
      say([`这个浏览器不允许网页记住内容；可以用“导出${thing}”。`]);
    } else if (!box.checked) {
      forget(key);
      say([`已清除这台设备上记住的内容；页面上的${thing}还在。`]);
    } else say(["已记住；以后的改动也会记住。"]);
  });
  clear.addEventListener("click", () => {
    box.checked = false;
    forget(key);
    empty();
    say([`已清除页面上和这台设备上的全部${thing}。`]);
  });
  return {
    changed() {
      if (box.checked) store(key, content());
    },
    /** @returns {unknown} what was kept, whoever wrote it; null: nothing */
    recalled() {
      const stored = recall(key);
      box.checked = stored !== null;
      return stored;
    },
  };
}

/**
 * @param {string} key
 * @param {unknown} content
 * @returns {boolean} whether the browser keeps it
 */
function store(key, content) {
  try {
    localStorage.setItem(key, JSON.stringify(content));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @returns {unknown}
 */
function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
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
