# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Chinese documents as plain text, Markdown and web pages."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from tests.import_corpus.numbering import numbered, outline
from tests.import_corpus.telling import Layout, Plain, Printed, Printing, Sheaf, example, factory


def _file(lines: Iterable[str], encoding: str = "utf-8", end: str = "\n") -> bytes:
    return (end.join(lines) + end).encode(encoding)


def _texts(duties: Sequence[Plain]) -> list[str]:
    return [duty["text"] for duty in duties]


def colons() -> Printing:
    """Several posts in one file, a label and a colon before each value."""
    sheaf = Sheaf()
    lines = ["市场拓展部、营销部岗位职责", ""]
    titles = ("市场拓展部经理", "市场拓展部专员", "营销部经理", "产品营销策划师")
    for data in example().named(*titles):
        post = sheaf.post(data)
        lines += [
            f"岗位名称：{post.say('title')}",
            f"归属部门：{post.say('department')}",
            f"直接上级：{post.say('reports_to')}",
            f"直接下级：{post.line('direct_reports')}",
            f"岗位编制：{post.say('headcount', unit='人')}",
            f"职位概述：{post.say('summary')}",
            "工作职责：",
            *numbered(_texts(post.duties()), "1、"),
            "工作权限：",
            *numbered(post.many("authority"), "1、"),
            "任职资格：",
            f"学历：{post.asks('education')}",
            f"年龄：{post.asks('age')}",
            f"工作经验：{post.asks('experience')}",
            f"技能要求：{post.asks('knowledge_skills')}",
            "",
            "————————————————————",
            "",
        ]
    sheaf.files["岗位职责.txt"] = _file(lines)
    return sheaf.done()


def run_together() -> Printing:
    """A form's words one after the other, as some web pages and old programs give them."""
    sheaf = Sheaf()
    words = ["市场运营中心岗位说明"]
    for data in example().named("招商部主管", "市场拓展部主管", "营销部经理", "产品定位分析师"):
        post = sheaf.post(data)
        words += [
            "岗位名称", post.say("title"), "所属部门", post.say("department"),
            "直接上级", post.say("reports_to"), "直接下级", post.line("direct_reports"),
            "岗位编制", post.say("headcount", unit="人"),
            "工作概要：", post.say("summary"),
            "岗位职责", *numbered(_texts(post.duties()), "1、"),
            "岗位权限：", "；".join(post.many("authority")) + "。",
            "工作关系内部关系", post.line("relations", "internal"),
            "外部关系", post.line("relations", "external"),
            "任职要求学历要求", post.asks("education"),
            "年龄", post.asks("age"),
            "工作经验", post.asks("experience"),
            "知识技能", post.asks("knowledge_skills"),
        ]  # fmt: skip
    sheaf.files["岗位说明.txt"] = _file(["".join(words)])
    return sheaf.done()


def pdf_copy() -> Printing:
    """Copied out of a PDF: lines break anywhere, page heads and folios stand in between."""
    sheaf = Sheaf()
    lines: list[str] = []
    for data in factory().having("code", "filled_on", count=4):
        post = sheaf.post(data)
        lines += [f"{post.say('title')}岗位说明书"]
        whole = [
            f"岗位编号：{post.say('code')}",
            f"所在部门：{post.say('department')}",
            f"上级领导：{post.say('reports_to')}",
            f"定编：{post.say('headcount')}",
            "一、岗位目的",
            post.say("summary"),
            "二、主要工作职责",
            *numbered(_texts(post.duties()), "1."),
            "三、岗位权限",
            *numbered(post.many("authority"), "1."),
            "四、任职要求",
            f"学历：{post.asks('education')}",
            f"经验：{post.asks('experience')}",
            f"知识与技能：{post.asks('knowledge_skills')}",
        ]
        lines += [part for line in whole for part in _broken(line, 31)]
    paged: list[str] = []
    for page, start in enumerate(range(0, len(lines), 28), 1):
        paged += ["华新机电（苏州）有限公司      岗位说明书汇编", *lines[start : start + 28],
                  f"第 {page} 页 共 {-(-len(lines) // 28)} 页", "\f"]  # fmt: skip
    sheaf.files["岗位说明书汇编.txt"] = _file(paged)
    return sheaf.done()


def _broken(line: str, width: int) -> list[str]:
    return [line[at : at + width] for at in range(0, len(line), width)] or [""]


def misread() -> Printing:
    """Scanned and recognised: spaces inside labels, widths mixed, characters near the right ones."""
    sheaf = Sheaf()
    lines: list[str] = []
    for data in example().named("招商部经理", "市场拓展部主管", "电话营销专员"):
        post = sheaf.post(data)
        wide = str.maketrans("0123456789", "０１２３４５６７８９")
        lines += [
            "岗 位 说 明 书",
            f"岗位名祢 ： {post.say('title')}",
            f"所 属 部 门 ：{post.say('department')}",
            f"直接上圾：{post.say('reports_to')}",
            f"岗位定编 ﹕ {post.say('headcount')}人".translate(wide),
            f"岗位概迷：{post.say('summary')}",
            "岗 位 职 责 :",
            *(line.translate(wide) if line[0].isdigit() else line
              for line in numbered(_texts(post.duties()), "1．")),
            "工 作 杈 限 ：",
            *numbered(post.many("authority"), "1．"),
            "任职资恪",
            f"学 历 : {post.asks('education')}",
            f"年 龄：{post.asks('age')}",
            f"工作经验 : {post.asks('experience')}",
            f"知识技熊：{post.asks('knowledge_skills')}",
            "",
        ]  # fmt: skip
    sheaf.files["扫描件.txt"] = _file(lines, "gb18030", "\r\n")
    return sheaf.done()


_STYLES = (
    ("（一）", "1."),
    ("1、", "（1）"),
    ("1.", "a)"),
    ("（1）", "①"),
    ("1．", "A."),
    ("第一条", "（一）"),
)


def numbering_styles() -> Printing:
    """One file per style of numbering, duties and tasks on two levels below numbered sections."""
    sheaf = Sheaf()
    posts = factory().having("duties.tasks", count=len(_STYLES))
    for data, (first, second) in zip(posts, _STYLES, strict=True):
        post = sheaf.post(data)
        lines = [
            "岗位说明书",
            "一、岗位标识",
            f"岗位名称：{post.say('title')}　　　所属部门：{post.say('department')}",
            f"直接上级：{post.say('reports_to')}　　　岗位编制：{post.say('headcount')}",
            "二、工作目的",
            *post.say("summary").split("\n"),
            "三、工作职责",
            *outline(post.duties("tasks"), first, second, "　　"),
            "四、工作权限",
            *numbered(post.many("authority"), first),
            "五、任职资格",
            f"学历要求：{post.asks('education')}",
            f"工作经验要求：{post.asks('experience')}",
        ]
        sheaf.files[f"{post.data['id']}.txt"] = _file(lines, "utf-8-sig", "\r\n")
    return sheaf.done()


def tabs() -> Printing:
    """A form copied out of Word: tabs between the cells; signatures at the end."""
    sheaf = Sheaf()
    lines: list[str] = []
    for data in factory().having("code", "grade", "incumbents", count=3):
        post = sheaf.post(data)
        lines += [
            "岗位说明书",
            f"岗位名称\t{post.say('title')}\t岗位编号\t{post.say('code')}",
            f"所属部门\t{post.say('department')}\t岗位等级\t{post.say('grade')}",
            f"直接上级\t{post.say('reports_to')}\t编制\t{post.say('headcount')}",
            f"岗位宗旨\t{post.say('summary')}",
            "岗位职责",
            *numbered(_texts(post.duties()), "1）"),
            "工作协作",
            f"内部\t{post.line('relations', 'internal')}",
            f"外部\t{post.line('relations', 'external')}",
            "任职资格",
            f"学历\t{post.asks('education')}",
            f"经验\t{post.asks('experience')}",
            f"技能\t{post.asks('knowledge_skills')}",
            "任职人签字：\t\t直接上级签字：\t\t日期：\t",
            "",
        ]
    sheaf.files["岗位说明书.txt"] = _file(lines)
    return sheaf.done()


def brackets() -> Printing:
    """Labels in brackets alone on their line, text wrapped with an indent below them."""
    sheaf = Sheaf()
    lines = ["【部门】营销部", "【部门职责】"]
    data = next(each for each in example().departments if each["name"] == "营销部")
    department = sheaf.department(data)
    department.say("name")
    lines += [*numbered(_texts(department.duties()), "（1）"), ""]
    for each in example().named("营销部经理", "产品营销策划师", "产品定位分析师"):
        post = sheaf.post(each)
        lines += [
            f"【岗位】{post.say('title')}",
            f"【上级】{post.say('reports_to')}",
            f"【编制】{post.say('headcount')}",
            "【岗位目标】",
            *_indented(post.say("summary")),
            "【工作内容】",
            *(line for text in numbered(_texts(post.duties()), "◆") for line in _indented(text)),
            "【权限】" + post.line("authority"),
            f"【学历】{post.asks('education')}",
            f"【经验】{post.asks('experience')}",
            "",
        ]
        post.say("department")
    sheaf.files["营销部.txt"] = _file(lines)
    return sheaf.done()


def _indented(text: str) -> list[str]:
    first, *rest = _broken(text, 36)
    return [f"　　{first}", *(f"　　　{line}" for line in rest)]


# ---- Markdown and HTML


def wiki() -> Printing:
    """A wiki's Markdown: a heading per post, a pipe table, nested bullets."""
    sheaf = Sheaf()
    lines = ["# 岗位职责手册", ""]
    for data in (
        *factory().having("duties.tasks", count=2),
        *factory().having("indicators", count=1),
    ):
        post = sheaf.post(data)
        lines += [
            f"## {post.say('title')}", "",
            "| 项目 | 内容 |", "| --- | --- |",
            f"| 所属部门 | {post.say('department')} |",
            f"| 汇报给 | {post.say('reports_to')} |",
            f"| 编制 | {post.say('headcount')} |", "",
            "### 岗位使命", "", *post.say("summary").split("\n"), "",
            "### 核心职责", "", *outline(post.duties("tasks"), "-", "-", "    "), "",
            "### 权限", "", *numbered(post.many("authority"), "-"), "",
            *_pipes(post),
            "### 任职要求", "",
            f"- **学历**：{post.asks('education')}",
            f"- **经验**：{post.asks('experience')}",
            f"- **技能**：{post.asks('knowledge_skills')}", "",
        ]  # fmt: skip
    sheaf.files["岗位职责手册.md"] = _file(lines)
    return sheaf.done()


def _pipes(post: Printed) -> list[str]:
    rows = post.rows("indicators", "indicator", "target", "weight")
    if not rows:
        return []
    cells = [f"| {row['indicator']} | {row['target']} | {row['weight']} |" for row in rows]
    return ["### 考核指标", "", "| 指标 | 目标值 | 权重 |", "|---|---|---|", *cells, ""]


def _items(texts: Iterable[str], tag: str = "ol") -> str:
    return f"<{tag}>" + "".join(f"<li>{html.escape(text)}</li>" for text in texts) + f"</{tag}>"


def intranet() -> Printing:
    """A page of an intranet: navigation, headings, definition lists, lists."""
    sheaf = Sheaf()
    parts: list[str] = []
    for data in example().departments[:2]:
        department = sheaf.department(data)
        name = department.say("name")
        parts += [f"<h2>{name}</h2>", "<h3>部门职能</h3>", _items(_texts(department.duties()))]
        for each in example().roles:
            if each["department"] == name:
                parts.append(_article(sheaf.post(each)))
    page = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>岗位职责 - 内部门户</title>
<style>dt{{font-weight:bold}}</style><script>var user = "岗位名称：管理员";</script></head><body>
<nav><a href="/">首页</a> &gt; <a href="/hr">人力资源</a> &gt; 岗位职责</nav>
<h1>岗位职责</h1>
{"".join(parts)}
<footer>版权所有 © 市场运营中心</footer></body></html>"""
    sheaf.files["岗位职责.html"] = page.encode()
    return sheaf.done()


def _article(post: Printed) -> str:
    pairs = (
        ("所在部门", post.say("department")),
        ("直属上级", post.say("reports_to")),
        ("下属岗位", post.line("direct_reports")),
        ("编制人数", post.say("headcount", unit="人")),
        ("岗位说明", post.say("summary")),
        ("学历要求", post.asks("education")),
        ("经验要求", post.asks("experience")),
        ("技能要求", post.asks("knowledge_skills")),
    )
    terms = "".join(f"<dt>{name}</dt><dd>{html.escape(text)}</dd>" for name, text in pairs)
    return (
        f"<h3>{post.say('title')}</h3><dl>{terms}</dl>"
        f"<h4>主要职责</h4>{_items(_texts(post.duties()))}"
        f"<h4>职权</h4>{_items(post.many('authority'), 'ul')}"
    )


def web_form() -> Printing:
    """A form saved from an office system: a table with rowspan and colspan, line breaks in cells."""
    sheaf = Sheaf()
    for data in factory().having("code", "grade", "filled_on", count=3):
        post = sheaf.post(data)
        breaks = "<br>".join(html.escape(t) for t in numbered(_texts(post.duties()), "1、"))
        columns = ("document", "timing", "recipients")
        reports = "".join(
            "<tr>" + "".join(f"<td>{html.escape(row[column])}</td>" for column in columns) + "</tr>"
            for row in post.rows("reports", *columns)
        )
        page = f"""<html><head><meta charset="gb2312"><title>岗位说明书</title></head><body>
<center><b><font size="5">岗位说明书</font></b></center>
<table border="1" width="760" align="center">
<tr><td bgcolor="#eee">岗位名称</td><td>{post.say("title")}</td>
<td bgcolor="#eee">岗位编号</td><td>{post.say("code")}</td></tr>
<tr><td bgcolor="#eee">所在部门</td><td>{post.say("department")}</td>
<td bgcolor="#eee">岗位级别</td><td>{post.say("grade")}</td></tr>
<tr><td bgcolor="#eee">直接上级</td><td>{post.say("reports_to")}</td>
<td bgcolor="#eee">定编人数</td><td>{post.say("headcount")}</td></tr>
<tr><td bgcolor="#eee">岗位目的</td><td colspan="3">{html.escape(post.say("summary"))}</td></tr>
<tr><td bgcolor="#eee">工作职责</td><td colspan="3">{breaks}</td></tr>
<tr><td bgcolor="#eee" rowspan="2">工作关系</td><td>内部</td>
<td colspan="2">{post.line("relations", "internal")}</td></tr>
<tr><td>外部</td><td colspan="2">{post.line("relations", "external")}</td></tr>
<tr><td bgcolor="#eee" rowspan="4">任职资格</td><td>学历</td>
<td colspan="2">{post.asks("education")}</td></tr>
<tr><td>年龄</td><td colspan="2">{post.asks("age")}</td></tr>
<tr><td>经验</td><td colspan="2">{post.asks("experience")}</td></tr>
<tr><td>能力</td><td colspan="2">{html.escape(post.asks("knowledge_skills"))}</td></tr>
</table>
<p><b>工作记录</b></p>
<table border="1" width="760" align="center">
<tr><th>记录/报表</th><th>时间要求</th><th>报送部门/人员</th></tr>{reports}</table>
<p align="right">打印时间：2024-08-01 09:30</p></body></html>"""
        sheaf.files[f"{post.data['id']}.html"] = page.encode("gb18030")
    return sheaf.done()


LAYOUTS = (
    Layout("txt-colons", "label：value, several posts", colons),
    Layout("txt-run-together", "no separators at all", run_together),
    Layout("txt-pdf-copy", "page heads, lines broken in sentences", pdf_copy),
    Layout("txt-misread", "labels misread by a scanner's software", misread),
    Layout("txt-numbers", "six styles of numbers, two levels below sections", numbering_styles),
    Layout("txt-tabs", "tabs between cells, signatures", tabs),
    Layout("txt-brackets", "labels in brackets, a department first", brackets),
    Layout("md-wiki", "headings, pipe tables, nested bullets", wiki),
    Layout("html-intranet", "definition lists and lists by department", intranet),
    Layout("html-form", "a table with rowspan and colspan", web_form),
)
