// Files that the reader chooses or drops.

/**
 * Uses each file that is chosen; the same one can be chosen again.
 * @param {HTMLInputElement} input
 * @param {(file: File) => void} use
 */
export function chosenFile(input, use) {
  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    if (file) use(file);
    input.value = "";
  });
}

/**
 * Uses each file that is dropped; the place is marked while one is held above it. Text goes where it is dropped.
 * @param {HTMLElement} place
 * @param {(file: File) => void} use
 */
export function droppedFile(place, use) {
  place.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    place.dataset.over = "";
  });
  place.addEventListener("dragleave", () => delete place.dataset.over);
  place.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    delete place.dataset.over;
    const file = event.dataTransfer && event.dataTransfer.files[0];
    if (file) use(file);
  });
}

/** @param {DragEvent} event */
function holdsFiles({ dataTransfer }) {
  return dataTransfer !== null && dataTransfer.types.indexOf("Files") >= 0;
}
