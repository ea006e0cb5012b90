"""The built site on this machine only, rebuilt whenever a file of the project changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LOOPBACK = "127.0.0.1"
FOLDERS = ("policy", "content")
PAUSE = 0.1
"""Seconds between two looks at the project's files."""


class Handler(SimpleHTTPRequestHandler):
    """Serves the published folder to this machine's own browser, and to no other name."""

    def do_GET(self) -> None:
        """Answer a request whose Host is this machine; refuse another (DNS rebinding)."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in {LOOPBACK, "localhost"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        super().do_GET()

    def end_headers(self) -> None:
        """Keep browsers from showing an old page after a rebuild."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing for each request."""


def serve(root: Path, site: Path, port: int, rebuild: Callable[[], None], say: Callable[[str], None]) -> None:
    """Serve *site* on loopback at *port* (0: any that is free) until interrupted.

    *rebuild* is called whenever a file of the project in *root* has changed; it reports faults itself.
    """
    handler = partial(Handler, directory=str(site))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"网站在 http://{LOOPBACK}:{server.server_port}/ ，改动保存后自动重新生成；按 Ctrl+C 结束")
        before = _times(root)
        while True:
            time.sleep(PAUSE)
            now = _times(root)
            if now != before:
                before = now
                rebuild()


def _times(root: Path) -> Mapping[str, int]:
    """Return every file of the project with the time of its last change."""
    found = {}
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            try:
                found[str(path)] = path.stat().st_mtime_ns
            except OSError:
                continue  # an editor renames while it saves
    return found
