// The one exception of the modules that read tables; its text is for the person who chose the file.

/** What was given is no table that can be read: what is wrong, and what would be right. */
export class TableError extends Error {}
