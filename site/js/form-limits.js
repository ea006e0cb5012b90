// Bounds on the filled forms that are read: the same as in generators/policypress/limits.py, where each is explained.

export const WORD_BYTES = 30000000;
export const WORD_TEXT = 4000000;
