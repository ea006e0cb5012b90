// Why: each record, whether it counts or not, for what, and by which sentence. Pure: no page, no clock.
import { accountOf, cappedIn } from "./accounts.js";
import { RECOGNISED } from "./hours.js";
import { cappedWords, cutWords, tenthsText } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./calculator-data.js").Sentence} Sentence */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {import("./accounts.js").Account} Account */

/**
 * @typedef {object} Reason
 * @property {string} head which record
 * @property {"counted" | "pending" | "excluded" | "capped"} kind
 * @property {string} text
 * @property {Sentence[]} sentences what it rests on; none: a convention of the page
 */

/**
 * The reasoning line by line, in the order of the records.
 * @param {CalculatorData} data
 * @param {TrainingRecord[]} records
 * @returns {Reason[]}
 */
export function reasonsFor(data, records) {
  const accounts = records.map((record) => accountOf(data.rule, record));
  const counted = accounts.filter(({ record, exclusion }) => exclusion === null && record.status === RECOGNISED);
  return [...accounts.map((account) => reason(data, account)), ...bounds(data, counted)];
}

/**
 * @param {CalculatorData} data
 * @param {Account} account
 * @returns {Reason}
 */
function reason(data, account) {
  const { record, exclusion } = account;
  const head = `记录 ${record.row}${record.title ? `“${record.title}”` : ""}`;
  if (exclusion !== null) {
    const sentences = exclusion === "outside" ? sentencesOf(data, "total") : data.makeup;
    return { head, kind: "excluded", text: `不计入：${data.exclusions[exclusion]}。`, sentences };
  }
  const what = contribution(data, account);
  const makeup = record.makeupYear === null ? "" : `是 ${record.makeupYear} 年度的补训，已填批准；`;
  const sentences = [...sentencesOf(data, record.subject || "total"), ...(makeup ? data.makeup : [])];
  if (record.status === RECOGNISED) return { head, kind: "counted", text: `计入：${makeup}${what}。`, sentences };
  return { head, kind: "pending", text: `待认定，现在不计入；若认定，${makeup}${what}。`, sentences };
}

/**
 * What a record brings, in words.
 * @param {CalculatorData} data
 * @param {Account} account
 */
function contribution(data, account) {
  const { record, hours } = account;
  const subject = data.rule.subjects.find(({ id }) => id === record.subject);
  const parts = [];
  if (hours !== null) {
    const place = subject ? `累计和${subject.label}` : "累计（科目没有填写，不计入任何科目）";
    parts.push(`${place} ${tenthsText(hours)} 学时${reckoning(account)}`);
  }
  if (record.days !== null) parts.push(`累计天数 ${tenthsText(record.days)} 天`);
  if (hours === null) parts.push(`没有填学时，${data.openPoints.days_without_hours}，不计入学时`);
  return parts.join("；");
}

/**
 * How the hours were reckoned, where they are not simply what the record says.
 * @param {Account} account
 */
function reckoning({ record, credit, cut }) {
  const parts = [];
  if (credit !== null && credit.hours !== null) {
    const each = tenthsText(credit.hours);
    if (credit.kind === "per_item") parts.push(`“${credit.way}”每项 ${each} 学时`);
    else if (record.days !== null) {
      parts.push(`“${credit.way}”每天 ${each} 学时，共 ${tenthsText(record.days)} 天`);
    }
  }
  if (cut) parts.push(cutWords(cut));
  return parts.length ? `（${parts.join("，")}）` : "";
}

/**
 * @param {CalculatorData} data
 * @param {Account[]} counted
 * @returns {Reason[]}
 */
function bounds(data, counted) {
  return cappedIn(data.rule, counted).map((capped) => {
    const { place, text } = cappedWords(data.rule, capped);
    return { head: place, kind: "capped", text: `${text}。`, sentences: sentencesOf(data, "total") };
  });
}

/**
 * @param {CalculatorData} data
 * @param {string} id
 */
function sentencesOf(data, id) {
  const found = data.requirements.find((requirement) => requirement.id === id);
  return found ? found.sentences.slice(0, 1) : [];
}
