// Files that the reader chooses or drops.
import { readTableFile, refuseTooLarge } from "./table-file.js";
import { TableError } from "./table-error.js";

/**
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

/**
 * The table in a file; raises TableError.
 * @param {File} file
 */
export async function tableIn(file) {
  return readTableFile(file.name, await fileBytes(file));
}

/**
 * What is in a file; raises TableError. By FileReader: Blob.arrayBuffer is younger than Safari 14.
 * @param {File} file
 * @returns {Promise<Uint8Array>}
 */
export async function fileBytes(file) {
  refuseTooLarge(file.size);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(/** @type {ArrayBuffer} */ (reader.result)));
    reader.onerror = () => reject(new TableError("读不出来；在表格软件里打开着的请先关闭"));
    reader.readAsArrayBuffer(file);
  });
}
