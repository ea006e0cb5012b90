"""Write NOTICE: what the program and the sites it builds hold of others' work, with licences.

``python tools/notice.py [--check]``; with ``--check`` nothing is written, and what differs is an error. The
licences are those that the installed packages state.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "NOTICE"
PINNED = re.compile(r"^([a-z0-9.-]+)==([^\s;]+)", re.MULTILINE)
CLASSIFIED: Mapping[str, str] = {
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages without an SPDX expression say in their classifiers."""
SPOKEN: Mapping[str, str] = {"Apache Software License": "Apache-2.0", "PSFL": "PSF-2.0"}
"""What they write for an SPDX expression."""
TO_READERS = (
    ("mkdocs-material 的页面样式和脚本", "MIT", "Copyright (c) 2016-2025 Martin Donath"),
    ("Material Design Icons（随 mkdocs-material）", "Apache-2.0", "Copyright (c) Pictogrammers"),
    ("思源宋体（Noto Serif CJK SC）的字形", "OFL-1.1", "Copyright 2017-2022 Adobe (http://www.adobe.com/)"),
)
"""What a built site holds: work, licence, holder. Whatever else it holds is this project's own."""
HEAD = """policypress
Copyright 2026 The policypress authors

本软件按 Apache License 2.0 许可（见 LICENSE）。它用到下列作品，各按其许可。
本文件由 make notice 生成，请勿手改。
"""


def licence(about: PackageMetadata) -> str:
    """Return the SPDX expression of a package's licence."""
    known = about.json
    stated = str(known.get("license_expression") or known.get("license") or "")
    if re.fullmatch(r"[\w.()-]+( (OR|AND) [\w.()-]+)*", stated) and stated != "UNKNOWN":
        return SPOKEN.get(stated, stated)
    if stated in SPOKEN:
        return SPOKEN[stated]
    for line in about.get_all("Classifier") or []:
        if line.startswith("License") and (name := line.rpartition(" :: ")[2]) in CLASSIFIED:
            return CLASSIFIED[name]
    sys.exit(f"{about['Name']} 没有写明许可；请查明后写进 tools/notice.py")


def packages() -> Iterator[tuple[str, str, str]]:
    """Yield name, version and licence of every package that building a site needs."""
    for name, version in PINNED.findall((ROOT / "requirements.txt").read_text("utf-8")):
        yield name, version, licence(metadata(name))


def notice() -> str:
    """Return the text of NOTICE."""
    lines = [HEAD, "生成的网站和表格里有：", ""]
    lines += [f"- {work}：{spdx}，{holder}" for work, spdx, holder in TO_READERS]
    lines += ["", "生成网站时用到、但不在网站里的 Python 软件包：", ""]
    lines += [f"- {name} {version}：{spdx}" for name, version, spdx in packages()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = notice()
    if "--check" not in sys.argv[1:]:
        NOTICE.write_text(text, "utf-8", newline="\n")
    elif NOTICE.read_text("utf-8") != text:
        sys.exit("NOTICE 与 requirements.txt 不一致；请运行 make notice")
