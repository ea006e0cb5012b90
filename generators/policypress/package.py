"""The offline package: the published folder as one zip file, with a page on how to open it.

Names of the site's files are ASCII, which every unzipping program shows rightly. The one Chinese
name, 先读我.txt, is stored as UTF-8 and marked so (APPNOTE 6.3, bit 11): Windows 8 and later, macOS
and Linux show it. The Explorer of Windows 7 does not know the mark: so the same text stands under
README.txt too, and 先读我.txt comes last, after all that the site needs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from policypress.faults import UsageError
from policypress.manifest import NAME, manifest_of
from policypress.model.site import Site

FIRST, TWIN = "先读我.txt", "README.txt"
ORDINARY = 0o100644 << 16
"""A file that everyone may read, as unzipping programs of Unix look for it."""
UNIX = 3

TEXT = """\
{name}
离线包，{day}

怎么用
1. 先把整个压缩包解压出来（右键“全部解压缩”），不要在压缩包里直接打开。
2. 打开解压出来的文件夹，双击 index.html，用浏览器查看。不需要联网，不需要安装。
3. 文件夹可以放到任何位置、U 盘或内网共享，但里面的文件要放在一起，不要单独拿出其中一个。

打不开时
- 双击后出来的不是网页：右键 index.html，在“打开方式”里选浏览器（Chrome、Edge、火狐、360、Safari 都可以）。
- 页面没有样式或点了没有反应：多半是没有解压，请从第 1 步重来。

想确认文件完整、没有改动
- 装有 policypress 的电脑：policypress verify 这个文件夹
- Linux：在这个文件夹里运行 sha256sum -c manifest.txt
- Windows：certutil -hashfile index.html SHA256，与 manifest.txt 里 index.html 一行比对

通知每年更换，请看首页写的是哪一年；新一年的离线包请向发给您的单位索取，不要沿用旧包。
网址：{address}
{disclaimer}
"""


def package_name(site: Site) -> str:
    """Return the package's file name, which is ASCII: the site's domain and its day of publication."""
    domain = re.sub(r"[^a-z0-9.-]+|[.-]+$", "-", site.domain.lower()).strip(".-")
    return f"{domain or 'site'}-{site.published[:10]}"


def package(files: Mapping[str, bytes], site: Site) -> bytes:
    """Return the zip file of the published *files*, all within one folder.

    The same files give the same bytes. Raise UsageError where a name is not ASCII.
    """
    odd = [name for name in files if not name.isascii()]
    if odd:
        raise UsageError(f"离线包里的文件名只能用英文字母、数字和连字符，请改名：{'、'.join(odd)}")
    text = _first(site)
    members = {**files, TWIN: text, FIRST: text}
    members[NAME] = manifest_of(members)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in sorted(members):
            archive.writestr(_member(f"{package_name(site)}/{name}", site), members[name], compresslevel=9)
    return data.getvalue()


def _first(site: Site) -> bytes:
    """Return what to read first, as Notepad of any Windows shows it: with a BOM, and lines ended by CRLF."""
    text = TEXT.format(
        name=site.name, day=site.published[:10], address=site.address, disclaimer=site.disclaimer
    )
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _member(path: str, site: Site) -> zipfile.ZipInfo:
    """Return the entry of *path*, dated with the day of publication where a zip can hold it, and marked as made on Unix."""
    year, month, day = map(int, site.published[:10].split("-"))
    member = zipfile.ZipInfo(path, (min(max(year, 1980), 2107), month, day, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = UNIX
    member.external_attr = ORDINARY
    return member
