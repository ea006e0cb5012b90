// A file made on the page, handed to the reader.
import { link } from "./page-elements.js";
import { isWeChat } from "./wechat.js";

/**
 * Saves a file.
 * @param {string} name
 * @param {string | Uint8Array | Blob} content
 * @param {string} type media type
 * @returns {string} what to say
 */
export function download(name, content, type) {
  if (isWeChat()) return "微信里不能保存文件，请用系统浏览器打开本页。";
  const address = URL.createObjectURL(new Blob([/** @type {any} */ (content)], { type }));
  const anchor = link("", address);
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return `已生成“${name}”。`;
}
