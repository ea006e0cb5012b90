"""What no form changes in a Word file: measures, styles, fonts and settings, as WordprocessingML text.

WordprocessingML is ECMA-376 (ISO/IEC 29500); element order follows its schema. Only fonts that
every Chinese Windows has are named, each with its other name, so that no vendor's font is asked for.
"""

from __future__ import annotations

from decimal import Decimal

from docx.oxml.ns import nsdecls

CHINESE = '<w:rFonts w:hint="eastAsia"/>'
"""Shows what both scripts use (quotation marks, dashes, boxes) in the Chinese font."""

POINT = 25.4 / 72
"""Millimetres in a point."""
TITLE_LINE, TITLE_GAP = 32.0, 8.0
"""Points: a line of the title, and its distance from the table."""
NOTE_SIZE, NOTE_LINE, NOTE_GAP = 10.0, 15.0, 5.0
"""Points: the note's type, its line, and its distance from the table."""
SIZE, LINE = 12.0, 18.0
"""Points: type and line of everything in the table."""
LINES_GAP, DAY_GAP = 3.0, 4.0
"""Points: white above and below text of several lines, and below a day."""
DAY_HEIGHT = LINE + DAY_GAP
LONGEST_DAY = 9.5
"""Characters that 2023年12月31日 takes at most, with the white Word puts between digits and signs."""
CELL_MARGIN, INDENT, DAY_INDENT = 0.5, 1.0, 6.0
"""Millimetres left free: beside all in a cell, beside what is filled in, right of a day."""
LATIN, SONG, FANGSONG = "Times New Roman", "宋体", "仿宋"


def twips(millimetres: Decimal | float) -> int:
    """Return *millimetres* in twentieths of a point, in which Word measures."""
    return round(float(millimetres) / POINT * 20)


def type_size(points: float) -> str:
    """Return the run properties of type of *points*."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def exact_line(points: float, before: float = 0, after: float = 0) -> str:
    """Return spacing with an exact line height, so that a fallback font cannot push rows apart."""
    around = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    return f'<w:spacing {around} w:line="{round(points * 20)}" w:lineRule="exact"/>'


def _fonts(chinese: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{chinese}" w:cs="{LATIN}"/>'


def _font(name: str, other_name: str, panose: str, charset: str, family: str) -> str:
    other = f'<w:altName w:val="{other_name}"/>' if other_name else ""
    return (
        f'<w:font w:name="{name}">{other}<w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/></w:font>'
    )


def _style(style: str, name: str, paragraph: str, run: str) -> str:
    own = "" if style == name else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _border(edge: str, eighths: int) -> str:
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _margin(edge: str) -> str:
    return f'<w:{edge} w:w="{twips(CELL_MARGIN)}" w:type="dxa"/>'


_CENTRED = '<w:jc w:val="center"/>'
_SIDES = f'<w:ind w:left="{twips(INDENT)}" w:right="{twips(INDENT)}"/>'
_FOOT = f'<w:ind w:right="{twips(DAY_INDENT)}"/><w:jc w:val="right"/>'
_TITLE = exact_line(TITLE_LINE, after=TITLE_GAP) + _CENTRED + '<w:outlineLvl w:val="0"/>'
_PARAGRAPHS = "".join(
    (
        _style("Title", "Title", _TITLE, _fonts(SONG) + "<w:b/><w:bCs/>" + type_size(22)),
        _style("Label", "栏目", exact_line(LINE) + _CENTRED, _fonts(SONG)),
        _style("Entry", "填写", exact_line(LINE) + _SIDES, _fonts(FANGSONG)),
        _style(
            "Lines",
            "多行填写",
            exact_line(LINE, before=LINES_GAP, after=LINES_GAP) + _SIDES,
            _fonts(FANGSONG),
        ),
        _style("Choice", "选项", exact_line(LINE) + _SIDES, _fonts(SONG)),
        _style("Day", "落款日期", exact_line(LINE, after=DAY_GAP) + _FOOT, _fonts(SONG)),
        _style("Note", "表注", exact_line(NOTE_LINE, before=NOTE_GAP), _fonts(SONG) + type_size(NOTE_SIZE)),
    )
)
_BORDERS = "".join(_border(edge, 12) for edge in ("top", "left", "bottom", "right"))
_BORDERS += "".join(_border(edge, 4) for edge in ("insideH", "insideV"))

STYLES = f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SONG)}{type_size(SIZE)}\
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
<w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
{_PARAGRAPHS}
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Form"><w:name w:val="表格"/>\
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>\
<w:tblCellMar>{_margin("left")}{_margin("right")}</w:tblCellMar></w:tblPr></w:style>
</w:styles>"""

FONT_TABLE = f"""<w:fonts {nsdecls("w")}>\
{_font(LATIN, "", "02020603050405020304", "00", "roman")}\
{_font(SONG, "SimSun", "02010600030101010101", "86", "auto")}\
{_font(FANGSONG, "FangSong", "02010609060101010101", "86", "modern")}</w:fonts>"""

_COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)
# documentProtection stands where the schema's sequence puts it; labels refuse input, controls accept it.
SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>\
<w:documentProtection w:edit="forms" w:enforcement="1"/><w:defaultTabStop w:val="420"/>\
<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>{_COMPATIBILITY}</w:compat>\
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>\
</w:settings>"""
