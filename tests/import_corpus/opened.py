# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Layouts that were held out until the recogniser had been mended for others, and then opened."""

from __future__ import annotations

from tests.import_corpus.numbering import numbered
from tests.import_corpus.sheets import Workbook
from tests.import_corpus.telling import Layout, Printing, Sheaf, english, example, factory
from tests.import_corpus.word import Box, Word, bar, inner_table, label, middle, value


def _works_standard() -> Printing:
    sheaf = Sheaf()
    for data in factory().having("code", "filled_on", "incumbents", count=4):
        post, word = (
            sheaf.post(data),
            Word(font="仿宋", size=11, margins=("Q/HX 人力资源管理标准", "- 1 -")),
        )
        columns = ("document", "timing", "recipients")
        reports = post.rows("reports", *columns)
        word.title("岗位工作标准卡")
        word.grid((2.4, 3.4, 2.4, 3, 2.2, 3.2), [
            [label("岗位名称"), label("岗位代号"), label("所在单位"), label("直接领导"),
             label("岗位定额"), label("在编人数")],
            [middle(post.say("title")), middle(post.say("code")), middle(post.say("department")),
             middle(post.say("reports_to")), middle(post.say("headcount")),
             middle(post.say("incumbents"))],
            [label("岗位工作概述", 1), value(post.say("summary"), 5)],
            [label("岗位工作职责", 1), value(numbered([d["text"] for d in post.duties()], "(1)"), 5)],
            [label("岗位职权", 1), value(numbered(post.many("authority"), "(1)"), 5)],
            [label("上岗条件", 1, 4), label("文化程度"), value(post.asks("education"), 4)],
            [label("年龄条件"), value(post.asks("age"), 4)],
            [label("工作资历"), value(post.asks("experience"), 4)],
            [label("业务知识与技能"), value(post.asks("knowledge_skills"), 4)],
            [label("工作条件", 1), value(post.asks("environment"), 2),
             label("作息制度"), value(post.asks("working_hours"), 2)],
            [label("台账报表", 1), value(inner_table((5.6, 3.6, 4.4), [
                [label("名称"), label("时限"), label("上报")],
                *([value(row[column]) for column in columns] for row in reports),
            ]), 5)],
            [Box(f"填报日期：{post.say('filled_on')}　　　　填报人：　　　　　　部门负责人：", 6)],
        ])  # fmt: skip
        sheaf.files[f"标准卡{post.say('code')}.docx"] = word.data()
    return sheaf.done()


def _circular() -> Printing:
    sheaf = Sheaf()
    lines = ["关于明确市场运营中心各岗位职责的通知", "", "各部门：",
             "为进一步明确岗位职责，理顺工作关系，现将各岗位职责予以公布，请遵照执行。", ""]  # fmt: skip
    titles = ("招商部经理", "市场拓展部主管", "电话营销专员", "产品定位分析师")
    for number, data in enumerate(example().named(*titles)):
        post = sheaf.post(data)
        lines += [
            f"{'一二三四'[number]}、{post.say('title')}",
            f"所属部门：{post.say('department')}    直接上级：{post.say('reports_to')}    编制：{post.say('headcount', unit='人')}",
            f"岗位目标：{post.say('summary')}",
            "职责范围：" + "".join(numbered([duty["text"] for duty in post.duties()], "1.")),
            "工作权力：" + "；".join(numbered(post.many("authority"), "1.")) + "。",
            f"协作部门：{post.line('relations', 'internal')}",
            f"对外联系：{post.line('relations', 'external')}",
            f"学历：{post.asks('education')}；年龄：{post.asks('age')}",
            f"从业经验：{post.asks('experience')}",
            f"业务技能：{post.asks('knowledge_skills')}",
            "",
        ]
    lines += [
        "特此通知。",
        "",
        "　　　　　　　　　　　　　　　　市场运营中心",
        "　　　　　　　　　　　　　　　　二〇一二年三月一日",
    ]
    sheaf.files["通知.txt"] = "\r\n".join(lines).encode("gb18030")
    return sheaf.done()


def _british() -> Printing:
    sheaf = Sheaf()
    for data in english().roles[:5]:
        post, word = sheaf.post(data), Word(latin="Georgia", size=11)
        word.heading("Job description", 1)
        word.grid((5, 11.4), [
            [label("Post title"), value(post.say("title"))],
            [label("Directorate / team"), value(post.say("department"))],
            [label("Responsible to"), value(post.say("reports_to"))],
            [label("Responsible for"), value(post.line("direct_reports", between="; "))],
            [label("Hours of work"), value(post.asks("working_hours"))],
        ])  # fmt: skip
        word.heading("Main purpose of the job", 2)
        word.line(post.say("summary"), after=6)
        word.heading("Principal accountabilities", 2)
        number = word.new_list(("decimal", "%1."))
        for duty in post.duties():
            word.item(duty["text"], number)
        word.heading("Key contacts", 2)
        word.labelled("Internal contacts: ", post.line("relations", "internal", between=", "))
        word.labelled("External contacts: ", post.line("relations", "external", between=", "))
        word.heading("Person specification", 2)
        word.grid((5, 11.4), [
            [bar("Criteria", 1), bar("Essential", 1)],
            [label("Qualifications and education"), value(post.asks("education"))],
            [label("Experience"), value(post.asks("experience"))],
            [label("Knowledge and skills"), value(post.asks("knowledge_skills"))],
        ])  # fmt: skip
        word.line("This job description is not contractual and may be reviewed from time to time.")
        word.line("Signed (post holder): ____________________    Date: ____________")
        sheaf.files[f"{post.data['id']}.docx"] = word.data()
    return sheaf.done()


def _column_per_post() -> Printing:
    sheaf, book = Sheaf(), Workbook()
    roles = [each for each in example().roles if each["department"] == "市场拓展部"]
    posts = [sheaf.post(each) for each in roles]
    sheet = book.sheet("岗位对照表", (16, *(46 for _ in posts)))
    book.merge(sheet, (0, 0, 0, len(posts)), "市场拓展部岗位对照表", "title")
    rows = (
        ("岗位", [post.say("title") for post in posts]),
        ("隶属部门", [post.say("department") for post in posts]),
        ("直接领导", [post.say("reports_to") for post in posts]),
        ("定员", [post.say("headcount", unit="人") for post in posts]),
        ("工作概述", [post.say("summary") for post in posts]),
        (
            "岗位职责",
            ["\n".join(numbered([d["text"] for d in post.duties()], "1、")) for post in posts],
        ),
        ("岗位权限", ["\n".join(numbered(post.many("authority"), "1、")) for post in posts]),
        ("学历", [post.asks("education") for post in posts]),
        ("工作经验", [post.asks("experience") for post in posts]),
        ("应知应会", [post.asks("knowledge_skills") for post in posts]),
    )
    for row, (name, texts) in enumerate(rows, 1):
        book.row(sheet, row, [name], "label")
        book.row(sheet, row, texts, left=1)
    sheaf.files["岗位对照表.xlsx"] = book.data()
    return sheaf.done()


LAYOUTS = (
    Layout("docx-works-standard", "labels over values, then beside them, in one table", _works_standard),
    Layout("txt-circular", "a notice to all departments, duties run together", _circular),
    Layout("en-docx-british", "British form: post title, responsible to, person specification", _british),
    Layout("xlsx-column-per-post", "a column for each post", _column_per_post),
)
