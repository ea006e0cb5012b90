// What a page says where a script of the site could not be read.
import { isPieceError } from "./pieces.js";

/**
 * What to say where a script of the site could not be read, without a full stop; what is no such fault is thrown on.
 * @param {unknown} error
 * @param {string} undone what was not done for it
 */
export function unreadScript(error, undone) {
  if (!isPieceError(error)) throw error;
  return `没有读到“${error.message}”，${undone}；请刷新本页再试，仍不行请检查网站文件是否完整`;
}
