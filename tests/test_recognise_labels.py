# ruff: noqa: E501 - a Chinese character counts as two columns
"""Labels as companies print them, and the numbers before them: what each is taken for."""

from __future__ import annotations

import pytest

from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.labels import is_section, match_column, match_label
from jdgen.importers.recognise.names import is_department, is_post, name_in_heading
from jdgen.importers.recognise.numbering import ordinal, split_items, split_number
from jdgen.terms import TERMS
from jdgen.terms.other_labels import OTHER_LABELS


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("岗位名称", "title"),
        ("所属部门：", "department"),
        ("二、工作职责", "duties"),
        ("【任职资格】", "qualifications"),
        ("直接上级/Supervisor", "reports_to"),
        ("岗位名称 Job Title", "title"),
        ("Job Title（岗位名称）", "title"),
        ("工作职责（按重要性排序）", "duties"),
        ("学历/教育程度", "qualifications.education"),
        ("最低学历要求", "qualifications.education"),
        ("Ｊｏｂ　Ｔｉｔｌｅ", "title"),
        ("职 务 代 理 人", "stand_in"),
        ("崗位名稱", "title"),
        ("職稱", "title"),
        ("職稱要求", "qualifications.licences"),
        ("所屬部門", "department"),
        ("5. Essential Functions:", "duties"),
        ("Knowledge, skills & abilities", "qualifications.knowledge_skills"),
        ("核定人数", "headcount"),
        ("所需知识与能力", "qualifications.knowledge_skills"),
        ("与公司内部的沟通关系", "relations.internal"),
    ],
)
def test_a_label_names_its_field(text: str, path: str) -> None:
    """In any width, script, spacing, with its number, its colon, a remark, a second language."""
    found = match_label(text)
    assert found is not None
    assert (".".join(found.path), found.sure) == (path, True)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("岗位名祢", "title"),
        ("直接土级", "reports_to"),
        ("任职资恪", "qualifications"),
        ("工作职贵", "duties"),
        ("岗位称", None),
        ("Repors to", "reports_to"),
        ("Esential functions", "duties"),
        ("所在部", None),
    ],
)
def test_a_label_misread_by_one_character_is_a_guess(text: str, path: str | None) -> None:
    """From four Chinese characters or six letters on; shorter ones could be anything."""
    found = match_label(text)
    if path is None:
        assert found is None
    else:
        assert found is not None
        assert (".".join(found.path), found.sure) == (path, False)


@pytest.mark.parametrize(
    "text",
    [
        "", "市场部", "IT部门", "部门经理", "无", "本科以上", "工作总结", "各部门", "客户", "销售总监", "新员工培训",
        "协助部门经理制定营销政策", "对部门职责的落实负责", "完成各项报表", "Marketing Manager", "8小时", "x" * 200,
    ],
)  # fmt: skip
def test_a_value_is_no_label(text: str) -> None:
    """Names, amounts and sentences, though words of labels occur in them."""
    assert match_label(text) is None


def test_one_word_for_several_fields_names_them_all() -> None:
    """编制 is a headcount, and a signature in a block of signatures."""
    found = match_label("编制")
    assert found is not None
    assert found.target == ("role", ("headcount",))
    assert ("role", ("signoff", "prepared")) in found.also


@pytest.mark.parametrize(
    ("record", "text", "name"),
    [
        ("duty", "工作任务", "text"),
        ("duty", "时间占比（%）", "share"),
        ("duty", "频次", "frequency"),
        ("duty", "% of time", "share"),
        ("report", "报送对象", "recipients"),
        ("report", "报给谁", "recipients"),
        ("report", "提交周期", "timing"),
        ("report", "市场周报", None),
        ("indicator", "权重%", "weight"),
        ("indicator", "KPI", "indicator"),
        ("revision", "修订内容", "change"),
    ],
)
def test_a_column_s_heading_names_its_field(record: str, text: str, name: str | None) -> None:
    """The headings of tables of duties, reports, indicators and revisions."""
    assert match_column(record, text) == name


@pytest.mark.parametrize(
    "text", ["基本信息", "一、岗位基本信息", "岗位说明书", "Job Description", "人员构架:"]
)
def test_the_name_of_a_section_holds_nothing_itself(text: str) -> None:
    """Titles of forms and of the part with a post's particulars."""
    assert is_section(text)
    assert match_label(text) is None or text == "Job Description"


def test_other_labels_are_written_in_their_plain_form() -> None:
    """Simplified, half width, without spaces in Chinese: else they would never be found."""
    for (record, name), labels in OTHER_LABELS.items():
        assert name in {known.name for known in TERMS[record]}, (record, name)
        assert len(labels) == len(set(labels)), (record, name)
        for label in labels:
            assert plain_label(label) == label.casefold().strip(".:") or label in ("dept.", "%"), (
                label
            )


# ---- numbers


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1、负责", "1、", "负责"),
        ("1. 负责", "1.", "负责"),
        ("１．负责", "１．", "负责"),
        ("（1）组织", "（1）", "组织"),
        ("①收集", "①", "收集"),
        ("一、总则", "一、", "总则"),
        ("（三）其他", "（三）", "其他"),
        ("第二章 职责", "第二章", "职责"),
        ("a) do", "a)", "do"),
        ("B. Do", "B.", "Do"),
        ("• Do", "•", "Do"),
        ("- do", "-", "do"),
        ("2.1 收集", "2.1", "收集"),
        ("3 负责", "3", "负责"),
        ("1.5万元以上", "", "1.5万元以上"),
        ("12.02.03", "", "12.02.03"),
        ("8-12小时", "", "8-12小时"),
        ("3 年以上", "", "3 年以上"),
        ("2 years in sales", "", "2 years in sales"),
        ("5S管理", "", "5S管理"),
        ("三年以上", "", "三年以上"),
        ("e.g. this", "", "e.g. this"),
    ],
)
def test_a_number_is_taken_off_and_an_amount_is_not(text: str, number: str, rest: str) -> None:
    """Every usual style; dates, hours and years stay what they are."""
    found = split_number(text)
    assert (found.number, found.rest) == (number, rest)


def test_a_number_counts() -> None:
    """In each style, so that a list's next item is known."""
    numbers = (
        "1、",
        "（2）",
        "③",
        "四、",
        "（五）",
        "第六章",
        "g)",
        "2.8",
        "十九、",
        "二十一、",
        "•",
    )
    assert [ordinal(number) for number in numbers] == [1, 2, 3, 4, 5, 6, 7, 8, 19, 21, 0]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1、组织；2、检查。", ["1、组织；", "2、检查。"]),
        ("职责如下：（1）组织；（2）检查。", ["职责如下：", "（1）组织；", "（2）检查。"]),
        ("、收集资料;、建立档案;", ["收集资料;", "建立档案;"]),
        ("按第1、2条执行，不得少于3、4次。", ["按第1、2条执行，不得少于3、4次。"]),
        ("增长1.5倍，2.5倍更好。", ["增长1.5倍，2.5倍更好。"]),
        ("一句话，没有编号。", ["一句话，没有编号。"]),
    ],
)
def test_a_list_in_one_line_is_cut_into_its_items(text: str, items: list[str]) -> None:
    """Where the numbers count on, or their marks are left; not at amounts and references."""
    assert split_items(text) == items


@pytest.mark.parametrize(
    ("text", "post", "department"),
    [
        ("市场部经理", True, False),
        ("招商部", False, True),
        ("产品定位分析师", True, False),
        ("负责客户经理", False, False),
        ("Marketing Manager", True, False),
        ("Finance Department", False, True),
        ("完成上级交办的工作。", False, False),
    ],
)
def test_names_are_told_by_their_form(text: str, post: bool, department: bool) -> None:
    """By how they end, and not where a sentence ends so."""
    assert (is_post(text), is_department(text)) == (post, department)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市场部经理岗位说明书", "市场部经理"),
        ("岗位说明书——会计", "会计"),
        ("Job Description: Accountant", "Accountant"),
        ("招商部职责", "招商部"),
        ("《出纳岗位职责》", "出纳"),
    ],
)
def test_a_heading_names_a_post_among_other_words(text: str, name: str) -> None:
    """What kind of document it heads is no part of the name."""
    assert name_in_heading(text) == name
