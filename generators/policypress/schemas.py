"""``policypress schema``: a JSON Schema for each kind of file, the field guide, and what tells editors of them.

Visual Studio Code (with the YAML extension it is told to offer) and PyCharm then complete and check
while one types. Files are told apart by where they stand, so that a new year's file needs no mark in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from policypress.faults import UsageError
from policypress.field_guide import field_guide
from policypress.file_kinds import KINDS, FileKind
from policypress.json_schema import DRAFT_7, as_json, schema_of
from policypress.out_folder import refuse_unfit
from policypress.whole_files import write_whole

FOLDER = "schemas"
"""Where schemas and guide stand in a project."""
GUIDE = "fields.md"


def schema_files() -> Mapping[str, bytes]:
    """Return the schema of each kind of file, and the field guide, by file name."""
    schemas = {_name(kind): _schema(kind) for kind in KINDS}
    return {**schemas, GUIDE: field_guide().encode()}


def _name(kind: FileKind) -> str:
    return f"{kind.name}.schema.json"


def _schema(kind: FileKind) -> bytes:
    head = {"$schema": DRAFT_7, "title": kind.title, "description": kind.about}
    return as_json({**head, **schema_of(kind.type_)})


def editor_files() -> Mapping[str, bytes]:
    """Return the settings by which editors find the schemas, by path from the project."""
    globs = {f"./{FOLDER}/{_name(kind)}": list(kind.places) for kind in KINDS}
    return {
        ".vscode/settings.json": as_json({"yaml.schemas": globs}),
        ".vscode/extensions.json": as_json({"recommendations": ["redhat.vscode-yaml"]}),
        ".idea/jsonSchemas.xml": _mappings(),
    }


def _mappings() -> bytes:
    """Return the schemas as PyCharm keeps them."""
    project = etree.Element("project", version="4")
    component = etree.SubElement(project, "component", name="JsonSchemaMappingsProjectConfiguration")
    table = etree.SubElement(etree.SubElement(component, "state"), "map")
    for kind in KINDS:
        value = etree.SubElement(etree.SubElement(table, "entry", key=kind.title), "value")
        info = etree.SubElement(value, "SchemaInfo")
        _option(info, "name", kind.title)
        _option(info, "relativePathToSchema", f"{FOLDER}/{_name(kind)}")
        _option(info, "schemaVersion", "JSON Schema version 7")
        items = etree.SubElement(etree.SubElement(info, "option", name="patterns"), "list")
        for place in kind.places:
            item = etree.SubElement(items, "Item")
            _option(item, "path", place)
            _option(item, "mappingKind", "Pattern")
    return etree.tostring(project, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _option(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, "option", name=name, value=value)


def write_schemas(root: Path, out: Path | None, say: Callable[[str], None]) -> Path:
    """Write schemas and guide into *out*, or into the project at *root* with its editors told; return the folder.

    Settings of an editor that are there already are left as they are, and *say* is told so. Raise
    UsageError where *root* is no project, or *out* lies among its sources.
    """
    if out is None and not (root / "policy").is_dir():
        raise UsageError(
            f"“{root}”里没有 policy 文件夹，不是 policypress 项目；请用 --project 或 --out 指明文件夹"
        )
    folder = out or root / FOLDER
    refuse_unfit(root, folder)
    for name, data in schema_files().items():
        write_whole(folder / name, data)
    if out is None:
        for file in _told(root):
            say(f"{file} 已有别的内容，没有改动；要重新接好编辑器，请先把它移走")
    return folder


def _told(root: Path) -> Iterator[str]:
    """Write the editors' settings; yield those that say something else already."""
    for file, data in editor_files().items():
        place = root / file
        if not place.exists():
            write_whole(place, data)
        elif place.read_bytes() != data:
            yield file
