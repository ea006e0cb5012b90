"""A name that is not there: a slip is told what was meant, another name never."""

from __future__ import annotations

import pytest

from policypress.spelling import near

SLIPS = {
    "total_huors": "total_hours",
    "total_hour": "total_hours",
    "total_hourss": "total_hours",
    "total_hoyrs": "total_hours",
    "ttoal_hours": "total_hours",
    "Total-Hours": "total_hours",
    "totalhours": "total_hours",
    "total hours": "total_hours",
    "ｔｏｔａｌ＿ｈｏｕｒｓ": "total_hours",
    "aks": "ask",
    "p12s03": "p12s03",
}
OTHERS = {
    "professional_hours": "total_hours",
    "filing_professional": "filing_form",
    "makeup_reason": "makeup",
    "ways": "days",
    "online": "offline",
    "min_hours": "max_hours",
    "total_days": "total_hours",
    "paper1_hours": "paper2_hours",
    "p12s3": "p12s4",
    "p12": "p123",
    "credit_a": "credit_b",
    "第一阶段学时": "第二阶段学时",
    "ttoal_huors": "total_hours",
    "": "a",
}


@pytest.mark.parametrize(("written", "meant"), SLIPS.items())
def test_a_slip_is_told_what_was_meant(written: str, meant: str) -> None:
    assert near(written, ["filing", meant, "way"]) == meant


@pytest.mark.parametrize(("written", "other"), OTHERS.items())
def test_another_name_is_never_offered_in_place_of_one(written: str, other: str) -> None:
    assert near(written, ["filing", other]) is None


def test_of_several_that_a_slip_may_be_of_none_is_offered() -> None:
    assert near("publik", ["public", "publix"]) is None


def test_one_but_for_case_and_parting_is_meant_before_others() -> None:
    assert near("Paper-Most", ["papers_most", "paper_most"]) == "paper_most"
