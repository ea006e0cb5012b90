"""The preview on this machine only."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from checkout import HANGS, ROOT
from command_line import policypress
from folders import contents
from policypress.build import build
from policypress.faults import EngineError, Fault, OpenError, PolicyError, UsageError
from policypress.preview import CHANGES, SCRIPT, Preview, problem_page, refused_page
from policypress.serve import LOOPBACK, Handler, listening
from previewing import address_of, command_of, environment_of
from small_project import small_project

Edit = Callable[[str, str, str], int]


PAGE = "<!doctype html><meta content=\"connect-src 'none'\"><body>首页</body>"


@pytest.fixture
def preview() -> Preview:
    return Preview()


@pytest.fixture
def server(tmp_path: Path, preview: Preview) -> Iterator[int]:
    """Serve a folder, beside which there are files that are nobody's business, and give the port."""
    (tmp_path / "site/assets").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text(PAGE, "utf-8")
    (tmp_path / "site/assets/site.css").write_text("p {}", "utf-8")
    for name in ("secret.txt", "secret.html"):
        (tmp_path / name).write_text("不可见", "utf-8")
    handler = partial(Handler, preview=preview, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def asked(port: int, path: str, *, host: str | None = None, method: str = "GET") -> tuple[int, str]:
    """Return status and text of the answer to a request whose path is sent as it stands."""
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"{LOOPBACK}:{port}" if host is None else host)
    connection.endheaders()
    with closing(connection), connection.getresponse() as answer:
        return answer.status, answer.read().decode("utf-8")


def test_the_server_listens_on_this_machine_alone(tmp_path: Path) -> None:
    with listening(0, partial(Handler, preview=Preview(), directory=str(tmp_path))) as server:
        assert server.server_address == ("127.0.0.1", server.server_port)


def test_a_port_in_use_is_told_with_what_would_help(server: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"^端口 {server} 用不了（已被别的程序占用）；请用 --port 换一个$"):
        listening(server, partial(Handler, preview=Preview(), directory=str(tmp_path)))


@pytest.mark.parametrize("name", ["secret.txt", "secret.html"])
@pytest.mark.parametrize(
    "up",
    [
        *("/../", "/%2e%2e/", "/assets/../../", "/..%2f", "/..\\", "/..%5c", "//../", "/./../"),
        *(
            "/assets/%2e%2e/%2e%2e/",
            "/%252e%252e/",
            "/....//",
            "/..;/",
            "/%c0%ae%c0%ae/",
            "/assets/..%5c..%5c",
        ),
        *("/..%00/", "//127.0.0.1/../", "/file:///"),
    ],
)
def test_nothing_beside_the_site_is_shown(server: int, up: str, name: str) -> None:
    status, text = asked(server, f"{up}{name}")
    assert (status, "不可见" in text) == (404, False)


@pytest.mark.parametrize(
    "path",
    ["/assets/", "/%00.html", "/%00.css", "/index.html/", "/nothing.html", "/nothing.css", "/nothing"],
)
def test_what_the_site_has_not_is_not_found(server: int, preview: Preview, path: str) -> None:
    status, text = asked(server, path)
    assert (status, "<h1>没有这一页</h1>" in text, preview.state.token in text) == (404, True, True)
    assert asked(server, path, method="HEAD") == (404, "")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["http://[", "http://[::1/index.html", "http://[x]/"])
def test_what_can_be_no_address_is_refused(server: int, path: str, method: str) -> None:
    assert asked(server, path, method=method) == (400, refused_page() if method == "GET" else "")


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right that few have on Windows")
@pytest.mark.parametrize("name", ["secret.txt", "secret.html", "..", "loop", "loop.html"])
def test_no_link_in_the_site_leads_out_of_it(server: int, tmp_path: Path, name: str) -> None:
    link = tmp_path / "site" / ("up" if name == ".." else name)
    link.symlink_to(link.name if "loop" in name else tmp_path / name.replace("..", ""))
    status, text = asked(server, "/up/secret.txt" if name == ".." else f"/{name}")
    assert (status, "不可见" in text) == (404, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_but_reading_is_answered(server: int, method: str) -> None:
    assert asked(server, "/", method=method) == (501, refused_page())


def test_what_a_browser_never_asks_is_refused_in_chinese() -> None:
    assert 'lang="zh-CN"' in refused_page()
    assert "请用浏览器打开启动时给出的网址" in refused_page()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/", "/assets/site.css", SCRIPT, f"{CHANGES}?seen=none"])
@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost@evil", ""),
        *(
            "localhost.evil.example",
            "127.0.0.1:80@evil.example",
            "127.0.0.1, evil.example",
            "[::1].evil",
        ),
    ],
)
def test_another_host_s_name_is_refused(server: int, host: str, path: str, method: str) -> None:
    assert asked(server, path, host=host, method=method) == (421, refused_page() if method == "GET" else "")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000"])
def test_this_machine_s_names_are_answered_with_or_without_a_port(server: int, host: str) -> None:
    assert asked(server, "/", host=host)[0] == 200


def test_only_what_is_sent_may_ask_the_server_and_the_file_stays_as_it_was(
    server: int, preview: Preview, tmp_path: Path
) -> None:
    script = f'<script src="{SCRIPT}" data-seen="{preview.state.token}"></script></body>'
    sent = PAGE.replace("connect-src 'none'", "connect-src 'self'").replace("</body>", script)
    assert asked(server, "/index.html") == (200, sent)
    assert (tmp_path / "site/index.html").read_text("utf-8") == PAGE


def test_a_change_is_told_to_those_who_wait_and_at_once_to_those_who_come_late(
    server: int, preview: Preview
) -> None:
    early = preview.state.token
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(asked, server, f"{CHANGES}?seen={early}")
        assert not preview.wait(early, 0.1)
        assert not waiting.done()
        preview.show(None)
        assert waiting.result(10) == (200, "data: changed\n\n")
    assert asked(server, f"{CHANGES}?seen={early}") == (200, "data: changed\n\n")


FAULTS = [
    Fault(file="policy/甲.yaml", line=3, place="facts.甲", message="没有“乙”；请补上<b>"),
    Fault(file="content/pages/乙.md", line=12, place="正文", message="不能直接写；请引用"),
]


def test_every_fault_stands_in_place_of_every_page_until_it_is_mended(server: int, preview: Preview) -> None:
    preview.show(PolicyError(FAULTS))
    for path in ("/", "/index.html", "/nothing.html"):
        status, text = asked(server, path)
        assert (status, "<title>项目文件有 2 处问题</title>" in text) == (503, True)
        for part in (
            "policy/甲.yaml",
            "第 3 行",
            "facts.甲",
            "没有“乙”；请补上&lt;b&gt;",
            "content/pages/乙.md",
            "第 12 行",
        ):
            assert part in text
    assert asked(server, "/assets/site.css")[0] == 200
    preview.show(None)
    assert asked(server, "/")[0] == 200


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OpenError(FAULTS), ["还有 2 处待确认", "policypress serve --draft"]),
        (UsageError("没有这个文件夹；请检查"), ["网站没有生成", "没有这个文件夹；请检查"]),
        (EngineError("某页引用了没有的图"), ["网站没有生成", "某页引用了没有的图"]),
        (
            OSError(28, "No space left on device", "某处"),
            ["网站没有生成", "读写文件出错：某处：磁盘满了", "请腾出空间"],
        ),
    ],
)
def test_what_else_keeps_a_site_from_being_built_is_told_in_words(
    problem: Exception, words: list[str]
) -> None:
    page = problem_page(problem)
    assert [word for word in words if word not in page] == []


def test_a_folder_that_is_no_project_is_told_at_once(tmp_path: Path) -> None:
    done = policypress("serve", "--project", tmp_path, "--port", "0")
    assert (done.returncode, "不是 policypress 项目" in done.stderr) == (2, True)


@pytest.fixture
def _can_be_interrupted() -> Iterator[None]:
    """Undo what a shell does to programs it runs in the background, which is passed on to those they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C to all programs of a console")
@pytest.mark.usefixtures("_can_be_interrupted")
def test_ctrl_c_ends_the_preview_as_it_says(tmp_path: Path) -> None:
    command = command_of("serve", small_project(tmp_path / "项目"), "--port", "0")
    with subprocess.Popen(
        command, env=environment_of(ROOT), stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        address_of(running)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=HANGS)
    assert (running.returncode, said) == (0, "预览已结束\n")


def test_what_is_built_again_after_an_edit_is_what_a_fresh_program_builds(project: Path, edit: Edit) -> None:
    build(project, project / "dist", lambda _: None)
    edit("content/faq/02-hours.yaml", "also: [", "also: [某某另问, ")
    again = contents(build(project, project / "dist", lambda _: None))
    done = policypress("build", "--project", project, "--out", project / "clean")
    assert done.returncode == 0, done.stderr
    assert again == contents(project / "clean/site")
