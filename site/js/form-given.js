// What a unit, a preset or the address of the page gives a form; what was typed gives way only to a link that is pressed.
import { mountUnitChoice } from "./form-unit.js";
import { link, part } from "./page-elements.js";

/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./unit-store.js").Unit} Unit */

const ADDRESS = /^#(unit|preset)=([a-z0-9-]+)$/;

/**
 * What gives the form its units and presets, at work.
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {{values: () => Values, add: (given: Values) => void}} fields
 * @param {(lines: string[]) => void} say
 */
export function mountGiven(form, page, { values, add }, say) {
  /** @type {Unit | null} */
  let unit = null;
  const taken = (/** @type {Values} */ given, /** @type {boolean} */ pressed) => (pressed ? given : missing(given, values()));
  /** Takes all that is known of a unit; where another stands there that no link asks to replace, nothing. */
  const takeUnit = (/** @type {Unit} */ chosen, /** @type {boolean} */ pressed) => {
    if (!pressed && !isNamed(page, chosen, values()) && !isFree(page, chosen, values())) return false;
    const known = taken(knownOf(page, chosen, unit, values()), pressed);
    unit = chosen;
    add(known);
    return true;
  };
  const takePreset = (/** @type {import("./form-page.js").Preset} */ preset, /** @type {boolean} */ pressed) => {
    const given = taken(preset.values, pressed);
    if (!Object.keys(given).length) return;
    add(given);
    say([`已填好“${preset.title}”，请接着填写其他栏。`]);
    form.scrollIntoView();
  };
  const units = page.units && mountUnitChoice(form, page.root, takeUnit);
  showPresets(form, page);
  return {
    /** The unit that the form is filled in for, where it was chosen. */
    unit: () => (unit && isNamed(page, unit, values()) ? unit : null),
    /** Forgets the unit, what is said of it, and what the address names. */
    forget() {
      unit = null;
      if (units) units.forget();
      if (ADDRESS.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    },
    /** Takes what the address names, now and from now on. */
    follow() {
      followAddress((kind, id, pressed) => {
        const preset = kind === "preset" && page.presets.find((each) => each.id === id);
        if (preset) takePreset(preset, pressed);
        else if (kind === "unit" && units) void units.take(id, pressed);
      });
    },
  };
}

/**
 * Uses what the address of the page names, now and whenever a link leads there.
 * @param {(kind: string, id: string, pressed: boolean) => void} use pressed: by a link that was pressed just now
 */
function followAddress(use) {
  let pressed = "";
  const follow = () => {
    const [, kind, id] = ADDRESS.exec(location.hash) || [];
    if (kind && id) use(kind, id, pressed === location.href);
    pressed = "";
  };
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", ({ target }) => {
    const address = target instanceof Element && target.closest("a");
    pressed = address ? address.href : "";
    // The same address again changes nothing by which it could be heard.
    if (pressed === location.href) follow();
  });
  follow();
}

/**
 * Of the values given those whose fields are empty.
 * @param {Values} given
 * @param {Values} values
 * @returns {Values}
 */
function missing(given, values) {
  return Object.fromEntries(Object.entries(given).filter(([id]) => !values[id]));
}

/**
 * What the form takes over of a unit; what stands there of the one before gives way.
 * @param {FormPage} page
 * @param {Unit} unit
 * @param {Unit | null} before
 * @param {Values} values
 * @returns {Values}
 */
function knownOf(page, unit, before, values) {
  /** @type {Values} */
  const known = {};
  for (const { id, fromUnit } of page.fields) {
    if (fromUnit && (unit[fromUnit] || (before && before[fromUnit] === values[id]))) known[id] = unit[fromUnit];
  }
  return known;
}

/**
 * Whether the form is filled in for a unit: another name there is another unit.
 * @param {FormPage} page
 * @param {Unit} unit
 * @param {Values} values
 */
function isNamed(page, unit, values) {
  return page.fields.every(({ id, fromUnit }) => fromUnit !== "name" || values[id] === unit.name);
}

/**
 * Whether nothing but of a unit stands where the form takes over something of it.
 * @param {FormPage} page
 * @param {Unit} unit
 * @param {Values} values
 */
function isFree(page, unit, values) {
  return page.fields.every(({ id, fromUnit }) => !fromUnit || !values[id] || values[id] === unit[fromUnit]);
}

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 */
function showPresets(form, page) {
  const place = part(form, "presets");
  place.hidden = page.presets.length === 0;
  for (const { id, title } of page.presets) {
    const start = link(`先填好：${title}`, `#preset=${id}`);
    start.className = "form-button";
    place.append(start);
  }
}
