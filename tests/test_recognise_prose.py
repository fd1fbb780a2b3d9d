# ruff: noqa: E501 - a Chinese character counts as two columns
"""Documents of paragraphs, as people write them, and what a careful reader finds in each."""

from __future__ import annotations

from typing import Any

import pytest

from jdgen.errors import message
from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Place
from jdgen.importers.recognise import recognise
from jdgen.importers.recognised import FoundRecord, Recognised


def place(number: int) -> Place:
    """Return the place of a line."""
    return Place("document.txt", message("line {number}", number=number))


def of_lines(text: str, title: str = "") -> Recognised:
    """Recognise a text; a line that begins with # is a heading, as many # as its level."""
    blocks: list[Block] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        words = line.strip().lstrip("#").strip()
        level = len(line.strip()) - len(line.strip().lstrip("#"))
        if level:
            blocks.append(Heading(words, level, place(number)))
        elif words:
            blocks.append(Paragraph(words, place(number)))
    return recognise([Document("document.txt", tuple(blocks), title)])


def plain(record: FoundRecord) -> dict[str, Any]:
    """Return a record's values by their paths; duties without anything else as texts."""
    return {".".join(found.path): _short(found.value) for found in record.fields}


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [each["text"] if isinstance(each, dict) and set(each) == {"text"} else each for each in value]  # fmt: skip
    return value


def left(record: FoundRecord) -> list[tuple[str, str]]:
    """Return the passages of a record that found no field, with their headings."""
    return [(each.heading, each.text) for each in record.leftovers]


HANDBOOK = """
某某科技有限公司
岗位说明书汇编
一、销售部经理........1
第 1 页 共 3 页
一、销售部经理
岗位名称：销售部经理    所属部门：销售部
直属上级：总经理
编制：1人
工作概要：全面负责销售部的管理工作，完成公司下达的销售目标，并对
销售团队的建设负责。
职责与工作任务：
1、负责制定年度销售计划，并组织实施，确保部门职责的落实；
（1）分解销售目标；
（2）跟踪执行情况。
2、负责客户关系的维护，协调各部门
处理客户投诉。
某某科技有限公司
第 2 页 共 3 页
3、培训：组织本部门新员工培训。
4、完成上级交办的其他工作。
权限：
对下属人员的考核权
费用审批权
任职条件：
学历：本科以上
专业：市场营销
经验：5年以上销售管理经验
编制：张三  审核：李四  批准：王五  日期：2020-01-01
二、销售代表
岗位名称：销售代表    所属部门：销售部
直属上级：销售部经理
编制：10人
职责与工作任务：
1、开发客户；
2、签订合同。
某某科技有限公司
第 3 页 共 3 页
任职条件：
1、大专以上学历；
2、一年以上销售经验；
3、良好的沟通能力。
任职人签字：________  日期：________
"""


def test_a_handbook_copied_from_pages_comes_back_post_by_post() -> None:
    """Page headers and numbers dropped, broken lines joined, two levels, words of labels kept."""
    found = of_lines(HANDBOOK)
    assert plain(found.handbook) == {"company": "某某科技有限公司"}
    manager, salesman = found.posts
    assert plain(manager) == {
        "title": "销售部经理",
        "department": "销售部",
        "reports_to": "总经理",
        "headcount": "1人",
        "summary": "全面负责销售部的管理工作，完成公司下达的销售目标，并对销售团队的建设负责。",
        "duties": [
            {
                "text": "负责制定年度销售计划，并组织实施，确保部门职责的落实；",
                "tasks": ["分解销售目标；", "跟踪执行情况。"],
            },
            "负责客户关系的维护，协调各部门处理客户投诉。",
            "培训：组织本部门新员工培训。",
            "完成上级交办的其他工作。",
        ],
        "authority": ["对下属人员的考核权", "费用审批权"],
        "qualifications.education": "本科以上",
        "qualifications.groups": [{"label": "专业", "text": "市场营销"}],
        "qualifications.experience": "5年以上销售管理经验",
        "signoff.prepared": {"name": "张三"},
        "signoff.reviewed": {"name": "李四"},
        "signoff.approved": {"name": "王五", "date": "2020-01-01"},
    }
    assert plain(salesman) == {
        "title": "销售代表",
        "department": "销售部",
        "reports_to": "销售部经理",
        "headcount": "10人",
        "duties": ["开发客户；", "签订合同。"],
        "qualifications.education": "大专以上学历；",
        "qualifications.experience": "一年以上销售经验；",
        "qualifications.knowledge_skills": "良好的沟通能力。",
    }
    assert left(manager) + left(salesman) == []
    guessed = {found.path[-1] for found in salesman.fields if not found.sure}
    assert guessed == {"education", "experience", "knowledge_skills"}


def test_an_english_job_description_is_read() -> None:
    """Its labels in sentences stay words; what has no field is left over under its own label."""
    found = of_lines(
        """
        Job Description
        Job Title: Accounts Payable Clerk
        Department: Finance
        Reports to: Finance Manager
        FLSA Status: Non-exempt
        Job Summary
        Processes supplier invoices. The position has the authority to query the department's duties.
        Essential Functions
        • Processes invoices daily and matches them to purchase orders.
        • Keeps records; answers questions on responsibilities and
        skills.
        Minimum Qualifications
        Education: High school diploma
        Experience: 2 years in accounts payable
        Skills: Excel
        Disclaimer
        This description is not exhaustive.
        Signature: ______________ Date: ________
        """
    )
    (post,) = found.posts
    assert found.language == "en"
    assert plain(post) == {
        "title": "Accounts Payable Clerk",
        "department": "Finance",
        "reports_to": "Finance Manager",
        "summary": "Processes supplier invoices. The position has the authority to query the department's duties.",
        "duties": [
            "Processes invoices daily and matches them to purchase orders.",
            "Keeps records; answers questions on responsibilities and skills.",
        ],
        "qualifications.education": "High school diploma",
        "qualifications.experience": "2 years in accounts payable",
        "qualifications.knowledge_skills": "Excel",
    }
    assert left(post) == [
        ("FLSA Status", "Non-exempt"),
        ("Disclaimer", "This description is not exhaustive."),
    ]


def test_departments_and_posts_by_headings_go_where_they_stand() -> None:
    """A chapter of departments with their duties, a chapter of posts by department."""
    found = of_lines(
        """
        第一章 部门职责
        一、人力资源部
        1. 负责人力资源规划。
        2. 负责招聘与培训。
        二、财务部
        1. 负责会计核算。
        第二章 岗位职责
        一、人力资源部
        （一）人力资源部经理
        直接上级：总经理
        岗位职责：
        1. 制定人力资源规划；
        2. 组织招聘。
        任职资格：本科以上学历，五年以上工作经验。
        二、财务部
        （一）会计
        直接上级：财务部经理
        岗位职责：
        1. 编制凭证。
        """
    )
    assert [(each.name, plain(each)) for each in found.departments] == [
        ("人力资源部", {"duties": ["负责人力资源规划。", "负责招聘与培训。"]}),
        ("财务部", {"duties": ["负责会计核算。"]}),
    ]
    manager, accountant = found.posts
    assert plain(manager) == {
        "title": "人力资源部经理",
        "department": "人力资源部",
        "reports_to": "总经理",
        "duties": ["制定人力资源规划；", "组织招聘。"],
        "qualifications.education": "本科以上学历",
        "qualifications.experience": "五年以上工作经验",
    }
    assert plain(accountant)["department"] == "财务部"
    assert plain(accountant)["title"] == "会计"


def test_a_department_s_page_of_labels_is_no_post() -> None:
    """Number, parent, headcount and duties are the department's own."""
    found = of_lines(
        """
        部门名称：招商部
        部门编号：ZS
        上级部门：运营中心
        部门编制：7人
        部门职能：
        1. 制定招商政策；
        （1）调查市场；
        （2）拟订政策。
        2. 建立商源库。
        """
    )
    assert found.posts == ()
    department, parent = found.departments
    assert plain(department) == {
        "code": "ZS",
        "parent": "运营中心",
        "headcount": "7人",
        "duties": [
            {"text": "制定招商政策；", "tasks": ["调查市场；", "拟订政策。"]},
            "建立商源库。",
        ],
    }
    assert (department.name, parent.name, plain(parent)) == ("招商部", "运营中心", {})


def test_labels_on_lines_of_their_own_head_their_values() -> None:
    """Also where a value is a name that could head a page, and a group of duties has a number."""
    (post,) = of_lines(
        """
        岗位名称
        行政主管
        所属部门
        综合管理部
        直接上级
        综合管理部经理
        直接下级
        行政专员、前台
        主要职责
        一、行政管理
        1．制定行政管理制度；
        2．监督制度执行。
        二、后勤管理
        1．办公用品采购；
        2．车辆管理。
        工作关系
        内部：各部门
        外部：物业公司、供应商
        """
    ).posts
    assert plain(post) == {
        "title": "行政主管",
        "department": "综合管理部",
        "reports_to": "综合管理部经理",
        "direct_reports": ["行政专员", "前台"],
        "duties": [
            {"text": "行政管理", "tasks": ["制定行政管理制度；", "监督制度执行。"]},
            {"text": "后勤管理", "tasks": ["办公用品采购；", "车辆管理。"]},
        ],
        "relations.internal": ["各部门"],
        "relations.external": ["物业公司", "供应商"],
    }


def test_headings_that_name_posts_begin_them() -> None:
    """The heading says that duties follow, so no label need say it once more."""
    found = of_lines(
        """
        仓库管理员岗位职责
        1、负责货物的收发、保管。
        2、定期盘点，做到账物相符。
        司机岗位职责
        1、安全驾驶。
        """
    )
    assert [plain(post) for post in found.posts] == [
        {"title": "仓库管理员", "duties": ["负责货物的收发、保管。", "定期盘点，做到账物相符。"]},
        {"title": "司机", "duties": ["安全驾驶。"]},
    ]


def test_sections_numbered_through_keep_their_own() -> None:
    """Numbered labels, items numbered below them, and a last section that no label names."""
    (post,) = of_lines(
        """
        # 市场部经理岗位说明书
        一、岗位目的
        组织制定市场策略。
        二、工作权限
        1、对市场费用有审批权；
        2、对下属有考核权。
        三、考核指标
        1、市场占有率（40%）
        2、品牌知名度（60%）
        四、工作报表
        1、市场周报（每周五，报总经理）
        2、市场月报（月末，报总经理、财务部）
        五、任职资格
        1、学历：本科及以上；
        2、专业：市场营销；
        3、经验：五年以上。
        六、职业健康
        注意用眼卫生。
        """
    ).posts
    assert plain(post) == {
        "title": "市场部经理",
        "summary": "组织制定市场策略。",
        "authority": ["对市场费用有审批权；", "对下属有考核权。"],
        "indicators": [
            {"indicator": "市场占有率", "weight": "40%"},
            {"indicator": "品牌知名度", "weight": "60%"},
        ],
        "reports": [
            {"document": "市场周报", "timing": "每周五", "recipients": ["总经理"]},
            {"document": "市场月报", "timing": "月末", "recipients": ["总经理", "财务部"]},
        ],
        "qualifications.education": "本科及以上",
        "qualifications.groups": [{"label": "专业", "text": "市场营销"}],
        "qualifications.experience": "五年以上。",
    }
    assert left(post) == [("六、职业健康", "注意用眼卫生。")]


@pytest.mark.parametrize(
    "lines",
    [
        "【岗位名称】会计\n【部门】财务部 【编制】2人\n【学历】大专以上\n【职责】\n1. 记账；\n2. 报税。",
        "岗位名称　会计\n部门　财务部\n编制　2人\n学历　大专以上\n职责　1、记账；\n2、报税。",
        "岗 位 名 祢：会计\n所在部冂：财务部\n编 制： 2人\n学 历：大专以上\n工作职贵：\n1、记账；\n2、报税。",
        "崗位名稱：会计\n所屬部門：财务部\n編制：2人\n學歷：大专以上\n工作內容：\n①记账；\n②报税。",
        "岗位名称：会计\n部门：财务部 / 编制：2人 / 学历：大专以上\n职责：1、记账；2、报税。",
        "岗位名称会计\n所属部门财务部\n岗位定员2人\n教育水平：大专以上\n工作职责：\n• 记账；\n• 报税。",
        "岗位名称 Job Title：会计\n部门 Department：财务部\n编制 Headcount：2人\n学历 Education：大专以上\n职责 Duties\na) 记账；\nb) 报税。",
    ],
)  # fmt: skip
def test_one_form_in_many_hands_says_the_same(lines: str) -> None:
    """Brackets, gaps, misread and Traditional labels, slashes, no separator at all, two languages."""
    (post,) = of_lines(lines).posts
    assert plain(post) == {
        "title": "会计",
        "department": "财务部",
        "headcount": "2人",
        "qualifications.education": "大专以上",
        "duties": ["记账；", "报税。"],
    }


def test_share_frequency_and_measure_are_read_from_a_duty_s_line() -> None:
    """In brackets behind it, or on lines of their own below it."""
    (post,) = of_lines(
        """
        岗位名称：招聘专员
        岗位职责：
        1、发布招聘信息（占比：30%，频率：每周）。
        2、筛选简历。
        时间占比：40%
        衡量标准：简历合格率
        3、组织面试。
        """
    ).posts
    assert plain(post)["duties"] == [
        {"text": "发布招聘信息。", "share": "30%", "frequency": "每周"},
        {"text": "筛选简历。", "share": "40%", "measure": "简历合格率"},
        "组织面试。",
    ]


def test_what_stands_before_the_title_belongs_to_its_post() -> None:
    """A department and a number above each title, in every form of a document."""
    found = of_lines(
        """
        编号：A-1
        部门：财务部
        岗位名称：会计
        岗位职责：记账。
        编号：A-2
        部门：行政部
        岗位名称：文员
        岗位职责：收发文件。
        """
    )
    assert [
        (plain(post)["title"], plain(post)["department"], plain(post)["document_number"])
        for post in found.posts
    ] == [("会计", "财务部", "A-1"), ("文员", "行政部", "A-2")]


def test_a_rule_across_the_page_ends_what_stood_before_it() -> None:
    """And what follows it is left over rather than added to the last field."""
    (post,) = of_lines(
        """
        岗位名称：会计
        权限：
        费用审批权
        合理化建议权
        ----------
        人力资源部 制
        """
    ).posts
    assert plain(post)["authority"] == ["费用审批权", "合理化建议权"]
    assert left(post) == [("", "人力资源部 制")]


def test_a_value_that_the_model_refuses_is_left_over() -> None:
    """A number of vacancies that is none is kept as it was written."""
    (post,) = of_lines("岗位名称：会计\n缺编：若干\n岗位职责：记账。").posts
    assert "openings" not in plain(post)
    assert left(post) == [("缺编", "若干")]


def test_a_document_without_a_title_is_called_by_its_file() -> None:
    """And says that this is a guess."""
    blocks = tuple(Paragraph(text, place(1)) for text in ("岗位职责：", "1、记账。", "2、报税。"))
    (post,) = recognise([Document("资料/出纳岗位职责.txt", blocks)]).posts
    assert plain(post) == {"title": "出纳", "duties": ["记账。", "报税。"]}
    assert [found.sure for found in post.fields] == [True, False]


def test_posts_of_several_documents_come_together() -> None:
    """A list of posts in one file and a post's page in another make one post."""
    first = Document("a.txt", (Paragraph("岗位名称：会计 编制：2人", place(1)),))
    second = Document(
        "b.txt", (Paragraph("岗位名称：会计", place(1)), Paragraph("岗位职责：记账。", place(2)))
    )
    (post,) = recognise([first, second]).posts
    assert plain(post) == {"title": "会计", "headcount": "2人", "duties": ["记账。"]}
