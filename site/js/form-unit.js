// A unit finds itself by its name, and the form takes over what is known of it. The address of the page may
// carry the id of a chosen unit; nothing that is typed goes there.
import { mountCombobox, optionTo } from "./combobox.js";
import { part, setText } from "./page-elements.js";
import { makeLoader } from "./piece-loading.js";
import { whenTyped } from "./typing.js";
import { UnitStore } from "./unit-store.js";

/** @typedef {import("./unit-store.js").Unit} Unit */

const PAUSE = 40;
const NOT_LISTED = "名单里没有这个单位；可以直接在下面填写。";
const UNREAD = "单位名单没有读出来；可以直接在下面填写。";

/**
 * The field in which a unit is found, at work.
 * @param {HTMLElement} form
 * @param {string} root
 * @param {(unit: Unit) => void} choose
 */
export function mountUnitChoice(form, root, choose) {
  const input = /** @type {HTMLInputElement} */ (part(form, "unit-input"));
  const list = part(form, "unit-list");
  const say = (/** @type {string} */ text) => setText(part(form, "unit-status"), text);
  const open = storeOpener(root);
  const combobox = mountCombobox(input, list, {
    enter: () => void (list.hidden || combobox.follow()),
    escape: () => combobox.toggle(false),
  });
  let timer = 0;

  const ask = async () => {
    const typed = input.value;
    try {
      const found = typed.trim() ? await (await open()).find(typed) : [];
      if (input.value !== typed) return;
      combobox.offer(found.map(({ id, name }) => optionTo(name, `#unit=${id}`)));
      combobox.toggle(found.length > 0);
      say(!typed.trim() ? "" : found.length ? `找到 ${found.length} 个单位，按上下键选择` : NOT_LISTED);
    } catch {
      say(UNREAD);
    }
  };
  input.addEventListener("focus", () => void open().catch(() => undefined));
  whenTyped(input, () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
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
 * @returns {() => Promise<UnitStore>}
 */
function storeOpener(root) {
  const load = makeLoader(root);
  /** @type {UnitStore | null} */
  let store = null;
  const receiver = {
    /** @param {import("./unit-store.js").Directory} directory */
    directory(directory) {
      if (store !== null) return;
      store = new UnitStore(directory, load);
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
