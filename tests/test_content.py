"""What stands between braces in content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policypress.content import Call, ContentError, calls, fill, pieces, prose
from policypress.model.policy import Policy


def test_calls_are_found_with_their_lines_and_headings_keep_their_anchors() -> None:
    text = '# 题\n\n## 甲 {#a}\n\n{{ fact("x") }} {{ year }} {{ site.name }}\n{{ quote("x", "y") }}\n'
    assert list(calls(text)) == [Call(5, "fact", ("x",)), Call(6, "quote", ("x", "y"))]


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ year.__class__ }}",
        "{{ site.__class__ }}",
        "{{ fact.__globals__ }}",
        '{{ fact("a")("b") }}',
        '{{ fact(id="a") }}',
        '{{ fact(*["a"]) }}',
        "{{ fact }}",
        '{{ "a" | upper }}',
        "{{ 1 + 1 }}",
        "{% set a = 1 %}",
        '{% include "x" %}',
        "{{ config }}",
        '{{ "a" }}',
        "{{",
    ],
)
def test_nothing_else_is_allowed(text: str) -> None:
    with pytest.raises(ContentError):
        pieces(text)


def test_a_page_is_filled_in(policy: Policy) -> None:
    text = '## {{ year }} 年 {#a}\n{{ fact("x") }}'
    assert fill(text, {"fact": lambda id_: f"<{id_}>"}, 2023, policy.site) == "## 2023 年 {#a}\n<x>"


def test_values_of_the_site_are_filled_in_as_text(policy: Policy) -> None:
    site = replace(policy.site, name="甲<b>乙", region="某某省")
    assert fill("{{ site.name }}、{{ site.region }}", {}, 2023, site) == "甲&lt;b&gt;乙、某某省"


def test_prose_keeps_its_lines_and_loses_what_stands_between_braces() -> None:
    assert prose('甲{{ fact("90\n学时") }}乙') == "甲" + "□" * 11 + "\n" + "□" * 7 + "乙"
