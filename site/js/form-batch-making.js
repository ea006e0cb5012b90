// The records of a table made into forms, in one archive: what is asked for first, how far it is, how to stop it.
import { download } from "./download.js";
import { batchFiller } from "./form-batch.js";
import { FILE_KINDS } from "./form-file-kinds.js";
import { patternFault } from "./form-names.js";
import { unreadWords } from "./form-unread.js";
import { inTurns } from "./in-turns.js";
import { labelFor, showFault } from "./page-controls.js";
import { action, element, part } from "./page-elements.js";

/** Bytes that are gathered before they are handed to the browser, which need not hold them in memory. */
const GATHERED = 4000000;

/** @typedef {import("./form-batch.js").Refused} Refused */
/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */
/** @typedef {import("./form-files.js").Fillable} Fillable */

/**
 * The part of the page where records that were read become files.
 * @param {HTMLElement} batch
 * @param {import("./form-page.js").FormPage} page
 * @param {(kind: string) => Promise<Fillable>} load
 * @param {{say: (text: string) => void, showRefused: (refused: Refused[]) => void}} view
 */
export function mountBatchMaking(batch, page, load, { say, showRefused }) {
  const names = nameField(batch, page);
  const progress = /** @type {HTMLProgressElement} */ (part(batch, "progress"));
  const [make, stop] = [action(batch, "make"), action(batch, "stop")];
  const kinds = kindBoxes(part(batch, "kinds"));
  /** @type {GivenRecord[]} */
  let records = [];
  let running = false;

  const run = (/** @type {boolean} */ now) => {
    running = now;
    make.hidden = now;
    stop.hidden = progress.hidden = !now;
  };
  const makeAll = async () => {
    const given = records;
    run(true);
    stop.focus();
    say(`正在生成 ${given.length} 份……`);
    progress.max = given.length;
    const said = await archived({
      ...{ title: page.title, records: given, kinds: kinds.chosen(), pattern: names.pattern(), load, showRefused },
      made: (count) => (progress.value = count),
      goesOn: () => running,
    }).catch((error) => unreadWords(error, "没有生成"));
    const waited = document.activeElement === stop;
    run(false);
    // Another table that came in the meantime has its own say.
    if (given !== records) return;
    if (waited) make.focus();
    say(said);
  };
  make.addEventListener("click", () => {
    if (!names.checked()) names.focus();
    else if (!kinds.chosen().length) say("请选择要生成哪种文件。");
    else void makeAll();
  });
  stop.addEventListener("click", () => (running = false));
  return {
    /** @param {GivenRecord[]} given what is made now; none: nothing to make */
    use(given) {
      records = given;
      running = false;
      part(batch, "making").hidden = !given.length;
    },
  };
}

/**
 * The field for how files are named; at first by what tells one filled form from another.
 * @param {HTMLElement} batch
 * @param {import("./form-page.js").FormPage} page
 */
function nameField(batch, page) {
  const field = /** @type {HTMLInputElement} */ (part(batch, "pattern"));
  const checked = () => {
    const fault = patternFault(field.value, page);
    showFault(part(batch, "pattern-fault"), field, fault);
    return !fault;
  };
  field.value = page.namedBy.map((id) => `{${(page.fields.find((each) => each.id === id) || { name: id }).name}}`).join("-");
  field.addEventListener("input", checked);
  return { checked, focus: () => field.focus(), pattern: () => field.value };
}

/**
 * An archive that is being made.
 * @typedef {object} Making
 * @property {string} title of the form
 * @property {GivenRecord[]} records
 * @property {string[]} kinds of file that each becomes
 * @property {string} pattern of their names
 * @property {(kind: string) => Promise<Fillable>} load
 * @property {(refused: Refused[]) => void} showRefused
 * @property {(count: number) => void} made told how many are done
 * @property {() => boolean} goesOn false: it is stopped
 */

/**
 * Makes the archive and hands it to the reader.
 * @param {Making} making
 * @returns {Promise<string>} what to say
 */
async function archived({ title, records, kinds, pattern, load, showRefused, made, goesOn }) {
  /** @type {Fillable} */
  const form = Object.assign({}, ...(await Promise.all(kinds.map(load))));
  const filler = batchFiller(form, kinds, pattern);
  const gathered = gatherer();
  const fill = async (/** @type {GivenRecord} */ record, /** @type {number} */ at) => {
    gathered.add(await filler.fill(record));
    made(at + 1);
  };
  if (!(await inTurns(records, fill, goesOn))) return "已停止，没有生成文件。";
  const bad = filler.refused.length;
  const count = records.length - bad;
  showRefused(filler.refused);
  if (!count) return "没有一行能填，没有生成文件；原因见下面的清单。";
  gathered.add(filler.end());
  const said = download(`${title.replace(/\s/g, "")}（${count}份）.zip`, gathered.whole(), "application/zip");
  return said + (bad ? `有 ${bad} 行没有填，原因见下面的清单，压缩包里也有。` : "");
}

/** @param {HTMLElement} place */
function kindBoxes(place) {
  const boxes = Object.entries(FILE_KINDS).map(([kind, { name }], at) => {
    const box = element("input");
    box.type = "checkbox";
    box.value = kind;
    box.checked = at === 0;
    const option = element("span", "form-option");
    option.append(box, labelFor(box, `form-kind-${kind}`, name));
    place.append(option);
    return box;
  });
  return { chosen: () => boxes.filter(({ checked }) => checked).map(({ value }) => value) };
}

/** Gathers bytes without holding them all in memory. */
function gatherer() {
  /** @type {Blob[]} */
  const done = [];
  /** @type {Uint8Array[]} */
  let parts = [];
  let size = 0;
  const put = () => {
    done.push(new Blob(/** @type {any} */ (parts)));
    [parts, size] = [[], 0];
  };
  return {
    /** @param {Uint8Array[]} bytes */
    add(bytes) {
      parts.push(...bytes);
      size += bytes.reduce((sum, { length }) => sum + length, 0);
      if (size > GATHERED) put();
    },
    whole() {
      put();
      return new Blob(done);
    },
  };
}
