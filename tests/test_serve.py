"""The preview on this machine only."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from policypress.serve import LOOPBACK, Handler


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
