"""Units made up for tests and figures: as many as wanted, the same every time."""

from __future__ import annotations

import random

from policypress.model.units import Unit

HAN = [chr(0x4E00 + 7 * place) for place in range(600)]
KINDS = (
    *("人民医院", "中医医院", "疾病预防控制中心", "实验小学", "农业技术推广中心", "公路管理所", "图书馆"),
    *("文化馆", "社会保险服务中心", "机关事务服务中心", "幼儿园", "职业中等专业学校", "林业工作站"),
)


def generated_units(count: int) -> list[Unit]:
    """Return *count* units of 14 cities of 10 districts each; many names share their beginnings and ends."""
    chance = random.Random(count)  # noqa: S311 - seeded on purpose: the units must be the same every time
    places = [f"某某{_word(chance)}市{_word(chance)}区" for _ in range(140)]
    names: dict[str, str] = {}
    while len(names) < count:
        place = chance.choice(places)
        if chance.random() < 0.3:
            name = f"{place}第{chance.randint(1, 999)}中学"
        else:
            name = f"{place}{_word(chance)}{chance.choice('镇乡')}{chance.choice(KINDS)}"
        names[name] = place
    return [
        Unit(name=name, department=f"{place}某某局", bureau=f"{place}人力资源和社会保障局")
        for name, place in names.items()
    ]


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(HAN, k=2))
