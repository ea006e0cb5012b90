// A question before a page is left whose content is kept nowhere; once it is left, that content is gone.

/**
 * Has the browser ask before what was typed is lost. A page that nobody typed into is left unasked.
 * One that comes back as it was left begins anew.
 * @param {HTMLElement} within where it is typed
 * @param {() => boolean} isUnkept
 */
export function askBeforeLeaving(within, isUnkept) {
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    if (!isUnkept()) return;
    event.preventDefault();
    // Browsers that are behind the standard ask by this.
    event.returnValue = true;
  };
  within.addEventListener("input", () => window.addEventListener("beforeunload", ask));
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    window.removeEventListener("beforeunload", ask);
    location.reload();
  });
}
