"""How a sentence limits the number or the list that it states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policypress.checks.facts import qualified
from policypress.model.facts import FactEntry, Value


@pytest.mark.parametrize(
    ("quote", "value", "unit", "said"),
    [
        ("累计不少于12天或者不少于90学时", Decimal(12), "天", "不少于"),
        ("90学时（含）以上", Decimal(90), "学时", "以上"),
        ("累计90学时以上", Decimal(90), "学时", "以上"),
        ("90天，一般90学时", Decimal(90), "学时", "一般"),
        ("不晚于5个工作日", Decimal(5), "个工作日", "不晚于"),
        ("最高8学时", Decimal(8), "学时", "最高"),
        ("上限为8学时", Decimal(8), "学时", "上限"),
        ("大约5天", Decimal(5), "天", "大约"),
        ("约5天", Decimal(5), "天", "约"),
        ("近3年", Decimal(3), "年", "近"),
        ("主要围绕甲、乙", ("甲", "乙"), None, "主要围绕"),
        ("继续签约甲公司、乙公司", ("甲公司", "乙公司"), None, None),
        ("上述三家机构以下列方式免费", Decimal(3), "家", None),
        ("90学时以上述标准认定", Decimal(90), "学时", None),
        ("3期以下简称研修班", Decimal(3), "期", None),
        ("就近3个培训点", Decimal(3), "个", None),
        ("附近3家", Decimal(3), "家", None),
        ("节约12天", Decimal(12), "天", None),
    ],
)
def test_a_qualifier_is_read_where_it_limits_and_nowhere_else(
    quote: str, value: Value, unit: str | None, said: str | None
) -> None:
    assert qualified(FactEntry(title="某条", value=value, unit=unit, quote=quote), 2023) == said


def test_what_is_printed_of_a_value_is_limited_where_it_first_stands() -> None:
    entry = FactEntry(
        title="某条", value=Decimal(31), unit="天", as_printed="三十余天", quote="至少三十余天，共 三十余天"
    )
    assert qualified(entry, 2023) == "至少"
