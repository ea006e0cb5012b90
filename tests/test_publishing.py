"""The guide to publishing, step by step as far as a machine can go: nginx, object storage, a plain folder."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from ruamel.yaml import YAML

from checkout import ROOT
from loopback import Silent, served
from policypress.cli import cli
from policypress.csp import POLICY
from policypress.manifest import misfit, twins
from policypress.model.policy import Policy
from policypress.package import package, package_name
from policypress.verify import verify

GUIDE = (ROOT / "docs/publish.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs/nginx.conf").read_text("utf-8")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
FOLDER = "/var/www/policypress"
PLACE = "/peixun/"


def blocks(text: str) -> list[str]:
    """Return the commands a guide shows, one block each."""
    return [block.replace("\n   ", "\n") for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)]


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


# --- nginx ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run nginx with the configuration the guide gives out; give its address."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = CONFIGURATION.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        f"{FOLDER}/site/", f"{site}/"
    )
    (folder / "site.conf").write_text(given, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    main = [
        "user root;" if os.getuid() == 0 else "",
        "daemon off; pid nginx.pid; error_log error.log; worker_processes 1; events { }",
        "http { include /etc/nginx/mime.types; access_log off;",
        *(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
        f"include {folder}/site.conf; }}",
    ]
    (folder / "nginx.conf").write_text("\n".join(main), "utf-8")
    command = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    tried = subprocess.run([*command, "-t"], capture_output=True, check=False)
    assert tried.returncode == 0, (folder / "error.log").read_text("utf-8") + tried.stderr.decode()
    server = subprocess.Popen(command)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (small letters) and content of an answer; redirects are not followed."""
    request = urllib.request.Request(address, headers=headers, method=method)  # noqa: S310 - loopback
    opener = urllib.request.build_opener(
        type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
    )
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


def test_nginx_serves_the_whole_site_below_its_sub_path(nginx: str, site: Path) -> None:
    verdict = verify(nginx + PLACE)
    assert verdict.problems == ()
    assert verdict.pages > 20
    status, headers, _ = ask(nginx + PLACE.rstrip("/"))
    assert (status, headers["location"]) == (301, PLACE)
    assert ask(nginx + PLACE)[2] == (site / "index.html").read_bytes()
    assert ask(nginx + "/")[0] == 404
    assert ask(f"{nginx}{PLACE}2023/")[0] in {403, 404}
    assert ask(f"{nginx}{PLACE}..%2f..%2fetc/passwd")[0] in {400, 404}
    assert ask(nginx + PLACE, "POST")[0] in {403, 405}


def test_nginx_never_lets_a_browser_show_last_years_page(nginx: str, site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    kept = [name for name in names if "immutable" in ask(f"{nginx}{PLACE}{name}")[1]["cache-control"]]
    assert kept
    assert [name for name in kept if not re.search(r"\.[0-9a-f]{8}\.min\.(css|js)$", name)] == []
    _, headers, _ = ask(f"{nginx}{PLACE}index.html")
    assert headers["cache-control"] == "no-cache"
    assert ask(f"{nginx}{PLACE}index.html", **{"If-None-Match": headers["etag"]})[0] == 304


def test_nginx_packs_texts_and_only_for_those_who_can_unpack(nginx: str, site: Path) -> None:
    for name in ("index.html", "assets/site.css", "assets/calculator.js", "data/policy.json", "feed.xml"):
        _, headers, data = ask(f"{nginx}{PLACE}{name}", **{"Accept-Encoding": "gzip"})
        assert headers["content-encoding"] == "gzip", name
        assert headers["vary"] == "Accept-Encoding", name
        assert gzip.decompress(data) == (site / name).read_bytes()
        assert "content-encoding" not in ask(f"{nginx}{PLACE}{name}")[1]


def test_nginx_sends_the_headers_that_a_page_cannot_carry(nginx: str) -> None:
    for place, status in (("index.html", 200), ("assets/site.css", 200), ("none.html", 404)):
        told, headers, _ = ask(f"{nginx}{PLACE}{place}")
        assert told == status
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["server"] == "nginx"
        assert ("content-security-policy" in headers) == (not place.endswith(".css"))


def test_the_policy_nginx_sends_is_part_of_what_each_page_says(nginx: str) -> None:
    sent = directives(ask(f"{nginx}{PLACE}index.html")[1]["content-security-policy"])
    page = directives(POLICY.format(hashes="", connect="'none'"))
    assert sent.pop("frame-ancestors") == "'self'"
    assert sent.items() <= page.items()
    assert len(sent) == 3


def test_nginx_names_the_kinds_of_files_and_shows_our_own_page_for_what_is_missing(nginx: str) -> None:
    kinds = {
        "index.html": "text/html; charset=utf-8",
        "calendar.ics": "text/calendar; charset=utf-8",
        "feed.xml": "text/xml; charset=utf-8",
        "forms/offline-training/offline-training.pdf": "application/pdf",
    }
    assert {name: ask(f"{nginx}{PLACE}{name}")[1]["content-type"] for name in kinds} == kinds
    status, _, data = ask(f"{nginx}{PLACE}none/deep/er.html")
    assert status == 404
    assert "没有这一页" in data.decode("utf-8")


def test_pages_from_nginx_open_in_a_browser_without_complaint(nginx: str, browser: Browser) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in ("", "calculator.html", "forms/offline-training/index.html"):
        page.goto(nginx + PLACE + name)
        assert page.locator("h1").count() == 1
    assert wrong == []
    page.context.close()


# --- other places -----------------------------------------------------------------------------


class Store(Silent):
    """Object storage: exact names only, an index document for the whole, one page for what is missing."""

    extensions_map = dict(re.findall(r"^ +\| (\.\w+) \| (\S+(?:; \S+)?) \|$", GUIDE, re.MULTILINE))  # noqa: RUF012 - as in the base class

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        path = Path(self.translate_path(self.path))
        if self.path == "/":
            path /= "index.html"
        found = path.is_file() and not (self.path != "/" and self.path.endswith("/"))
        data = (path if found else Path(self.directory) / "404.html").read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.extensions_map.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def test_object_storage_with_the_guide_s_types_serves_the_whole_site(site: Path) -> None:
    assert len(Store.extensions_map) == 10
    with served(site, Store) as address:
        assert verify(address).problems == ()


def test_every_kind_of_file_has_its_type_in_the_guide(site: Path) -> None:
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert kinds - Store.extensions_map.keys() == {".png", ".txt"}  # every tool knows these two


def test_every_name_fits_every_system_and_no_publisher_leaves_it_out(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert [name for name in names if misfit(name) or not name.isascii()] == []
    assert list(twins(names)) == []
    assert [name for name in names if re.search(r"(^|/)[_.]", name)] == []
    assert max(map(len, names)) < 100


@pytest.mark.skipif(os.name == "nt", reason="the steps are for a server with a shell")
def test_the_steps_that_put_a_new_package_in_place_work_as_written(
    site: Path, policy: Policy, tmp_path: Path
) -> None:
    (steps,) = (block for block in blocks(GUIDE) if "unzip" in block)
    name = package_name(policy.site)
    assert name in steps
    held = {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    script = "set -e\n" + steps.replace(FOLDER, str(tmp_path))
    for kept in (False, True):
        (tmp_path / f"{name}.zip").write_bytes(package(held, policy.site))
        subprocess.run(["sh", "-c", script], check=True, capture_output=True)
        assert verify(str(tmp_path / "site")).problems == ()
        assert (tmp_path / "site.old").is_dir() == kept


def test_every_command_of_the_guide_is_there() -> None:
    commands = re.findall(r"policypress ([a-z-]+)((?: --[a-z-]+)*)", "\n".join(blocks(GUIDE)) + GUIDE)
    assert {name for name, _ in commands} >= {"build", "check", "verify"}
    for name, options in commands:
        known = {option for parameter in cli.commands[name].params for option in parameter.opts}
        assert set(options.split()) <= known


def workflow(name: str) -> dict[str, Any]:
    read = YAML(typ="safe").load((ROOT / ".github/workflows" / name).read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def test_nothing_is_published_to_pages_but_by_hand_and_only_what_was_verified() -> None:
    pages = workflow("pages.yml")
    assert pages["on"] == {"workflow_dispatch": None}
    steps = [step.get("run") or step.get("uses") for step in pages["jobs"]["build"]["steps"]]
    assert steps.index("python -m policypress verify dist/site") == len(steps) - 2
    assert steps[-1].startswith("actions/upload-pages-artifact@")
    assert pages["jobs"]["publish"]["needs"] == "build"


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / ".github/workflows").iterdir()))
def test_workflows_name_a_version_of_every_action_and_may_write_nothing_else(name: str) -> None:
    read = workflow(name)
    used = [step["uses"] for job in read["jobs"].values() for step in job["steps"] if "uses" in step]
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []
    assert read["permissions"] == {"contents": "read"}
