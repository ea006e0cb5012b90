// What reads filled forms, handed to the page of a form, which loads this script when such a file is chosen.
import { readFilled } from "./form-reading-file.js";
import { handOver } from "./handed-over.js";

handOver("filled", readFilled);
