// The glyphs of some characters, embedded as one font (Type 0, Identity-H, ToUnicode): the same as
// generators/policypress/forms/pdf_fonts.py. Pure: no page, no clock, no network.
import { bytesOfCharacters } from "./bytes.js";
import { fingerprint, hexadecimal, utf16Digits } from "./form-pdf-text.js";
import { trueType } from "./form-truetype.js";
import { UNITS } from "./form-widths.js";

const FLAGS = 6;
/** Most entries in one block of a character map (Adobe technical note 5411). */
const BLOCK = 100;

/** @typedef {ReturnType<typeof makeSubset>} Subset */

/**
 * A font of the characters that are used, in the order of their codes; its codes begin with 1.
 * @param {import("./form-glyphs.js").Face} face
 * @param {Iterable<string>} used
 */
export function makeSubset(face, used) {
  const characters = Array.from(new Set(used)).sort((one, other) => codeOf(one) - codeOf(other));
  const glyphs = characters.map((char) => face.glyphs.get(char) || face.missing);
  const codes = new Map(characters.map((char, at) => [char, hexadecimal(at + 1)]));
  return {
    face,
    /**
     * The string that shows a text in this font.
     * @param {string} text
     */
    encode: (text) => `<${Array.from(text, (char) => codes.get(char) || "0000").join("")}>`,
    /**
     * Adds the font and tells its number.
     * @param {import("./form-pdf-update.js").Update} update
     */
    embed(update) {
      const font = trueType(face, [face.missing, ...glyphs]);
      const name = `/${tagOf(face.name, characters)}+${face.name}`;
      const widths = glyphs.map(({ advance }, at) => (advance === UNITS ? "" : `${at + 1}[${advance}]`)).join("");
      const file = update.addStream(`/Length1 ${font.length}`, font);
      const descriptor = update.add(
        `<</Type/FontDescriptor/FontName${name}/Flags ${FLAGS}/FontBBox[${face.bounds.join(" ")}]/ItalicAngle 0` +
          `/Ascent ${face.ascent}/Descent ${face.descent}/CapHeight ${face.capHeight}/StemV 80/FontFile2 ${file} 0 R>>`,
      );
      const descendant = update.add(
        `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}` +
          "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
          `/CIDToGIDMap/Identity/DW ${UNITS}/W[${widths}]/FontDescriptor ${descriptor} 0 R>>`,
      );
      const map = update.addStream("", toUnicode(characters));
      return update.add(
        `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H` +
          `/DescendantFonts[${descendant} 0 R]/ToUnicode ${map} 0 R>>`,
      );
    },
  };
}

/** @param {string} char */
function codeOf(char) {
  return char.codePointAt(0) || 0;
}

/**
 * The six letters that tell this subset from others of the font.
 * @param {string} name
 * @param {string[]} characters
 */
function tagOf(name, characters) {
  const digits = fingerprint([bytesOfCharacters(utf16Digits(name + characters.join("")))]);
  return [0, 2, 4, 6, 8, 10].map((at) => String.fromCharCode(65 + (parseInt(digits.slice(at, at + 2), 16) % 26))).join("");
}

/**
 * The character map from codes back to text.
 * @param {string[]} characters
 */
function toUnicode(characters) {
  const lines = [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <FFFF>",
    "endcodespacerange",
  ];
  for (let start = 0; start < characters.length; start += BLOCK) {
    const block = characters.slice(start, start + BLOCK);
    lines.push(`${block.length} beginbfchar`);
    lines.push(...block.map((char, at) => `<${hexadecimal(start + at + 1)}> <${utf16Digits(char)}>`));
    lines.push("endbfchar");
  }
  return [...lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"].join("\n");
}
