// Tables that the reader chooses or drops.
import { readTableFile, refuseTooLarge } from "./table-file.js";
import { TableError } from "./table-error.js";

/** @typedef {() => Promise<import("./table-file.js").Table>} Read raises TableError */

/**
 * @param {HTMLInputElement} input
 * @param {(read: Read, name: string) => void} use
 */
export function chosenFile(input, use) {
  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    if (file) use(() => tableIn(file), file.name);
    input.value = "";
  });
}

/**
 * @param {HTMLElement} place
 * @param {(read: Read, name: string) => void} use
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
    if (file) use(() => tableIn(file), file.name);
  });
}

/** @param {File} file */
async function tableIn(file) {
  refuseTooLarge(file.size);
  return readTableFile(file.name, new Uint8Array(await bytesOf(file)));
}

/**
 * Read by FileReader: Blob.arrayBuffer is younger than Safari 14.
 * @param {File} file
 * @returns {Promise<ArrayBuffer>}
 */
function bytesOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {ArrayBuffer} */ (reader.result));
    reader.onerror = () => reject(new TableError("读不出来；在表格软件里打开着的请先关闭"));
    reader.readAsArrayBuffer(file);
  });
}
