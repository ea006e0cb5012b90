// How a gap can be closed with what the notice offers: the smallest sets of offers first.
// Pure: no page, no clock, no network.

/** @typedef {import("./calculator-data.js").Offer} Offer */
/** @typedef {import("./hours.js").Rule} Rule */
/** @typedef {import("./hours.js").Result} Result */

/**
 * What a set of offers hangs on: nothing but the hours the notice states; how many hours a course
 * carries; which subject it is recognised for.
 * @typedef {"stated" | "hours" | "subject"} Condition
 */
/** @typedef {{offers: Offer[], condition: Condition}} Plan */

const MOST = 3;
/** @type {Condition[]} */
const ORDERED = ["stated", "hours", "subject"];

/**
 * The sets of offers that may close the gap and hold no needless offer: fewest offers first, then what
 * hangs on least.
 * @param {Rule} rule
 * @param {Result} result
 * @param {Offer[]} offers
 * @returns {Plan[]}
 */
export function plansFor(rule, result, offers) {
  if (result.qualified) return [];
  /** @type {Plan[]} */
  const plans = [];
  for (const set of setsOf(offers)) {
    const condition = closes(rule, result, set);
    if (condition !== null && !plans.some((plan) => within(plan, set, condition))) {
      plans.push({ offers: set, condition });
    }
  }
  const rank = (/** @type {Plan} */ plan) => ORDERED.indexOf(plan.condition);
  return plans.sort((a, b) => a.offers.length - b.offers.length || rank(a) - rank(b));
}

/**
 * Sets of one offer, then of two, then of three, in the order of the offers.
 * @param {Offer[]} offers
 * @returns {Offer[][]}
 */
function setsOf(offers) {
  /** @type {Offer[][]} */
  let sets = [[]];
  for (const offer of offers) sets = [...sets, ...sets.filter((set) => set.length < MOST).map((set) => [...set, offer])];
  return sets.filter((set) => set.length).sort((a, b) => a.length - b.length);
}

/**
 * Whether a smaller set does as well.
 * @param {Plan} plan
 * @param {Offer[]} set
 * @param {Condition} condition
 */
function within(plan, set, condition) {
  const better = ORDERED.indexOf(plan.condition) <= ORDERED.indexOf(condition);
  return better && plan.offers.every((offer) => set.indexOf(offer) >= 0);
}

/**
 * What it hangs on whether a set closes the gap; null: it cannot.
 * @param {Rule} rule
 * @param {Result} result
 * @param {Offer[]} set
 * @returns {Condition | null}
 */
function closes(rule, result, set) {
  const { missing } = result;
  const gaps = rule.subjects.map(({ id }) => covers(missing.subjects[id] || 0, set, (offer) => offer.subject === id));
  const total = covers(missing.total, set, () => true);
  if (total === null) return null;
  if (gaps.every((gap) => gap !== null)) return [...gaps, total].some((gap) => gap === "hours") ? "hours" : "stated";
  const open = rule.subjects.every(({ id }) => {
    const either = (/** @type {Offer} */ offer) => offer.subject === id || offer.subject === null;
    return covers(missing.subjects[id] || 0, set, either) !== null;
  });
  return open ? "subject" : null;
}

/**
 * @param {number} missing tenths
 * @param {Offer[]} set
 * @param {(offer: Offer) => boolean} counts
 * @returns {Condition | null}
 */
function covers(missing, set, counts) {
  const own = set.filter(counts);
  if (own.reduce((sum, { hours }) => sum + (hours || 0), 0) >= missing) return "stated";
  return own.some(({ hours }) => hours === null) ? "hours" : null;
}
