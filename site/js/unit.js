// A whole unit: everyone's result, filtered, sorted, summed up, and as a table to take away.
// Pure: no page, no clock, no network.
import { judge } from "./hours.js";
import { cappedWords, cutWords, missingWords, pendingWords, tenthsText, unreadWords, verdictOf } from "./words.js";

/** @typedef {import("./calculator-data.js").CalculatorData} CalculatorData */
/** @typedef {import("./hours.js").Rule} Rule */
/** @typedef {import("./hours.js").Result} Result */
/** @typedef {import("./training-table.js").Person} Person */
/** @typedef {Person & {result: Result}} Judged */
/** @typedef {{id: string, label: string, test: (person: Judged) => boolean}} Filter */
/** @typedef {{id: string, label: string, text: (person: Judged) => string, key: (person: Judged) => number | string}} Column */

/**
 * Everyone's result, in their order; who has no record that could be read is undecided.
 * @param {Rule} rule
 * @param {Person[]} people
 * @returns {Judged[]}
 */
export function judgeAll(rule, people) {
  /** @type {Result} */
  const nothing = { ...judge(rule, []), undecided: true, openPoints: ["nothing_read"], wouldBeUndecided: true };
  return people.map((person) => ({ ...person, result: person.records.length ? judge(rule, person.records) : nothing }));
}

/**
 * What the list can be narrowed to.
 * @param {Rule} rule
 * @returns {Filter[]}
 */
export function filtersFor(rule) {
  return [
    { id: "all", label: "全部", test: () => true },
    { id: "qualified", label: "已达标", test: ({ result }) => result.qualified },
    { id: "unqualified", label: "未达标", test: ({ result }) => !result.qualified && !result.undecided },
    ...rule.subjects.map(({ id, label }) => ({
      id: `short-${id}`,
      label: `差${label}`,
      test: (/** @type {Judged} */ { result }) => !result.met.subjects[id],
    })),
    { id: "undecided", label: "不能判定", test: ({ result }) => result.undecided },
    { id: "left", label: "有行没有读入", test: ({ left }) => left > 0 },
    { id: "pending", label: "只有待认定：全部认定即达标", test: ({ result }) => !result.qualified && result.wouldQualify },
  ];
}

/**
 * The columns of the list.
 * @param {Rule} rule
 * @returns {Column[]}
 */
export function columnsFor(rule) {
  /** @type {(id: string, label: string, value: (result: Result) => number) => Column} */
  const amount = (id, label, value) => ({
    id,
    label,
    text: ({ result }) => tenthsText(value(result)),
    key: ({ result }) => value(result),
  });
  return [
    { id: "name", label: "姓名", text: ({ name }) => name, key: ({ name }) => name },
    { id: "verdict", label: "结论", text: verdictText, key: ({ result }) => order(result) },
    amount("total", "累计学时", ({ counted }) => counted.total),
    amount("days", "天数", ({ counted }) => counted.days),
    ...rule.subjects.map(({ id, label }) => amount(id, label, ({ counted }) => counted.subjects[id] || 0)),
    {
      id: "missing",
      label: "还差",
      text: ({ result }) => missingWords(rule, result.missing) || "-",
      key: ({ result }) => shortfall(result),
    },
    {
      id: "pending",
      label: "待认定",
      text: ({ result }) => pendingWords(rule, result.pending) || "-",
      key: ({ result }) => result.pending.total,
    },
  ];
}

/** @param {Judged} person */
function verdictText({ result, left }) {
  return `${verdictOf(result)}${left ? `（${left} 行没有读入）` : ""}`;
}

/** @param {Result} result */
function order(result) {
  return result.qualified ? 2 : result.undecided ? 1 : 0;
}

/** @param {Result} result */
function shortfall({ missing }) {
  return Object.values(missing.subjects).reduce((most, hours) => most + hours, missing.total);
}

/**
 * The people in the order of a column; equal ones stay in the order they came in.
 * @param {Judged[]} people
 * @param {Column} column
 * @param {boolean} descending
 */
export function sorted(people, column, descending) {
  const sign = descending ? -1 : 1;
  const keyed = people.map((person, index) => ({ person, index, key: column.key(person) }));
  const compare = (/** @type {number | string} */ a, /** @type {number | string} */ b) =>
    typeof a === "string" || typeof b === "string" ? NAMES.compare(String(a), String(b)) : a - b;
  keyed.sort((a, b) => sign * compare(a.key, b.key) || a.index - b.index);
  return keyed.map(({ person }) => person);
}

const NAMES = new Intl.Collator("zh-CN");

/**
 * How many people stand where: by verdict, and by their share of the total that is asked for.
 * @param {Rule} rule
 * @param {Judged[]} people
 */
export function distribution(rule, people) {
  const parts = 4;
  const edges = Array.from({ length: parts }, (_, index) => Math.ceil((rule.totalHours * index) / parts));
  const steps = edges.map((from, index) => {
    const to = edges[index + 1] || rule.totalHours;
    const label = `${tenthsText(from)} 至不满 ${tenthsText(to)} 学时`;
    return { label, count: people.filter(({ result }) => from <= result.counted.total && result.counted.total < to).length };
  });
  const enough = people.filter(({ result }) => result.counted.total >= rule.totalHours).length;
  return {
    verdicts: ["达标", "未达标", "不能判定"].map((label) => ({
      label,
      count: people.filter(({ result }) => verdictOf(result) === label).length,
    })),
    hours: [...steps, { label: `${tenthsText(rule.totalHours)} 学时及以上`, count: enough }],
  };
}

/**
 * The results as rows of text with a header, the same as policypress hours --format csv.
 * @param {CalculatorData} data
 * @param {Judged[]} people
 */
export function reportRows(data, people) {
  const labels = data.rule.subjects.map(({ label }) => `${label}学时`);
  const header = ["姓名", "年度", "结论"];
  for (const kind of ["已计入", "还差", "待认定"]) {
    header.push(...["累计学时", "天数", ...labels].map((label) => kind + label));
  }
  header.push("若待认定的全部认定", "说明");
  return [header, ...people.map((person) => reportRow(data, person))];
}

/**
 * @param {CalculatorData} data
 * @param {Judged} person
 */
function reportRow(data, { name, result, left }) {
  const row = [name, String(result.year), verdictOf(result)];
  for (const part of [result.counted, result.missing, result.pending]) {
    const days = part.days === null ? "" : tenthsText(part.days);
    row.push(tenthsText(part.total), days, ...Object.values(part.subjects).map(tenthsText));
  }
  const withPending = result.wouldBeUndecided ? "不能判定" : result.wouldQualify ? "达标" : "未达标";
  return [...row, withPending, notesOn(data, result, left).join("")];
}

/**
 * What is to be said of a result besides its numbers, in sentences.
 * @param {CalculatorData} data
 * @param {Result} result
 * @param {number} left
 */
function notesOn(data, result, left) {
  const notes = result.openPoints.map((point) => `不能判定：${data.openPoints[point]}。`);
  if (left) notes.push(`${unreadWords(left)}。`);
  if (result.wouldQualify && !result.qualified) notes.push("若待认定的记录全部认定，即达标。");
  const capped = result.capped.map((each) => cappedWords(data.rule, each));
  return [
    ...notes,
    ...result.excluded.map(({ row, reason }) => `第 ${row} 行未计入：${data.exclusions[reason]}。`),
    ...result.cut.map(({ row, hours }) => `第 ${row} 行：${cutWords(hours)}。`),
    ...capped.map(({ place, text }) => `${place}：${text}。`),
  ];
}
