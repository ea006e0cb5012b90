// The hour rule (三、培训学时), literally; generators/policypress/hours.py is the same in Python, and the
// tests hold the two equal. Pure: no page, no clock, no network. All hours and days are integers of
// tenths. Days are never converted to hours or back, unless a notice gives a rate for a way of training.
import { accountOf, cappedIn, hoursBySubject } from "./accounts.js";

/**
 * @typedef {object} SubjectRule
 * @property {string} id
 * @property {string} label
 * @property {number} hours tenths of 学时
 */

/**
 * @typedef {object} Rule
 * @property {number} year
 * @property {string} starts YYYY-MM-DD
 * @property {string} ends YYYY-MM-DD, the last day that counts
 * @property {number} totalHours tenths of 学时
 * @property {number | null} totalDays tenths of days that serve instead of totalHours
 * @property {SubjectRule[]} subjects
 * @property {import("./accounts.js").Credit[]} credits at most one a way
 * @property {string | null} makeupOpens first day of make-up training for this year; null: any day does
 * @property {string | null} makeupCloses last day of make-up training for this year; null: any day does
 */

/**
 * @typedef {object} TrainingRecord
 * @property {number} row
 * @property {string | null} day YYYY-MM-DD; null only where makeupYear is given
 * @property {string} title
 * @property {string | null} subject subject id; null: not stated, counts for the total only
 * @property {string} way
 * @property {number | null} hours tenths; null: not stated
 * @property {number | null} days tenths; null: not stated
 * @property {string} status
 * @property {number | null} makeupYear
 * @property {string | null} makeupApproval
 */

/** @typedef {{total: number, subjects: Record<string, number>, days: number}} Sums */
/** @typedef {{total: boolean, subjects: Record<string, boolean>}} Met */
/** @typedef {{total: number, days: number | null, subjects: Record<string, number>}} Missing */
/** @typedef {import("./accounts.js").Account} Account */
/** @typedef {import("./accounts.js").Exclusion} Exclusion */
/** @typedef {{row: number, hours: number}} Cut tenths that the bound on one record takes away */
/** @typedef {"days_without_hours" | "subject_not_stated" | "nothing_read"} OpenPoint */

/**
 * @typedef {object} Result
 * @property {number} year
 * @property {Sums} counted of recognised records
 * @property {Sums} pending what the records whose recognition is pending would add
 * @property {Met} met
 * @property {Missing} missing
 * @property {boolean} qualified
 * @property {boolean} undecided
 * @property {OpenPoint[]} openPoints why no verdict can be given
 * @property {boolean} wouldQualify if all pending records were recognised
 * @property {boolean} wouldBeUndecided then
 * @property {{row: number, reason: Exclusion}[]} excluded by row
 * @property {Cut[]} cut of recognised and pending records, by row
 * @property {import("./accounts.js").Capped[]} capped where recognised records come to more than counts in a year
 */

/** The status of records that count. */
export const RECOGNISED = "已认定";

/**
 * What the rule says of one person's records; their order does not matter.
 * @param {Rule} rule
 * @param {TrainingRecord[]} records
 * @returns {Result}
 */
export function judge(rule, records) {
  const accounts = records.map((record) => accountOf(rule, record));
  const kept = accounts.filter((account) => account.exclusion === null);
  const counted = kept.filter(({ record }) => record.status === RECOGNISED);
  const sums = sumsOf(rule, counted);
  const withPending = sumsOf(rule, kept);
  const met = metBy(rule, sums);
  const metWithPending = metBy(rule, withPending);
  const missing = missingFrom(rule, sums, met);
  const missingWithPending = missingFrom(rule, withPending, metWithPending);
  const openPoints = openPointsOf(sums, missing, counted);
  return {
    year: rule.year,
    counted: sums,
    pending: difference(withPending, sums),
    met,
    missing,
    qualified: allMet(met),
    undecided: openPoints.length > 0,
    openPoints,
    wouldQualify: allMet(metWithPending),
    wouldBeUndecided: openPointsOf(withPending, missingWithPending, kept).length > 0,
    excluded: excludedOf(accounts),
    cut: cutOf(kept),
    capped: cappedIn(rule, counted),
  };
}

/** @param {Account[]} accounts */
function excludedOf(accounts) {
  /** @type {{row: number, reason: Exclusion}[]} */
  const excluded = [];
  for (const { record, exclusion } of accounts) {
    if (exclusion !== null) excluded.push({ row: record.row, reason: exclusion });
  }
  return excluded.sort((a, b) => a.row - b.row);
}

/**
 * @param {Account[]} accounts
 * @returns {Cut[]}
 */
function cutOf(accounts) {
  const cuts = accounts.filter(({ cut }) => cut).map(({ record, cut }) => ({ row: record.row, hours: cut }));
  return cuts.sort((a, b) => a.row - b.row);
}

/**
 * @param {Rule} rule
 * @param {Account[]} accounts
 * @returns {Sums}
 */
function sumsOf(rule, accounts) {
  const hours = hoursBySubject(accounts);
  /** @type {Record<string, number>} */
  const subjects = {};
  for (const { id } of rule.subjects) subjects[id] = hours.get(id) || 0;
  return {
    total: sumOf(Array.from(hours.values())),
    subjects,
    days: accounts.reduce((days, { record }) => days + (record.days || 0), 0),
  };
}

/**
 * @param {Sums} more
 * @param {Sums} less
 * @returns {Sums}
 */
function difference(more, less) {
  /** @type {Record<string, number>} */
  const subjects = {};
  for (const [id, hours] of Object.entries(more.subjects)) subjects[id] = hours - (less.subjects[id] || 0);
  return { total: more.total - less.total, subjects, days: more.days - less.days };
}

/**
 * @param {Rule} rule
 * @param {Sums} sums
 * @returns {Met}
 */
function metBy(rule, sums) {
  const byDays = rule.totalDays !== null && sums.days >= rule.totalDays;
  /** @type {Record<string, boolean>} */
  const subjects = {};
  for (const { id, hours } of rule.subjects) subjects[id] = (sums.subjects[id] || 0) >= hours;
  return { total: sums.total >= rule.totalHours || byDays, subjects };
}

/** @param {Met} met */
function allMet(met) {
  return met.total && Object.values(met.subjects).every(Boolean);
}

/**
 * @param {Rule} rule
 * @param {Sums} sums
 * @param {Met} met
 * @returns {Missing}
 */
function missingFrom(rule, sums, met) {
  /** @type {Record<string, number>} */
  const subjects = {};
  for (const { id, hours } of rule.subjects) subjects[id] = Math.max(0, hours - (sums.subjects[id] || 0));
  const days = rule.totalDays === null ? null : met.total ? 0 : rule.totalDays - sums.days;
  return { total: met.total ? 0 : rule.totalHours - sums.total, days, subjects };
}

/**
 * What keeps the unmet subjects open: training that may count for them, unstated how far. Of training
 * without a subject it is asked whether its hours, all together and before the bounds of a year, come up
 * to what is missing: where they do not, it fails whichever subject they go to.
 * @param {Sums} sums
 * @param {Missing} missing
 * @param {Account[]} counted
 */
function openPointsOf(sums, missing, counted) {
  /** @type {OpenPoint[]} */
  const points = [];
  const gap = sumOf(Object.values(missing.subjects));
  if (!gap) return points;
  const unstated = counted.filter(({ record }) => record.subject === null);
  const hours = sumOf(unstated.map((account) => account.hours || 0));
  const bounded = sums.total - sumOf(Object.values(sums.subjects));
  const enough = hours >= gap && hours - bounded >= missing.total;
  if (counted.some(withoutHours)) points.push("days_without_hours");
  if (enough || unstated.some(withoutHours)) points.push("subject_not_stated");
  return points;
}

/**
 * Whether nothing says how many hours the days of a record bring.
 * @param {Account} account
 */
function withoutHours({ record, hours }) {
  return hours === null && Boolean(record.days);
}

/** @param {number[]} amounts */
function sumOf(amounts) {
  return amounts.reduce((sum, next) => sum + next, 0);
}
