"""What the editor has to do with a year just carried over, step by step, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A year being carried over."""

    old: int
    new: int
    document: str
    """Id of the new notice."""
    facts: Mapping[str, int]
    """How many facts each file of the new year holds, by path."""
    files: tuple[str, ...]
    """The files to read again."""
    forms: tuple[str, ...]
    """The forms' files."""
    starts: str
    """First day on which the new year is shown, ``YYYY-MM-DD``."""
    model: str | None = None
    """Id of another province's notice that a new project starts from; None: the year follows one of its own."""


def task_list(roll: Roll) -> str:
    """Return the list of tasks for *roll* as plain text, in the order in which they are done."""
    steps, taken = (FOLLOWING, f"从 {roll.old} 年") if roll.model is None else (STARTING, "从范本")
    head = (
        f"{roll.new} 年度任务清单（{taken}带过来）\n\n"
        "所有文件都用“记事本”打开修改。保存时如果看到“编码”，请选 UTF-8（不要选 ANSI，也不要选“带有 BOM 的 UTF-8”）。\n"
        "“运行”是指：在资源管理器里打开项目文件夹，在地址栏输入 cmd 后按回车，在打开的窗口里输入那一行再按回车。\n"
        "随时可以运行 policypress check：它不改任何文件，只说还差什么、在哪个文件第几行。\n"
        "全部确认以前，正式网站生成不了，所以不会把带过来的数字误当今年的发布出去。\n"
    )
    return head + "".join(f"\n□ {number}. {step(roll)}\n" for number, step in enumerate(steps, 1))


def _paste(roll: Roll) -> str:
    return f"""粘贴新通知全文
   用记事本打开 content/notices/{roll.document}.txt（现在是空的），把 {roll.new} 年通知从标题到附件全部粘贴进去。
   一段占一行，一字不改；附件表格里同一行的格子之间用 Tab 键隔开。保存，编码选 UTF-8。"""


def _register(roll: Roll) -> str:
    return f"""登记新通知
   打开 policy/documents.yaml，文件末尾是“{roll.document}:”，把写着“待填”的几项改成新通知的。
   通知上没有写的（例如成文日期），写 {{unknown: 所存文本未载}}，不要猜。
   最后一项 sha256：运行 policypress check，照它说的那一串填上，以后全文被误改一个字都能发现。"""


def _compare(roll: Roll) -> str:
    return f"""对照新旧原句
   运行 policypress cite {roll.new}：每条旧引文旁边列出新通知里最像的一句，不同的字用【】标出，并说明在哪个文件第几行；
   最后列出去年通知里没有相近句子的新句子，可能是新增的规定。
   它只供对照，不改文件，也不替您判断数值。"""


def _confirm(roll: Roll) -> str:
    files = "\n".join(f"   - {file}（{count} 条）" for file, count in roll.facts.items())
    return f"""逐条确认规定
{files}
   每一条：quote 换成新通知的原句；value 改成这句话里的；然后删去 carried: {roll.old} 这一行。
   日期已经自动推后，仍要与新通知核对。facts 以外的部分（如 rule、offers、deadlines、ask）也要看一遍。"""


def _end(roll: Roll) -> str:
    return f"""新通知不再规定的
   把那一条从 facts 里删去，在同一文件末尾写明从哪天起不再执行（ended: 只写一次，下面可以有多条；开头不空格）：
   ended:
     条目名称: {{on: {roll.new}-01-01, why: {roll.new}年通知不再规定}}
   运行 check 会指出哪些页面和问答还在用它：
   - 页面：先把 content/pages/year/某页.md 复制到 content/pages/{roll.old}/某页.md，留给 {roll.old} 年用，再改 year 文件夹里的；
   - 问答：在那个问题下面加一行 last_year: {roll.old}；
   - 时间节点、途径：在年度文件的 deadlines、offers 里删去。"""


def _add(roll: Roll) -> str:
    return f"""新通知新增的
   照别的条目的样子写一条：名称（小写英文字母和下划线）、title、value、quote；有单位的写 unit，有“不少于”“一般”“等”的写 qualifier。
   只有 {roll.new} 年起才有的问答，加一行 first_year: {roll.new}；有新的截止日期，在 duties.yaml 的 deadlines 里加一项。"""


def _forms(roll: Roll) -> str:
    if not roll.forms:
        return "表格\n   本项目没有表格，跳过这一步。"
    files = "\n".join(f"   - {file}" for file in roll.forms)
    return f"""核对表格
{files}
   与新通知附件逐格核对，不同的照附件改。{roll.old} 年的表样已存到 policy/forms/ 下的年份文件夹里，旧表仍能读取，不要改动。"""


def _read_again(roll: Roll) -> str:
    files = "\n".join(f"   - {file}" for file in roll.files)
    return f"""重新看一遍问答、页面、算例和表格
   首页等不分年度的文件也在内：{roll.new} 年显示的也是它们，里面的话不合新通知的，一并改好。
   看完、改好一个文件，就在 policy/years/{roll.new}/review.yaml 里把它后面的“待确认”改成“已确认”。
   算例改成“已确认”后，check 会按新规定重新计算，结果不对的会告诉您应为多少。
{files}"""


def _check(roll: Roll) -> str:
    left = "" if roll.model is None else "（只剩范本一处）"
    return f"""检查
   运行 policypress check，直到 {roll.new} 年没有“待确认”{left}，也没有问题。"""


def _look(roll: Roll) -> str:
    return f"""看样子
   随时可以运行 policypress build --draft --as-of {roll.starts}，打开生成的首页看草稿：
   每页有“草稿”字样，没确认的值后面标着“待确认”。草稿不要上传。"""


def _publish(roll: Roll) -> str:
    return f"""发布
   打开 policy/site.yaml，把 published 改成发布的时间；网站按这个日期决定显示哪一年度，{roll.new} 年从 {roll.starts} 起是所示年度。
   在 policy/years/{roll.new}/notice.yaml 的 document 下面加一行 published: 日期，写发布的那一天；
   以后再改网站，订阅里这一年各条的日期不变。
   要提前显示的，在同一处加一行 shown_from: 日期。
   运行 policypress build，再运行 policypress verify dist/site 核对，没有问题就把 dist/site 里的全部文件上传。
   {roll.old} 年的页面仍在原来的地址，自动标为“以前年度”。"""


def _fit(_: Roll) -> str:
    return """删去本省没有的，写上本省另有的
   范本有、本省通知没有规定的条目，从 facts 里整条删去；运行 check 会指出哪些页面、问答和 rule、offers、deadlines 还在用它，一并改掉。
   本省另有的，照别的条目的样子写：名称（小写英文字母和下划线）、title、value、quote；有单位的写 unit，有“不少于”“一般”“等”的写 qualifier。
   通知引用的其他文件登记在 policy/documents.yaml；范本引用、本省没有引用的，删去。
   各项怎样写，见 schemas/fields.md。"""


def _own_forms(roll: Roll) -> str:
    files = "\n".join(f"   - {file}" for file in roll.forms)
    return f"""换成本省的表格
{files}
   照本省通知的附件逐格改；本省没有这张表的，删去文件。表上的字与通知全文不一致时，check 会指出。"""


def _part(roll: Roll) -> str:
    return f"""删去范本
   其余都确认以后，从 policy/documents.yaml 删去“{roll.model}”这一份，删去 content/notices/ 里它的全文，
   再删去 policy/years/{roll.new}/review.yaml。再运行 policypress check。"""


def _publish_first(_: Roll) -> str:
    return """发布
   打开 policy/site.yaml，把 published 改成发布的时间。
   运行 policypress build，把 dist/site 里的全部文件上传。
   明年的通知来了，运行 policypress new-year 年份。"""


FOLLOWING = (_paste, _register, _compare, _confirm, _end, _add, _forms, _read_again, _check, _look, _publish)
"""What is to be done with a year that follows another."""
STARTING = (
    *(_paste, _register, _compare, _confirm, _fit, _own_forms, _read_again),
    *(_check, _look, _part, _publish_first),
)
"""What is to be done with the first year of a new project."""
