# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Documents that the recogniser was never mended for: only their scores are told.

Don't read on to mend a pattern: what these measure is how documents of unknown layout fare. Who has
looked at what one misses moves it to ``by_hand_later`` and writes another.
"""

from __future__ import annotations

from tests.import_corpus.telling import Layout, Printing
from tests.import_corpus.word import Word, bar, label, middle, upright, value


def _hospital() -> Printing:
    word = Word(margins=("市第二人民医院　人力资源部", ""))
    word.title("职位描述书")
    word.grid((1.4, 2.6, 4.2, 2.6, 5.2), [
        [upright("职位资料", 3), label("职位名称"), middle("门诊护士长"), label("所在科室"), middle("门诊部")],
        [label("上级主管"), middle("护理部主任"), label("直接下属"), middle("门诊护士、导诊员")],
        [label("定编人数"), middle("2"), label("填表日期"), middle("2020-03-18")],
        [upright("职位目的", 1), value("组织门诊护理工作，保障就诊秩序与护理安全。", 4)],
        [upright("工作内容", 3), label("日常管理"), value(["1、安排护士班次，检查岗位职责落实情况；", "2、巡视各诊区，维持就诊秩序。"], 3)],
        [label("护理质量"), value(["1、每周检查护理文书与消毒隔离制度执行情况；", "2、处理护理投诉与不良事件。"], 3)],
        [label("教学培训"), value("1、组织护士业务学习与考核。", 3)],
        [upright("任职要求", 3), label("学历"), value("护理专业大专及以上", 3)],
        [label("资质证书"), value("护士执业证书，主管护师以上职称", 3)],
        [label("经验"), value("八年以上临床护理经验", 3)],
        [bar("本描述书自签发之日起生效，由人力资源部负责解释。", 5)],
    ])  # fmt: skip
    role = {
        "title": "门诊护士长", "department": "门诊部", "reports_to": "护理部主任",
        "direct_reports": ["门诊护士", "导诊员"], "headcount": "2", "filled_on": "2020-03-18",
        "summary": "组织门诊护理工作，保障就诊秩序与护理安全。",
        "duties": [
            {"text": "日常管理", "tasks": ["安排护士班次，检查岗位职责落实情况；", "巡视各诊区，维持就诊秩序。"]},
            {"text": "护理质量", "tasks": ["每周检查护理文书与消毒隔离制度执行情况；", "处理护理投诉与不良事件。"]},
            {"text": "教学培训", "tasks": ["组织护士业务学习与考核。"]},
        ],
        "qualifications": {"education": "护理专业大专及以上", "licences": "护士执业证书，主管护师以上职称", "experience": "八年以上临床护理经验"},
    }  # fmt: skip
    return Printing({"护士长.docx": word.data()}, {}, (), (role,))


_SCHOOL = """\
明德中学教辅岗位职责与任职要求

一、教务员
（一）岗位信息：隶属教务处；直接上级为教务主任；定员3人。
（二）岗位职责
1.编排课程表和考试安排，发布调课通知。
2.管理学籍档案，
办理转学、休学手续。
3.完成教务主任交办的其他工作。
（三）任职要求
1.学历：本科及以上。
2.经验：有学校教务工作经验者优先。

二、实验员
（一）岗位信息：隶属教务处；直接上级为教研组长；定员2人。
（二）岗位职责
1.准备实验器材和药品，协助教师开出实验课。
2.保管危险化学品，登记领用。
（三）任职要求
1.学历：大专及以上，理化专业。
2.经验：不限。
"""


def _school() -> Printing:
    clerk = {
        "title": "教务员", "department": "教务处", "reports_to": "教务主任", "headcount": "3",
        "duties": ["编排课程表和考试安排，发布调课通知。", "管理学籍档案，办理转学、休学手续。", "完成教务主任交办的其他工作。"],
        "qualifications": {"education": "本科及以上。", "experience": "有学校教务工作经验者优先。"},
    }  # fmt: skip
    assistant = {
        "title": "实验员", "department": "教务处", "reports_to": "教研组长", "headcount": "2",
        "duties": ["准备实验器材和药品，协助教师开出实验课。", "保管危险化学品，登记领用。"],
        "qualifications": {"education": "大专及以上，理化专业。", "experience": "不限。"},
    }
    return Printing({"教辅岗位.txt": _SCHOOL.encode()}, {}, (), (clerk, assistant))


def _bank() -> Printing:
    word = Word(latin="Arial", margins=("Meridian Savings Bank", "Confidential"))
    word.heading("Role Profile – Branch Operations Officer", 1)
    word.labelled("Reports to: ", "Branch Manager")
    word.labelled("Department: ", "Retail Banking")
    word.labelled("Grade: ", "O2")
    word.heading("Role purpose", 2)
    word.line("Runs the counter and the vault of a branch without losses and without queues.")
    word.heading("Key accountabilities", 2)
    bullets = word.new_list(("bullet", "•"), ("bullet", "–"))
    word.item("Opens and closes the vault under dual control.", bullets)
    word.item("Balances the tellers' cash every evening and reports differences.", bullets)
    word.item("Trains new tellers.", bullets)
    word.heading("Knowledge, skills and experience", 2)
    word.item("Two years at a bank counter.", bullets)
    word.item("Bachelor's degree in any subject.", bullets)
    word.item("Calm and courteous with customers.", bullets)
    role = {
        "title": "Branch Operations Officer", "reports_to": "Branch Manager", "department": "Retail Banking",
        "grade": "O2", "summary": "Runs the counter and the vault of a branch without losses and without queues.",
        "duties": ["Opens and closes the vault under dual control.", "Balances the tellers' cash every evening and reports differences.", "Trains new tellers."],
        "qualifications": {"experience": "Two years at a bank counter.", "education": "Bachelor's degree in any subject.", "knowledge_skills": "Calm and courteous with customers."},
    }  # fmt: skip
    return Printing({"profile.docx": word.data()}, {}, (), (role,))


LAYOUTS = (
    Layout("held-out-1", "Word, Chinese", _hospital),
    Layout("held-out-2", "plain text, Chinese", _school),
    Layout("held-out-3", "Word, English", _bank),
)
