// What works on records for the page of a form, which loads this script when the reader first asks for any of it.
import { makeFormWork } from "./form-working.js";
import { handOver } from "./handed-over.js";

handOver("form-work", makeFormWork);
