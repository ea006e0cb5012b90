// Only `policypress serve` sends this, and no built page holds it: it shows a page again when that has changed.

{
  const seen = document.currentScript?.dataset.seen ?? "";
  /** @type {EventSource | undefined} */
  let changes;

  /** A browser keeps few connections to one server open, so a page nobody sees gives its own up. */
  const follow = () => {
    changes?.close();
    if (document.visibilityState === "hidden") return;
    changes = new EventSource(`/.serve/changes?seen=${seen}`);
    changes.addEventListener("message", () => location.reload());
  };

  document.addEventListener("visibilitychange", follow);
  follow();
}
