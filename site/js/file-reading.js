// What is in a file of the reader's; it is read on this device.
import { TableError } from "./table-error.js";
import { readTableFile, refuseTooLarge } from "./table-file.js";

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
