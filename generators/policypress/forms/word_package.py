"""The package of a Word file: what python-docx starts with made slim, parts added, bytes that repeat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policypress.forms.word_controls import block, placeholder_run
from policypress.forms.word_parts import FONT_TABLE, SETTINGS, STYLES
from policypress.packages import MEMBER_DATE, member

EPOCH = datetime(*MEMBER_DATE)  # noqa: DTZ001 — Word files carry no zone
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = nsdecls("w") + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def parsed(xml: str) -> list[Any]:
    """Return the elements that *xml* describes, prefixes w and w14 declared."""
    body: Any = parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")
    return list(body)


def _building_block(placeholder: str) -> str:
    identity = block(placeholder)
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{identity.hex}"/><w:category><w:name w:val="常规"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
        '<w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{{{str(identity).upper()}}}"/>'
        f"</w:docPartPr><w:docPartBody><w:p>{placeholder_run(placeholder)}</w:p></w:docPartBody></w:docPart>"
    )


def slim(document: Document) -> None:
    """Leave of python-docx's own template only what a form needs, with the parts of this module."""
    package = document.part.package
    for rels, kept in (
        (document.part.rels, (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)),
        (package.rels, (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)),
    ):
        for key in [key for key, rel in rels.items() if rel.reltype not in kept]:
            del rels[key]
    for element, xml in ((document.styles.element, STYLES), (document.settings.element, SETTINGS)):
        element.clear()
        element.extend(parse_xml(xml))
    fonts = _part(document, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, FONT_TABLE)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def add_glossary(document: Document, placeholders: Iterable[str]) -> None:
    """Add the building blocks of *placeholders*; without them Word shows its own words in cleared fields."""
    blocks = "".join(map(_building_block, placeholders))
    xml = f"<w:glossaryDocument {nsdecls('w')}><w:docParts>{blocks}</w:docParts></w:glossaryDocument>"
    glossary = _part(document, "/word/glossary/document.xml", CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, xml)
    styles = _part(document, "/word/glossary/styles.xml", CONTENT_TYPE.WML_STYLES, STYLES)
    document.part.relate_to(glossary, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)
    glossary.relate_to(styles, RELATIONSHIP_TYPE.STYLES)


def _part(document: Document, name: str, content_type: str, xml: str) -> Part:
    return Part(PackURI(name), content_type, (DECLARATION + xml).encode("utf-8"), document.part.package)


def packed(document: Document) -> bytes:
    """Return the file of *document*, the same bytes at every time and on every system."""
    members, out = _Members.of(document), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        # Readers expect the content types first; the rest is sorted.
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(member(name), members[name])
    return out.getvalue()


class _Members(PackageWriter):
    """The members of a package by name, not zipped yet: python-docx would date them, and fail before 1980."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    @classmethod
    def of(cls, document: Document) -> dict[str, bytes]:
        """Return the members of *document*."""
        package: Any = document.part.package
        members: Any = cls()
        for part in package.parts:
            part.before_marshal()
        cls._write_content_types_stream(members, package.parts)  # type: ignore[no-untyped-call]
        cls._write_pkg_rels(members, package.rels)  # type: ignore[no-untyped-call]
        cls._write_parts(members, package.parts)
        return dict(members.found)

    def take(self, uri: PackURI, data: bytes) -> None:
        """Take in one member."""
        self.found[uri.membername] = data

    write: Any = take
