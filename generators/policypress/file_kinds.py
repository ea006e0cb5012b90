"""Every kind of YAML file that a project holds: where it stands, what it is for, what it is read as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policypress.forms.model import Form
from policypress.model.cases import CasesFile, ProfilesFile
from policypress.model.documents import Document
from policypress.model.questions import FaqFile, Vocabulary
from policypress.model.site import Section, Site
from policypress.model.units import Unit
from policypress.model.year_files import (
    DutiesFile,
    HoursFile,
    NoticeFile,
    ReviewFile,
    SubjectsFile,
    TrainingFile,
)
from policypress.units.lists import FOLDER as UNITS


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One kind of YAML file."""

    name: str
    """Stem of its schema's file name."""
    title: str
    about: str
    """What it is for, one sentence for its editor."""
    places: tuple[str, ...]
    """Paths from the project, ``*`` for one name."""
    type_: Any
    """What it is read as."""


YEAR = "policy/years/*/{}.yaml"

KINDS = (
    FileKind(
        name="site",
        title="网站",
        about="网站的名称、地址和网页标签。",
        places=("policy/site.yaml",),
        type_=Site,
    ),
    FileKind(
        name="documents",
        title="引用的文件",
        about="网站引用的每份文件只写一次，名称是它的编号，由小写字母、数字和连字符组成。",
        places=("policy/documents.yaml",),
        type_=dict[str, Document],
    ),
    FileKind(
        name="notice",
        title="年度：通知本身",
        about="发给谁、为什么、依据什么、适用于谁、联系谁。",
        places=(YEAR.format("notice"),),
        type_=NoticeFile,
    ),
    FileKind(
        name="subjects",
        title="年度：科目",
        about="有哪些科目，今年学什么。",
        places=(YEAR.format("subjects"),),
        type_=SubjectsFile,
    ),
    FileKind(
        name="hours",
        title="年度：学时",
        about="到哪一天，学多少；没学够怎么办。",
        places=(YEAR.format("hours"),),
        type_=HoursFile,
    ),
    FileKind(
        name="training",
        title="年度：培训方式与备案",
        about="培训方式、培训机构、研修班、线下培训备案。",
        places=(YEAR.format("training"),),
        type_=TrainingFile,
    ),
    FileKind(
        name="duties",
        title="年度：职责、时间与纪律",
        about="各级职责、证书、经费、纪律，以及时间节点。",
        places=(YEAR.format("duties"),),
        type_=DutiesFile,
    ),
    FileKind(
        name="review",
        title="年度：要重新看一遍的文件",
        about="由 new-year 写出；看过、改好一个文件，就在这里改成“已确认”。",
        places=(YEAR.format("review"),),
        type_=ReviewFile,
    ),
    FileKind(
        name="cases",
        title="学时算例",
        about="给读者看的算例，记录都是虚构的；程序按规定再算一遍，不一致时指出。",
        places=("policy/cases/*.yaml",),
        type_=CasesFile,
    ),
    FileKind(
        name="forms",
        title="表格",
        about="一张表一个文件；Word、PDF、网页上的表都由它生成。年份文件夹里放那一年为止的旧表样。",
        places=("policy/forms/*.yaml", "policy/forms/*/*.yaml"),
        type_=Form,
    ),
    FileKind(
        name="profiles",
        title="看变化影响用的虚构人员",
        about="每年照样学的几类人，看规定变了以后对谁有什么影响。",
        places=("policy/profiles.yaml",),
        type_=ProfilesFile,
    ),
    FileKind(
        name="vocabulary",
        title="人们的说法",
        about="左边是文件和网页里的词，右边是人们搜索时会打的词。",
        places=("policy/vocabulary.yaml",),
        type_=Vocabulary,
    ),
    FileKind(
        name="units",
        title="单位名单",
        about="填表时可选的单位；也可以用 .csv 或 .xlsx，表头写 单位名称、主管部门、同级人事综合管理部门。",
        places=(f"{UNITS}/*.yaml",),
        type_=tuple[Unit, ...],
    ),
    FileKind(
        name="faq",
        title="常见问题",
        about="一个文件一组问题。",
        places=("content/faq/*.yaml",),
        type_=FaqFile,
    ),
    FileKind(
        name="navigation",
        title="网站导航",
        about="从上到下的各部分和其中的页面。",
        places=("content/navigation.yaml",),
        type_=tuple[Section, ...],
    ),
)
"""In the order in which the field guide tells of them."""
