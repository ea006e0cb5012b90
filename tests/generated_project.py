"""Whole projects made up for figures and tests: the real one of many years, with a page for each of many places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from folders import project_copy
from policypress.texts import digest

LAST = 2023
"""The year that the real project has; those made up come before it."""
YEARLY = 12
"""Pages of a year beside those of its places: those of ``content/pages/year``."""
ONCE = 9
"""Pages there are once, the form's included."""
PLACES_A_SECTION = 36
FACTS = (
    "total_hours",
    "public_hours",
    "professional_hours",
    "year_end",
    "seminar_hours",
    "recognition_public",
)
DOCUMENT = "xiangrenshehan"


def generated_project(folder: Path, pages: int, years: int = 10) -> Path:
    """Make *folder* a project of about so many *pages*: *years* × places, each with five questions; return it."""
    project_copy(folder)
    for year in range(LAST - years + 1, LAST):
        _copy_year(folder, year)
    places = (pages - ONCE) // years - YEARLY - 1
    _write_places(folder, places, random.Random(pages))  # noqa: S311 - seeded on purpose: the same pages every time
    return folder


def _copy_year(folder: Path, year: int) -> None:
    """Write the files of *year*: those of LAST with every year in them shifted alike."""

    def shifted(text: str) -> str:
        return re.sub(f"{LAST}|{LAST + 1}", lambda match: str(int(match[0]) - LAST + year), text)

    notice = folder / f"content/notices/{DOCUMENT}-{LAST}-63.txt"
    text = notice.read_text("utf-8")
    notice.with_name(shifted(notice.name)).write_text(shifted(text), "utf-8", newline="\n")
    for file in [*(folder / f"policy/years/{LAST}").iterdir(), folder / f"policy/cases/{LAST}.yaml"]:
        target = Path(shifted(str(file)))
        target.parent.mkdir(exist_ok=True)
        target.write_text(shifted(file.read_text("utf-8")), "utf-8", newline="\n")
    documents = folder / "policy/documents.yaml"
    known = documents.read_text("utf-8")
    entry = re.search(rf"^{DOCUMENT}-{LAST}-63:\n(?: .*\n)+", known, re.MULTILINE)
    assert entry
    added = shifted(entry[0]).replace(digest(text), digest(shifted(text)))
    documents.write_text(known + added, "utf-8", newline="\n")


def _write_places(folder: Path, places: int, chance: random.Random) -> None:
    """Write a page for each place, and the sections of the navigation that list them."""
    clauses = list(_clauses(folder))
    pages = folder / "content/pages/year/places"
    pages.mkdir()
    navigation = (folder / "content/navigation.yaml").open("a", encoding="utf-8", newline="\n")
    with navigation:
        for number in range(places):
            if number % PLACES_A_SECTION == 0:
                navigation.write(
                    f"- title: 某某市之{number // PLACES_A_SECTION + 1}\n  kind: 办事指南\n  pages:\n"
                )
            navigation.write(f'    - "year:places/p{number}"\n')
            (pages / f"p{number}.md").write_text(_place(number, clauses, chance), "utf-8", newline="\n")


def _clauses(folder: Path) -> Iterator[str]:
    """Yield clauses of the notice without a number, so that words are those of the field."""
    text = (folder / f"content/notices/{DOCUMENT}-{LAST}-63.txt").read_text("utf-8")
    for clause in re.split(r"[，。；：、\s]+", text):
        if len(clause) > 3 and not re.search(r"[\d一二三四五六七八九十〔（(《“”]", clause):
            yield clause


def _place(number: int, clauses: list[str], chance: random.Random) -> str:
    """Return the page of a place: five questions, each with a number of the notice and its sentence."""
    name = f"某某市第{number}县" if number % 3 else f"某某市第{number}区"
    parts = [f"# {{{{ year }}}}年{name}培训问答\n\n{_words(clauses, 120, chance)}\n"]
    for question in range(5):
        fact = chance.choice(FACTS)
        parts.append(
            f"## {name}{chance.choice(clauses)}怎么办？ {{#q{question}}}\n\n"
            f'{_words(clauses, 200, chance)}按通知，{{{{ fact("{fact}") }}}}。\n\n'
            f'{{{{ quote("{fact}") }}}}\n\n{_words(clauses, 150, chance)}\n'
        )
    return "\n".join(parts)


def _words(clauses: list[str], characters: int, chance: random.Random) -> str:
    words = ""
    while len(words) < characters:
        words += chance.choice(clauses) + chance.choice("，，，。；")
    return words[:-1] + "。"
