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
 * Uses each file that is dropped; the place is marked while one is held above it.
 * @param {HTMLElement} place
 * @param {(file: File) => void} use
 */
export function droppedFile(place, use) {
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.dataset.over = "";
  });
  place.addEventListener("dragleave", () => delete place.dataset.over);
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    delete place.dataset.over;
    const file = event.dataTransfer && event.dataTransfer.files[0];
    if (file) use(file);
  });
}
