import assert from "node:assert/strict";
import { test } from "node:test";

import { judge } from "../site/js/hours.js";
import { plansFor } from "../site/js/plans.js";
import { selfCheck } from "../site/js/self-check.js";
import { daysBetween } from "../site/js/days.js";
import { readAmount, readApproval, readDay, readYear } from "../site/js/record-fields.js";

/** @type {import("../site/js/hours.js").Rule} */
const RULE = {
  year: 2023,
  starts: "2023-01-01",
  ends: "2023-12-31",
  totalHours: 900,
  totalDays: 120,
  subjects: [
    { id: "public", label: "公共科目", hours: 300 },
    { id: "professional", label: "专业科目", hours: 600 },
  ],
  credits: [],
  makeupOpens: null,
  makeupCloses: null,
};

/**
 * @param {Partial<import("../site/js/hours.js").TrainingRecord>} changes
 * @returns {import("../site/js/hours.js").TrainingRecord}
 */
function record(changes) {
  return {
    row: 1,
    day: "2023-03-01",
    title: "课程",
    subject: "public",
    way: "网络培训",
    hours: null,
    days: null,
    status: "已认定",
    makeupYear: null,
    makeupApproval: null,
    ...changes,
  };
}

const PUBLIC = record({ row: 1, hours: 300 });
const PROFESSIONAL = record({ row: 2, subject: "professional", hours: 600 });

test("exactly enough qualifies", () => {
  assert.deepEqual(judge(RULE, [PUBLIC, PROFESSIONAL]), {
    year: 2023,
    counted: { total: 900, subjects: { public: 300, professional: 600 }, days: 0 },
    pending: { total: 0, subjects: { public: 0, professional: 0 }, days: 0 },
    met: { total: true, subjects: { public: true, professional: true } },
    missing: { total: 0, days: 0, subjects: { public: 0, professional: 0 } },
    qualified: true,
    undecided: false,
    openPoints: [],
    wouldQualify: true,
    wouldBeUndecided: false,
    excluded: [],
    cut: [],
    capped: [],
  });
});

test("a tenth short in one subject is short", () => {
  const result = judge(RULE, [record({ hours: 299 }), record({ subject: "professional", hours: 610 })]);
  assert.equal(result.qualified, false);
  assert.deepEqual(result.missing, { total: 0, days: 0, subjects: { public: 1, professional: 0 } });
});

test("days without hours leave an unmet subject open", () => {
  const result = judge(RULE, [PUBLIC, record({ row: 2, subject: "professional", days: 120 })]);
  assert.deepEqual([result.met.total, result.qualified, result.undecided], [true, false, true]);
  assert.deepEqual(result.openPoints, ["days_without_hours"]);
});

test("a record without subject counts for the total only and leaves the subjects open", () => {
  const result = judge(RULE, [PUBLIC, record({ row: 2, subject: null, hours: 600 })]);
  assert.equal(result.counted.total, 900);
  assert.deepEqual(result.openPoints, ["subject_not_stated"]);
});

test("pending records are shown beside", () => {
  const result = judge(RULE, [PUBLIC, { ...PROFESSIONAL, status: "待认定" }]);
  assert.deepEqual([result.counted.total, result.pending.total], [300, 600]);
  assert.deepEqual([result.qualified, result.wouldQualify, result.wouldBeUndecided], [false, true, false]);
});

test("pending days without hours would leave an unmet subject open", () => {
  const result = judge(RULE, [PUBLIC, record({ row: 2, subject: "professional", days: 120, status: "待认定" })]);
  assert.deepEqual([result.undecided, result.wouldQualify, result.wouldBeUndecided], [false, false, true]);
});

test("make-up counts for its year only, and only with approval", () => {
  const late = { day: "2024-01-15", hours: 10 };
  const result = judge(RULE, [
    record({ ...late, row: 1, makeupYear: 2023, makeupApproval: "已批准" }),
    record({ ...late, row: 2, makeupYear: 2023 }),
    record({ ...late, row: 3, makeupYear: 2022, makeupApproval: "已批准" }),
    record({ ...late, row: 4 }),
  ]);
  assert.equal(result.counted.total, 10);
  assert.deepEqual(result.excluded, [
    { row: 2, reason: "makeup_unapproved" },
    { row: 3, reason: "makeup_other_year" },
    { row: 4, reason: "outside" },
  ]);
});

test("the records given are left as they are", () => {
  const records = Object.freeze([PROFESSIONAL, PUBLIC].map((each) => Object.freeze({ ...each })));
  const before = JSON.stringify(records);
  judge(RULE, /** @type {import("../site/js/hours.js").TrainingRecord[]} */ (records));
  assert.equal(JSON.stringify(records), before);
});

test("fields are read as people write them, or refused", () => {
  assert.deepEqual(readAmount("２９．５"), { value: 295, fault: null });
  assert.deepEqual(readAmount("30学时"), { value: null, fault: "with_unit" });
  assert.deepEqual(readDay("2023年3月1日"), { value: "2023-03-01", fault: null });
  assert.deepEqual(readDay("2023-11-31"), { value: null, fault: "no_such_day" });
  assert.deepEqual(readYear("2022年度"), { value: 2022, fault: null });
  assert.equal(readApproval("无"), null);
});

/**
 * @param {Partial<import("../site/js/calculator-data.js").Offer>} changes
 * @returns {import("../site/js/calculator-data.js").Offer}
 */
function offer(changes) {
  return { id: "o", title: "o", subject: null, way: null, hours: null, words: null, link: null, form: null, sentences: [], ...changes };
}

test("the fewest offers stand first, then what hangs on least, and no needless offer", () => {
  const offers = [
    offer({ id: "free", subject: "public", hours: 300 }),
    offer({ id: "online", subject: "public" }),
    offer({ id: "seminar", hours: 320 }),
  ];
  const plans = plansFor(RULE, judge(RULE, [PROFESSIONAL]), offers);
  assert.deepEqual(
    plans.map((plan) => [plan.offers.map(({ id }) => id), plan.condition]),
    [
      [["free"], "stated"],
      [["online"], "hours"],
      [["seminar"], "subject"],
    ],
  );
  assert.deepEqual(plansFor(RULE, judge(RULE, [PUBLIC, PROFESSIONAL]), offers), []);
});

test("an offer of too few hours closes no gap", () => {
  const offers = [offer({ subject: "public", hours: 300 })];
  assert.deepEqual(plansFor(RULE, judge(RULE, []), offers), []);
});

test("days are counted across months and leap days", () => {
  assert.equal(daysBetween("2024-02-28", "2024-03-01"), 2);
  assert.equal(daysBetween("2023-12-31", "2023-12-31"), 0);
  assert.equal(daysBetween("2024-01-01", "2023-12-31"), -1);
});

test("the cases that the page carries are told apart from wrong ones", () => {
  const { counted, pending, missing, met, qualified, undecided, wouldQualify } = judge(RULE, [PUBLIC]);
  /** @type {import("../site/js/self-check.js").Vector} */
  const right = [
    [[1, "2023-03-01", "public", "网络培训", 300, null, "已认定", null, null]],
    [
      ...[counted, pending, missing].map((sums) => [sums.total, sums.days, ...Object.values(sums.subjects)]),
      [met.total, qualified, undecided, wouldQualify],
      [],
    ],
  ];
  /** @type {import("../site/js/self-check.js").Vector} */
  const wrong = [[[1, "2023-03-01", "public", "网络培训", 299, null, "已认定", null, null]], right[1]];
  assert.deepEqual(selfCheck(RULE, [right, wrong]), { count: 2, wrong: 1 });
});
