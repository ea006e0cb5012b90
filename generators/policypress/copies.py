"""A published copy, in a folder or on a web server, file by file."""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from policypress.faults import UsageError
from policypress.links import parted
from policypress.listing import below
from policypress.wording import reason

LARGEST = 64 * 1024 * 1024
"""Most bytes of one file, unpacked."""
PIECE = 64 * 1024
SILENCE, PATIENCE = 20.0, 120.0
"""Seconds without a byte, and for a whole file, after which a server is given up on."""
MOST_FAILURES = 5
"""Files that could not be had for reasons of the network before no more are asked for."""
UNPACKED = 47
"""zlib's word for: a gzip or zlib stream, whichever it is."""
AGENT = "policypress-verify"
UNREACHED = (
    (socket.gaierror, "找不到这个主机名，网址有误或没有连上网络"),
    (TimeoutError, "服务器太久没有回应"),
    (ssl.SSLCertVerificationError, "服务器的证书过期、不受信任或与网址不符"),
    (ssl.SSLError, "服务器不能用 https 连接"),
    (ConnectionRefusedError, "这个地址和端口上没有开着的服务器"),
    (ConnectionError, "连接被服务器断开"),
    (HTTPException, "服务器的回答读不懂"),
)
"""Why a server could not be asked, by the first kind that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What came of asking for a file."""

    data: bytes | None
    """Its content; None: it could not be had."""
    why: str = ""
    """Why it could not be had."""
    kind: str = ""
    """Media type and character set as the server stated them; empty for a file of a folder."""


class Copy(Protocol):
    """A published copy."""

    @property
    def place(self) -> str:
        """Where it is, as the person named it."""

    def get(self, name: str) -> Got:
        """Return the file *name* of the copy."""

    def names(self) -> Iterator[str]:
        """Yield the path of every file that is there; nothing where that cannot be seen."""


def copy_at(place: str) -> Copy:
    """Return the copy at *place*, a folder or an http(s) address; raise UsageError where it is neither."""
    if place.lstrip().lower().startswith(("http://", "https://")):
        return WebCopy(place)
    folder = Path(place)
    if folder.is_file():
        raise UsageError(f"“{place}”是文件；请给出网站文件夹（压缩包请先解压）或网址")
    if not folder.is_dir():
        raise UsageError(f"没有“{place}”这个文件夹；网址应以 http:// 或 https:// 开头")
    return FolderCopy(folder)


class FolderCopy:
    """A copy in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def get(self, name: str) -> Got:
        """Return the file *name*."""
        path = self.folder / name
        try:
            if path.stat().st_size > LARGEST:
                return Got(data=None, why="文件太大，不是原来的文件")
            return Got(data=path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return Got(data=None, why="没有这个文件")
        except OSError as error:
            return Got(data=None, why=f"读不出来（{reason(error)}）")

    def names(self) -> Iterator[str]:
        """Yield the path of every file and every link in the folder, in order."""
        for path in sorted(below(self.folder)):
            yield path.relative_to(self.folder).as_posix()


class WebCopy:
    """A copy on a web server, asked for as a browser asks, below one address and nowhere else."""

    def __init__(self, address: str) -> None:
        try:
            parts = parted(address)
            # As name servers know a host in Chinese.
            host = ":".join(part.encode("idna").decode() for part in parts.netloc.split(":"))
        except ValueError:
            host = ""
        if not host:
            raise UsageError(f"网址“{address}”里没有主机名，或者写得不对；应如 https://training.example.org/")
        path = parts.path.removesuffix("index.html").rstrip("/")
        self.place = f"{parts.scheme}://{parts.netloc}{path}/"
        self.base = f"{parts.scheme}://{host}{quote(path, safe='/%', errors='replace')}/"
        self.origin = (parts.scheme, host)
        self.opener = build_opener(_Within(self.origin))
        self.failures = 0

    def names(self) -> Iterator[str]:
        """Yield nothing: a server does not say what it has."""
        return iter(())

    def get(self, name: str) -> Got:
        """Return the file *name*; the empty name is the address itself."""
        if self.failures >= MOST_FAILURES:
            return Got(data=None, why="前面多个文件都连不上，没有再试")
        request = Request(  # noqa: S310 - http or https, as copy_at saw to
            self.base + quote(name), headers={"Accept-Encoding": "gzip", "User-Agent": AGENT}
        )
        try:
            with self.opener.open(request, timeout=SILENCE) as answer:
                return _received(answer)
        except HTTPError as error:
            error.close()
            return Got(data=None, why=_refusal(error.code))
        except _Unfit as error:
            return Got(data=None, why=str(error))
        except (OSError, HTTPException) as error:
            self.failures += 1
            why = error.reason if isinstance(error, URLError) else error
            return Got(data=None, why=f"连不上（{_unreached(why)}）")
        except (ValueError, zlib.error) as error:
            packed = isinstance(error, zlib.error)
            return Got(data=None, why="压缩的内容解不开" if packed else "服务器转到的网址写得不对")


class _Unfit(Exception):  # noqa: N818 - tells what a server answered, which is no error of ours
    """An answer that is no file of the copy; its text says why."""


class _Within(HTTPRedirectHandler):
    """Follows redirects to the same server only."""

    def __init__(self, origin: tuple[str, str]) -> None:
        self.origin = origin

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base class's arguments
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow; raise where it leads to another server."""
        parts = urlsplit(newurl)
        if (parts.scheme, parts.netloc) != self.origin:
            raise _Unfit(f"转到了别处：{newurl}；请用那个网址核对")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _unreached(why: BaseException | str) -> str:
    """Return in words why a server could not be asked."""
    words = next((words for kind, words in UNREACHED if isinstance(why, kind)), "")
    return words or (reason(why) if isinstance(why, OSError) else "没有能连上的途径")


def _refusal(code: int) -> str:
    reasons = {404: "服务器上没有", 403: "服务器不让访问", 401: "服务器要求登录"}
    return f"{reasons.get(code, '服务器出错')}（HTTP {code}）"


def _received(answer: HTTPResponse) -> Got:
    """Return what *answer* carries, unpacked; raise _Unfit where it is too much or takes too long."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "gzip", "deflate", ""}:
        raise _Unfit(f"服务器用了没有要求的压缩方式“{packing}”")
    unpack = None if packing in {"identity", ""} else zlib.decompressobj(UNPACKED)
    began, data = time.monotonic(), bytearray()
    while piece := answer.read1(PIECE):
        if time.monotonic() - began > PATIENCE:
            raise _Unfit(f"{PATIENCE:.0f} 秒还没有传完")
        data += unpack.decompress(piece, LARGEST + 1 - len(data)) if unpack else piece
        if len(data) > LARGEST:
            raise _Unfit("文件太大，不是原来的文件")
    if answer.length or (unpack and not unpack.eof):
        raise _Unfit("传到一半断了，服务器上的文件可能没有传全")
    return Got(data=bytes(data), kind=answer.headers.get("Content-Type", ""))
