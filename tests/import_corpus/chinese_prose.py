# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Chinese documents in Word that say it in headings, paragraphs and lists, and special forms."""

from __future__ import annotations

from tests.import_corpus.numbering import STYLES, han, numbered
from tests.import_corpus.telling import Layout, Plain, Printed, Printing, Sheaf, example, factory
from tests.import_corpus.traditional import traditional
from tests.import_corpus.word import Box, Word, bar, label, middle, value


def headings() -> Printing:
    """A book with chapters: department duties, then its posts; Word numbers the lists."""
    sheaf = Sheaf()
    word = Word(margins=("岗位职责汇编", "第　页"))
    book = sheaf.book({"title": "市场运营中心岗位职责汇编"})
    word.title(book.say("title"), 20)
    for chapter, data in enumerate(example().departments, 1):
        department = sheaf.department(data)
        name = department.say("name")
        word.heading(f"第{han(chapter)}章　{name}", 1)
        word.heading("部门职能", 2)
        number = word.new_list(("decimal", "%1."))
        for duty in department.duties():
            word.item(duty["text"], number)
        for post in example().roles:
            if post["department"] == name:
                _post_by_headings(word, sheaf.post(post))
    sheaf.files["岗位职责汇编.docx"] = word.data()
    return sheaf.done()


def _post_by_headings(word: Word, post: Printed) -> None:
    word.heading(post.say("title"), 2)
    word.labelled("所属部门：", post.say("department"))
    word.labelled("上级岗位：", post.say("reports_to"))
    word.labelled("下级岗位：", post.line("direct_reports"))
    word.labelled("岗位编制：", post.say("headcount", unit="人"))
    word.heading("岗位概要", 3)
    word.line(post.say("summary"))
    word.heading("岗位职责", 3)
    number = word.new_list(("decimal", "%1、"))
    for duty in post.duties():
        word.item(duty["text"], number)
    word.heading("岗位权限", 3)
    number = word.new_list(("bullet", "●"))
    for power in post.many("authority"):
        word.item(power, number)
    word.heading("任职条件", 3)
    for name, path in (("学历", "education"), ("经验", "experience"),
                       ("专业知识与技能", "knowledge_skills")):  # fmt: skip
        word.labelled(f"{name}：", post.asks(path))


def two_levels() -> Printing:
    """Word's own numbering on two levels; labels in brackets stand alone on their line."""
    sheaf = Sheaf()
    posts = [factory().named("运营总监")[0], *factory().having("duties.tasks", count=3)[1:]]
    for data in posts:
        post, word = sheaf.post(data), Word(size=12)
        word.title(f"{post.say('title')}岗位说明")
        word.labelled("【所在部门】", post.say("department"))
        word.labelled("【直属领导】", post.say("reports_to"))
        word.labelled("【岗位编制】", post.say("headcount"))
        word.line("【工作职责】", bold=True)
        number = word.new_list(("chineseCounting", "%1、"), ("decimal", "（%2）"))
        for duty in post.duties("tasks"):
            word.item(duty["text"], number)
            for task in duty.get("tasks", ()):
                word.item(task, number, 1)
        word.line("【权限】", bold=True)
        number = word.new_list(("decimal", "%1."))
        for power in post.many("authority"):
            word.item(power, number)
        word.line("【任职要求】", bold=True)
        word.labelled("学历要求：", post.asks("education"))
        word.labelled("工作经验：", post.asks("experience"))
        word.labelled("年龄：", post.asks("age"))
        word.line("")
        word.line("编制：__________　审核：__________　批准：__________　日期：__________")
        sheaf.files[f"{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def bilingual() -> Printing:
    """A joint venture's form: every label in Chinese and English."""
    sheaf = Sheaf()
    for data in factory().having("code", "grade", "incumbents", count=3):
        post, word = sheaf.post(data), Word(latin="Arial", size=9.5)
        word.title("岗位说明书 JOB DESCRIPTION")
        duties = numbered([duty["text"] for duty in post.duties()], "1. ")
        word.grid((3.4, 5, 3.4, 5), [
            [label(["岗位名称", "Job Title"]), middle(post.say("title")),
             label(["岗位编号", "Job Code"]), middle(post.say("code"))],
            [label(["部门", "Department"]), middle(post.say("department")),
             label(["职级", "Grade"]), middle(post.say("grade"))],
            [label(["汇报对象", "Report to"]), middle(post.say("reports_to")),
             label(["编制人数", "Headcount"]), middle(post.say("headcount"))],
            [label("岗位目的 Purpose of the Job"), value(post.say("summary"), 3)],
            [label("主要职责 Key Responsibilities"), value(duties, 3)],
            [label("内部联系 Internal Contacts"), value(post.line("relations", "internal"), 3)],
            [label("外部联系 External Contacts"), value(post.line("relations", "external"), 3)],
            [bar("任职资格 Qualifications", 4)],
            [label("教育背景 Education"), value(post.asks("education"), 3)],
            [label("工作经验 Working Experience"),
             value(post.asks("experience"), 3)],
            [label("知识与技能 Knowledge & Skills"),
             value(post.asks("knowledge_skills"), 3)],
            [label(["员工签名", "Employee"]), value(""), label(["日期", "Date"]), value("")],
        ])  # fmt: skip
        sheaf.files[f"JD {post.say('code')}.docx"] = word.data()
    return sheaf.done()


def in_traditional() -> Printing:
    """A form of Taiwan or Hong Kong, labels and texts in Traditional characters."""
    sheaf = Sheaf()
    for data in example().named("电话营销专员", "产品营销策划师"):
        post, word = sheaf.post(traditional(data)), Word(font="新細明體", latin="Arial")
        word.title("職務說明書")
        columns = ("document", "timing", "recipients")
        reports = post.rows("reports", *columns)
        word.grid((3, 5.4, 3, 5.4), [
            [label("職務名稱"), middle(post.say("title")),
             label("所屬單位"), middle(post.say("department"))],
            [label("直屬主管"), middle(post.say("reports_to")),
             label("編制人數"), middle(post.say("headcount"))],
            [label("職務概述"), value(post.say("summary"), 3)],
            [label("主要職責"), value(numbered([d["text"] for d in post.duties()], "1."), 3)],
            [label("職權"), value(numbered(post.many("authority"), "1."), 3)],
            [label("學歷"), value(post.asks("education")),
             label("年齡"), value(post.asks("age"))],
            [label("工作經歷"), value(post.asks("experience"), 3)],
            [label("專業知識與技能"), value(post.asks("knowledge_skills"), 3)],
            [label("工作環境"), value(post.asks("environment")),
             label("工作時間"), value(post.asks("working_hours"))],
        ])  # fmt: skip
        word.line("應提交之表單", bold=True, after=3)
        word.grid((6.4, 4, 6.4), [
            [label("表單名稱"), label("提交時間"), label("提交對象")],
            *([value(row[column]) for column in columns] for row in reports),
        ])  # fmt: skip
        sheaf.files[f"職務說明書_{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def departments() -> Printing:
    """What departments are for, a grid each; no posts but their heads' and numbers."""
    sheaf = Sheaf()
    word = Word(margins=("华新机电（苏州）有限公司", ""))
    word.title("部门职能说明书")
    for data in [each for each in factory().departments if "duties" in each][:5]:
        department = sheaf.department(data)
        duties = [_with_tasks(duty) for duty in department.duties("tasks")]
        word.grid((3, 5.4, 3, 5.4), [
            [label("部门名称"), middle(department.say("name")),
             label("部门编码"), middle(department.say("code"))],
            [label("上级部门"), middle(department.say("parent")),
             label("部门编制"), middle(department.say("headcount"))],
            [label("部门使命"), value(department.say("summary"), 3)],
            [label("部门职责"), value([line for number, duty in enumerate(duties, 1)
                                   for line in _shown(number, duty)], 3)],
        ])  # fmt: skip
    _one_post(sheaf, word)
    sheaf.files["部门职能说明书.docx"] = word.data()
    return sheaf.done()


def _with_tasks(duty: Plain) -> list[str]:
    return [duty["text"], *duty.get("tasks", ())]


def _shown(number: int, texts: list[str]) -> list[str]:
    return [STYLES["1、"](number) + texts[0], *numbered(texts[1:], "（1）")]


def _one_post(sheaf: Sheaf, word: Word) -> None:
    """Write one post as well: a project has posts."""
    post = sheaf.post(factory().having("code", count=1)[0])
    word.page_break()
    word.title("附：岗位说明")
    word.grid((3, 5.4, 3, 5.4), [
        [label("岗位名称"), middle(post.say("title")), label("岗位编码"), middle(post.say("code"))],
        [label("所属部门"), middle(post.say("department")),
         label("直接上级"), middle(post.say("reports_to"))],
        [label("岗位职责"), value(numbered([d["text"] for d in post.duties()], "1、"), 3)],
    ])  # fmt: skip


def controlled() -> Printing:
    """A page of an ISO 9001 manual: document control above, signatures and revisions below."""
    sheaf = Sheaf()
    post = sheaf.post(factory().named("运营总监")[0])
    word = Word(margins=("", ""))
    columns = ("version", "date", "change", "approved_by")
    word.grid((5, 5.4, 3, 3.4), [
        [Box("华新机电（苏州）有限公司", 1, 3, "middle"), Box("作业文件", 1, 1, "middle"),
         label("文件编号"), middle(post.say("document_number"))],
        [Box("岗位职责与任职要求", 1, 2, "middle"), label("版本/修订"), middle(post.say("version"))],
        [label("生效日期"), middle(post.say("effective_date"))],
    ])  # fmt: skip
    word.labelled("1　岗位名称：", post.say("title"))
    word.labelled("2　所属部门：", post.say("department"))
    word.labelled("3　岗位目的：", post.say("summary").replace("\n", ""))
    word.line("4　职责", bold=True)
    for number, duty in enumerate(post.duties("tasks"), 1):
        word.line(f"4.{number}　{duty['text']}", indent=0.4)
        word.lines((f"4.{number}.{place}　{task}" for place, task in
                    enumerate(duty.get("tasks", ()), 1)), indent=1)  # fmt: skip
    word.line("5　权限", bold=True)
    word.lines(
        (f"5.{place}　{power}" for place, power in enumerate(post.many("authority"), 1)), indent=0.4
    )
    word.line("6　任职要求", bold=True)
    for place, (name, path) in enumerate((("学历", "education"), ("经验", "experience"),
            ("培训", "training"), ("资格证书", "licences"), ("技能", "knowledge_skills")), 1):  # fmt: skip
        word.line(f"6.{place}　{name}：{post.asks(path)}", indent=0.4)
    word.line("7　修订履历", bold=True)
    word.grid((2.4, 3, 8, 3.4), [
        [label("版次"), label("修订日期"), label("修订摘要"), label("核准")],
        *([value(row[column]) for column in columns] for row in post.rows("revisions", *columns)),
    ])  # fmt: skip
    who = {name: post.say("signoff", name) for name in ("prepared",)}
    who["reviewed"] = post.say("signoff", "reviewed", "name")
    word.grid((2, 3.6, 2, 3.6, 2, 3.6), [
        [label("编制"), middle(who["prepared"]), label("审核"), middle(who["reviewed"]),
         label("批准"), middle("")],
    ])  # fmt: skip
    sheaf.files[f"{post.data['document_number']}.docx"] = word.data()
    return sheaf.done()


LAYOUTS = (
    Layout("docx-headings", "a book by headings, lists numbered by Word", headings),
    Layout("docx-two-levels", "duties and tasks numbered by Word", two_levels),
    Layout("docx-bilingual", "labels in Chinese and English", bilingual),
    Layout("docx-traditional", "Traditional characters", in_traditional),
    Layout("docx-departments", "a grid per department", departments),
    Layout("docx-controlled", "document control, decimal numbers, revisions", controlled),
)
