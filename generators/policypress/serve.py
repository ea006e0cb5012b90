"""The built site on this machine only, built again whenever a file of the project changes."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from policypress.faults import EngineError, PolicyError, UsageError
from policypress.file_times import FOLDERS, Times, times_in
from policypress.preview import CHANGES, SCRIPT, Preview, missing_page, refused_page, reloading
from policypress.resources import site_source
from policypress.wording import reason, told

LOOPBACK = "127.0.0.1"
OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE | re.ASCII)
"""How this machine's own browser calls the server; another name reaches it by DNS rebinding only."""
PAUSE = 0.05
"""Seconds between two looks at the project's files."""
BEAT = 5.0
"""Seconds after which a waiting browser is sent a remark, which shows whether it is still there."""


class Handler(SimpleHTTPRequestHandler):
    """Serves the published folder to this machine's own browser, and to no other name."""

    # Windows takes types from its registry, where any program may have put others.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".css": "text/css", ".js": "text/javascript"}

    def __init__(self, *arguments: Any, preview: Preview, **named: Any) -> None:
        self.preview = preview
        super().__init__(*arguments, **named)  # answers the request

    def parse_request(self) -> bool:
        """Return whether the request could be read; refuse one that asks for no address there can be."""
        if not super().parse_request():
            return False
        try:
            self.asked = urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        return True

    def do_GET(self) -> None:
        """Answer with what is shown now, or tell when that has changed."""
        if self.asked.path == CHANGES and self._own():
            self._tell_change(parse_qs(self.asked.query).get("seen", [""])[0])
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of the answer and return the rest; refuse what another name asks for."""
        if not self._own():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        path, file = self.asked.path, self.translate_path(self.path)
        if path == SCRIPT:
            script = site_source() / "js" / "serve" / "reload.js"
            return self._answer(HTTPStatus.OK, "text/javascript", script.read_bytes())
        if not self._within(file):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if path.endswith(("/", ".html")):
            return self._page(Path(file, "index.html") if path.endswith("/") else Path(file))
        return super().send_head()

    def send_error(self, code: int, *_english: str | None, **_named: str | None) -> None:
        """Answer a request that cannot be met with a page in Chinese."""
        lost = code == HTTPStatus.NOT_FOUND
        page = reloading(missing_page(), self.preview.state.token) if lost else refused_page()
        body = self._answer(HTTPStatus(code), "text/html; charset=utf-8", page.encode())
        if self.command != "HEAD":
            self.wfile.write(body.getvalue())

    def end_headers(self) -> None:
        """Keep browsers from showing an old page after a rebuild."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing for each request."""

    def _own(self) -> bool:
        return OWN_NAME.fullmatch(self.headers.get("Host") or "") is not None

    def _within(self, file: str) -> bool:
        """Return whether *file* is in the published folder itself, and not where a link in it leads."""
        try:
            return Path(file).resolve().is_relative_to(Path(self.directory).resolve())
        except (OSError, ValueError, RuntimeError):  # a link in a circle, a name that no system takes
            return False

    def _page(self, file: Path) -> BytesIO:
        """Send a page of the site, or what is shown in its place."""
        state = self.preview.state  # before the file is read: a change from here on shows the page again
        if state.notice is not None:
            status, page = HTTPStatus.SERVICE_UNAVAILABLE, state.notice
        else:
            try:
                status, page = HTTPStatus.OK, file.read_text("utf-8")
            except (OSError, ValueError):
                status, page = HTTPStatus.NOT_FOUND, missing_page()
        return self._answer(status, "text/html; charset=utf-8", reloading(page, state.token).encode())

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def _tell_change(self, token: str) -> None:
        """Keep the browser that shows the state of *token* waiting until there is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # it has left
            while not self.preview.wait(token, BEAT):
                self.wfile.write(b": still the same\n\n")
            self.wfile.write(b"data: changed\n\n")


class _Server(ThreadingHTTPServer):
    # On Windows this would let two programs take the same port.
    allow_reuse_address = sys.platform != "win32"


def serve(root: Path, site: Path, port: int, build: Callable[[], object], say: Callable[[str], None]) -> None:
    """Build, serve *site* on loopback at *port* (0: any that is free), and build again after changes, until interrupted.

    A fault of the project in *root* is shown in place of the pages and given to *say*; the folder *site* stays as it
    was. Raise UsageError where the port cannot be used, and what the first *build* raises for another reason than
    the project's files.
    """
    preview, folders = Preview(), [*(root / name for name in FOLDERS), site_source()]
    with listening(port, partial(Handler, preview=preview, directory=str(site))) as server:
        seen = times_in(folders)
        problem = _problem(build)
        if isinstance(problem, UsageError | OSError):
            raise problem
        preview.show(problem)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if problem:
            say(told(problem))
        try:
            say(f"网站在 http://{LOOPBACK}:{server.server_port}/ ，改动保存后自动重新生成；按 Ctrl+C 结束")
            while True:
                seen = _after_change(folders, seen)
                problem = _problem(build)
                preview.show(problem)
                say(told(problem) if problem else "已重新生成")
        except KeyboardInterrupt:
            say("预览已结束")
        finally:
            server.shutdown()


def listening(port: int, handler: Callable[..., Handler]) -> ThreadingHTTPServer:
    """Return a server on loopback, and nowhere else, at *port*; raise UsageError where that cannot be used."""
    try:
        return _Server((LOOPBACK, port), handler)
    except OSError as error:
        message = f"端口 {port} 用不了（{reason(error)}）；请用 --port 换一个"
        raise UsageError(message) from error


def _problem(build: Callable[[], object]) -> Exception | None:
    """Build, and return why that could not be done."""
    try:
        build()
    except (PolicyError, UsageError, EngineError, OSError) as error:
        return error
    return None


def _after_change(folders: Sequence[Path], seen: Times) -> Times:
    """Wait until the files are others than *seen* and have come to rest: an editor may save in several steps."""
    before: Times = seen
    while True:
        time.sleep(PAUSE)
        now = times_in(folders)
        if now == before and now != seen:
            return now
        before = now
