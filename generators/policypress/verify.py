"""Whether a published copy is whole: all files there and unchanged, none left over, no link broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lxml.etree import LxmlError

from policypress.copies import Copy, Got, WebCopy, copy_at
from policypress.faults import UsageError
from policypress.links import home_of, links_of, places_of, target_of
from policypress.manifest import NAME, digest, read_manifest

INDEX = "index.html"
AT_ONCE = 4
"""Files asked of a server at one time."""
NEEDED_TYPES = {".html": ("text/html",), ".css": ("text/css",), ".js": ("javascript",)}
"""What a browser insists on; every other file works under any type."""
OF_THE_SYSTEM = frozenset(
    {".ds_store", "thumbs.db", "desktop.ini", "web.config", ".htaccess", ".user.ini", ".nojekyll"}
    | {"cname", "robots.txt", "favicon.ico"}
)
"""Files that systems and servers put beside a site, in small letters: told, but no fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a copy."""

    kind: str
    """In two characters: 缺少, 改动, 多出, 断链, 类型, 首页."""
    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}：{self.file}：{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of checking a copy."""

    place: str
    files: int
    """Files the manifest lists."""
    pages: int
    links: int
    """Addresses within the site."""
    problems: tuple[Problem, ...]
    hints: tuple[str, ...]
    """What is worth knowing and no fault."""


def verify(place: str) -> Verdict:
    """Return what is wrong with the published copy at *place*, a folder or an http(s) address.

    Raise UsageError where there is no such folder or the server cannot be reached, PolicyError where
    the manifest is not one of ours.
    """
    copy = copy_at(place)
    listing = copy.get(NAME)
    if listing.data is None:
        raise UsageError(f"“{copy.place}”里读不到 {NAME}：{listing.why}。请核对位置；没有清单就无法核对")
    listed = read_manifest(listing.data)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        got = dict(zip(listed, pool.map(copy.get, listed), strict=True))
    held = {name: one.data for name, one in got.items() if one.data is not None}
    followed = dict.fromkeys(sorted(held), 0)
    problems = [
        *_differences(listed, got),
        *_left_over(listed, copy),
        *_front(copy, held),
        *_broken(listed, held, followed),
    ]
    return Verdict(
        place=copy.place,
        files=len(listed),
        pages=sum(name.endswith(".html") for name in listed),
        links=sum(followed.values()),
        problems=tuple(problems),
        hints=tuple(_hints(copy, listed, held)),
    )


def _differences(listed: Mapping[str, str], got: Mapping[str, Got]) -> Iterator[Problem]:
    """Yield what is missing, changed, or sent as something that a browser will not take."""
    for name, wanted in listed.items():
        one = got[name]
        if one.data is None:
            yield Problem(kind="缺少", file=name, message=one.why)
            continue
        if digest(one.data) != wanted:
            message = (
                f"内容与清单不同（现有 {len(one.data)} 字节）；可能没有传全、被改过，或是旧文件，请重新上传"
            )
            yield Problem(kind="改动", file=name, message=message)
        if why := _mistyped(name, one.kind):
            yield Problem(kind="类型", file=name, message=why)


def _mistyped(name: str, kind: str) -> str | None:
    """Return what is wrong with the media type *kind* a server gives the file, None where nothing is."""
    ending = name[name.rfind(".") :]
    if not kind or ending not in NEEDED_TYPES:
        return None
    type_, _, parameters = kind.lower().partition(";")
    if not any(word in type_ for word in NEEDED_TYPES[ending]):
        return f"服务器把它当作“{type_.strip()}”，浏览器不会正确打开；应为 {NEEDED_TYPES[ending][0]}"
    charset = parameters.partition("charset=")[2].strip(' "')
    if charset and charset not in {"utf-8", "utf8"}:
        return f"服务器声明的字符集是“{charset}”，会出乱码；应为 utf-8"
    return None


def _left_over(listed: Mapping[str, str], copy: Copy) -> Iterator[Problem]:
    """Yield the files that are there and not in the manifest."""
    known = {name.casefold(): name for name in listed}
    for name in copy.names():
        if name in listed or name == NAME or _of_the_system(name):
            continue
        same = known.get(name.casefold())
        message = f"与清单里的“{same}”只差大小写；请改名" if same else "清单里没有；可能是旧文件，请删去"
        yield Problem(kind="多出", file=name, message=message)


def _of_the_system(name: str) -> bool:
    last = name.rpartition("/")[2].casefold()
    return last in OF_THE_SYSTEM or last.startswith("._") or name.startswith(".well-known/")


def _front(copy: Copy, held: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield a problem where a server does not show the first page at the address itself."""
    if isinstance(copy, WebCopy) and INDEX in held:
        front = copy.get("")
        if front.data != held[INDEX]:
            message = f"打开这个网址看到的不是 {INDEX}（{front.why or '内容不同'}）；请把默认首页设为 {INDEX}"
            yield Problem(kind="首页", file=copy.place, message=message)


def _broken(
    listed: Mapping[str, str], held: Mapping[str, bytes], followed: dict[str, int]
) -> Iterator[Problem]:
    """Yield every address within the site that leads nowhere; count in *followed* those of each file."""
    home = home_of(held[INDEX]) if INDEX in held else ""
    places = {name: places_of(data) for name, data in held.items() if name.endswith(".html")}
    for name in followed:
        try:
            for link in links_of(name, held[name]):
                why = _nowhere(name, link.address, home, listed, places)
                followed[name] += why is not None
                if why:
                    message = f"第 {link.line} 行“{link.address}”：{why}"
                    yield Problem(kind="断链", file=name, message=message)
        except LxmlError:
            yield Problem(kind="断链", file=name, message="内容读不出来，没有核对其中的链接")


def _nowhere(
    name: str, address: str, home: str, listed: Mapping[str, str], places: Mapping[str, frozenset[str]]
) -> str | None:
    """Return why *address* leads nowhere, empty where it leads somewhere; None: out of the site."""
    try:
        target = target_of(name, address, home)
    except ValueError as error:
        return str(error)
    if target is None:
        return None
    if target.name not in listed and target.name != NAME:
        return "网站里没有这个文件"
    if target.place and target.name in places and target.place not in places[target.name]:
        return f"“{target.name}”里没有“{target.place}”这一处"
    return ""


def _hints(copy: Copy, listed: Mapping[str, str], held: Mapping[str, bytes]) -> Iterator[str]:
    beside = [name for name in copy.names() if name not in listed and _of_the_system(name)]
    if beside:
        yield f"清单之外还有系统或服务器自己的文件，不影响使用：{'、'.join(beside)}"
    if isinstance(copy, WebCopy):
        yield "从网址看不出服务器上有没有多出的旧文件；请在服务器上对网站文件夹再核对一次"
        home = home_of(held[INDEX]) if INDEX in held else ""
        if home and home != copy.place:
            yield f"页面、订阅和站点地图里写的网址是 {home}，与现在的不同；正式发布前请改 policy/site.yaml 的 address"
