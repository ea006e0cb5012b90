// Days, written YYYY-MM-DD: how far apart two are, and how they are shown. Pure: no page, no clock, no network.

/** Milliseconds of a day. */
export const DAY_MS = 86400000;

/**
 * How many days lie between two days; negative where the second is the earlier.
 * @param {string} from
 * @param {string} to
 */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * Year, month and day as forms print them, without leading zeros.
 * @param {string} day
 */
export function partsOfDay(day) {
  return day.split("-").map((part, at) => (at ? String(Number(part)) : part));
}

/**
 * A day as it is printed: 2023年6月5日.
 * @param {string} day
 */
export function shownDay(day) {
  const [year, month, date] = partsOfDay(day);
  return `${year}年${month}月${date}日`;
}
