// The kinds of file that a record can become, and those that it is read from. Pure: no page, no clock, no network.

/**
 * What a record can become, by the ending of the file's name.
 * @type {Record<string, {name: string, media: string}>}
 */
export const FILE_KINDS = {
  docx: { name: "Word", media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  pdf: { name: "PDF", media: "application/pdf" },
};

/** Endings of the names of files that hold records. */
export const RECORD_FILES = [".json", ".csv", ".xlsx", ".docx", ".pdf"];
