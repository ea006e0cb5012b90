// Judges what comes on standard input with the browser's own modules, for the tests in Python:
// {"rules": […], "judge": [[number of the rule, records, packed as self-check.js unpacks them], …], "amounts": […], "days": […], "years": […], "approvals": […]}.
import process from "node:process";

import { judge } from "../site/js/hours.js";
import { readAmount, readApproval, readDay, readYear } from "../site/js/record-fields.js";
import { unpacked } from "../site/js/self-check.js";
import { asked } from "./asked.js";

/** @param {import("../site/js/record-fields.js").Field<unknown>} field */
const either = ({ value, fault }) => (fault === null ? value : `fault: ${fault}`);

process.stdout.write(
  JSON.stringify({
    judge: asked.judge.map((/** @type {[number, unknown[][]]} */ [rule, records]) =>
      judge(asked.rules[rule], records.map(unpacked)),
    ),
    amounts: asked.amounts.map((/** @type {string} */ text) => either(readAmount(text))),
    days: asked.days.map((/** @type {string} */ text) => either(readDay(text))),
    years: asked.years.map((/** @type {string} */ text) => either(readYear(text))),
    approvals: asked.approvals.map((/** @type {string} */ text) => readApproval(text)),
  }),
);
