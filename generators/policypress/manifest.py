"""The list of a published copy's files with their hashes, in the format of ``sha256sum``.

Whoever has the copy can check it without this program: ``sha256sum -c manifest.txt``. It lists every
file but itself, in the order of their names, so that one site always has one manifest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from policypress.faults import Fault, PolicyError

NAME = "manifest.txt"
LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
MOST = 100_000
"""Most files of a copy; a longer list is no list of ours."""
ODD = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[. ](/|$)|(^|/)(\.{0,2})(/|$)')
"""What stands in no name that every system can hold and that stays within the folder."""
DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\xb9\xb2\xb3]|lpt[0-9\xb9\xb2\xb3]) *(?:\..*)?",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
"""Names that Windows keeps for devices, with any ending, and with spaces before it."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data*, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of *files*, given by path with forward slashes."""
    return listed({name: digest(data) for name, data in files.items()})


def listed(digests: Mapping[str, str]) -> bytes:
    """Return the manifest of files whose :func:`digest` is given, by path with forward slashes."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests) if name != NAME).encode()


def read_manifest(data: bytes) -> Mapping[str, str]:
    """Return the hash of each file by path; raise PolicyError with every line that is no entry of ours.

    A path that is absolute, leads out of the folder or cannot stand on every system is refused.
    """
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise PolicyError([_fault(1, "不是 UTF-8 文本；请重新上传")]) from None
    if not 0 < len(lines) <= MOST:
        raise PolicyError([_fault(1, f"共 {len(lines)} 行；应为 1 到 {MOST} 行，请重新上传")])
    found: dict[str, str] = {}
    faults = list(_entries(lines, found))
    if faults:
        raise PolicyError(faults)
    return found


def misfit(name: str) -> str | None:
    """Return why *name* cannot stand for a file of a copy on every system, None where it can."""
    if ODD.search(name):
        return "不是规范的相对路径"
    for part in name.split("/"):
        if DEVICES.fullmatch(part):
            return f"“{part}”在 Windows 上是保留名，不能作文件名"
    return None


def twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with an earlier one that is equal or differs from it in case only."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first is not name:
            yield name, first


def _entries(lines: list[str], found: dict[str, str]) -> Iterator[Fault]:
    """Put each line's entry into *found*; yield a fault for a line that is none."""
    names = []
    for number, line in enumerate(lines, 1):
        match = LINE.fullmatch(line)
        if not match:
            yield _fault(number, "应为 64 位十六进制的 SHA-256、两个空格和文件名")
        elif (why := misfit(match[2])) or match[2] == NAME:
            yield _fault(number, f"“{match[2]}”{why or '不能列自己'}；这不是原来的清单")
        else:
            found[match[2]] = match[1]
            names.append(match[2])
    for name, first in twins(names):
        yield _fault(1, f"“{name}”与“{first}”重复或只差大小写；这不是原来的清单")


def _fault(line: int, message: str) -> Fault:
    return Fault(file=NAME, line=line, place="清单", message=message)
