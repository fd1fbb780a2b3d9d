# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""A second set of documents written by hand, after the recogniser had been mended for the first."""

from __future__ import annotations

from tests.import_corpus.sheets import Workbook
from tests.import_corpus.telling import Layout, Printing
from tests.import_corpus.word import Word, bar, label, middle, value


def _workshop() -> Printing:
    posts = [
        ("注塑车间主任", "生产副总", "注塑班长、机修工", "1人", ["组织完成车间月度生产计划。", "落实现场5S和安全生产责任。", "控制材料损耗与废品率。"], "大专以上", "五年以上注塑生产管理经验"),
        ("注塑班长", "注塑车间主任", "注塑操作工", "3人", ["安排当班人员和机台，完成当班产量。", "检查首件，处理异常停机。"], "高中以上", "三年以上注塑操作经验"),
    ]  # fmt: skip
    word = Word()
    word.line("宏达塑业有限公司", centre=True)
    word.title("生产系统岗位说明书（试行）")
    rows, roles = [], []
    for title, above, below, count, duties, education, experience in posts:
        rows += [
            [bar(title, 4)],
            [label("上级"), middle(above), label("下级"), middle(below)],
            [label("所属车间/部门"), middle("注塑车间"), label("定编人数"), middle(count)],
            [label("岗位职责"), value([f"{n}）{text}" for n, text in enumerate(duties, 1)], 3)],
            [label("任职资格"), value([f"学历：{education}", f"工作经验：{experience}"], 3)],
        ]
        roles.append({
            "title": title, "department": "注塑车间", "reports_to": above, "direct_reports": below.split("、"),
            "headcount": count, "duties": duties,
            "qualifications": {"education": education, "experience": experience},
        })  # fmt: skip
    word.grid((3, 5.4, 3, 5.4), rows)
    return Printing({"生产系统.docx": word.data()}, {}, (), tuple(roles))


_ALIGNED = """\
                          员 工 职 责 卡

岗位名称      仓库管理员            所属部门      物流部
直接上级      物流部主管            定    员      2人
编写日期      2021年11月8日         岗位编号      WL-05

工作概述
    负责成品仓的收发存管理，做到账、卡、物相符。

岗位职责
    一、凭单收货、发货，当日登记台账。
    二、按区域、批次码放，先进先出。
    三、月末盘点，编制盘点表，
        报物流部主管审核。

任职要求
    学历要求      中专以上
    工作经验      一年以上仓储经验
    其他要求      会操作叉车者优先
"""


def _aligned() -> Printing:
    role = {
        "title": "仓库管理员", "department": "物流部", "reports_to": "物流部主管", "headcount": "2",
        "filled_on": "2021-11-08", "code": "WL-05",
        "summary": "负责成品仓的收发存管理，做到账、卡、物相符。",
        "duties": ["凭单收货、发货，当日登记台账。", "按区域、批次码放，先进先出。", "月末盘点，编制盘点表，报物流部主管审核。"],
        "qualifications": {"education": "中专以上", "experience": "一年以上仓储经验"},
    }  # fmt: skip
    return Printing({"职责卡.txt": _ALIGNED.encode()}, {}, (), (role,))


def _sheet() -> Printing:
    book = Workbook()
    sheet = book.sheet("人事专员", (14, 20, 14, 20, 14, 20))
    book.merge(sheet, (0, 0, 0, 5), "岗位说明书", "title")
    lines = (
        ("岗位名称", "人事专员", "部门", "人力资源部", "汇报对象", "人力资源经理"),
        ("职级", "P3", "编制", "2", "制定日期", "2023-02-10"),
    )
    for row, texts in enumerate(lines, 1):
        book.row(sheet, row, texts)
    wide = (
        ("岗位目的", "做好员工入离职、考勤与薪酬核算，支持部门日常运转。"),
        ("主要职责", "1.办理入职、转正、调动和离职手续；\n2.每月核算考勤与工资，按时发放；\n3.维护员工档案和人事系统数据；\n4.组织新员工培训。"),
        ("权限", "1.人事档案的查阅权\n2.考勤异常的处理建议权"),
        ("内部沟通", "各部门"),
        ("外部沟通", "社保局、公积金中心"),
        ("学历", "本科及以上，人力资源管理专业优先"),
        ("经验", "二年以上人事工作经验"),
        ("知识技能", "熟悉劳动法规；熟练使用Excel"),
        ("工作环境", "办公室"),
    )  # fmt: skip
    for row, (name, text) in enumerate(wide, 3):
        book.row(sheet, row, (name,), "label")
        book.merge(sheet, (row, 1, row, 5), text)
    book.row(sheet, 13, ("编制人", "陈静", "审核人", "刘洋", "批准人", "何伟"))
    role = {
        "title": "人事专员", "department": "人力资源部", "reports_to": "人力资源经理", "grade": "P3",
        "headcount": "2", "filled_on": "2023-02-10", "summary": wide[0][1],
        "duties": ["办理入职、转正、调动和离职手续；", "每月核算考勤与工资，按时发放；", "维护员工档案和人事系统数据；", "组织新员工培训。"],
        "authority": ["人事档案的查阅权", "考勤异常的处理建议权"],
        "relations": {"internal": ["各部门"], "external": ["社保局", "公积金中心"]},
        "qualifications": {"education": wide[5][1], "experience": wide[6][1], "knowledge_skills": wide[7][1], "environment": "办公室"},
        "signoff": {"prepared": "陈静", "reviewed": "刘洋", "approved": "何伟"},
    }  # fmt: skip
    return Printing({"人事专员.xlsx": book.data()}, {}, (), (role,))


_PAGE = """\
<html><head><meta charset="gb2312"><title>招聘 - 云帆软件</title></head><body>
<div><p><b>产品经理</b></p>
<div><span>所属部门：</span><span>产品部</span></div>
<div><span>汇报对象：</span><span>产品总监</span></div>
<p><strong>工作职责：</strong><br>1. 调研用户需求，输出产品需求文档；<br>2. 跟进研发和测试，保证按期上线；<br>3. 分析上线后的数据，提出迭代方案。</p>
<p><strong>任职资格：</strong><br>1. 本科及以上学历；<br>2. 三年以上互联网产品经验；<br>3. 逻辑清晰，善于沟通。</p></div>
</body></html>
"""


def _page() -> Printing:
    role = {
        "title": "产品经理", "department": "产品部", "reports_to": "产品总监",
        "duties": ["调研用户需求，输出产品需求文档；", "跟进研发和测试，保证按期上线；", "分析上线后的数据，提出迭代方案。"],
        "qualifications": {"education": "本科及以上学历；", "experience": "三年以上互联网产品经验；", "knowledge_skills": "逻辑清晰，善于沟通。"},
    }  # fmt: skip
    return Printing({"招聘.html": _PAGE.encode("gb18030")}, {}, (), (role,))


_NOTE = """\
HARBOUR LOGISTICS LTD
=====================

POSITION:    Night Shift Supervisor
DEPARTMENT:  Warehouse Operations
REPORTS TO:  Warehouse Manager
SUPERVISES:  Forklift Drivers, Pickers

PURPOSE
-------
Keeps the night shift safe, staffed and on schedule.

RESPONSIBILITIES
----------------
 * Assigns work at the start of each shift and checks attendance.
 * Walks the floor every two hours and removes hazards.
 * Reports delays and accidents to the Warehouse Manager before 6 a.m.

REQUIREMENTS
------------
Education:   Secondary school certificate
Experience:  Three years in a warehouse, one as team leader
Licences:    Forklift licence
"""


def _note() -> Printing:
    role = {
        "title": "Night Shift Supervisor", "department": "Warehouse Operations", "reports_to": "Warehouse Manager",
        "direct_reports": ["Forklift Drivers", "Pickers"],
        "summary": "Keeps the night shift safe, staffed and on schedule.",
        "duties": ["Assigns work at the start of each shift and checks attendance.", "Walks the floor every two hours and removes hazards.", "Reports delays and accidents to the Warehouse Manager before 6 a.m."],
        "qualifications": {"education": "Secondary school certificate", "experience": "Three years in a warehouse, one as team leader", "licences": "Forklift licence"},
    }  # fmt: skip
    return Printing({"night.txt": _NOTE.encode()}, {}, (), (role,))


LAYOUTS = (
    Layout("hand-docx-workshop", "posts one below the other in one table, no label for the title", _workshop),
    Layout("hand-txt-aligned", "labels and values set apart by spaces", _aligned),
    Layout("hand-xlsx-form", "a form on a sheet, signatures below", _sheet),
    Layout("hand-html-vacancy", "lines with breaks, requirements without labels", _page),
    Layout("hand-txt-english", "labels in capitals, underlined headings", _note),
)
