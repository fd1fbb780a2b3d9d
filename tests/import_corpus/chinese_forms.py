# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Chinese forms in Word: the post as a grid of labels and values."""

from __future__ import annotations

from tests.import_corpus.numbering import han, numbered
from tests.import_corpus.telling import Layout, Plain, Printed, Printing, Sheaf, example, factory
from tests.import_corpus.word import (
    Box,
    Word,
    bar,
    inner_table,
    label,
    middle,
    upright,
    value,
)


def _date(text: str) -> str:
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def two_columns() -> Printing:
    """One file per post; a label and its value in each row."""
    sheaf = Sheaf()
    for data in example().named("招商部经理", "招商部主管", "招商部专员"):
        post, word = sheaf.post(data), Word()
        word.title("职 位 说 明 书")
        word.grid(
            (3.6, 13),
            [
                [label("职位"), value(post.say("title"))],
                [label("隶属部门"), value(post.say("department"))],
                [label("直接主管"), value(post.say("reports_to"))],
                [label("所辖下属"), value(post.line("direct_reports"))],
                [label("定员人数"), value(post.say("headcount", unit="人"))],
                [label("职位设置目的"), value(post.say("summary"))],
                [label("主要工作职责"), value(numbered([d["text"] for d in post.duties()], "1、"))],
                [label("职权范围"), value(numbered(post.many("authority"), "1、"))],
                [label("内部联络"), value(post.line("relations", "internal"))],
                [label("外部联络"), value(post.line("relations", "external"))],
                [label("学历要求"), value(post.asks("education"))],
                [label("年龄要求"), value(post.asks("age"))],
                [label("工作经验"), value(post.asks("experience"))],
                [label("知识技能要求"), value(post.asks("knowledge_skills"))],
                [label("工作场所"), value(post.asks("environment"))],
            ],
        )
        word.line(
            "任职者签名：______________      直接主管签名：______________      日期：____年__月__日"
        )
        sheaf.files[f"{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def _basics(post: Printed) -> list[list[Box]]:
    return [
        [bar("一、基本资料", 4)],
        [label("岗位名称"), middle(post.say("title")), label("岗位代码"), middle(post.say("code"))],
        [label("所属部门"), middle(post.say("department")),
         label("职务级别"), middle(post.say("grade"))],
        [label("直接上级"), middle(post.say("reports_to")),
         label("编制人数"), middle(post.say("headcount"))],
        [label("在岗人数"), middle(post.say("incumbents")),
         label("编写日期"), middle(post.say("filled_on", form=_date))],
    ]  # fmt: skip


def _requirements(post: Printed) -> list[list[Box]]:
    return [
        [bar("六、任职条件", 4)],
        [label("文化程度"), value(post.asks("education")),
         label("年龄"), value(post.asks("age"))],
        [label("工作经历"), value(post.asks("experience"), 3)],
        [label("必备知识与能力"), value(post.asks("knowledge_skills"), 3)],
        [bar("七、工作条件", 4)],
        [label("工作场所"), value(post.asks("environment")),
         label("工时制度"), value(post.asks("working_hours"))],
    ]  # fmt: skip


def _indicators(post: Printed) -> list[list[Box]]:
    columns = ("indicator", "target", "weight", "method")
    rows = post.rows("indicators", *columns)
    if not rows:
        return []
    return [
        [bar("八、考核标准", 4)],
        [label("关键指标"), label("目标值"), label("权重"), label("计分办法")],
        *([value(row[column]) for column in columns] for row in rows),
    ]


def four_columns() -> Printing:
    """Section bars over four columns, running head and foot, a sign-off row at the end."""
    sheaf = Sheaf()
    for data in factory().having("code", "incumbents", "indicators", count=2):
        post = sheaf.post(data)
        word = Word(margins=("华新机电（苏州）有限公司　　岗位说明书", "第 1 页　共 2 页"))
        word.title("岗位说明书")
        word.grid(
            (3, 5.4, 3, 5.4),
            [
                *_basics(post),
                [bar("二、岗位设置目的", 4)],
                [value(post.say("summary"), 4)],
                [bar("三、岗位职责", 4)],
                [value(numbered([d["text"] for d in post.duties()], "（1）"), 4)],
                [bar("四、工作权限", 4)],
                [value(numbered(post.many("authority"), "（1）"), 4)],
                [bar("五、工作联系", 4)],
                [label("内部"), value(post.line("relations", "internal")),
                 label("外部"), value(post.line("relations", "external"))],
                *_requirements(post),
                *_indicators(post),
                [label("编制"), value(""), label("审批"), value("")],
            ],
        )  # fmt: skip
        sheaf.files[f"{post.data['code']}.docx"] = word.data()
    return sheaf.done()


def six_columns() -> Printing:
    """Six columns; groups of rows have an upright label at the left."""
    sheaf = Sheaf()
    titles = ("市场拓展部经理", "市场拓展部主管", "电话营销专员")
    for data in example().named(*titles):
        post, word = sheaf.post(data), Word(size=10)
        word.title(f"{post.say('title')}岗位职责书")
        duties = [duty["text"] for duty in post.duties()]
        powers = post.many("authority")
        columns = ("document", "timing", "recipients")
        reports = post.rows("reports", *columns)
        word.grid(
            (1.2, 2.3, 4.2, 2.3, 3.4, 3.8),
            [
                [upright("基本情况", 3), label("岗位名称"), middle(post.say("title")),
                 label("所在部门"), middle(post.say("department"), 2)],
                [label("上级主管"), middle(post.say("reports_to")),
                 label("直接下属"), middle(post.line("direct_reports"), 2)],
                [label("人员编制"), middle(post.say("headcount", unit="人")),
                 label("填表日期"), middle(post.say("filled_on", form=_date), 2)],
                [upright("概要", 1), value(post.say("summary"), 5)],
                *_numbered_rows("工作内容", duties),
                *_numbered_rows("权限", powers),
                [upright("协作", 2), label("公司内"), value(post.line("relations", "internal"), 4)],
                [label("公司外"), value(post.line("relations", "external"), 4)],
                [upright("任职要求", 4),
                 label("学历"), value(post.asks("education")),
                 label("年龄"), value(post.asks("age"), 2)],
                [label("经验"), value(post.asks("experience"), 4)],
                [label("知识技能"), value(post.asks("knowledge_skills"), 4)],
                [label("工作环境"), value(post.asks("environment")),
                 label("工作时间"), value(post.asks("working_hours"), 2)],
                [upright("工作记录", 1 + len(reports)), label("记录名称", 2), label("提交时间", 2),
                 label("提交给")],
                *([value(row["document"], 2), value(row["timing"], 2), value(row["recipients"])]
                  for row in reports),
            ],
        )  # fmt: skip
        sheaf.files[f"职责书-{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def _numbered_rows(name: str, texts: list[str]) -> list[list[Box]]:
    rows = [[middle(str(number)), value(text, 4)] for number, text in enumerate(texts, 1)]
    return [[upright(name, len(rows)), *rows[0]], *rows[1:]]


def classical() -> Printing:
    """The form that consultants brought to most companies: 职责一, 职责表述, 工作任务."""
    sheaf = Sheaf()
    posts = [factory().named("运营总监")[0], *factory().having("duties.share", count=3)[1:]]
    for data in posts:
        post, word = sheaf.post(data), Word()
        word.title(f"{post.say('title')}职务说明书")
        word.grid((2.4, 2.6, 3.6, 2.6, 5.6), [*_classical_head(post), *_classical_duties(post)])
        word.grid((4.2, 12.6), _classical_rest(post))
        sheaf.files[f"职务说明书（{post.say('title')}）.docx"] = word.data()
    return sheaf.done()


def _classical_head(post: Printed) -> list[list[Box]]:
    return [
        [label("岗位名称"), value(post.say("title"), 2), label("岗位编号"), value(post.say("code"))],
        [label("所在部门"), value(post.say("department"), 2),
         label("岗位定员"), value(post.say("headcount"))],
        [label("直接上级"), value(post.say("reports_to"), 2),
         label("职系职级"), value(post.say("grade"))],
        [label("直接下级"), value(post.line("direct_reports"), 2), label("薪酬类型"), value("年薪制")],
        [label("所辖人员"), value("", 2), label("岗位分析日期"), value(post.say("filled_on"))],
        [Box(["本职：" + post.say("summary").replace("\n", "")], 5)],
        [bar("职责与工作任务：", 5)],
    ]  # fmt: skip


def _classical_duties(post: Printed) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for number, duty in enumerate(post.duties("tasks", "share", "frequency"), 1):
        tasks = list(duty.get("tasks", ()))
        right = [f"工作时间百分比：{duty['share']}"] if "share" in duty else []
        often = [f"频次：{duty['frequency']}"] if "frequency" in duty else []
        head = Box(f"职责{han(number)}", 1, 1 + len(tasks), "label")
        beside = right if tasks else [*right, *often]
        rows.append([head, value(f"职责表述：{duty['text']}", 3), value(beside)])
        for place, task in enumerate(tasks):
            first = [label("工作任务", 1, len(tasks))] if place == 0 else []
            last = [value(often, 1, len(tasks))] if place == 0 else []
            rows.append([*first, value(task, 2), *last])
    return rows


def _classical_rest(post: Printed) -> list[list[Box]]:
    return [
        [bar("权力：", 2)],
        [value(post.many("authority"), 2)],
        [bar("工作协作关系：", 2)],
        [label("内部协调关系"), value(post.line("relations", "internal"))],
        [label("外部协调关系"), value(post.line("relations", "external"))],
        [bar("任职资格：", 2)],
        [label("教育水平"), value(post.asks("education"))],
        [label("培训经历"), value(post.asks("training"))],
        [label("经验"), value(post.asks("experience"))],
        [label("知识技能"), value(post.asks("knowledge_skills"))],
        [bar("其他：", 2)],
        [label("使用工具/设备"), value(post.asks("equipment"))],
        [label("工作环境"), value(post.asks("environment"))],
        [label("工作时间特征"), value(post.asks("working_hours"))],
        [label("备注"), value("")],
    ]


def duty_table() -> Printing:
    """A head of four columns, then a table of its own for duties with share and measure."""
    sheaf = Sheaf()
    word = Word(landscape=True, size=10, margins=("岗位职责与标准汇编", ""))
    posts = [factory().named("运营总监")[0], *factory().having("duties.share", count=3)[1:]]
    for place, data in enumerate(posts):
        if place:
            word.page_break()
        post = sheaf.post(data)
        word.title(f"岗位职责与标准（{post.say('title')}）", 14)
        word.grid((3, 9, 3, 9), [
            [label("岗　　位"), value(post.say("title")), label("部　　门"), value(post.say("department"))],
            [label("汇报上级"), value(post.say("reports_to")), label("定　　编"), value(post.say("headcount"))],
            [label("岗位使命"), value(post.say("summary").split("\n"), 3)],
        ])  # fmt: skip
        word.line("工作职责及标准", bold=True, after=3)
        word.grid((1.2, 8.6, 6.4, 2.2, 2.2, 3.8), _duty_rows(post))
        word.line("任职要求", bold=True, after=3)
        word.grid((4, 20), [
            [label("项　目"), label("要　求")],
            [label("学历"), value(post.asks("education"))],
            [label("经验"), value(post.asks("experience"))],
            [label("技能"), value(post.asks("knowledge_skills"))],
            [label("年龄"), value(post.asks("age"))],
        ])  # fmt: skip
    sheaf.files["岗位职责与标准汇编.docx"] = word.data()
    return sheaf.done()


def _duty_rows(post: Printed) -> list[list[Box]]:
    names = ("序号", "职责内容", "具体工作任务", "时间比重", "发生频次", "衡量标准")
    rows = [[label(name) for name in names]]
    for number, duty in enumerate(post.duties("tasks", "share", "frequency", "measure"), 1):
        rows.append(
            [
                middle(str(number)),
                value(duty["text"]),
                value(numbered(duty.get("tasks", ()), "1)")),
                middle(duty.get("share", "")),
                middle(duty.get("frequency", "")),
                value(duty.get("measure", "")),
            ]
        )
    return rows


def nested() -> Printing:
    """Tables inside the cells of a grid of two columns."""
    sheaf = Sheaf()
    for data in example().named("营销部经理", "产品定位分析师"):
        post, word = sheaf.post(data), Word(font="仿宋")
        word.title("岗位工作说明")
        columns = ("document", "timing", "recipients")
        head = inner_table((2.6, 3.8, 2.6, 3.8), [
            [label("岗位"), value(post.say("title")), label("部门"), value(post.say("department"))],
            [label("上级"), value(post.say("reports_to")), label("定编"), value(post.say("headcount"))],
        ])  # fmt: skip
        asked = inner_table((2.6, 10.2), [
            [label("学历"), value(post.asks("education"))],
            [label("年龄"), value(post.asks("age"))],
            [label("工作经验"), value(post.asks("experience"))],
            [label("知识、技能"), value(post.asks("knowledge_skills"))],
        ])  # fmt: skip
        papers = inner_table((6, 2.8, 4), [
            [label("报表名称"), label("完成时间"), label("报送")],
            *([value(row[column]) for column in columns] for row in post.rows("reports", *columns)),
        ])  # fmt: skip
        word.grid((3, 13.4), [
            [label("基本信息"), value(head)],
            [label("工作目标"), value(post.say("summary"))],
            [label("主要职责"), value(numbered([d["text"] for d in post.duties()], "1．"))],
            [label("岗位权限"), value(post.line("authority", between="；"))],
            [label("任职要求"), value(asked)],
            [label("工作报表"), value(papers)],
        ])  # fmt: skip
        sheaf.files[f"{post.say('title')}-工作说明.docx"] = word.data()
    return sheaf.done()


def vertical() -> Printing:
    """Every label stands upright in a narrow column; values fill the rest."""
    sheaf = Sheaf()
    for data in example().named("产品营销策划师", "市场拓展部专员"):
        post, word = sheaf.post(data), Word(font="楷体", size=12)
        word.title("岗  位  责  任  书", 20)
        word.line("单位：市场运营中心", after=4)
        word.grid((1.2, 7, 1.2, 7), [
            [upright("岗位", 1), middle(post.say("title")), upright("部门", 1), middle(post.say("department"))],
            [upright("上级", 1), middle(post.say("reports_to")), upright("定员", 1), middle(post.say("headcount"))],
            [upright("岗位概述", 1), value(post.say("summary"), 3)],
            [upright("岗位职责", 1), value(numbered([d["text"] for d in post.duties()], "①"), 3)],
            [upright("工作权限", 1), value(numbered(post.many("authority"), "①"), 3)],
            [upright("教育程度", 1), value(post.asks("education")),
             upright("工作经历", 1), value(post.asks("experience"))],
            [upright("知识技能", 1), value(post.asks("knowledge_skills"), 3)],
        ])  # fmt: skip
        word.line("责任人（签字）：                    年    月    日")
        sheaf.files[f"责任书{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def many_tables() -> Printing:
    """A book of several departments: a grid per post, its title in the grid's first row."""
    sheaf = Sheaf()
    word = Word(margins=("市场运营中心岗位手册", "内部资料　注意保存"))
    book = sheaf.book({"title": "市场运营中心岗位手册"})
    word.title(book.say("title"), 22)
    word.line("二〇一二年三月", centre=True)
    word.page_break()
    for data in example().roles[:8]:
        post = sheaf.post(data)
        duties = numbered([duty["text"] for duty in post.duties()], "1.")
        word.grid((2.8, 5.6, 2.8, 5.6), [
            [bar(f"岗位：{post.say('title')}", 4)],
            [label("部门"), value(post.say("department")), label("编制"), value(post.say("headcount", unit="名"))],
            [label("汇报关系"), value(post.say("reports_to")), label("下属"), value(post.line("direct_reports"))],
            [label("工作描述"), value(post.say("summary"), 3)],
            *_split_rows("工作职责", duties),
            [label("基本要求"), value([
                f"学历：{post.asks('education')}",
                f"年龄：{post.asks('age')}",
                f"工作经验：{post.asks('experience')}",
                f"能力：{post.asks('knowledge_skills')}",
            ], 3)],
        ])  # fmt: skip
    sheaf.files["岗位手册.docx"] = word.data()
    return sheaf.done()


def _split_rows(name: str, lines: list[str]) -> list[list[Box]]:
    """Return a label merged down two rows: half of the lines in each, as after a page break."""
    half = (len(lines) + 1) // 2
    return [[label(name, 1, 2), value(lines[:half], 3)], [value(lines[half:], 3)]]


def _headcount_rows(sheaf: Sheaf, posts: list[Plain]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    departments = dict.fromkeys(post["department"] for post in posts)
    number = whole = 0
    for department in departments:
        here = [sheaf.post(post) for post in posts if post["department"] == department]
        for place, post in enumerate(here):
            number += 1
            count = post.say("headcount")
            post.say("department")
            first = [middle(department, 1, len(here))] if place == 0 else []
            rows.append([middle(str(number)), *first, value(post.say("title")), middle(count),
                         value(post.say("reports_to")), value(post.asks("education"))])  # fmt: skip
        total = sum(int(post.data["headcount"]) for post in here)
        whole += total
        rows.append([label("小计", 3), middle(str(total)), value("", 2)])
    rows.append([label("合计", 3), middle(str(whole)), value("", 2)])
    return rows


def headcount() -> Printing:
    """One table of all posts; the department's cell reaches down, sums stand between."""
    sheaf = Sheaf()
    posts = [post for post in example().roles if post["department"].endswith("部")]
    word = Word(font="黑体", latin="Arial", size=10)
    word.title("市场运营中心定岗定编表")
    names = ("序号", "部门", "岗位", "定编人数", "直接上级", "学历要求")
    word.grid((1.4, 3.2, 4, 2.2, 3.6, 2.6), [
        [label(name) for name in names], *_headcount_rows(sheaf, posts),
    ])  # fmt: skip
    word.line("注：本表自批准之日起执行。")
    sheaf.files["定岗定编表.docx"] = word.data()
    return sheaf.done()


LAYOUTS = (
    Layout("docx-two-columns", "label and value in two columns, a file per post", two_columns),
    Layout("docx-four-columns", "section bars over four columns", four_columns),
    Layout("docx-six-columns", "six columns, upright group labels", six_columns),
    Layout("docx-classical", "职责一 / 职责表述 / 工作任务", classical),
    Layout("docx-duty-table", "duties as rows with share, frequency, standard", duty_table),
    Layout("docx-nested", "tables inside cells", nested),
    Layout("docx-upright", "upright labels throughout", vertical),
    Layout("docx-many-tables", "a grid per post in one document", many_tables),
    Layout("docx-headcount", "headcount table with merged departments and sums", headcount),
)
