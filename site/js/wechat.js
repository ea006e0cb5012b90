// Pages open inside WeChat, which keeps no files: asked beforehand for the browser of the system.
import { element } from "./page-elements.js";

const NOTE =
  "本页现在是在微信里打开的。微信里不能保存文件，请用系统浏览器打开：点右上角“…”，选“在浏览器打开”。";
const SAVES = '[data-saves], .md-content a[href$=".ics"]';

/** Whether the page is open inside WeChat. */
export function isWeChat() {
  return /MicroMessenger/i.test(navigator.userAgent);
}

/** Asks above whatever gives files to save: what says so of itself, and links to calendars. */
export function mountWeChatNotes() {
  if (!isWeChat()) return;
  for (const place of Array.from(document.querySelectorAll(SAVES))) {
    (place.closest("p, ol, ul, table") || place).before(element("p", "wechat-note", NOTE));
  }
}
