// The hour rule (三、培训学时), literally; generators/policypress/hours.py is the same in Python, and the
// tests hold the two equal. Pure: no page, no clock, no network. All hours and days are integers of
// tenths. Days are never converted to hours or back: the notice gives no rate.

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
/** @typedef {"outside" | "makeup_other_year" | "makeup_unapproved"} Exclusion */
/** @typedef {"days_without_hours" | "subject_not_stated"} OpenPoint */

/**
 * @typedef {object} Result
 * @property {number} year
 * @property {Sums} counted of recognised records
 * @property {Sums} pending of records whose recognition is pending
 * @property {Met} met
 * @property {Missing} missing
 * @property {boolean} qualified
 * @property {boolean} undecided
 * @property {OpenPoint[]} openPoints what the notice leaves open
 * @property {boolean} wouldQualify if all pending records were recognised
 * @property {{row: number, reason: Exclusion}[]} excluded by row
 */

export const RECOGNISED = "已认定";
export const PENDING = "待认定";

/**
 * What the rule says of one person's records; their order does not matter.
 * @param {Rule} rule
 * @param {TrainingRecord[]} records
 * @returns {Result}
 */
export function judge(rule, records) {
  const kept = records.filter((record) => exclusion(rule, record) === null);
  const counted = kept.filter((record) => record.status === RECOGNISED);
  const pending = kept.filter((record) => record.status === PENDING);
  const sums = sumsOf(rule, counted);
  const met = metBy(rule, sums);
  const openPoints = openPointsOf(met, counted);
  return {
    year: rule.year,
    counted: sums,
    pending: sumsOf(rule, pending),
    met,
    missing: missingFrom(rule, sums, met),
    qualified: allMet(met),
    undecided: openPoints.length > 0,
    openPoints,
    wouldQualify: allMet(metBy(rule, sumsOf(rule, kept))),
    excluded: excludedOf(rule, records),
  };
}

/**
 * Why a record counts for nothing in the rule's year, or null where it counts. A make-up record (补训)
 * counts for its year only, and only with approval; its day does not matter.
 * @param {Rule} rule
 * @param {TrainingRecord} record
 * @returns {Exclusion | null}
 */
export function exclusion(rule, record) {
  if (record.makeupYear !== null) {
    if (record.makeupYear !== rule.year) return "makeup_other_year";
    return record.makeupApproval ? null : "makeup_unapproved";
  }
  const inside = record.day !== null && rule.starts <= record.day && record.day <= rule.ends;
  return inside ? null : "outside";
}

/**
 * @param {Rule} rule
 * @param {TrainingRecord[]} records
 */
function excludedOf(rule, records) {
  /** @type {{row: number, reason: Exclusion}[]} */
  const excluded = [];
  for (const record of records) {
    const reason = exclusion(rule, record);
    if (reason !== null) excluded.push({ row: record.row, reason });
  }
  return excluded.sort((a, b) => a.row - b.row);
}

/**
 * @param {Rule} rule
 * @param {TrainingRecord[]} records
 * @returns {Sums}
 */
function sumsOf(rule, records) {
  /** @type {Record<string, number>} */
  const subjects = {};
  for (const subject of rule.subjects) {
    subjects[subject.id] = sum(records.filter((record) => record.subject === subject.id).map(hoursOf));
  }
  return { total: sum(records.map(hoursOf)), subjects, days: sum(records.map((record) => record.days || 0)) };
}

/** @param {TrainingRecord} record */
function hoursOf(record) {
  return record.hours || 0;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, next) => total + next, 0);
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
 * What keeps the unmet subjects open: training that may count for them, unstated how far.
 * @param {Met} met
 * @param {TrainingRecord[]} counted
 * @returns {OpenPoint[]}
 */
function openPointsOf(met, counted) {
  /** @type {OpenPoint[]} */
  const points = [];
  if (Object.values(met.subjects).every(Boolean)) return points;
  if (counted.some((record) => record.hours === null && record.days)) points.push("days_without_hours");
  if (counted.some((record) => record.subject === null && (record.hours || record.days))) {
    points.push("subject_not_stated");
  }
  return points;
}
