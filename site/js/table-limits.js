// Bounds on the files that are read: the same as in generators/policypress/limits.py, where each is explained.
// Pure: no page, no clock, no network.

export const TEXT_BYTES = 5000000;
export const ZIP_MEMBERS = 1000;
export const TABLE_BYTES = 50000000;
export const TABLE_UNPACKED = 100000000;
export const TABLE_MARKS = 4000000;
export const TABLE_TEXT = 131072;
export const TABLE_CHARACTERS = 30000000;
export const TABLE_STYLES = 65536;
export const TABLE_ROWS = 200000;
export const TABLE_CELLS = 1000000;
