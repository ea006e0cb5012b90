"""The units (事业单位) that file forms: policy/units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An institution that files forms: no people, no telephone numbers."""

    name: str
    """单位名称，写全称。只写单位，不写人员和电话。"""
    department: str | None = None
    """主管部门。"""
    bureau: str | None = None
    """同级人事综合管理部门。"""
