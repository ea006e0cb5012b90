// The page of a form: filled here, and nothing of it leaves the page.
import { buildControls, valuesIn } from "./form-controls.js";
import { mountFormDownload } from "./form-download.js";
import { mountFormKeeping } from "./form-keeping.js";
import { pageOf } from "./form-page.js";
import { mountPreview } from "./form-preview.js";
import { showRouting } from "./form-routing.js";
import { mountUnitChoice } from "./form-unit.js";
import { unreadWords } from "./form-unread.js";
import { makeBringer } from "./handed-over.js";
import { link, part, setText } from "./page-elements.js";
import { mountTableInput } from "./table-input.js";
import { laterTaker } from "./table-later.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./form-working.js").FormWork} FormWork */
/** @typedef {import("./unit-store.js").Unit} Unit */

const filling = document.querySelector('[data-module="form"][data-view="fill"]');
const batch = document.querySelector('[data-module="form"][data-view="batch"]');
if (filling instanceof HTMLElement) mountPage(filling);

/** @param {HTMLElement} form */
function mountPage(form) {
  const page = pageOf(form);
  const work = workOn(page);
  mountForm(form, page, work);
  if (page.scripts && batch instanceof HTMLElement) mountBatchInput(batch, work);
}

/**
 * What brings all that works on records, once it is asked for.
 * @param {FormPage} page
 * @returns {() => Promise<FormWork>}
 */
function workOn(page) {
  const bring = makeBringer(page.root);
  /** @type {FormWork | null} */
  let work = null;
  return async () => {
    const make = await bring("form-work");
    work = work || make(page);
    return /** @type {FormWork} */ (work);
  };
}

/**
 * Many at once: what works on a table is loaded with the first.
 * @param {HTMLElement} within
 * @param {() => Promise<FormWork>} work
 */
function mountBatchInput(within, work) {
  const say = (/** @type {string} */ text) => setText(part(within, "batch-status"), text);
  const load = async () => (await work()).batch(within);
  mountTableInput(within, laterTaker(load, say, (error) => unreadWords(error, "没有读入")));
  part(within, "batch-app").hidden = false;
}

/**
 * @param {HTMLElement} form
 * @param {FormPage} page
 * @param {() => Promise<FormWork>} work
 */
function mountForm(form, page, work) {
  const controls = buildControls(part(form, "fields"), page.fields);
  const values = () => valuesIn(controls);
  /** @type {Unit | null} */
  let unit = null;
  const refresh = () => {
    for (const { mark } of controls) mark("");
    showRouting(part(form, "routing"), page.routing, values(), unit && isNamed(page, unit, values()) ? unit : null);
    setText(part(form, "gaps"), gapsIn(controls));
    keeping.changed();
    if (preview) preview.changed();
  };
  const add = (/** @type {Values} */ given) => {
    for (const { field, write } of controls) {
      const text = given[field.id];
      if (text !== undefined) write(text);
    }
    refresh();
  };
  const empty = () => {
    unit = null;
    for (const { write } of controls) write("");
    refresh();
  };
  const keeping = mountFormKeeping(form, page, work, { values, add, empty });
  // A draft is not filled.
  const preview = page.scripts && mountPreview(form, work, values);
  if (page.scripts) mountFormDownload(form, work, controls, values);
  let asked = false;
  const taken = (/** @type {Values} */ given) => (asked ? given : missing(given, values()));
  const units = page.units
    ? mountUnitChoice(form, page.root, (chosen) => {
        const known = taken(knownOf(page, chosen, unit, values()));
        if (isNamed(page, chosen, { ...values(), ...known })) unit = chosen;
        add(known);
      })
    : null;
  part(form, "fields").addEventListener("input", refresh);
  onceLeft(part(form, "fields"), refresh);
  part(form, "app").hidden = false;
  showPresets(form, page);
  keeping.restore();
  refresh();
  followAddress((kind, id, pressed) => {
    asked = pressed;
    if (kind === "unit") return void (units && units.take(id));
    const preset = page.presets.find((each) => each.id === id);
    const given = taken(preset ? preset.values : {});
    if (!preset || !Object.keys(given).length) return;
    add(given);
    keeping.say([`已填好“${preset.title}”，请接着填写其他栏。`]);
    form.scrollIntoView();
  });
}

/**
 * Acts after a field was left, once key or pointer is released: what appears before would move a button from under it.
 * @param {HTMLElement} fields
 * @param {() => void} act
 */
function onceLeft(fields, act) {
  let left = false;
  const released = () => {
    if (left) act();
    left = false;
  };
  fields.addEventListener("focusout", () => (left = true));
  document.addEventListener("keyup", released);
  document.addEventListener("click", released);
}

/**
 * Uses what the address of the page names, now and whenever a link leads there.
 * @param {(kind: string, id: string, pressed: boolean) => void} use pressed: by a link that was pressed just now
 */
function followAddress(use) {
  let pressed = "";
  const follow = () => {
    const [, kind, id] = /^#(unit|preset)=([a-z0-9-]+)$/.exec(location.hash) || [];
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

/**
 * What those who fill the form first have left open: a hint, never a demand.
 * @param {Control[]} controls
 */
function gapsIn(controls) {
  const [first] = controls;
  const own = controls.filter(({ field }) => first && field.filledBy === first.field.filledBy);
  const open = own.filter(({ read }) => !read()).map(({ field }) => field.name);
  if (!open.length) return "各栏都已填写。";
  if (open.length === own.length) return "";
  return `还空着：${open.join("、")}。通知没有规定哪一栏必须填写，可以留空。`;
}
