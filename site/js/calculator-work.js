// What works on tables for the page 学时自测, which loads this script when the reader first gives one.
import { handOver } from "./handed-over.js";
import { importedPerson } from "./person-importing.js";
import { mountUnit } from "./unit-view.js";

/** @typedef {typeof WORK} CalculatorWork */

const WORK = { importedPerson, mountUnit };
handOver("calculator-work", WORK);
