"""The preview on this machine only."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from policypress.build import build
from policypress.serve import LOOPBACK, Handler
from test_cli import policypress
from test_systems import contents

Edit = Callable[[str, str, str], int]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("首页", "utf-8")
    (tmp_path / "secret.txt").write_text("不可见", "utf-8")
    handler = partial(Handler, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_port}/"
        server.shutdown()


def status(address: str, host: str | None = None) -> int:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - loopback
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_the_site_is_shown_and_nothing_beside_it(address: str) -> None:
    assert status(address) == 200
    assert status(f"{address}../secret.txt") == 404
    assert status(f"{address}%2e%2e/secret.txt") == 404


def test_another_host_s_name_is_refused(address: str) -> None:
    port = address.rsplit(":", 1)[1].strip("/")
    assert status(address, f"evil.example:{port}") == 421
    assert status(address, f"localhost:{port}") == 200


def test_what_is_built_again_after_an_edit_is_what_a_fresh_program_builds(project: Path, edit: Edit) -> None:
    build(project, project / "dist", lambda _: None)
    edit("content/faq/02-hours.yaml", "also: [", "also: [某某另问, ")
    again = contents(build(project, project / "dist", lambda _: None))
    done = policypress("build", "--project", project, "--out", project / "clean")
    assert done.returncode == 0, done.stderr
    assert again == contents(project / "clean/site")
