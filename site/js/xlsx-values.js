// Cells of an .xlsx sheet as people see them, the same as generators/policypress/xlsx_values.py reads them.
// Pure: no page, no clock, no network.
import { DAY_MS } from "./days.js";
import { DAMAGED, TableError } from "./table-error.js";

/** Day 0 of the date serials of Excel and WPS. */
export const EPOCH = "1899-12-30";
/** What is wrong with a cell whose formula has no stored result, to follow what it shows. */
export const NO_RESULT = "是没有结果的公式；请用表格软件打开这个文件，保存后再试";
/** What is wrong with a cell that shows an error. */
export const ERROR = "是表格软件显示的错误；请改正这一格";
const SIGNIFICANT = 15;
/** Longest span of time that is written out, in days. */
const MOST_DAYS = 999999999;
/** Built-in formats that show a day or a time of day, and those that show a span of time. */
const BUILTIN_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47];
const BUILTIN_SPANS = [46];

/**
 * What styles show, by their number: days and times; and how many digits whole numbers have at least.
 * @typedef {{epoch: string, dates: Set<number>, spans: Set<number>, widths: Map<number, number>}} Styles
 */

/**
 * Whether a number format shows days or times, and whether it shows a span of time.
 * @param {number} id
 * @param {string | undefined} code where the file defines it
 */
export function formatKind(id, code) {
  if (code === undefined) return { date: BUILTIN_DATES.indexOf(id) >= 0, span: BUILTIN_SPANS.indexOf(id) >= 0 };
  const first = code.split(";")[0] || "";
  const bare = first.replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, "");
  return { date: /(^|[^_\\])[dmhys]/i.test(bare), span: /\[(hh?|mm?|ss?)\]/i.test(first) };
}

/**
 * How many digits a number format fills up with zeros: 000000 shows 10000 as 010000; 0 for one that shows anything else.
 * @param {string} code
 */
export function formatWidth(code) {
  return /^0{2,255}$/.test(code) ? code.length : 0;
}

/**
 * A number cell.
 * @param {string} written
 * @param {number} style
 * @param {Styles} styles
 */
export function numberText(written, style, styles) {
  const text = written.trim();
  const whole = /^[+-]?[0-9]+$/.test(text);
  if (!whole && !/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text)) throw new TableError(DAMAGED);
  if (styles.dates.has(style)) return momentText(Number(text), styles, styles.spans.has(style));
  const shown = whole ? wholeText(text) : plainText(Number(text));
  const digits = /^(-?)([0-9]+)$/.exec(shown);
  return digits ? digits[1] + (digits[2] || "").padStart(styles.widths.get(style) || 0, "0") : shown;
}

/** @param {string} text */
function wholeText(text) {
  const digits = text.replace(/^[+-]?0*/, "") || "0";
  return text.charAt(0) === "-" && digits !== "0" ? `-${digits}` : digits;
}

/**
 * The number as a spreadsheet shows it: fifteen digits, no exponent, no zeros at the end.
 * @param {number} value
 */
function plainText(value) {
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [digits = "", exponent = "0"] = Math.abs(value).toExponential(SIGNIFICANT - 1).split("e");
  const bare = digits.replace(".", "").replace(/0+$/, "") || "0";
  const point = bare === "0" ? 1 : Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${bare}`;
  if (point >= bare.length) return sign + bare + "0".repeat(point - bare.length);
  return `${sign}${bare.slice(0, point)}.${bare.slice(point)}`;
}

/**
 * A day, with its time of day where it has one; a time of day; or a span of time.
 * @param {number} serial days since the epoch
 * @param {Styles} styles
 * @param {boolean} span
 */
function momentText(serial, styles, span) {
  if (span) return spanText(serial);
  let day = Math.floor(serial);
  const ms = Math.round((serial - day) * DAY_MS);
  if (serial >= 0 && serial < 1 && ms < DAY_MS) return clockText(ms, true);
  if (serial > 0 && serial < 60 && styles.epoch === EPOCH) day += 1;
  const moment = Date.parse(styles.epoch) + day * DAY_MS + ms;
  if (!(moment >= Date.parse("0001-01-01") && moment < Date.parse("+010000-01-01"))) return "#VALUE!";
  const date = new Date(Math.floor(moment / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
  const clock = moment - Math.floor(moment / DAY_MS) * DAY_MS;
  return clock ? `${date} ${clockText(clock, false)}` : date;
}

/**
 * @param {number} ms
 * @param {boolean} fine whether parts of a second are shown
 */
function clockText(ms, fine) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const seconds = Math.floor(ms / 1000);
  const rest = fine && ms % 1000 ? `.${String(ms % 1000).padStart(3, "0")}000` : "";
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${rest}`;
}

/** @param {number} serial */
function spanText(serial) {
  if (!(Math.abs(serial) <= MOST_DAYS)) return "#VALUE!";
  const ms = Math.round(serial * DAY_MS);
  const days = Math.floor(ms / DAY_MS);
  const clock = clockText(ms - days * DAY_MS, true).replace(/^0/, "");
  return days ? `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}` : clock;
}

/**
 * A day that is written as text in the file.
 * @param {string} written
 */
export function isoText(written) {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?$/.exec(written);
  if (!match) throw new TableError(DAMAGED);
  return match[2] && match[2] !== "00:00:00" ? `${match[1]} ${match[2]}` : match[1] || "";
}
