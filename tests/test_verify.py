"""A published copy is checked file by file and link by link, in a folder and on a server."""

from __future__ import annotations

import gzip
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import contents
from loopback import Silent, served
from policypress import copies
from policypress.copies import LARGEST, WebCopy, copy_at
from policypress.faults import UsageError
from policypress.links import target_of
from policypress.manifest import NAME, manifest_of
from policypress.verify import AT_ONCE, verify

PAGES = {
    "index.html": '<a href="2024/hours.html#total">学时</a><link rel="canonical" href="https://a.example/x/index.html">',
    "2024/hours.html": '<h2 id="total">总学时</h2><a href="../index.html">首页</a><script src="../a.js"></script>',
    "a.js": "'use strict';",
    "a.css": "body { background: url(a.js) }",
    "sitemap.xml": "<urlset><url><loc>https://a.example/x/2024/hours.html</loc></url></urlset>",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a small published copy without fault."""
    folder = tmp_path / "发布 网站"
    for name, text in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    listed(folder)
    return folder


def listed(folder: Path) -> None:
    """Write the manifest anew."""
    (folder / NAME).write_bytes(manifest_of(contents(folder)))


def told(place: str | Path) -> list[str]:
    return [str(problem) for problem in verify(str(place)).problems]


class Server(Silent):
    """A plain file server that can also pack, cut short, mislabel and lead away."""

    packing = ""
    cut = ""
    silent = ""
    away, leads_to = "", "http://elsewhere.example/"
    bare = False

    def do_GET(self) -> None:  # noqa: N802 - the name is the base class's
        if self.bare and self.path.endswith("/"):
            self.send_error(403)
            return
        if self.silent and self.path.endswith(self.silent):
            return
        if self.away and self.path.endswith(self.away):
            self.send_response(302)
            self.send_header("Location", self.leads_to)
            self.end_headers()
            return
        if self.path.endswith("/old.html"):
            self.send_response(301)
            self.send_header("Location", self.path.replace("old.html", "new.html"))
            self.end_headers()
            return
        path = Path(self.translate_path(self.path))
        if not path.is_file() or not (self.packing or self.cut):
            super().do_GET()
            return
        data = path.read_bytes()
        sent = gzip.compress(data) if self.packing == "gzip" else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(sent)))
        if self.packing:
            self.send_header("Content-Encoding", self.packing)
        self.end_headers()
        self.wfile.write(sent[: len(sent) // 2] if self.cut and self.path.endswith(self.cut) else sent)


# --- a folder ---------------------------------------------------------------------------------


def test_the_built_site_has_no_fault(site: Path) -> None:
    verdict = verify(str(site))
    assert verdict.problems == ()
    assert verdict.pages > 20
    assert verdict.links > 1000


def test_a_whole_copy_has_no_fault_and_its_links_are_counted(copy: Path) -> None:
    verdict = verify(str(copy))
    assert (verdict.problems, verdict.hints) == ((), ())
    assert (verdict.files, verdict.pages, verdict.links) == (5, 2, 6)


def spoiled_missing(copy: Path) -> None:
    (copy / "a.js").unlink()


def spoiled_cut(copy: Path) -> None:
    path = copy / "2024/hours.html"
    path.write_bytes(path.read_bytes() + b" ")


def spoiled_swollen(copy: Path) -> None:
    with (copy / "a.js").open("ab") as swollen:
        swollen.truncate(LARGEST + 1)


def spoiled_folder(copy: Path) -> None:
    (copy / "a.js").unlink()
    (copy / "a.js").mkdir()


def spoiled_old(copy: Path) -> None:
    (copy / "2023").mkdir()
    (copy / "2023/hours.html").touch()


def spoiled_link_to_a_folder(copy: Path) -> None:
    (copy / "2022").symlink_to(copy / "2024", target_is_directory=True)


def spoiled_case(copy: Path) -> None:
    (copy / "A.js").touch()


def spoiled_link(copy: Path) -> None:
    (copy / "index.html").write_text('\n<a href="2024/gone.html">学时</a>', "utf-8")
    listed(copy)


def spoiled_place(copy: Path) -> None:
    (copy / "index.html").write_text('<a href="2024/hours.html#days">天数</a>', "utf-8")
    listed(copy)


def spoiled_host(copy: Path) -> None:
    (copy / "index.html").write_text('<a href="http://[">学时</a>', "utf-8")
    listed(copy)


def spoiled_folder_link(copy: Path) -> None:
    (copy / "index.html").write_text('<a href="2024/">年度</a>', "utf-8")
    listed(copy)


def spoiled_root_link(copy: Path) -> None:
    (copy / "index.html").write_text('<a href="/2024/hours.html">年度</a>', "utf-8")
    listed(copy)


def spoiled_style(copy: Path) -> None:
    (copy / "a.css").write_text(
        "/* 某某某某某某某某某某某某某某某某某某某某 */\n\n\nbody { background: url(gone.png) }\n\n\n",
        "utf-8",
    )
    listed(copy)


def spoiled_map(copy: Path) -> None:
    (copy / "sitemap.xml").write_text("<urlset><loc>https://a.example/x/gone.html</loc></urlset>", "utf-8")
    listed(copy)


def spoiled_xml(copy: Path) -> None:
    (copy / "sitemap.xml").write_text("<urlset>", "utf-8")
    listed(copy)


@pytest.mark.parametrize(
    ("spoil", "first"),
    [
        (spoiled_missing, "缺少：a.js：没有这个文件"),
        (spoiled_swollen, "缺少：a.js：文件太大，不是原来的文件"),
        (spoiled_folder, "缺少：a.js：读不出来（"),
        (spoiled_cut, "改动：2024/hours.html：内容与清单不同"),
        (spoiled_old, "多出：2023/hours.html：清单里没有；可能是旧文件，请删去"),
        pytest.param(
            spoiled_link_to_a_folder,
            "多出：2022：清单里没有；可能是旧文件，请删去",
            marks=pytest.mark.skipif(
                sys.platform == "win32", reason="making a link needs a right that few have on Windows"
            ),
        ),
        (spoiled_case, "多出：A.js：与清单里的“a.js”只差大小写；请改名"),
        (spoiled_link, "断链：index.html：第 2 行“2024/gone.html”：网站里没有这个文件"),
        (
            spoiled_place,
            "断链：index.html：第 1 行“2024/hours.html#days”：“2024/hours.html”里没有“days”这一处",
        ),
        (spoiled_host, "断链：index.html：第 1 行“http://[”：主机名或端口写得不对；应如 https://"),
        (spoiled_folder_link, "断链：index.html：第 1 行“2024/”：应写明网站里的文件名"),
        (spoiled_root_link, "断链：index.html：第 1 行“/2024/hours.html”：应写成相对地址"),
        (spoiled_style, "断链：a.css：第 4 行“gone.png”：网站里没有这个文件"),
        (spoiled_map, "断链：sitemap.xml：第 1 行“https://a.example/x/gone.html”：网站里没有这个文件"),
        (spoiled_xml, "断链：sitemap.xml：内容读不出来，没有核对其中的链接"),
    ],
)
def test_each_fault_of_a_copy_is_told_once(copy: Path, spoil: Callable[[Path], None], first: str) -> None:
    spoil(copy)
    problems = told(copy)
    assert len(problems) == 1, problems
    assert problems[0].startswith(first), problems


def test_an_empty_page_is_told_and_nothing_breaks(copy: Path) -> None:
    (copy / "2024/hours.html").write_bytes(b" ")
    assert [problem[:18] for problem in told(copy)] == [
        "改动：2024/hours.html",
        "断链：index.html：第 1 行"[:18],
    ]


def test_files_that_systems_leave_are_told_and_no_fault(copy: Path) -> None:
    for name in (".DS_Store", "2024/Thumbs.db", "web.config"):
        (copy / name).touch()
    verdict = verify(str(copy))
    assert verdict.problems == ()
    assert verdict.hints == (
        "清单之外还有系统或服务器自己的文件，不影响使用：.DS_Store、2024/Thumbs.db、web.config",
    )


@pytest.mark.parametrize(
    "address", ["../a", "..", "2024/..", "a/../../b", "%2e%2e/a", "//host/a", "javascript:x()"]
)
def test_no_address_leads_out_of_the_copy(address: str) -> None:
    with pytest.raises(ValueError, match="应写"):
        target_of("index.html", address, "https://a.example/")


@given(address=st.text(max_size=30) | st.text("./#%2eab:?", max_size=12))
def test_every_address_leads_into_the_copy_or_out_or_is_refused(address: str) -> None:
    try:
        target = target_of("d/index.html", address, "https://a.example/")
    except ValueError:
        return
    assert target is None or not target.name.startswith(("/", "../"))


# --- a server ---------------------------------------------------------------------------------


def test_a_copy_below_a_sub_path_of_a_server_has_no_fault(copy: Path) -> None:
    with served(copy.parent) as address:
        for place in (f"{address}发布 网站/", f"{address}%E5%8F%91%E5%B8%83%20%E7%BD%91%E7%AB%99/index.html"):
            verdict = verify(place)
            assert verdict.problems == ()
            assert (verdict.files, verdict.pages, verdict.links) == (5, 2, 6)
            assert [hint[:10] for hint in verdict.hints] == ["从网址看不出服务器上", "页面、订阅和站点地图"]


def test_the_built_site_on_a_server_has_no_fault(site: Path) -> None:
    with served(site) as address:
        assert told(address) == []


def test_what_a_server_packs_is_compared_unpacked(copy: Path) -> None:
    with served(copy, type("Packing", (Server,), {"packing": "gzip"})) as address:
        assert told(address) == []
    with (
        served(copy, type("Strange", (Server,), {"packing": "br"})) as address,
        pytest.raises(UsageError, match="没有要求的压缩方式“br”"),
    ):
        verify(address)


def test_a_file_that_is_cut_short_is_told(copy: Path) -> None:
    with served(copy, type("Cutting", (Server,), {"cut": "a.js"})) as address:
        assert told(address) == ["缺少：a.js：传到一半断了，服务器上的文件可能没有传全"]


def test_what_a_server_packed_is_unpacked_no_further_than_any_file_of_ours_is_large(copy: Path) -> None:
    with (copy / "a.js").open("ab") as swollen:
        swollen.truncate(LARGEST + 1)
    with served(copy, type("Packing", (Server,), {"packing": "gzip"})) as address:
        assert told(address) == ["缺少：a.js：文件太大，不是原来的文件"]


def test_a_server_that_never_comes_to_an_end_is_given_up_on(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(copy) as address:
        monkeypatch.setattr(copies, "PATIENCE", -1.0)
        with pytest.raises(UsageError, match="秒还没有传完"):
            verify(address)


def test_a_server_that_breaks_off_again_and_again_is_not_asked_for_every_file(copy: Path) -> None:
    for number in range(20):
        (copy / f"{number}.png").touch()
    listed(copy)
    with served(copy, type("Silent", (Server,), {"silent": ".png"})) as address:
        whys = Counter(problem.rpartition("：")[2] for problem in told(address))
    given_up = whys.pop("前面多个文件都连不上，没有再试")
    assert all(why.startswith("连不上（") for why in whys)
    assert copies.MOST_FAILURES <= whys.total() < copies.MOST_FAILURES + AT_ONCE
    assert given_up > 20 - copies.MOST_FAILURES - AT_ONCE


def test_changed_and_missing_files_of_a_server_are_told(copy: Path) -> None:
    (copy / "a.js").write_bytes(b"alert(1)")
    (copy / "a.css").unlink()
    with served(copy) as address:
        assert [problem[:9] for problem in told(address)] == ["缺少：a.css：", "改动：a.js：内"]


def test_a_redirect_is_followed_within_the_server_and_nowhere_else(copy: Path) -> None:
    (copy / "old.html").touch()
    listed(copy)
    (copy / "old.html").rename(copy / "new.html")
    with served(copy, Server) as address:
        assert told(address) == []
    with served(copy, type("Away", (Server,), {"away": "a.js"})) as address:
        assert told(address) == ["缺少：a.js：转到了别处：http://elsewhere.example/；请用那个网址核对"]
    with served(copy, type("Astray", (Server,), {"away": "a.js", "leads_to": "http://["})) as address:
        assert told(address) == ["缺少：a.js：服务器转到的网址写得不对"]


def test_types_that_browsers_refuse_are_told(copy: Path) -> None:
    types = {".html": "text/html; charset=gbk", ".css": "text/plain", ".js": "text/javascript"}
    with served(copy, type("Mistyping", (Server,), {"extensions_map": types})) as address:
        assert told(address) == [
            "类型：2024/hours.html：服务器声明的字符集是“gbk”，会出乱码；应为 utf-8",
            "类型：a.css：服务器把它当作“text/plain”，浏览器不会正确打开；应为 text/css",
            "类型：index.html：服务器声明的字符集是“gbk”，会出乱码；应为 utf-8",
        ]


def test_a_server_that_does_not_open_the_first_page_is_told(copy: Path) -> None:
    with served(copy, type("Bare", (Server,), {"bare": True})) as address:
        assert told(address) == [
            f"首页：{address}：打开这个网址看到的不是 index.html（服务器不让访问（HTTP 403））；请把默认首页设为 index.html"
        ]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://政务.中国:8080/培训/index.html", "https://xn--zfr164b.xn--fiqs8s:8080/%E5%9F%B9%E8%AE%AD/"),
        ("HTTP://[::1]:80", "http://[::1]:80/"),
        (" http://a.example/%20/", "http://a.example/%20/"),
        ("http://a.example/\udcff", "http://a.example/%3F/"),
    ],
)
def test_a_server_is_asked_by_the_name_that_name_servers_know(typed: str, asked: str) -> None:
    copy = copy_at(typed)
    assert isinstance(copy, WebCopy)
    assert copy.base == asked


def test_the_address_of_a_site_in_chinese_is_no_other_than_the_one_in_its_pages(copy: Path) -> None:
    page = copy / "index.html"
    with served(copy.parent) as address:
        page.write_text(
            page.read_text("utf-8").replace("https://a.example/x/", f"{address}发布 网站/"), "utf-8"
        )
        (copy / "sitemap.xml").unlink()
        listed(copy)
        verdict = verify(f"{address}发布 网站/")
    assert [hint[:10] for hint in verdict.hints] == ["从网址看不出服务器上"]


# --- wrong use --------------------------------------------------------------------------------


def test_a_place_that_cannot_be_checked_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    with served(tmp_path) as address:
        closed = address
        for place, why in (
            (str(tmp_path / "none"), "没有“.*none”这个文件夹"),
            (str(tmp_path / "a.zip"), "请先解压"),
            (str(tmp_path), r"读不到 manifest\.txt：没有这个文件"),
            (address, r"读不到 manifest\.txt：服务器上没有（HTTP 404）"),
            ("https://", "网址“https://”里没有主机名"),
            ("http://[::1", "写得不对"),
            ("http://a..example/", "写得不对"),
            ("http://127.0.0.1:x/", "写得不对"),
            ("http://127.0.0.1:99999/", "写得不对"),
            ("http://a b/", "写得不对"),
            ("http://none.invalid/", "连不上（找不到这个主机名，网址有误或没有连上网络）"),
            ("http://培训.invalid/", "连不上（找不到这个主机名"),
            (address.replace("http:", "https:"), "连不上（服务器不能用 https 连接）"),
        ):
            with pytest.raises(UsageError, match=why):
                verify(place)
    with pytest.raises(UsageError, match="连不上（这个地址和端口上没有开着的服务器）"):
        verify(closed)


@pytest.mark.parametrize(
    "address",
    [
        *("http://[", "http://[::1/", "http://[x]/", "http://]/", "http://:80/", "http://@/", "http:///a"),
        *(
            "http://a:0/",
            "http://a:x/",
            "http://a:65536/",
            "http://a b/",
            "http://a\x01b/",
            "http://\u2100.cn/",
        ),
        *("http://a..b/", f"http://{'a' * 64}/", "http://\udcff/"),
    ],
)
def test_an_address_that_names_no_host_there_can_be_is_told(address: str) -> None:
    with pytest.raises(
        UsageError, match=r"里没有主机名，或者写得不对；应如 https://training\.example\.org/$"
    ):
        verify(address)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "连接被服务器断开"),
        (b"SSH-2.0-x\r\n", "服务器的回答读不懂"),
        (None, "服务器太久没有回应"),
    ],
)
def test_a_server_that_answers_otherwise_is_told(
    answer: bytes | None, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "SILENCE", 0.5)

    class Other(Silent):
        def do_GET(self) -> None:  # noqa: N802 - the name is the base class's
            if answer is None:
                time.sleep(1)
            else:
                self.wfile.write(answer)

    with served(tmp_path, Other) as address, pytest.raises(UsageError, match=f"连不上（{why}）"):
        verify(address)
