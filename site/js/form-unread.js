// What the page of a form says where a script of the site could not be read.
import { unreadScript } from "./unread-script.js";

/**
 * What to say where a script of the site could not be read; what is no such fault is thrown on.
 * @param {unknown} error
 * @param {string} undone what was not done for it
 */
export function unreadWords(error, undone) {
  return `${unreadScript(error, undone)}，或下载上面的空白表填写。`;
}
