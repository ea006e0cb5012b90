"""The text of a file of a project: within the folder, UTF-8, of a bounded size, or a fault."""

from __future__ import annotations

import errno
from pathlib import Path

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.wording import reason

ELSEWHERE = "是指向项目文件夹以外的链接；请把文件本身放进来"


def text_of(root: Path, file: str) -> str:
    """Return the text of *file* under *root*, without BOM, line ends as LF; raise PolicyError where it is no UTF-8."""

    def refuse(message: str, line: int = 1) -> PolicyError:
        return PolicyError([Fault(file=file, line=line, place="文件", message=message)])

    try:
        if is_elsewhere(root, file):
            raise refuse(ELSEWHERE)
        with (root / file).open("rb") as opened:
            data = opened.read(limits.TEXT_BYTES + 1)
    except FileNotFoundError:
        raise refuse("没有这个文件；请补上") from None
    except OSError as error:
        raise refuse(f"读不出这个文件（{reason(error)}）；请检查文件名和权限") from error
    if len(data) > limits.TEXT_BYTES:
        raise refuse(f"文件太大；至多 {limits.TEXT_BYTES // 1_000_000} MB，请分成几个文件")
    # The Notepad of Windows 7 writes a BOM before every UTF-8 text and cannot be told not to.
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refuse("不是 UTF-8 编码（可能存成了 ANSI/GBK）；请用记事本另存为 UTF-8", line) from error


def is_elsewhere(root: Path, file: str) -> bool:
    """Return whether *file* leads out of *root* by a link; what goes round in a circle leads nowhere, too.

    Raise OSError where that cannot be known.
    """
    try:
        return not (root / file).resolve(strict=True).is_relative_to(root.resolve())
    except FileNotFoundError:
        return False
    except RuntimeError:
        return True
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        return True
