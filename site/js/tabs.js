// Two tabs, one panel at a time; arrow keys move between them.

/**
 * The tabs of the page, at work.
 * @param {HTMLElement} calculator
 */
export function mountTabs(calculator) {
  const tabs = /** @type {HTMLElement[]} */ (Array.from(calculator.querySelectorAll('[role="tab"]')));
  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute("aria-controls") || "");
      if (panel) panel.hidden = tab !== chosen;
    }
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      if (!step || !next) return;
      choose(next);
      next.focus();
    });
  });
}
