// The page of a form: filled here, and nothing of it leaves the page.
import { buildControls, valuesIn } from "./form-controls.js";
import { mountFormDownload } from "./form-download.js";
import { mountGiven } from "./form-given.js";
import { mountFormKeeping } from "./form-keeping.js";
import { pageOf } from "./form-page.js";
import { mountPreview } from "./form-preview.js";
import { showRouting } from "./form-routing.js";
import { unreadWords } from "./form-unread.js";
import { makeBringer } from "./handed-over.js";
import { part, setText } from "./page-elements.js";
import { mountTableInput } from "./table-input.js";
import { laterTaker } from "./table-later.js";

/** @typedef {import("./form-controls.js").Control} Control */
/** @typedef {import("./form-page.js").FormPage} FormPage */
/** @typedef {import("./form-page.js").Values} Values */
/** @typedef {import("./form-working.js").FormWork} FormWork */

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
  const refresh = () => {
    for (const { mark } of controls) mark("");
    showRouting(part(form, "routing"), page.routing, values(), given.unit());
    setText(part(form, "gaps"), gapsIn(controls));
    keeping.changed();
    if (preview) preview.changed();
  };
  const add = (/** @type {Values} */ some) => {
    for (const { field, write } of controls) {
      const text = some[field.id];
      if (text !== undefined) write(text);
    }
    refresh();
  };
  const empty = () => {
    given.forget();
    for (const { write } of controls) write("");
    part(form, "made").replaceChildren();
    refresh();
  };
  const keeping = mountFormKeeping(form, page, work, { values, add, empty });
  const given = mountGiven(form, page, { values, add }, keeping.say);
  // A draft is not filled.
  const preview = page.scripts && mountPreview(form, work, values);
  if (page.scripts) mountFormDownload(form, work, controls, values);
  part(form, "fields").addEventListener("input", refresh);
  onceLeft(part(form, "fields"), refresh);
  part(form, "app").hidden = false;
  keeping.restore();
  refresh();
  given.follow();
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
