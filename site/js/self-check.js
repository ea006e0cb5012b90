// 自检: the page judges the cases it carries, worked out in advance and packed by
// generators/policypress/calculator.py, and counts where it says otherwise. Pure: no page, no clock, no network.
import { judge } from "./hours.js";

/** @typedef {import("./hours.js").Rule} Rule */
/** @typedef {import("./hours.js").TrainingRecord} TrainingRecord */
/** @typedef {[unknown[][], unknown[]]} Vector records and their result, packed by generators/policypress/calculator.py */

const FIELDS = ["row", "day", "subject", "way", "hours", "days", "status", "makeupYear", "makeupApproval"];

/**
 * How many cases there are, and how many come out otherwise.
 * @param {Rule} rule
 * @param {Vector[]} vectors
 */
export function selfCheck(rule, vectors) {
  const wrong = vectors.filter(
    ([records, expected]) => JSON.stringify(answer(rule, records.map(unpacked))) !== JSON.stringify(expected),
  );
  return { count: vectors.length, wrong: wrong.length };
}

/**
 * @param {Rule} rule
 * @param {TrainingRecord[]} records
 */
function answer(rule, records) {
  const { counted, pending, missing, met, qualified, undecided, wouldQualify, excluded } = judge(rule, records);
  return [
    ...[counted, pending, missing].map((sums) => [sums.total, sums.days, ...Object.values(sums.subjects)]),
    [met.total, qualified, undecided, wouldQualify],
    excluded.map(({ row, reason }) => [row, reason]),
  ];
}

/**
 * A record out of a short list, in the order of FIELDS.
 * @param {unknown[]} packed
 * @returns {TrainingRecord}
 */
export function unpacked(packed) {
  const record = Object.fromEntries(FIELDS.map((name, index) => [name, packed[index]]));
  return /** @type {any} */ ({ title: "", ...record });
}
