// A unit finds itself by its name, and the form takes over what is known of it. The address of the page may
// carry the id of a chosen unit; nothing that is typed goes there.
import { mountAskingField } from "./asking-field.js";
import { optionTo } from "./combobox.js";
import { part, setText } from "./page-elements.js";
import { makeLoader } from "./piece-loading.js";
import { UnitStore } from "./unit-store.js";

/** @typedef {import("./unit-store.js").Unit} Unit */

const NOT_LISTED = "名单里没有这个单位；可以直接在下面填写。";
const UNREAD = "单位名单没有读出来；可以直接在下面填写。";

/**
 * The field in which a unit is found, at work.
 * @param {HTMLElement} form
 * @param {string} root
 * @param {(unit: Unit, pressed: boolean) => boolean} choose whether the form took it over
 */
export function mountUnitChoice(form, root, choose) {
  const [within, status] = [part(form, "unit"), part(form, "unit-status")];
  const input = /** @type {HTMLInputElement} */ (part(form, "unit-input"));
  const open = storeOpener(root);
  const field = mountAskingField(
    { within, input, list: part(form, "unit-list"), status },
    { prepare: () => void open().catch(() => undefined), find: (query) => answerTo(query, open) },
  );
  let wanted = "";
  within.hidden = false;
  const forget = () => {
    wanted = "";
    field.clear();
  };
  return {
    /** Empties the field and takes back what is said; a unit that is still asked for is not taken. */
    forget,
    /**
     * @param {string} id of a unit, from the address
     * @param {boolean} pressed by a link that was pressed just now
     */
    async take(id, pressed) {
      forget();
      wanted = id;
      const { unit, said } = await foundUnit(id, open);
      if (id !== wanted) return;
      setText(status, unit ? takenWords(unit, choose(unit, pressed)) : said);
    },
  };
}

/**
 * @param {string} query
 * @param {() => Promise<UnitStore>} open
 * @returns {Promise<import("./asking-field.js").Answer>}
 */
async function answerTo(query, open) {
  try {
    const found = await (await open()).find(query);
    const options = found.map(({ id, name }) => optionTo(name, `#unit=${id}`));
    return { options, said: options.length ? `找到 ${options.length} 个单位，按上下键选择` : NOT_LISTED };
  } catch {
    return { options: [], said: UNREAD };
  }
}

/**
 * @param {Unit} unit
 * @param {boolean} taken
 */
function takenWords({ name }, taken) {
  if (taken) return `已填好“${name}”。收藏这一页的地址，下次打开即为本单位。`;
  return `表里已填了别的单位，没有改动；要换成“${name}”，请在上面重新查找。`;
}

/**
 * The unit with an id, or what is said where there is none.
 * @param {string} id
 * @param {() => Promise<UnitStore>} open
 * @returns {Promise<{unit: Unit | null, said: string}>}
 */
async function foundUnit(id, open) {
  try {
    return { unit: await (await open()).unit(id), said: "地址里的单位已不在名单里；请重新查找。" };
  } catch {
    return { unit: null, said: UNREAD };
  }
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
