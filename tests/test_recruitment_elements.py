"""What an advertisement must state, or should: checks of posts with a section for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdgen.messages import translator
from jdgen.organisation import Organisation
from jdgen.views.elements import missing_elements
from jdgen.views.public import public_post
from tests.advertised import EMPLOYER, codes, hits, library_saying, told

ZH = translator("zh")
COMPLETE = (
    "本职概述: 收发文件\n招聘:\n  招聘人数: 2\n  薪酬: 4000–5000元/月\n  招聘条件: [大专以上]\n"
    "  用工类型: 全职\n  工作时间: 每日8小时\n  发布日期: 2026-03-01\n  有效期至: 2026-06-30\n"
)


def test_a_complete_advertisement_has_nothing_to_mend(tmp_path: Path) -> None:
    """What the planted gaps below are measured against; a post without a section has none."""
    assert list(told(library_saying(tmp_path / "a", COMPLETE, EMPLOYER))) == []
    assert list(told(library_saying(tmp_path / "b", "本职概述: 收发文件\n"))) == []


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("  招聘人数: 2\n", "JD301", "招聘.招聘人数"),
        ("  薪酬: 4000–5000元/月\n", "JD301", "招聘.薪酬"),
        ("  招聘条件: [大专以上]\n", "JD301", "招聘.招聘条件或任职资格"),
        ("本职概述: 收发文件\n", "JD301", "工作职责与任务"),
        ("  用工类型: 全职\n", "JD314", "招聘.用工类型"),
        ("  工作时间: 每日8小时\n", "JD315", "招聘.工作时间"),
        ("  有效期至: 2026-06-30\n", "JD313", "招聘.有效期至"),
    ],
)
def test_each_thing_missing_is_told_with_its_key(
    tmp_path: Path, line: str, code: str, said: str
) -> None:
    """One finding for one gap."""
    library = library_saying(tmp_path, COMPLETE.replace(line, ""), EMPLOYER)
    assert codes(library) == [code]
    [hit] = hits(code, library)
    assert hit.hint is not None
    assert said in ZH(hit.hint)
    assert library.spell(*hit.path) == "招聘"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  单位简介: 做办公用品。\n", "data/handbook.yaml 中的招聘.单位简介"),
        ("  工作地点: 成都市\n", "招聘.工作地点"),
    ],
)
def test_what_the_handbook_does_not_say_either_is_told(
    tmp_path: Path, line: str, said: str
) -> None:
    """The employer is described there, for all posts."""
    library = library_saying(tmp_path, COMPLETE, EMPLOYER.replace(line, ""))
    [hit] = hits("JD301", library)
    assert hit.hint is not None
    assert said in ZH(hit.hint)


@pytest.mark.parametrize("fact", ["单位性质: 民营", "所属行业: 文具批发", "人员规模: 20人"])
def test_any_fact_about_the_employer_will_do(tmp_path: Path, fact: str) -> None:
    """Its kind, its trade or its size say who it is, as a description does."""
    handbook = EMPLOYER.replace("单位简介: 做办公用品。", fact)
    assert fact in handbook
    assert codes(library_saying(tmp_path, COMPLETE, handbook)) == []


@pytest.mark.parametrize(
    "demand",
    ["教育水平: 大专", "工作经验/资历: 一年", "应具备知识、技能: 打字", "证书与资质: 会计证"],
)
def test_any_qualification_is_a_condition(tmp_path: Path, demand: str) -> None:
    """What the description of the post demands need not be said again."""
    bare = COMPLETE.replace("  招聘条件: [大专以上]\n", "")
    library = library_saying(tmp_path, f"任职资格: {{{demand}}}\n{bare}", EMPLOYER)
    assert codes(library) == []


FILL_IN = "fill in “招聘.{}” in the post, or in data/handbook.yaml for all posts"


@pytest.mark.parametrize(
    ("line", "code", "what", "hint"),
    [
        ("  招聘人数: 2\n", "JD301",
         "the advertisement of “文员” does not state the number of people sought",
         "fill in 招聘.招聘人数"),
        ("  有效期至: 2026-06-30\n", "JD313",
         "it is not said how long the advertisement of “文员” is valid",
         FILL_IN.format("有效期至")),
        ("  用工类型: 全职\n", "JD314",
         "the type of employment of “文员” is not stated", FILL_IN.format("用工类型")),
        ("  工作时间: 每日8小时\n", "JD315",
         "the working conditions of “文员” are not stated", FILL_IN.format("工作时间")),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_of_the_post_by_its_title(
    tmp_path: Path, line: str, code: str, what: str, hint: str
) -> None:
    """Whole sentences, as they are printed."""
    [hit] = hits(code, library_saying(tmp_path, COMPLETE.replace(line, ""), EMPLOYER))
    english = translator("en")
    assert hit.hint is not None
    assert (english(hit.what), english(hit.hint)) == (what, hint)


def test_pay_to_be_agreed_is_no_pay(tmp_path: Path) -> None:
    """面议 is no basic pay."""
    text = COMPLETE.replace("4000–5000元/月", "面议")
    assert codes(library_saying(tmp_path, text, EMPLOYER)) == ["JD301"]


@pytest.mark.parametrize("conditions", ["休息日: 双休", "工作时间: 做五休二"])
def test_hours_or_rest_are_working_conditions(tmp_path: Path, conditions: str) -> None:
    """As is the environment of the work, which the description of the post says."""
    text = COMPLETE.replace("工作时间: 每日8小时", conditions)
    assert codes(library_saying(tmp_path / "a", text, EMPLOYER)) == []
    bare = COMPLETE.replace("  工作时间: 每日8小时\n", "")
    described = f"任职资格: {{工作环境: 室内}}\n{bare}"
    assert codes(library_saying(tmp_path / "b", described, EMPLOYER)) == []


def test_an_advertisement_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    """Where its end is written: in the post, or in the handbook."""
    text = COMPLETE.replace("2026-06-30", "2026-02-28")
    library = library_saying(tmp_path / "a", text, EMPLOYER)
    [hit] = hits("JD313", library)
    assert hit.hint is not None
    assert (library.spell(*hit.path), hit.words) == ("招聘.有效期至", "2026-02-28")
    assert hit.path[0] == "role"
    english = translator("en")
    assert (english(hit.what), english(hit.hint)) == (
        "the advertisement ends on 2026-02-28, before it begins on 2026-03-01",
        "correct one of the two dates",
    )
    shared = COMPLETE.replace("  有效期至: 2026-06-30\n", "")
    library = library_saying(tmp_path / "b", shared, EMPLOYER + "  有效期至: 2026-02-28\n")
    [hit] = hits("JD313", library)
    assert (hit.path[0], library.spell(*hit.path)) == ("handbook", "招聘.有效期至")


def test_an_advertisement_of_one_day_is_in_order(tmp_path: Path) -> None:
    """It ends on the day on which it begins."""
    text = COMPLETE.replace("2026-06-30", "2026-03-01")
    assert codes(library_saying(tmp_path, text, EMPLOYER)) == []


OFFERS = (
    COMPLETE,
    "招聘: {}\n",
    "招聘: {招聘人数: 若干, 薪酬: 面议, 工作地点: {国家: 中国}}\n",
    "招聘: {工作地点: {远程: 是}, 薪酬: {最低: 3000}}\n",
    "招聘: {工作地点: {国家: SG}, 薪酬: 月薪三千元}\n",
    "任职资格: {工作环境: 室内}\n招聘: {招聘人数: 1}\n",
    "任职资格: {证书与资质: 会计证}\n工作职责与任务: [记账]\n招聘: {单位简介: 做文具}\n",
)


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("handbook", [EMPLOYER, "标题: 手册\n单位: 中心\n"])
def test_the_check_and_the_posting_lack_the_same_elements(
    tmp_path: Path, offer: str, handbook: str
) -> None:
    """Each knows the post in its own way; what is missing must not depend on it."""
    library = library_saying(tmp_path, offer, handbook)
    post = public_post(library.roles[0], Organisation(library))
    by_check = [str(hit.what.values["element"]) for hit in hits("JD301", library)]
    assert by_check == [str(element.name) for element in missing_elements(post)]


def test_a_key_is_called_as_the_handbooks_language_calls_it(tmp_path: Path) -> None:
    """English handbooks are told English labels."""
    handbook = "title: Handbook\norganisation: 中心\nlanguage: en\n"
    library = library_saying(tmp_path, "招聘: {}\n", handbook)
    said = [translator("en")(hit.hint) for hit in hits("JD301", library) if hit.hint]
    assert "fill in Recruitment.About us in data/handbook.yaml" in said
    assert "fill in Recruitment.Further requirements or Qualifications" in said
