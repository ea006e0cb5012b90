"""A project of a few pages, which is built in a moment: for tests that build it many times."""

from __future__ import annotations

import shutil
from pathlib import Path

from checkout import ROOT

PAGES = {
    "index.md": "# 首页\n\n{{ figures() }}\n",
    "year/notice.md": "# {{ year }} 年通知\n\n{{ notice() }}\n",
    "documents.md": "# 依据\n\n{{ documents() }}\n",
    "changes.md": "# 历年变化\n\n{{ changes() }}\n",
    "headings.md": "# 站内目录\n\n{{ headings() }}\n",
    "forms.md": "# 表格\n\n{{ forms() }}\n",
}
NAVIGATION = """\
- title: 首页
  kind: 首页
  pages: [index, "year:notice", "year:text", changes, documents, forms, headings]
"""


def small_project(folder: Path) -> Path:
    """Write the real policy with few pages into *folder*; return it."""
    shutil.copytree(ROOT / "policy", folder / "policy")
    shutil.copytree(ROOT / "content/notices", folder / "content/notices")
    for name in ("profiles", "vocabulary"):
        (folder / f"policy/{name}.yaml").unlink()
    for name, text in PAGES.items():
        path = folder / "content/pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    (folder / "content/navigation.yaml").write_text(NAVIGATION, "utf-8", newline="\n")
    return folder
