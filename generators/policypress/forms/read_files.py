"""A filled form, Word or PDF, told apart by what is in the file and not by its name.

site/js/form-reading-file.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypress.faults import UsageError
from policypress.forms.model import Form
from policypress.forms.reading import Reading
from policypress.tables import OLE
from policypress.wording import reason

HEAD = 1024
WANTED = "请给出填好的 .docx 或 .pdf 表格"


def read_file(file: Path, forms: Mapping[str, Form]) -> Reading:
    """Return the values in the filled form *file*; raise UsageError where it is none of *forms*."""
    return read_data(content_of(file), forms)


def content_of(file: Path) -> bytes:
    """Return what is in the filled form *file*; raise UsageError where it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageError("没有这个文件；请检查文件名和所在文件夹") from None
    except OSError as error:
        raise UsageError(f"读不出来（{reason(error)}）；请检查权限，打开着的请先关闭") from None


def read_data(data: bytes, forms: Mapping[str, Form]) -> Reading:
    """Return the values in the filled form that *data* is; raise UsageError where it is none of *forms*."""
    if b"%PDF-" in data[:HEAD]:
        from policypress.forms.pdf_reading import read_pdf

        return read_pdf(data, forms)
    if not data:
        raise UsageError(f"文件是空的；{WANTED}")
    if not data.startswith((b"PK", OLE)):
        raise UsageError(f"这不是 Word 或 PDF 文件；{WANTED}")
    from policypress.forms.word_reading import read_docx

    return read_docx(data, forms)
