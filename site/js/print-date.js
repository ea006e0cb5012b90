// The day of printing, in the footer of what is printed. Without script it is left out.

/** Keeps the day of printing right whenever the page is printed. */
export function mountPrintDate() {
  const place = document.querySelector('[data-part="print-date"]');
  if (!(place instanceof HTMLElement)) return;
  window.addEventListener("beforeprint", () => {
    place.textContent = `　打印日期：${dayText(new Date())}`;
    place.hidden = false;
  });
  window.addEventListener("afterprint", () => {
    place.hidden = true;
  });
}

/** @param {Date} day */
function dayText(day) {
  return `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
}
