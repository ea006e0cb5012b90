// What the page 学时自测 carries, and how its numbers and sentences are shown.
import { carriedData } from "./page-controls.js";
import { element, link } from "./page-elements.js";

/** @typedef {{text: string, link: string}} Sentence */
/** @typedef {{words: string, link: string}} Named */
/** @typedef {{id: string, label: string, words: string, recognisers: (Named & {label: string | null})[], sentences: Sentence[]}} Requirement */
/** @typedef {{id: string, title: string, subject: string | null, way: string | null, hours: number | null, words: string | null, link: string | null, form: string | null, sentences: Sentence[]}} Offer */
/** @typedef {{matter: string, whom: Named, phone: Named | null}} Ask */

/** @typedef {"no_name" | "no_day" | "no_amount" | "not_a_subject" | "no_status" | "not_a_status" | "beyond_header"} RowFault */

/**
 * What the page carries (generators/policypress/calculator.py).
 * @typedef {object} CalculatorData
 * @property {import("./hours.js").Rule} rule
 * @property {string[]} statuses
 * @property {Requirement[]} requirements
 * @property {Sentence[]} makeup
 * @property {Offer[]} offers
 * @property {Ask[]} ask
 * @property {string[]} conventions
 * @property {Record<import("./accounts.js").Exclusion, string>} exclusions
 * @property {Record<import("./hours.js").OpenPoint, string>} openPoints
 * @property {Record<import("./record-fields.js").FieldFault, string>} fieldFaults
 * @property {Record<RowFault, string>} rowFaults
 * @property {Record<string, string[]>} columns column of a table → other headings that units write for it
 * @property {string[]} required columns that a table of records has
 * @property {import("./self-check.js").Vector[]} vectors
 * @property {string} source the notice, as it is cited
 */

/**
 * What the page carries of each year, the newest last.
 * @param {HTMLElement} calculator
 * @returns {CalculatorData[]}
 */
export function yearsOf(calculator) {
  return carriedData(calculator, "calculator-data");
}

/**
 * Sentences of the notice, each a paragraph that leads to its place.
 * @param {Sentence[]} sentences
 */
export function sentenceNodes(sentences) {
  return sentences.map(({ text, link: address }) => {
    const line = element("p", "calculator-sentence");
    line.append(link(`“${text}”`, address));
    return line;
  });
}
