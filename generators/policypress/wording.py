"""What every failure is told as, in Chinese."""

from __future__ import annotations

import errno
from collections.abc import Iterable

from policypress.faults import EngineError, PolicyError

REMEDY = "请检查磁盘空间和文件夹权限，并关闭正打开着这些文件的程序，再试一次"
REASONS = {
    errno.ENOSPC: ("磁盘满了", "请腾出空间再试，或换一个盘"),
    errno.EDQUOT: ("磁盘配额用完了", "请腾出空间再试，或换一个盘"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请检查磁盘格式和对单个文件大小的限制"),
    errno.EACCES: ("没有权限", "请检查文件夹权限，并关闭正打开着这个文件的程序，或换一个文件夹"),
    errno.EPERM: ("系统不允许", "请检查文件夹权限，或换一个文件夹"),
    errno.EROFS: ("所在的盘只能读", "请换一个能写的文件夹"),
    errno.EIO: ("磁盘出错", "请检查磁盘，换一个盘再试"),
    errno.ENOENT: ("没有这个文件或文件夹", "请检查路径；生成期间请不要移动或清理文件"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查路径"),
    errno.EISDIR: ("是文件夹，不是文件", "请检查路径"),
    errno.ENAMETOOLONG: ("路径太长", "请换一个层次少、名称短的文件夹"),
    errno.ELOOP: ("链接绕成了圈", "请删去这个链接"),
    errno.EMFILE: ("同时打开的文件太多", "请关闭别的程序再试"),
    errno.ENOTEMPTY: ("文件夹里还有别的文件", "生成期间请不要往里放文件，再试一次"),
    errno.EBUSY: ("正被别的程序使用", "请关闭正打开着它的程序再试"),
    errno.EPIPE: ("接收的程序已经退出", "请让它读完再试"),
    errno.EADDRINUSE: ("已被别的程序占用", "请换一个端口"),
    errno.ENETDOWN: ("本机没有连上网络", "请检查网络再试"),
    errno.ENETUNREACH: ("网络不通", "请检查网络再试"),
    errno.EHOSTUNREACH: ("网络不通", "请检查网络再试"),
}
"""Why something could not be read, written or reached, and what would help, by the system's number."""


def listed(what: str, names: Iterable[str], none: str) -> str:
    """Return that *what* is these *names*; *none* where there is not one."""
    each = "、".join(names)
    return f"{what}：{each}" if each else none


def told(error: Exception) -> str:
    """Return what went wrong, for the person at the screen: every fault, or what could not be done and what would help."""
    if isinstance(error, PolicyError):
        return f"{error}\n{error.closing}"
    if isinstance(error, EngineError):
        return f"网站引擎没有通过：\n{error}"
    if isinstance(error, OSError):
        return f"读写文件出错：{_failure(error)}"
    return str(error)


def _failure(error: OSError) -> str:
    """Return which file could not be read or written, why, and what would help."""
    _, remedy = REASONS.get(error.errno or 0, ("", REMEDY))
    where = f"{error.filename}：" if error.filename else ""
    return f"{where}{reason(error)}；{remedy}"


def reason(error: OSError) -> str:
    """Return in words why the system could not do something with a file or on the network."""
    other = f"系统错误 {error.errno}" if error.errno else str(error)
    why, _ = REASONS.get(error.errno or 0, (other, ""))
    # Windows tells the reason more closely, and in its own language.
    return error.strerror or why if getattr(error, "winerror", None) else why
