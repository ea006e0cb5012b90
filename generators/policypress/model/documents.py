"""The documents that are cited, held or not: policy/documents.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Stands where the held sources do not state a value; never a guess."""

    unknown: str
    """为什么不知道，照样显示给读者，例如 所存文本未载。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """The stored text of a document."""

    file: str
    """content/notices/ 下的文件名，不带文件夹；文件里一段一行，表格同一行的格子用 Tab 隔开。"""
    sha256: str | None = None
    """全文的校验值：先空着，运行 policypress check 会告诉您填什么，填了才能发布；以后全文误改一个字都能发现。"""

    @property
    def path(self) -> str:
        """Where it stands, from the project's folder."""
        return f"content/notices/{self.file}"

    @property
    def leads_elsewhere(self) -> bool:
        """Whether more than a file's name is written, so that it could stand in another folder."""
        return "/" in self.file or "\\" in self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is cited, held or not."""

    title: str
    """文件的完整标题。"""
    number: str
    """发文字号。"""
    issuer: str | Unknown
    """发文机关；所存文本没有写的，写 {unknown: 所存文本未载}。"""
    issued: date | Unknown
    """成文日期，如 2024-03-01；所存文本没有写的，写 {unknown: 所存文本未载}。"""
    validity: str | Unknown
    """有效性，照来源的说法；没有写的，写 {unknown: 所存文本未载}。"""
    text: HeldText | None
    """所存全文；没有存的写 null，任何条目都不能以它为依据。"""
    cited_as: str
    """通知引用它的字样，照抄；必须在某份所存文本里找得到。"""
