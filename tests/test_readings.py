"""Whether a quote states a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress.model.facts import Value
from policypress.readings import contains, numeral, position, printed_otherwise, share


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("不少于 30 学时", Decimal(30), "学时"),
        ("不少于３０学时", Decimal(30), "学时"),
        ("一般可计算 32 个学时", Decimal(32), "学时"),
        ("上述三家网络培训机构", Decimal(3), "家"),
        ("等10个专题", Decimal(10), "个专题"),
        ("十二天", Decimal(12), "天"),
        ("须在6月30日前完善", date(2023, 6, 30), None),
        ("截止到 2023 年 12 月 31 日", date(2023, 12, 31), None),
        ("湖南省“两会”精神", "“两会”", None),
        ("脱产培训、网络 培训等", ("脱产培训", "网络培训"), None),
        ("共 29.5 学时", Decimal("29.5"), "学时"),
        ("11月31日、12月1日前", date(2023, 12, 1), None),
        ("共有八项", Decimal(8), None),
        ("共有 8 项", Decimal(8), None),
        ("今年6月30日前", date(2023, 6, 30), None),
        ("2024年1月1日至3月31日", date(2024, 3, 31), None),
        ("2024年1月1日——31日、2月1日", date(2023, 2, 1), None),
        ("2022年印发，6月30日前", date(2023, 6, 30), None),
        ("共13家、3家", "3家", None),
        ("由三个处共同负责", ("三个", "共同"), None),
        ("不超过1,200元", Decimal(1200), "元"),
        ("不超过 1，234，567.5 元", Decimal("1234567.5"), "元"),
        ("共有1,200项", Decimal(1200), None),
        ("附件1，每年不少于30学时", Decimal(30), "学时"),
        ("1. 30学时", Decimal(30), "学时"),
        ("1\t30学时", Decimal(30), "学时"),
        ("培训，30学时", Decimal(30), "学时"),
        ("人数30人", Decimal(30), "人"),
        ("约三十天左右", Decimal(30), "天"),
        ("二〇二三年", Decimal(2023), "年"),
        ("二百零五元", Decimal(205), "元"),
        ("两千三百元", Decimal(2300), "元"),
        ("不低于６０％", Decimal(60), "％"),
        ("三 个 学\n时", Decimal(3), "学时"),
        ("举办3期多层次高级研修班", Decimal(3), "期"),
        ("举办3期半脱产培训班", Decimal(3), "期"),
        ("不少于90，30学时为公共科目", Decimal(30), "学时"),
        ("由30提高到60学时", Decimal(60), "学时"),
        ("自2022年3月1日起至同年12月31日", date(2022, 12, 31), None),
        ("2024年1月1日（星期一）至3月31日", date(2024, 3, 31), None),
        ("本年度12月31日前", date(2023, 12, 31), None),
        ("2024年度2月28日前", date(2024, 2, 28), None),
    ],
)
def test_a_value_is_found_in_its_closed_readings(quote: str, value: Value, unit: str | None) -> None:
    assert contains(quote, value, unit, 2023)


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("不少于 12 天或者 90 学时", Decimal(12), "学时"),
        ("不少于 130 学时", Decimal(30), "学时"),
        ("不少于 30 学时", Decimal(3), "学时"),
        ("在2030学时中", Decimal(30), "学时"),
        ("二十三家", Decimal(3), "家"),
        ("2022 年 12 月 31 日", date(2023, 12, 31), None),
        ("6月3日", date(2023, 6, 30), None),
        ("11月31日", date(2023, 12, 1), None),
        ("脱产培训", ("脱产培训", "网络培训"), None),
        ("30.5 学时", Decimal(5), "学时"),
        ("共有 80 项", Decimal(8), None),
        ("报主管的各部门", "主管部门", None),
        ("报主管部门", "", None),
        ("次年6月30日前", date(2023, 6, 30), None),
        ("22年6月30日前", date(2023, 6, 30), None),
        ("2024年1月1日至3月31日", date(2023, 3, 31), None),
        ("共13家", "3家", None),
        ("共30学时", "共3", None),
        ("0.5天", "5天", None),
        ("二十三家", ("三家",), None),
        ("不超过1,200元", Decimal(200), "元"),
        ("不超过1，200元", Decimal(200), "元"),
        ("不超过1, 200元", Decimal(200), "元"),
        ("不超过1,20元", Decimal(20), "元"),
        ("不超过1,2000元", Decimal(1200), "元"),
        ("不超过1,2000元", Decimal(2000), "元"),
        ("不超过0,200元", Decimal(200), "元"),
        ("共有1,20项", Decimal(1), None),
        ("三五天", Decimal(35), "天"),
        ("三五天", Decimal(5), "天"),
        ("一两天", Decimal(12), "天"),
        ("十五六天", Decimal(16), "天"),
        ("三四十天", Decimal(40), "天"),
        ("三四十天", Decimal(70), "天"),
        ("占三分之二学时", Decimal(2), "学时"),
        ("占三分之 二 学时", Decimal(2), "学时"),
        ("占三分之二", Decimal(3), None),
        ("占百分之30学时", Decimal(30), "学时"),
        ("占1/2学时", Decimal(2), "学时"),
        ("½天", Decimal(2), "天"),
        ("零点五天", Decimal(5), "天"),
        ("三点五", Decimal(3), None),
        ("二百五元", Decimal(205), "元"),
        ("二百五元", Decimal(250), "元"),
        ("一天半", Decimal(1), "天"),
        ("半天", Decimal(1), "天"),
        ("占一半", Decimal(1), None),
        ("三十余天", Decimal(30), "天"),
        ("三十余", Decimal(30), None),
        ("二十几", Decimal(2), None),
        ("30天多", Decimal(30), "天"),
        ("数十天", Decimal(10), "天"),
        ("几百学时", Decimal(100), "学时"),
        ("百家单位", Decimal(100), "家"),
        ("三万二千元", Decimal(2000), "元"),
        ("叁拾五元", Decimal(5), "元"),
        ("二○二三年", Decimal(23), "年"),
        ("第 3 期", Decimal(3), "期"),
        ("第一、二期培训班", Decimal(2), "期"),
        ("30至60学时", Decimal(60), "学时"),
        ("30学时至60学时", Decimal(60), "学时"),
        ("30至60学时", Decimal(30), None),
        ("30个至60个", Decimal(60), None),
        ("三至五天", Decimal(5), "天"),
        ("3—5天", Decimal(5), "天"),
        ("次年度2月28日", date(2023, 2, 28), None),
        ("下一年度2月28日", date(2023, 2, 28), None),
        ("2024年度2月28日", date(2023, 2, 28), None),
        ("2024年1月1日（星期一）至3月31日", date(2023, 3, 31), None),
        ("公共科目1，200元", Decimal(200), "元"),
    ],
)
def test_a_value_that_is_not_stated_is_not_found(quote: str, value: Value, unit: str | None) -> None:
    assert not contains(quote, value, unit, 2023)


@pytest.mark.parametrize(
    ("printed", "value", "unit", "otherwise"),
    [
        ("30 学时", Decimal(30), "学时", False),
        ("30 学时", Decimal(40), "学时", True),
        ("三十", Decimal(40), "学时", True),
        ("三十", Decimal(30), "学时", False),
        ("40", Decimal(30), None, True),
        ("一天半", Decimal("1.5"), "天", False),
        ("三十余天", Decimal(31), "天", False),
        ("6月30日", date(2023, 7, 31), None, True),
        ("6 月 30 日", date(2023, 6, 30), None, False),
        ("2022年6月30日", date(2023, 6, 30), None, True),
        ("年中", date(2023, 6, 30), None, False),
        ("三十天", "一个月", None, False),
    ],
)
def test_what_is_printed_reads_as_the_value_or_as_nothing(
    printed: str, value: Value, unit: str | None, otherwise: bool
) -> None:
    assert printed_otherwise(printed, value, unit, 2023) == otherwise


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write 1–99 as people do: 十二, 二十, 三十四."""
    tens, ones = divmod(number, 10)
    return ((DIGITS[tens] if tens > 1 else "") + "十" if tens else "") + (DIGITS[ones] if ones else "")


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert numeral(chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("〇", 0), ("二〇三一", 2031), ("两百", 200), ("一百零五", 105), ("三千二百一十", 3210), ("百", 100)],
)
def test_longer_chinese_numerals_are_read_as_they_are_written(text: str, number: int) -> None:
    assert numeral(text) == number


@given(st.integers(1, 9999))
def test_what_a_chinese_numeral_proves_is_what_it_writes_in_full(number: int) -> None:
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    written = DIGITS[thousands] + "千" if thousands else ""
    gap = "零" if written else ""
    if hundreds:
        written, gap = written + DIGITS[hundreds] + "百", "" if below > 9 else "零"
    if below:
        written += gap + (
            chinese(below) if not hundreds or below < 10 or below > 19 else "一" + chinese(below)
        )
    assert numeral(written) == number
    assert contains(f"共{written}天", Decimal(number), "天", 2023)


@pytest.mark.parametrize(
    "text", ["一二", "三五", "二百五", "两千三", "一百零十", "百五十", "五十百", "十两", "二十三四"]
)
def test_a_numeral_not_written_in_full_states_no_number(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "place"),
    [
        ("学时", None, 2),
        (("课程", "学时"), None, 2),
        (Decimal(30), "学时", 0),
        (date(2023, 6, 1), None, 8),
        ("学分", None, None),
    ],
)
def test_the_place_of_a_value_is_where_it_first_begins_spaces_left_out(
    value: Value, unit: str | None, place: int | None
) -> None:
    assert position("30 学时课程，含6月1日的 30 学时课程、学时", value, unit, 2023) == place


def test_words_stand_where_they_first_stand_whole() -> None:
    assert position("13家，3家、3家", "3家", None, 2023) == len("13家，")
    assert position("共90，30学时", Decimal(30), "学时", 2023) == len("共90，")


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_number_proves_only_itself(stated: int, wanted: int) -> None:
    assert contains(f"不少于 {stated} 学时", Decimal(wanted), "学时", 2023) == (stated == wanted)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("三分之二", Fraction(2, 3)),
        ("百分之六十", Fraction(3, 5)),
        ("2/3", Fraction(2, 3)),
        ("６０％", Fraction(3, 5)),
        ("一半", None),
        ("二三分之一", None),
        ("三分之一二", None),
        ("千分之五", Fraction(1, 200)),
        ("二分之三", None),
        ("0/3", None),
        ("二分之一", Fraction(1, 2)),
        ("3/3", Fraction(1)),
        ("百分之百", Fraction(1)),
    ],
)
def test_a_share_is_read_in_closed_forms_only(text: str, part: Fraction | None) -> None:
    assert share(text) == part
