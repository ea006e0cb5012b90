// An XML file as a tree whose names are told by their namespaces, whatever prefixes the file gives them.
// Pure: no page, no clock, no network.
import { FileFault } from "./file-fault.js";
import { readXml } from "./xml.js";

/** Nothing is nested deeper in a sound file; beyond it libxml2 gives up, too. */
const DEEPEST = 256;
const ENCODING = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/**
 * @typedef {object} Node
 * @property {string} name with the short prefix of its namespace; of other namespaces its own name after a colon
 * @property {Record<string, string>} attributes by names of the same kind; those of no namespace by their own
 * @property {(Node | string)[]} content
 */

/** @typedef {Record<string, string>} Scope prefix → address of the namespace */

/**
 * The root of a file.
 * @param {string} source
 * @param {Record<string, string>} prefixes address of a namespace → how its names are told here
 * @returns {Node}
 */
export function treeOf(source, prefixes) {
  /** @type {Node} */
  const top = { name: "", attributes: {}, content: [] };
  /** @type {{node: Node, scope: Scope}[]} */
  const path = [{ node: top, scope: {} }];
  readXml(source, {
    open(_, attributes, full) {
      const within = path[path.length - 1];
      if (!within || path.length > DEEPEST || (path.length === 1 && top.content.length)) throw new FileFault("damaged");
      const written = attributes();
      const scope = scopeWith(written, within.scope);
      const node = { name: named(full, scope, prefixes, scope[""]), attributes: toldBy(written, scope, prefixes), content: [] };
      within.node.content.push(node);
      path.push({ node, scope });
    },
    close() {
      path.pop();
    },
    text(text) {
      const within = path[path.length - 1];
      if (within && within.node !== top) within.node.content.push(text);
    },
  });
  const [root] = top.content;
  if (root === undefined || typeof root === "string") throw new FileFault("damaged");
  return root;
}

/**
 * @param {Record<string, string>} written attributes
 * @param {Scope} scope
 * @returns {Scope}
 */
function scopeWith(written, scope) {
  const declared = Object.entries(written).filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  if (!declared.length) return scope;
  return { ...scope, ...Object.fromEntries(declared.map(([name, address]) => [name.slice(6), address])) };
}

/**
 * @param {Record<string, string>} written attributes
 * @param {Scope} scope
 * @param {Record<string, string>} prefixes
 */
function toldBy(written, scope, prefixes) {
  return Object.fromEntries(Object.entries(written).map(([name, text]) => [named(name, scope, prefixes, ""), text]));
}

/**
 * @param {string} full
 * @param {Scope} scope
 * @param {Record<string, string>} prefixes
 * @param {string | undefined} plain address of the namespace of names without a prefix
 */
function named(full, scope, prefixes, plain) {
  const colon = full.indexOf(":");
  const address = colon < 0 ? plain : scope[full.slice(0, colon)];
  const prefix = address === undefined ? "" : prefixes[address] || "";
  return colon < 0 && !plain ? full : `${prefix}:${full.slice(colon + 1)}`;
}

/**
 * The elements directly within one.
 * @param {Node} node
 * @param {string} [name] all where it is not given
 * @returns {Node[]}
 */
export function elementsIn(node, name) {
  return /** @type {Node[]} */ (node.content.filter((each) => typeof each !== "string" && (name === undefined || each.name === name)));
}

/**
 * The first element at the end of a path of names.
 * @param {Node} node
 * @param {string[]} path
 * @returns {Node | undefined}
 */
export function elementAt(node, ...path) {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  for (const child of elementsIn(node, first)) {
    const found = elementAt(child, ...rest);
    if (found) return found;
  }
  return undefined;
}

/**
 * The text of an XML file in whatever encoding it says it is in.
 * @param {Uint8Array} bytes
 */
export function xmlText(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const [, declared = "utf-8"] = ENCODING.exec(head) || [];
  const wide = head.startsWith("\xff\xfe") ? "utf-16le" : head.startsWith("\xfe\xff") ? "utf-16be" : "";
  try {
    return new TextDecoder(wide || declared, { fatal: true }).decode(bytes);
  } catch {
    throw new FileFault("damaged");
  }
}
