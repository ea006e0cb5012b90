"""The JSON Schemas by which editors complete and check, and the field guide, against files and reader."""

from __future__ import annotations

import dataclasses
import enum
import fnmatch
import json
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from checkout import DATA, ROOT
from policypress.faults import UsageError
from policypress.field_docs import descriptions
from policypress.file_kinds import KINDS
from policypress.nodes import Items, Node, Scalar, parse
from policypress.project_folder import read_project
from policypress.schemas import FOLDER, GUIDE, editor_files, schema_files, write_schemas
from policypress.years.roll import new_year

FORMS = sorted((DATA / "forms").glob("*.yaml"))
CHINESE = range(0x4E00, 0xA000)
SCHEMAS = {name: json.loads(data) for name, data in schema_files().items() if name != GUIDE}
HOURS = "policy/years/2023/hours.yaml"
PLAIN: dict[str, Callable[[str], object]] = {
    "str": str,
    "timestamp": str,
    "int": int,
    "float": float,
    "bool": lambda text: text == "true",
    "null": lambda _: None,
}
"""YAML 1.2, as the YAML extension of an editor takes it: a day is a text."""


def plain(node: Node) -> Any:
    """Return *node* as an editor's YAML extension gives it to a schema."""
    if isinstance(node, Scalar):
        return PLAIN[node.tag](node.text)
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def kinds_of(file: str) -> list[str]:
    """Return the schemas that *file* of a project gets."""
    parts = file.split("/")
    return [
        f"{kind.name}.schema.json"
        for kind in KINDS
        for place in kind.places
        if len(parts) == len(place.split("/")) and all(map(fnmatch.fnmatch, parts, place.split("/")))
    ]


def complaints(schema: str, text: str) -> list[str]:
    """Return what the schema says of a file that holds *text*."""
    found = Draft7Validator(SCHEMAS[schema]).iter_errors(plain(parse("x.yaml", text)))
    return [error.message for error in found]


def records(type_: Any) -> Iterator[type]:
    """Yield every dataclass and every closed set within *type_*."""
    if dataclasses.is_dataclass(type_) and isinstance(type_, type):
        yield type_
        for hint in typing.get_type_hints(type_).values():
            yield from records(hint)
    elif isinstance(type_, type) and issubclass(type_, enum.Enum):
        yield type_
    for part in typing.get_args(type_):
        yield from records(part)


WRITTEN = sorted({record for kind in KINDS for record in records(kind.type_)}, key=lambda each: each.__name__)


@pytest.mark.parametrize("record", WRITTEN, ids=lambda each: each.__name__)
def test_every_field_that_an_editor_writes_is_described_in_chinese(record: type) -> None:
    if issubclass(record, enum.Enum):
        words = [descriptions(record).get(member.name, member.value) for member in record]
    else:
        words = [
            descriptions(record).get(field.name, "")
            for field in dataclasses.fields(typing.cast("Any", record))
        ]
    assert [text for text in words if not any(ord(sign) in CHINESE for sign in text)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_sound_one(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


def test_every_yaml_file_of_a_project_has_one_schema_and_passes_it(project: Path) -> None:
    new_year(project, 2024)
    (project / "policy/units").mkdir()
    (project / "policy/units/示例.yaml").write_text("- name: 某某市某某学校\n", "utf-8")
    files = sorted(path.relative_to(project).as_posix() for path in project.rglob("*.yaml"))
    assert {kind.name for kind in KINDS} == {kinds_of(file)[0].removesuffix(".schema.json") for file in files}
    wrong = {
        file: found
        for file in files
        if (found := [each for kind in kinds_of(file) for each in complaints(kind, text_of(project, file))])
        or len(kinds_of(file)) != 1
    }
    assert wrong == {}


def text_of(project: Path, file: str) -> str:
    return (project / file).read_text("utf-8")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_of_every_shape_pass_the_schema_of_forms(path: Path) -> None:
    assert complaints("forms.schema.json", path.read_text("utf-8")) == []


SLIPS = (
    (HOURS, "    qualifier: 不少于\n", "    qualifer: 不少于\n"),
    (HOURS, "    title: 全年培训总学时", "    titel: 全年培训总学时"),
    (HOURS, "    value: 各类培训\n", ""),
    (HOURS, "    value: 各类培训\n", "    value: {所有: 培训}\n"),
    (HOURS, "  total_hours: total_hours\n", "  total_hours: 90\n"),
    (HOURS, "  starts: 2023-01-01\n", "  starts: 20230101\n"),
    ("policy/cases/2023.yaml", "status: 已认定", "status: 已认证"),
    ("policy/cases/2023.yaml", "hours: 29.5", "hours: 二十九"),
    ("content/faq/01-scope.yaml", "    unstated: true\n", "    unstated: 是\n"),
    ("content/faq/01-scope.yaml", "who: [个人, 单位]", "who: [职工]"),
    ("content/faq/01-scope.yaml", "who: [个人, 单位]", "who: 个人"),
    ("policy/years/2023/duties.yaml", "who: [个人]", "who: [职工]"),
    ("content/navigation.yaml", "pages: [index]", "page: [index]"),
    ("policy/documents.yaml", "  text: null\n", ""),
    ("policy/forms/offline-training.yaml", "kind: lines", "kind: line"),
    ("policy/forms/offline-training.yaml", "            help: 选一项。", "            helps: 选一项。"),
    ("policy/profiles.yaml", "        makeup: true", "        makeup: 2024"),
    ("policy/site.yaml", 'published: "2026-11-24 09:00"', "published: 2026"),
)
"""What people mistype: file, what is right, what they wrote."""


@pytest.mark.parametrize(("file", "right", "wrong"), SLIPS)
def test_what_the_schema_refuses_the_reader_refuses_too(
    project: Path, edit: Callable[[str, str, str], int], file: str, right: str, wrong: str
) -> None:
    edit(file, right, wrong)
    assert complaints(kinds_of(file)[0], text_of(project, file)) != []
    assert file in {fault.file for fault in read_project(project).faults}


def refused(schema: Any) -> Iterator[str]:
    """Yield the places of *schema* where records allow names that are not listed."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("additionalProperties") is not False:
            yield str(schema["properties"].keys())
        for part in schema.values():
            yield from refused(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from refused(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_record_of_any_schema_takes_a_name_that_is_not_listed(name: str) -> None:
    assert list(refused(SCHEMAS[name])) == []


def test_the_repository_s_schemas_guide_and_editor_settings_are_today_s() -> None:
    wanted = {**{f"{FOLDER}/{name}": data for name, data in schema_files().items()}, **editor_files()}
    assert {name: (ROOT / name).read_bytes() == data for name, data in wanted.items()} == dict.fromkeys(
        wanted, True
    )
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == set(schema_files())


def test_the_guide_tells_of_every_field_of_every_file() -> None:
    guide = schema_files()[GUIDE].decode()
    for kind in KINDS:
        assert f"\n## {kind.title}\n" in guide
    for record in WRITTEN:
        if not issubclass(record, enum.Enum):
            assert guide.count(f'<a id="{record.__name__.lower()}"></a>') == 1
            for name, text in descriptions(record).items():
                assert f"| `{name}` |" in guide
                assert text.replace("|", r"\|") in guide


def test_both_editors_are_pointed_to_schemas_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    write_schemas(tmp_path, None, pytest.fail)
    globs = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    tree = etree.parse(tmp_path / ".idea/jsonSchemas.xml")
    mapped = {
        str(info.xpath("option[@name='relativePathToSchema']/@value")[0]): [
            str(value) for value in info.xpath(".//Item/option[@name='path']/@value")
        ]
        for info in tree.iter("SchemaInfo")
    }
    assert {name.removeprefix("./"): places for name, places in globs.items()} == mapped
    assert all((tmp_path / name).is_file() for name in mapped)
    assert len(mapped) == len(KINDS)


def test_an_editor_s_own_settings_stay_and_the_person_is_told(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text('{"editor.fontSize": 16} // 我的', "utf-8")
    said: list[str] = []
    write_schemas(tmp_path, None, said.append)
    assert [words.startswith(".vscode/settings.json 已有别的内容") for words in said] == [True]
    assert "fontSize" in (tmp_path / ".vscode/settings.json").read_text("utf-8")
    write_schemas(tmp_path, None, said.append)
    assert len(said) == 2


def test_another_folder_gets_schemas_and_guide_alone(tmp_path: Path) -> None:
    out = tmp_path / "别 处"
    assert write_schemas(tmp_path, out, pytest.fail) == out
    assert {path.name for path in tmp_path.iterdir()} == {"别 处"}
    assert {path.name for path in out.iterdir()} == set(schema_files())


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是 policypress 项目"):
        write_schemas(tmp_path, None, pytest.fail)
    assert list(tmp_path.iterdir()) == []
