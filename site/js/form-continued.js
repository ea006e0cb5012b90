// A text that goes on elsewhere, in parts that are joined again. The same as generators/policypress/forms/fitting.py.
// Pure: no page, no clock, no network.

/** Last line of a part that was cut within a paragraph. */
export const CONTINUED = "（下接附页）";
/** The same of a part that was cut between two paragraphs. */
export const CONTINUED_PARAGRAPH = "（下接附页，另起一段）";
/** A text that needs more pages than this is a mistake. */
export const MOST_PARTS = 30;

/**
 * The text whose parts were split; a mark that somebody deleted does no harm.
 * @param {string[]} parts
 */
export function joined(parts) {
  return parts.map((part, at) => (at < parts.length - 1 ? unmarked(part) : part)).join("");
}

/**
 * A part as it is joined with the next; itself where no last line of it says that it goes on.
 * @param {string} part
 */
export function unmarked(part) {
  if (part.endsWith(`\n${CONTINUED_PARAGRAPH}`)) return `${part.slice(0, -CONTINUED_PARAGRAPH.length - 1)}\n`;
  return part.endsWith(`\n${CONTINUED}`) ? part.slice(0, -CONTINUED.length - 1) : part;
}
