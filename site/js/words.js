// Numbers and results in words. Pure: no page, no clock, no network.

/** @typedef {import("./hours.js").Rule} Rule */
/** @typedef {import("./hours.js").Result} Result */
/** @typedef {import("./hours.js").Sums} Sums */

/** Who stands in a table of records of somebody without a name. */
export const NAMELESS = "本人";

/**
 * A number of tenths as it is read: 295 is 29.5.
 * @param {number} tenths
 */
export function tenthsText(tenths) {
  return String(tenths / 10);
}

/**
 * The verdict in one word.
 * @param {Result} result
 */
export function verdictOf(result) {
  return result.qualified ? "达标" : result.undecided ? "不能判定" : "未达标";
}

/**
 * What is missing, in words; empty where nothing is.
 * @param {Rule} rule
 * @param {import("./hours.js").Missing} missing
 */
export function missingWords(rule, missing) {
  const instead = missing.days === null ? "" : `（或 ${tenthsText(missing.days)} 天）`;
  const total = missing.total ? [`累计 ${tenthsText(missing.total)} 学时${instead}`] : [];
  return [...total, ...subjectWords(rule, missing.subjects)].join("，");
}

/**
 * What awaits recognition, in words; empty where nothing does.
 * @param {Rule} rule
 * @param {Sums} pending
 */
export function pendingWords(rule, pending) {
  const parts = subjectWords(rule, pending.subjects);
  const unstated = Object.values(pending.subjects).reduce((left, hours) => left - hours, pending.total);
  if (unstated) parts.push(`科目未填 ${tenthsText(unstated)} 学时`);
  if (pending.days) parts.push(`${tenthsText(pending.days)} 天`);
  return parts.join("，");
}

/**
 * How many records are left out of a result.
 * @param {number} left
 */
export function leftWords(left) {
  return `有 ${left} 条记录没有填完或填写有误，没有计入。`;
}

/**
 * How many rows of a person could not be read, in words.
 * @param {number} left
 */
export function unreadWords(left) {
  return `有 ${left} 行没有读入，结论没有包括`;
}

/**
 * What the bound on one record takes away, in words.
 * @param {number} cut tenths
 */
export function cutWords(cut) {
  return `每项有上限，超出的 ${tenthsText(cut)} 学时不计`;
}

/**
 * Of which training more was done than counts in a year, and how much counts, in words.
 * @param {Rule} rule
 * @param {import("./accounts.js").Capped} capped
 */
export function cappedWords(rule, { way, subject, hours, cap }) {
  const found = rule.subjects.find(({ id }) => id === subject);
  return {
    place: `“${way}”（${found ? found.label : "科目未填"}）`,
    text: `共 ${tenthsText(hours)} 学时，一年至多计 ${tenthsText(cap)} 学时`,
  };
}

/**
 * @param {Rule} rule
 * @param {Record<string, number>} hours
 */
function subjectWords(rule, hours) {
  return rule.subjects
    .filter(({ id }) => hours[id])
    .map(({ id, label }) => `${label} ${tenthsText(hours[id] || 0)} 学时`);
}
