// Why an archive or an XML file cannot be read; what is said of it depends on what it was to be.
// Pure: no page, no clock, no network.

/** @typedef {"no_archive" | "locked" | "too_large" | "damaged" | "definitions" | "cannot_unpack"} FileFaultKind */

/** What is thrown by whoever reads such a file. */
export class FileFault extends Error {
  /** @param {FileFaultKind} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}
