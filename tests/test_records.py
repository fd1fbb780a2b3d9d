"""From plain values with places to typed records: spellings, short forms, places, keys."""

from __future__ import annotations

import pytest

from jdgen.errors import Location
from jdgen.model import Department, Duty, Handbook, Headcount, Record, Role
from jdgen.records import Read, read_record
from jdgen.records.keys import OwnLabels, Spelling, nearest, spelling_of, unknown_key
from jdgen.source import parse_yaml
from jdgen.terms import TERMS, canonical_key

POST = "id: clerk\n岗位名称: 出纳\n所在部门: 财务部\n"


def read(text: str) -> Read[Role]:
    """Read a post's file called f."""
    return read_record(parse_yaml(text.encode(), "f"), "role", Role)


def role(text: str) -> Role:
    """Read a post that must be right."""
    found = read(POST + text)
    assert found.problems == ()
    assert found.record is not None
    return found.record


@pytest.mark.parametrize("record", TERMS)
def test_every_spelling_of_a_field_means_that_field(record: str) -> None:
    """No spelling stands for two fields of one record."""
    for known in TERMS[record]:
        for spelling in known.keys():  # noqa: SIM118 - a method of ours
            assert canonical_key(record, spelling) == known.name
            assert canonical_key(record, f" {spelling.upper()} ") == known.name


def test_chinese_english_and_canonical_keys_give_the_same_record() -> None:
    """A file may even mix them."""
    chinese = read(POST + "直接上级: 会计\n任职资格: {教育水平: 大专}\n").record
    english = read(
        "ID: clerk\nJob title: 出纳\nDepartment: 财务部\nReports to: 会计\n"
        "Qualifications: {Education: 大专}\n"
    ).record
    names = read(
        "id: clerk\ntitle: 出纳\ndepartment: 财务部\nreports_to: 会计\n"
        "任职资格: {education: 大专}\n"
    ).record
    assert chinese == english == names
    assert chinese is not None


def test_everything_written_stays_the_text_that_was_written() -> None:
    """No number, date or truth value is made of it, and nothing empty is kept."""
    post = role(
        "岗位编号: 0123\n填写日期: 2012-02-03\n版本: 1.10\n职等职级: no\n本职概述:\n权力:\n  -\n"
    )
    assert (post.code, post.filled_on, post.version, post.grade, post.summary, post.authority) == (
        "0123", "2012-02-03", "1.10", "no", None, (),
    )  # fmt: skip


def test_one_text_does_for_a_list_of_texts() -> None:
    """Names in one line are separated by 、 or a semicolon; other texts are one item."""
    post = role(
        "权力: 提出建议、申诉\n直接下级: 出纳员、记账员；收银员;\n"
        "工作职责与任务: 收款\n工作协作关系: {内部: 各部门}\n"
    )
    assert post.authority == ("提出建议、申诉",)
    assert post.direct_reports == ("出纳员", "记账员", "收银员")
    assert post.duties == (Duty(text="收款"),)
    assert post.relations.internal == ("各部门",)


def test_a_duty_is_a_text_or_has_fields() -> None:
    """Both in one list."""
    post = role("工作职责与任务:\n  - 收款\n  - {内容: 付款, 子任务: 审核单据, 占比: 30%}\n")
    assert post.duties == (
        Duty(text="收款"),
        Duty(text="付款", tasks=("审核单据",), share="30%"),
    )


def test_a_signature_is_a_name_or_has_fields() -> None:
    """And may be left empty, to be written by hand."""
    post = role("签署: {编制: 王芳, 审核: {姓名: 李强, 日期: 2012-02-03}, 批准: {}}\n")
    assert post.signoff is not None
    assert (post.signoff.prepared.name, post.signoff.prepared.date) == ("王芳", None)
    assert (post.signoff.reviewed.name, post.signoff.reviewed.date) == ("李强", "2012-02-03")
    assert (post.signoff.approved.name, post.signoff.approved.date) == (None, None)


@pytest.mark.parametrize(
    ("written", "number", "exact"),
    [
        ("1", 1, True),
        ("12人", 12, True),
        ("2 people", 2, True),
        ("2–3人", 2, False),
        ("4+N", 4, False),
        ("约5", 5, False),
        ("若干", 1, False),
        ("0", 0, True),
    ],
)
def test_a_headcount_is_kept_as_written_and_summed_as_at_least(
    written: str, number: int, exact: bool
) -> None:
    """What is no plain number is the least that it says."""
    headcount = role(f"岗位定员: {written}\n").headcount
    assert headcount == Headcount(text=written, number=number, exact=exact)


def test_a_status_may_be_written_in_english() -> None:
    """It is one value in both languages."""
    assert role("状态: draft\n").is_draft
    assert role("状态: 草稿\n").is_draft
    assert not role("状态: In force\n").is_draft


def test_an_empty_cell_keeps_its_place_in_a_row() -> None:
    """The columns after it would else move to the left; empty items of other lists go."""
    post = role(
        "附加内容:\n  -\n  - 标题: 班次\n    列表:\n      -\n      - 早班\n"
        "    表格:\n      - [早, 中, 晚]\n      -\n        - 8:00\n        -\n        - 20:00\n"
    )
    (extra,) = post.extra
    assert extra.items == ("早班",)
    assert extra.table == (("早", "中", "晚"), ("8:00", "", "20:00"))


def test_places_count_what_was_kept_and_keys_what_was_written() -> None:
    """An empty item is no value, but it is the first item of the list to whoever wrote it."""
    found = read(POST + "工作记录与报表:\n  -\n  - 文档: 日报\n")
    assert found.written.place(("reports", 0, "document")) == Location("f", 6, 9)
    assert found.written.key(("reports", 0, "document")) == "工作记录与报表[2].文档"
    assert found.locate("duties") == Location("f")


def test_what_can_be_made_out_of_a_broken_record_is_handed_on() -> None:
    """So that its id, department and names can be compared with those of other files."""
    text = "id: x\n部门名称: 财务部\n别名: 财会部、计财部\n电话: 1\n"
    found = read_record(parse_yaml(text.encode(), "f"), "department", Department)
    assert found.record is None
    assert (found.text("id"), found.text("name"), found.text("duties")) == ("x", "财务部", None)
    assert found.names("aliases") == ("财会部", "计财部")
    assert found.names("duties") == ()


def test_own_labels_are_keys_at_their_depth_and_nowhere_else() -> None:
    """A label of the qualifications is none of the post."""
    own = OwnLabels({"role": {"权责": "authority"}, "qualifications": {"文化程度": "education"}})
    text = POST + "权责: [建议]\n任职资格: {文化程度: 大专, 权责: x}\n文化程度: x\n"
    found = read_record(parse_yaml(text.encode(), "f"), "role", Role, own)
    assert [(str(p.location), p.key) for p in found.problems] == [
        ("f:5:18", "任职资格.权责"),
        ("f:6:1", "文化程度"),
    ]
    assert found.plain["authority"] == ["建议"]
    assert found.plain["qualifications"] == {"education": "大专"}


def test_a_key_that_may_be_an_own_label_is_given_the_benefit_of_the_doubt() -> None:
    """While the handbook that would say so can't be read."""
    own = OwnLabels({}, unread="标签: {权力: 权责")
    found = read_record(
        parse_yaml((POST + "权责: [a]\n职务: b\n").encode(), "f"), "role", Role, own
    )
    assert [problem.key for problem in found.problems] == ["职务"]


def test_the_nearest_field_is_the_one_with_more_spellings_near() -> None:
    """职责 is half of 安全职责, but of three names of the duties as well."""
    fields = [[known.zh, *known.known] for known in TERMS["role"]]
    assert nearest("职责", fields) == "岗位职责"
    assert nearest("权利", fields) == "权力"
    assert nearest("编号", fields) == "岗位编号"
    assert nearest("车牌", fields) is None


@pytest.mark.parametrize(
    ("keys", "spelling"),
    [
        ({"id": "a", "岗位名称": "b"}, Spelling.CHINESE),
        ({"id": "a", "title": "b"}, Spelling.NAME),
        ({"id": "a", "Job title": "b"}, Spelling.ENGLISH),
        ({"id": "a"}, Spelling.CHINESE),
        (None, Spelling.CHINESE),
    ],
)
def test_messages_show_keys_as_the_file_writes_them(
    keys: dict[str, str] | None, spelling: Spelling
) -> None:
    """An English file is not asked for 岗位名称."""
    assert spelling_of((keys, "role")) is spelling
    assert spelling_of(("text", "role"), (keys, "role")) is spelling


def test_a_long_key_that_is_near_to_nothing_lists_what_is_known() -> None:
    """As the file writes it; the labels of this handbook first."""
    own = OwnLabels({"labelled": {"项目": "label"}})
    what, hint = unknown_key(own, ("role", "labelled"), "zzz", Spelling.ENGLISH)
    assert str(what) == "there is no field called “zzz” here"
    assert hint.values["labels"] == ["Label", "Text"]


def test_each_record_of_the_model_has_its_terms() -> None:
    """The vocabulary and the model name the same fields, neither more nor fewer."""
    models: dict[str, type[Record]] = {"handbook": Handbook, "department": Department, "role": Role}
    for record, model in models.items():
        assert {known.name for known in TERMS[record]} == set(model.model_fields)
