// What the tests in Python ask, as JSON on standard input; "without" names what this browser is to lack.
import process from "node:process";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;

/** @type {any} */
export const asked = JSON.parse(input);
for (const name of asked.without || []) Reflect.deleteProperty(globalThis, name);
