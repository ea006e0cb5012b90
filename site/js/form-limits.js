// Bounds on the filled forms that are read: the same as in generators/policypress/limits.py, where each is explained.
// Pure: no page, no clock, no network.

export const WORD_BYTES = 30000000;
export const WORD_TEXT = 2500000;
export const PDF_BYTES = 12000000;
export const PDF_FIELDS = 5000;
export const PDF_DEPTH = 10;
export const PDF_VALUE = 200000;
export const PDF_VALUES = 2000000;
export const PDF_ENTRIES = 200000;
export const PDF_TRAILERS = 1000;
export const PDF_ROOT_RECOVERY = 2000;
export const PDF_STREAM = 12000000;
export const PDF_STREAM_WORK = 24000000;
export const PDF_FILTERS = 3;
export const PDF_ELEMENTS = 20000;
