// Many records of a form at once: which columns of a table mean what, what each row becomes, and what could not
// be filled, in the words of policypress fill. Pure: no page, no clock, no network.
import { csvText } from "./csv.js";
import { entered } from "./form-entered.js";
import { FILE_KINDS } from "./form-file-kinds.js";
import { fileOf } from "./form-files.js";
import { namer } from "./form-names.js";
import { cellPairs, RecordReader } from "./form-records.js";
import { zipWriter } from "./zip-writing.js";

/** The report in the archive, beside the filled files, where a record was refused. */
export const REPORT = "填表报告.csv";
/** The heads of its columns. */
export const REPORT_HEAD = ["位置", "栏目", "问题"];
/** Records that are filled at once: files of as many fit an archive, and the memory of a phone. */
export const MOST_RECORDS = 10000;

/** @typedef {import("./form-records.js").GivenRecord} GivenRecord */
/** @typedef {import("./form-records.js").RecordForm} RecordForm */
/** @typedef {import("./form-entered.js").Refusal} Refusal */
/** @typedef {{place: string, refusals: Refusal[]}} Refused a record that cannot be filled */
/** @typedef {(string | null)[]} Keys under which the columns of a table are read; null: left out */

/**
 * Under which fields the columns of a table are read, by their headings; those of no field are left out.
 * @param {RecordForm} form
 * @param {string[]} headings
 * @returns {Keys}
 */
export function keysOf(form, headings) {
  const reader = new RecordReader(form);
  return headings.map((heading) => {
    const field = reader.fieldOf(heading);
    return field ? field.name : null;
  });
}

/**
 * What reads a row of a table, and tells what of it no file can take, whatever its kind.
 * @param {RecordForm & {title: string}} form
 * @param {Keys} keys
 * @param {string} epoch
 */
export function rowReader(form, keys, epoch) {
  const reader = new RecordReader(form);
  return (/** @type {import("./table-file.js").Row} */ row) => {
    // A cell beyond the last heading is one too many in its row.
    const pairs = row.cells.flatMap((_, at) => {
      const key = at < keys.length ? keys[at] : `第 ${at + 1} 列`;
      return key ? cellPairs(row, at, key) : [];
    });
    const given = reader.record(`第 ${row.number} 行`, pairs, epoch);
    return { given, refusals: distinct([...given.refusals, ...entered(form, given.values).refusals]) };
  };
}

/**
 * What fills records into an archive, each in every kind or in none.
 * @param {import("./form-files.js").Fillable} form
 * @param {string[]} kinds
 * @param {string} pattern of the names; it fits the form
 */
export function batchFiller(form, kinds, pattern) {
  const nameOf = namer(form, pattern);
  const zip = zipWriter();
  /** @type {Refused[]} */
  const refused = [];
  return {
    refused,
    /**
     * @param {GivenRecord} given
     * @returns {Promise<Uint8Array[]>} what it adds to the archive
     */
    async fill(given) {
      const name = nameOf(given.values);
      /** @type {Map<string, Refusal[]>} */
      const found = new Map(kinds.map((kind) => [kind, []]));
      /** @type {[string, Uint8Array][]} */
      const files = [];
      for (const kind of kinds) {
        const made = await fileOf(form, kind, given.values);
        if ("refusals" in made) found.set(kind, made.refusals);
        else files.push([`${name}.${kind}`, made.bytes]);
      }
      const refusals = [...given.refusals, ...refusalsByKind(found, given.refusals.length > 0)];
      if (!refusals.length) return files.flatMap(([file, bytes]) => zip.add(file, bytes));
      refused.push({ place: given.place, refusals: distinct(refusals) });
      return [];
    },
    /** The end of the archive, with the report before it where there is something to report. */
    end() {
      const report = refused.length ? zip.add(REPORT, new TextEncoder().encode(reportText(form, refused))) : [];
      return [...report, ...zip.end()];
    },
  };
}

/**
 * What was found amiss for each kind; what not every kind has is told with the name of the kind.
 * @param {Map<string, Refusal[]>} found
 * @param {boolean} hopeless whether no kind could be made for other reasons; else it is told which could
 * @returns {Refusal[]}
 */
function refusalsByKind(found, hopeless) {
  const all = Array.from(found);
  const sound = all.filter(([, refusals]) => !hopeless && !refusals.length).map(([kind]) => kindName(kind));
  const remedy = sound.length ? `；这一条可以只生成 ${sound.join("、")}` : "";
  const inAll = (/** @type {Refusal} */ { field, message }) =>
    all.every(([, refusals]) => refusals.some((other) => other.field === field && other.message === message));
  return all.flatMap(([kind, refusals]) =>
    refusals.map((refusal) =>
      inAll(refusal) ? refusal : { ...refusal, message: `${kindName(kind)} 表：${refusal.message}${remedy}` },
    ),
  );
}

/** @param {string} kind */
function kindName(kind) {
  return /** @type {{name: string}} */ (FILE_KINDS[kind]).name;
}

/**
 * The report as spreadsheets open it, the same as the command's.
 * @param {{fields: import("./form-data.js").Field[]}} form
 * @param {Refused[]} refused
 */
function reportText(form, refused) {
  const text = csvText([REPORT_HEAD, ...refused.flatMap((each) => reportRows(form, each))]);
  // Half a character is told by its code.
  return `\ufeff${text.replace(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)}`;
}

/**
 * Where, in which field, and why; one row a reason.
 * @param {{fields: import("./form-data.js").Field[]}} form
 * @param {Refused} refused
 */
export function reportRows({ fields }, { place, refusals }) {
  const names = new Map(fields.map(({ id, name }) => [id, name]));
  return refusals.map(({ field, message }) => [place, names.get(field) || field, message]);
}

/** @param {Refusal[]} refusals */
function distinct(refusals) {
  return [...new Map(refusals.map((refusal) => [`${refusal.field}\n${refusal.message}`, refusal])).values()];
}
