// What each training record brings: whether it counts for a year, and how many hours;
// generators/policypress/accounts.py is the same in Python. Pure: no page, no clock, no network.

/**
 * How many hours the training of one way brings, where it is not simply what the record says.
 * @typedef {object} Credit
 * @property {string} way
 * @property {"labelled" | "per_day" | "per_item"} kind
 * @property {number | null} hours tenths of 学时 a day (whole hours) or an item; null: as labelled
 * @property {number | null} itemCap most tenths one record brings; null: no bound
 * @property {number | null} yearCap most tenths that all its records of one subject bring; null: no bound
 */

/** @typedef {import("./hours.js").Rule} Rule */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {"outside" | "makeup_other_year" | "makeup_unapproved" | "makeup_outside"} Exclusion */

/**
 * What one record brings, before the bound on a year.
 * @typedef {object} Account
 * @property {TrainingRecord} record
 * @property {Exclusion | null} exclusion why it counts for nothing; null: it counts
 * @property {Credit | null} credit how its hours are reckoned; null: as the record says
 * @property {number | null} hours tenths; null: neither the record nor the rule says how many
 * @property {number} cut tenths that the bound on one record takes away
 */

/** @typedef {{way: string, subject: string | null, hours: number, cap: number}} Capped */

/**
 * What a record brings by the rule.
 * @param {Rule} rule
 * @param {TrainingRecord} record
 * @returns {Account}
 */
export function accountOf(rule, record) {
  const credit = rule.credits.find(({ way }) => way === record.way) || null;
  const hours = broughtBy(credit, record);
  const cap = credit === null ? null : credit.itemCap;
  const cut = hours !== null && cap !== null ? Math.max(0, hours - cap) : 0;
  return { record, exclusion: exclusionOf(rule, record), credit, hours: hours === null ? null : hours - cut, cut };
}

/**
 * Why a record counts for nothing in the rule's year, or null where it counts. A make-up record (补训)
 * counts for its year only, and only with approval; its day matters only where the rule names the days
 * of make-up training.
 * @param {Rule} rule
 * @param {TrainingRecord} record
 * @returns {Exclusion | null}
 */
function exclusionOf(rule, record) {
  const { day } = record;
  if (record.makeupYear === null) {
    return day !== null && rule.starts <= day && day <= rule.ends ? null : "outside";
  }
  if (record.makeupYear !== rule.year) return "makeup_other_year";
  if (!record.makeupApproval) return "makeup_unapproved";
  const early = rule.makeupOpens !== null && (day === null || day < rule.makeupOpens);
  const late = rule.makeupCloses !== null && (day === null || day > rule.makeupCloses);
  return early || late ? "makeup_outside" : null;
}

/**
 * Tenths of 学时 by subject id ("" where the subject is not stated), bounded by what counts in a year.
 * @param {Account[]} accounts
 * @returns {Map<string, number>}
 */
export function hoursBySubject(accounts) {
  const { bounded, free } = summed(accounts);
  for (const { subject, hours, cap } of bounded.values()) {
    free.set(subject || "", (free.get(subject || "") || 0) + Math.min(hours, cap));
  }
  return free;
}

/**
 * Where the accounts come to more than counts in a year, in the order of the rule.
 * @param {Rule} rule
 * @param {Account[]} accounts
 * @returns {Capped[]}
 */
export function cappedIn(rule, accounts) {
  const { bounded } = summed(accounts);
  const subjects = [...rule.subjects.map(({ id }) => id), ""];
  return rule.credits
    .flatMap(({ way }) => subjects.flatMap((subject) => bounded.get(keyOf(way, subject)) || []))
    .filter(({ hours, cap }) => hours > cap);
}

/**
 * The sums that have a bound in a year, and those that have none.
 * @param {Account[]} accounts
 */
function summed(accounts) {
  /** @type {Map<string, Capped>} */
  const bounded = new Map();
  /** @type {Map<string, number>} */
  const free = new Map();
  for (const { record, credit, hours } of accounts) {
    const subject = record.subject || "";
    if (credit !== null && credit.yearCap !== null) {
      const key = keyOf(credit.way, subject);
      const sum = bounded.get(key) || { way: credit.way, subject: record.subject, hours: 0, cap: credit.yearCap };
      bounded.set(key, { ...sum, hours: sum.hours + (hours || 0) });
    } else {
      free.set(subject, (free.get(subject) || 0) + (hours || 0));
    }
  }
  return { bounded, free };
}

/**
 * @param {string} way
 * @param {string} subject empty where it is not stated
 */
function keyOf(way, subject) {
  return `${way}\n${subject}`;
}

/**
 * @param {Credit | null} credit
 * @param {TrainingRecord} record
 */
function broughtBy(credit, record) {
  if (credit === null || credit.hours === null) return record.hours;
  if (credit.kind === "per_item") return credit.hours;
  // Whole hours a day times tenths of days are whole tenths.
  if (credit.kind === "per_day" && record.days !== null) return (record.days * credit.hours) / 10;
  return record.hours;
}
