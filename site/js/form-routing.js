// Where a form goes, as soon as what decides it is chosen, with the sentences that say so.
import { redraw } from "./page-controls.js";
import { element, link } from "./page-elements.js";

/** @typedef {import("./unit-store.js").Unit} Unit */

/**
 * Says where the form goes; nothing before that is decided.
 * @param {HTMLElement} place
 * @param {import("./form-page.js").Routing | null} routing
 * @param {import("./form-page.js").Values} values
 * @param {Unit | null} unit the one that was chosen
 */
export function showRouting(place, routing, values, unit) {
  const route = routing && routing.routes.find(({ choice }) => choice === values[routing.field]);
  if (!routing || !route) {
    redraw(place, "", () => []);
    return;
  }
  const office = (unit && route.fromUnit && unit[route.fromUnit]) || "";
  redraw(place, `${route.choice} ${office}`, () => {
    const line = element("p");
    line.append("本表经", link(routing.through.words, routing.through.link), "报", link(route.words, route.link));
    line.append(office ? `（${office}）备案。` : "备案。");
    return [line];
  });
}
