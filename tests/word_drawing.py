"""Word files drawn by LibreOffice: its older versions misplace line breaks within controls, so these are taken off."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

DOCUMENT = "word/document.xml"


def drawn_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> Mapping[str, Path]:
    """Return the PDF that LibreOffice makes of each of the Word *files*, by their keys."""
    paths = {key: folder / f"{number}.docx" for number, key in enumerate(files)}
    for key, path in paths.items():
        path.write_bytes(without_controls(files[key]))
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths.values())], check=True, capture_output=True)
    return {key: path.with_suffix(".pdf") for key, path in paths.items()}


def without_controls(docx: bytes) -> bytes:
    """Return the file with what its controls show in place of the controls."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _freed(data) if name == DOCUMENT else data)
    return out.getvalue()


def _freed(document: bytes) -> bytes:
    root: Any = etree.fromstring(document)
    for control in list(root.iter(qn("w:sdt"))):
        for shown in control.find(qn("w:sdtContent")):
            control.addprevious(shown)
        control.getparent().remove(control)
    return etree.tostring(root, encoding="UTF-8", standalone=True)
