// Further pages (附页) put into a PDF: the page tree, the fields and the structure tree grow with them. The same as
// generators/policypress/forms/pdf_pages.py. Pure: no page, no clock, no network.
import { writeText } from "./form-pdf-drawing.js";
import { shortNumber, textString, twoDecimals, utf16Digits } from "./form-pdf-text.js";

const RULE = 0.6;

/** @typedef {import("./form-pdf-drawing.js").Box} Box */
/** @typedef {import("./form-pdf-drawing.js").Written} Written */
/** @typedef {import("./form-pdf-font.js").Subset} Subset */
/** @typedef {import("./form-pdf-further.js").Further} Further */
/** @typedef {import("./form-pdf-further.js").FurtherPage} FurtherPage */
/** @typedef {import("./form-pdf-update.js").Update} Update */

/**
 * Adds pages, each with its text in a field of its own.
 * @param {Update} update
 * @param {Further} further
 * @param {{page: FurtherPage, written: Written}[]} pages
 * @param {Subset} subset
 * @param {number} font
 * @param {number} leading
 */
export function addFurtherPages(update, further, pages, subset, font, leading) {
  const grown = new Grown(update, further, subset, font, leading);
  for (const { page, written } of pages) grown.add(page, written);
  for (const [name, { number, text }] of Object.entries(further.changed)) {
    const items = name === "key" ? [] : grown.lists[/** @type {keyof Grown["lists"]} */ (name)];
    const count = name === "key" ? grown.key : 1 + pages.length;
    update.put(number, text.replace("/ListGoesOn", items.join(" ")).replace("/NumberStands", String(count)));
  }
}

/** The pages added so far, and what they add to the lists of the file. */
class Grown {
  /**
   * @param {Update} update
   * @param {Further} further
   * @param {Subset} subset
   * @param {number} font
   * @param {number} leading
   */
  constructor(update, further, subset, font, leading) {
    this.update = update;
    this.further = further;
    this.subset = subset;
    this.font = font;
    this.leading = leading;
    this.key = further.key;
    /** @type {Record<"sheets" | "fields" | "elements" | "numbers", string[]>} */
    this.lists = { sheets: [], fields: [], elements: [], numbers: [] };
  }

  /**
   * Adds a page; of the parent tree it takes a key for its words and one for its field.
   * @param {FurtherPage} page
   * @param {Written} written
   */
  add(page, written) {
    const { update, lists, key } = this;
    const sheet = update.reserve();
    const widget = update.reserve();
    this.writeField(widget, page, written, sheet);
    this.putSheet(sheet, page, widget);
    const tree = addElements(update, page, sheet, widget, this.further.document);
    lists.sheets.push(`${sheet} 0 R`);
    lists.fields.push(`${widget} 0 R`);
    lists.elements.push(...tree.elements);
    lists.numbers.push(`${key} ${tree.owners} ${key + 1} ${tree.form}`);
    this.key += 2;
  }

  /**
   * @param {number} widget
   * @param {FurtherPage} page
   * @param {Written} written
   * @param {number} sheet
   */
  writeField(widget, { entry: { key, name, rect } }, written, sheet) {
    const marks = {
      Key: textString(key),
      Name: textString(name),
      Rect: rectangle(rect),
      Page: `${sheet} 0 R`,
      Number: String(this.key + 1),
    };
    const head = Object.entries(marks).reduce((text, [mark, value]) => text.replace(`/${mark}Stands`, value), this.further.widget);
    const place = { number: widget, head, rect, lines: true, centred: false };
    writeText(this.update, place, written, this.subset, this.font, this.leading);
  }

  /**
   * @param {number} sheet
   * @param {FurtherPage} page
   * @param {number} widget
   */
  putSheet(sheet, page, widget) {
    const { parent, media, bold, title } = this.further;
    const content = this.update.addStream("", contentOf(page, title, this.subset));
    this.update.put(
      sheet,
      `<</Type/Page/Parent ${parent}/MediaBox${media}` +
        `/Resources<</Font<</Bold ${bold}/Regular ${this.font} 0 R>>>>/Contents ${content} 0 R` +
        `/Annots[${widget} 0 R]/Tabs/S/StructParents ${this.key}>>`,
    );
  }
}

/**
 * The elements of a page in the structure tree, as references.
 * @param {Update} update
 * @param {FurtherPage} page
 * @param {number} sheet
 * @param {number} widget
 * @param {string} document
 */
function addElements(update, { words }, sheet, widget, document) {
  const element = (/** @type {string} */ role, /** @type {string} */ kids) =>
    `${update.add(`<</Type/StructElem/S/${role}/P ${document}/Pg ${sheet} 0 R/K[${kids}]>>`)} 0 R`;
  // The title and the words below it are one heading.
  const heading = element("H1", "0 1");
  const others = words.slice(1).map(({ role }, at) => element(role, String(at + 2)));
  const form = element("Form", `<</Type/OBJR/Obj ${widget} 0 R/Pg ${sheet} 0 R>>`);
  const owners = `${update.add(`[${[heading, heading, ...others].join(" ")}]`)} 0 R`;
  return { elements: [heading, ...others, form], form, owners };
}

/**
 * @param {FurtherPage} page
 * @param {string} title
 * @param {Subset} subset
 */
function contentOf({ words, box: [x0, y0, x1, y1] }, title, subset) {
  const frame = [x0, y0, x1 - x0, y1 - y0].map(shortNumber).join(" ");
  const marked = words.map(({ role, text, size, lines }, at) => {
    const shown = lines.map(({ text: line, x, y }) => {
      const step = `${shortNumber(x)} ${shortNumber(y)} Td`;
      return `BT /Regular ${shortNumber(size)} Tf ${step} ${subset.encode(line)} Tj ET`;
    });
    const begin = `/${role} <</MCID ${at + 1}>> BDC`;
    if (lines.length === 1) return [begin, ...shown, "EMC"].join("\n");
    // Broken words are one to whoever listens, searches or copies (ISO 32000-1, 14.9.4).
    const spoken = `/Span <</ActualText <${utf16Digits(`\ufeff${text}`)}>>> BDC`;
    return [begin, spoken, ...shown, "EMC EMC"].join("\n");
  });
  return ["/Artifact BMC", `0 G ${shortNumber(RULE)} w ${frame} re S`, "EMC", title, ...marked].join("\n");
}

/** @param {Box} rect */
function rectangle(rect) {
  return `[${rect.map((edge) => Number(twoDecimals(edge))).join(" ")}]`;
}
