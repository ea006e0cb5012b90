// The one exception of the modules that read tables; its text is for the person who chose the file.

/** What was given is no table that can be read: what is wrong, and what would be right. */
export class TableError extends Error {}

/** What is said of a workbook that does not hold what such files hold, at whatever depth that shows. */
export const DAMAGED = "已损坏或不是 Excel 文件；请用表格软件打开后另存为 .xlsx";

/** What is said of a workbook that holds more than a table does. */
export const TOO_LARGE = "解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx";
