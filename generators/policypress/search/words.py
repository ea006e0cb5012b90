"""What people type and what pages say, as terms that can be compared.

Han text becomes pairs of neighbouring characters, Latin words and numbers stand apart (``90学时`` is
``90`` and ``学时``). The browser does the same in site/js/search-words.js with the lists of this module,
which travel in the index; tests hold the two equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import add

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"[{HAN}]+|[a-z]+|[0-9]+")
BEFORE_HAN = "{"
"""Sorts after every run of Latin letters or digits, and before every run of Han characters."""
DIGITS = re.compile("[0-9]+")

RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
    "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
    "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔"
    "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸"
    "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
"""CJK Radicals Supplement → the ideographs that look the same: text copied out of a PDF is full of them,
and NFKC leaves them. Unicode Character Database 14.0, property Equivalent_Unified_Ideograph."""
UNIFIED = str.maketrans(RADICALS, IDEOGRAPHS)

KINDS = (
    ("多少", "多久", "多长时间", "几个", "几"),
    ("什么时候", "啥时候", "什么时间", "何时", "几号", "几月几号", "几月份", "几月", "哪天", "哪一天"),
    ("在哪里", "在哪儿", "在哪", "到哪里", "到哪儿", "去哪里", "去哪儿", "去哪", "哪里", "哪儿", "哪"),
    ("是什么", "有什么", "什么", "有哪些", "哪些", "有哪几个", "哪几个", "是啥", "有啥", "啥"),
    ("怎么办理", "怎么弄", "怎么搞", "怎么", "怎样", "如何", "咋弄", "咋搞", "咋"),
    ("是谁", "谁来", "谁", "哪个部门", "哪个单位"),
)
"""Words that ask, by what they ask for: how much, when, where, what, how, who."""
TELLING = ("几", "谁", "谁来")
"""Those of them that headings hold too (由谁认定, 办几期): the words around them tell something."""
FILLERS = (
    *(word for words in KINDS for word in words if word not in TELLING),
    *("为什么", "为啥", "为何", "怎么办", "咋办", "怎么样", "咋样", "怎么回事", "哪个", "什么意思", "啥意思"),
    *("能不能", "可不可以", "是不是", "要不要", "用不用", "有没有", "行不行", "可以不", "行不", "会不会"),
    *("该不该", "是否", "能否", "可否", "可以", "需要", "还要", "要学", "要修", "应该", "应当", "得要"),
    *("要多少", "请问", "想问", "问一下", "想知道", "我想", "我要", "想要", "一下", "到底", "究竟", "我们"),
    *("我", "您好", "你好"),
    *("这个", "那个", "吗", "么", "嘛", "呢", "吧", "啊", "呀", "了", "的", "也"),
)
"""Words that make a question but name no matter."""
KEPT = ("为了", "除了", "了解", "了结", "目的", "的确", "几乎", "自我", "我省", "哪怕", "要学时", "要学分")
"""Words in which a filler's character is no filler."""


def _longest_first(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the words in KEPT, as its group, and *words*."""
    return re.compile(f"({'|'.join(KEPT)})|{'|'.join(sorted(words, key=lambda word: (-len(word), word)))}")


KIND_OF = {word: kind for kind, words in enumerate(KINDS) for word in words}
FILLER, ASKING = _longest_first(FILLERS), _longest_first(KIND_OF)


class _Folding(dict[int, str]):
    """Every character met so far as it is compared."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not "\u4e00" <= character <= "\u9fff":
            character = unicodedata.normalize("NFKC", character).lower().translate(UNIFIED)
        self[code] = character
        return character


FOLDING = _Folding()


def folded(text: str) -> str:
    """Return *text* as it is compared: NFKC, lower case, radicals as ideographs, each character by itself."""
    return text.translate(FOLDING)


def with_origins(text: str) -> tuple[str, list[int]]:
    """Return *text* as it is compared, and for each of its characters the one of *text* it comes from."""
    pieces = [FOLDING[ord(character)] for character in text]
    return "".join(pieces), [i for i, piece in enumerate(pieces) for _ in piece]


def runs(text: str) -> list[str]:
    """Return the runs of folded *text*: Han characters, Latin letters or digits."""
    return RUN.findall(text)


def han_runs(text: str) -> Iterator[str]:
    """Yield the runs of Han characters of folded *text*."""
    return (run for run in runs(text) if run > BEFORE_HAN)


def terms(text: str) -> Iterator[str]:
    """Yield the terms of folded *text*: pairs of Han characters; words, numbers and lone characters whole."""
    for run in runs(text):
        if len(run) > 1 and run > BEFORE_HAN:
            yield from map(add, run, run[1:])
        else:
            yield run


def count_of_terms(text: str) -> int:
    """Return how many terms folded *text* has."""
    return sum(len(run) - 1 if len(run) > 1 and run > BEFORE_HAN else 1 for run in runs(text))


def loose_terms(text: str) -> Iterator[str]:
    """Yield what finds a heading in spite of a slip: its characters (``备*``), pairs with a gap (``备?表``)."""
    for run in han_runs(text):
        yield from (f"{character}*" for character in run)
        yield from (f"{run[i]}?{run[i + 2]}" for i in range(len(run) - 2))


def matter(query: str, gap: str = " ") -> str:
    """Return folded *query* without the words that only make it a question, unless nothing would be left.

    *gap* stands where a word was: a space parts its neighbours, nothing joins them.
    """
    left = FILLER.sub(lambda found: found[1] or gap, query)
    return left if RUN.search(left) else query


def kinds(query: str) -> frozenset[int]:
    """Return what folded *query* asks for, as places in ``KINDS``."""
    return frozenset(KIND_OF[found[0]] for found in ASKING.finditer(query) if not found[1])
