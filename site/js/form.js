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
  /** @type {Unit | null} */
  let unit = null;
  const refresh = () => {
    for (const { mark } of controls) mark("");
    showRouting(part(form, "routing"), page.routing, valuesIn(controls), unit);
    setText(part(form, "gaps"), gapsIn(controls));
    keeping.changed();
    if (preview) preview.changed();
  };
  const fill = (/** @type {Values} */ values) => {
    for (const { field, write } of controls) write(values[field.id] || "");
    refresh();
  };
  const add = (/** @type {Values} */ values) => fill({ ...valuesIn(controls), ...values });
  const keeping = mountFormKeeping(form, page, work, { values: () => valuesIn(controls), fill });
  // A draft is not filled.
  const preview = page.scripts && mountPreview(form, work, () => valuesIn(controls));
  if (page.scripts) mountFormDownload(form, work, controls, () => valuesIn(controls));
  const units = page.units
    ? mountUnitChoice(form, page.root, (chosen) => {
        unit = chosen;
        add(knownOf(page, chosen));
      })
    : null;
  part(form, "fields").addEventListener("input", refresh);
  part(form, "fields").addEventListener("focusout", refresh);
  part(form, "app").hidden = false;
  showPresets(form, page);
  keeping.restore();
  refresh();
  followAddress(page, {
    preset(preset) {
      add(preset.values);
      keeping.say([`已填好“${preset.title}”，请接着填写其他栏。`]);
      form.scrollIntoView();
    },
    unit: (id) => void (units && units.take(id)),
  });
}

/**
 * Takes over what the address of the page names, now and whenever a link leads there.
 * @param {FormPage} page
 * @param {{preset: (preset: import("./form-page.js").Preset) => void, unit: (id: string) => void}} use
 */
function followAddress(page, { preset, unit }) {
  const follow = () => {
    const [, kind, id = ""] = /^#(unit|preset)=([a-z0-9-]+)$/.exec(location.hash) || [];
    const named = kind === "preset" && page.presets.find((each) => each.id === id);
    if (named) preset(named);
    else if (kind === "unit") unit(id);
  };
  window.addEventListener("hashchange", follow);
  // The same address again changes nothing by which it could be heard.
  document.addEventListener("click", ({ target }) => {
    const address = target instanceof Element && target.closest("a");
    if (address && address.href === location.href) follow();
  });
  follow();
}

/**
 * What the form takes over of a unit.
 * @param {FormPage} page
 * @param {Unit} unit
 * @returns {Values}
 */
function knownOf(page, unit) {
  /** @type {Values} */
  const known = {};
  for (const { id, fromUnit } of page.fields) {
    if (fromUnit && unit[fromUnit]) known[id] = unit[fromUnit];
  }
  return known;
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
