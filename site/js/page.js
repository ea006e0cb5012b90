// What every page does besides searching.
import { mountPrintDate } from "./print-date.js";
import { mountProofPreview } from "./proof-preview.js";

mountProofPreview();
mountPrintDate();
