// A unit finds itself by its name, and the form takes over what is known of it. The address of the page may
// carry the id of a chosen unit; nothing that is typed goes there.
import { element, part, setText } from "./page-elements.js";
import { makeLoader } from "./pieces.js";
import { makeUnitStore } from "./unit-store.js";

/** @typedef {import("./unit-store.js").Unit} Unit */
/** @typedef {ReturnType<typeof makeUnitStore>} Store */

const PAUSE = 40;
const UNREAD = "单位名单没有读出来；可以直接在下面填写。";

/**
 * @param {HTMLElement} form
 * @param {string} root
 * @param {(unit: Unit) => void} choose
 */
export function mountUnitChoice(form, root, choose) {
  const input = /** @type {HTMLInputElement} */ (part(form, "unit-input"));
  const list = part(form, "unit-list");
  const say = (/** @type {string} */ text) => setText(part(form, "unit-status"), text);
  const open = storeOpener(root);
  let timer = 0;

  /** @param {HTMLElement[]} found */
  const show = (found) => {
    list.replaceChildren(...found);
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const typed = input.value;
    try {
      const found = typed.trim() ? await (await open()).find(typed) : [];
      if (input.value !== typed) return;
      show(found.map(optionOf));
      say(!typed.trim() ? "" : found.length ? `找到 ${found.length} 个单位，按上下键选择` : "名单里没有这个单位；可以直接在下面填写。");
    } catch {
      say(UNREAD);
    }
  };
  input.addEventListener("focus", () => void open().catch(() => undefined));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && worked(event.key, input, list)) event.preventDefault();
    if (event.key === "Escape") show([]);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => show([]));
  part(form, "unit").hidden = false;
  return {
    /** @param {string} id of a unit, from the address */
    async take(id) {
      try {
        const unit = await (await open()).unit(id);
        if (unit === null) {
          say("地址里的单位已不在名单里；请重新查找。");
          return;
        }
        input.value = "";
        choose(unit);
        say(`已填好“${unit.name}”。收藏这一页的地址，下次打开即为本单位。`);
      } catch {
        say(UNREAD);
      }
    },
  };
}

/**
 * @param {string} root
 * @returns {() => Promise<Store>}
 */
function storeOpener(root) {
  const load = makeLoader(root);
  /** @type {Store | null} */
  let store = null;
  const receiver = {
    /** @param {import("./unit-store.js").Directory} directory */
    directory(directory) {
      if (store !== null) return;
      store = makeUnitStore(directory, load);
      Object.assign(receiver, store.receiver);
    },
  };
  Object.defineProperty(window, "policypressUnits", { value: receiver });
  return async () => {
    await load("units/directory.js");
    if (store === null) throw new Error("units");
    return store;
  };
}

/**
 * @param {{id: string, name: string}} unit
 * @param {number} index
 */
function optionOf({ id, name }, index) {
  const option = /** @type {HTMLAnchorElement} */ (element("a", "", name));
  option.href = `#unit=${id}`;
  option.id = `form-unit-option-${index + 1}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.tabIndex = -1;
  return option;
}

/**
 * Moves among the options or follows one; whether the key meant that.
 * @param {string} key
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function worked(key, input, list) {
  const options = /** @type {HTMLElement[]} */ (Array.from(list.children));
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (key === "Enter") {
    const chosen = options[Math.max(now, 0)];
    if (chosen && !list.hidden) chosen.click();
    return true;
  }
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (!step || !options.length) return false;
  const next = options[now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length];
  for (const option of options) option.setAttribute("aria-selected", String(option === next));
  if (next) {
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }
  return true;
}
