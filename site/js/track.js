// A track on which amounts are drawn to scale; everything it shows stands beside it in words.
import { element } from "./page-elements.js";

/**
 * A new track.
 * @param {number} whole what its length stands for
 * @param {[string, number, number][]} amounts of which kind, from where, how much
 */
export function track(whole, amounts) {
  const made = element("div", "calculator-track");
  made.setAttribute("aria-hidden", "true");
  for (const [kind, from, size] of amounts) {
    const drawn = element("span", `calculator-track-${kind}`);
    drawn.style.left = `${(100 * from) / whole}%`;
    drawn.style.width = `${(100 * size) / whole}%`;
    made.append(drawn);
  }
  return made;
}
