"""What is due: reviews by date, signatures by what they cover, posts by what was released."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jdgen.descriptions import changed_fields, descriptions
from jdgen.editions.manifest import FILE
from jdgen.errors import InputError
from jdgen.library import load
from jdgen.messages import translator
from jdgen.model import Library
from jdgen.review import review
from jdgen.review.due import DueKind
from jdgen.signatures import FILE as SIGNATURES
from jdgen.signatures import read_signatures
from tests.editions import (
    DATED,
    EDITION,
    FOLDER,
    change_data,
    copy_of,
    lose_a_document,
    released_once,
    run,
)  # fmt: skip
from tests.small import CLERK, DEPARTMENT, HANDBOOK, MANAGER, SMALL, hashes, write_project

DAY = date(2012, 2, 23)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with one edition that all share."""
    return released_once(tmp_path_factory)


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return copy_of(released, tmp_path)


def put(project: Path, file: str, text: str | bytes) -> None:
    """Write a file of the project."""
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def due(project: Path, day: date = DAY) -> list[tuple[str, ...]]:
    """Return what is due in short: kind, post, person, changed fields."""
    return [
        (each.kind.value, each.role, each.name, *each.fields) for each in review(project, day).due
    ]


# ---- signatures as they are saved


@pytest.mark.parametrize(
    "content",
    [
        "出纳,张三,2012-03-01,2012年版\n",
        "\ufeff岗位,姓名,日期,版次\r\n出纳,张三,2012/3/1,2012年版\r\n",
        "post;name;date;edition\n出纳;张三;2012.3.1;2012年版\n",
        "岗位名称\t部门\t签收人\t签收日期\t备注\t版次\n出纳\t销售部\t张三\t2012年3月1日\t\t2012年版\n",
        'Edition,Date,Name,Post\n2012年版,"2012-03-01 00:00:00","张三",出纳\n,,,\n',
        " 出纳 , 张三 ,２０１２-０３-０１, 2012年版 \n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_signatures_are_read_as_excel_and_editors_save_them(
    tmp_path: Path, content: str, encoding: str
) -> None:
    """With and without heads, in any order of columns, with Excel's dates and encodings."""
    if encoding == "gb18030":
        content = content.removeprefix("\ufeff")
    put(tmp_path, SIGNATURES, content.encode(encoding))
    read = read_signatures(tmp_path)
    assert read.problems == ()
    (signed,) = read.signed
    assert (signed.post, signed.name, signed.day, signed.edition) == (
        "出纳", "张三", date(2012, 3, 1), "2012年版",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("出纳,张三,1.3.12,一版", "“1.3.12” is no day"),
        ("出纳,张三,2012-02-30,一版", "“2012-02-30” is no day"),
        ("出纳,,2012-03-01,一版", "in this line name (姓名) is missing"),
        ("出纳,张三", "in this line date (日期), edition (版次) is missing"),
        ('出纳,"张三,2012-03-01,一版', "the quotation marks of this line don't close; what"),
        ("出\x00纳,张三,2012-03-01,一版", "there is a NUL character here"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, row: str, what: str
) -> None:
    """And those before it are read all the same; a text over two lines moves the count."""
    put(tmp_path, SIGNATURES, f'出纳,"李\n四",2012-03-01,一版\n{row}\n')
    read = read_signatures(tmp_path)
    assert str(read.problems[0].location).startswith("data/signatures.csv:3:")
    assert translator("en")(read.problems[0].what).startswith(what)
    assert read.signed[0].day == date(2012, 3, 1)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04", "this is a Word, Excel or zip file, not a data file"),
        ("岗位\t姓名".encode("utf-16"), "this file is saved as UTF-16, which is not read here"),
        ("岗位,姓名,日期\n".encode(), "there is no column for edition (版次)"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_told(
    project: Path, content: bytes, what: str
) -> None:
    """The rest of the review is shown, with status 1."""
    put(project, SIGNATURES, content)
    told = run(project, "review")
    assert told.status == 1
    assert told.errors.splitlines()[0].partition(": ")[2] == what
    assert told.errors.splitlines()[-1].startswith("What could not be read is told above")
    assert "As of 2012-02-23, nothing is due." in told.output


def test_signatures_are_no_stray_file(project: Path) -> None:
    """``jdgen check`` does not speak of them."""
    put(project, SIGNATURES, "出纳,张三,2012-03-01,2012年版\n")
    assert load(project).notes == ()


# ---- what of a description counts


def library(tmp_path: Path, name: str, **files: str) -> Library:
    """Load the small project with some of its files in place of its own."""
    places = {"handbook": HANDBOOK, "sales": DEPARTMENT, "clerk": CLERK, "manager": MANAGER}
    changed = {places[key]: text for key, text in files.items()}
    return load(write_project(tmp_path / name, changed)).library


FULL = """\
id: clerk
岗位名称: 出纳
所在部门: 销售部
直接上级: 经理
本职概述: 登记日记账（每日）。
工作职责与任务: [收款。, 付款。]
任职资格: {教育水平: 大专以上}
工作记录与报表: [{报表名称: 日报, 编制时间: 每日, 报送对象: 经理}]
"""


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ({"clerk": FULL}, ()),
        ({"clerk": FULL.replace("[收款。, 付款。]", "\n  - 收款。\n  - {内容: 付款。}")}, ()),
        ({"clerk": "\n".join(reversed(FULL.splitlines()))}, ()),
        ({"clerk": FULL.replace("（每日）", "(每日)").replace("登记", " 登记")}, ()),
        ({"clerk": FULL.replace("直接上级: 经理", "直接上级: manager")}, ()),
        ({"clerk": FULL.replace("报送对象: 经理", "报送对象: manager")}, ()),
        ({"clerk": FULL.replace("所在部门: 销售部", "所在部门: sales")}, ()),
        ({"clerk": f"{FULL}版本: B/1\n生效日期: 2013-01-01\n状态: 现行\n"}, ()),
        ({"clerk": f"{FULL}现员: 1\n缺编: 1\n别名: [收银]\n"}, ()),
        ({"clerk": f"{FULL}招聘: {{招聘人数: 2}}\n"}, ()),
        ({"handbook": f"{SMALL[HANDBOOK]}版次: 二\n发布日期: 2013-01-01\n"}, ()),
        ({"clerk": FULL.replace("岗位名称: 出纳", "岗位名称: 出纳员")}, ("title",)),
        ({"clerk": FULL.replace("付款。", "付清。")}, ("duties",)),
        ({"clerk": FULL.replace("[收款。, 付款。]", "[付款。, 收款。]")}, ("duties",)),
        ({"clerk": FULL.replace("大专", "本科")}, ("qualifications",)),
        ({"clerk": FULL.replace("每日, 报送", "每周, 报送")}, ("reports",)),
        ({"clerk": f"{FULL}权力: [否决权]\n"}, ("authority",)),
        ({"clerk": f"{FULL}岗位定员: 2\n"}, ("headcount",)),
        ({"manager": SMALL[MANAGER].replace("岗位名称: 经理", "岗位名称: 主管\n别名: 经理")},
         ("reports_to", "reports")),
        ({"sales": "id: sales\n部门名称: 营销部\n别名: 销售部\n"}, ("department",)),
    ],
)  # fmt: skip
def test_a_description_changed_where_its_page_says_something_else(
    tmp_path: Path, files: dict[str, str], fields: tuple[str, ...]
) -> None:
    """How the data is written, what the paper says of itself and who is there don't count."""
    then = library(tmp_path, "then", clerk=FULL)
    now = library(tmp_path, "now", **{"clerk": FULL, **files})
    assert changed_fields(descriptions(then)["clerk"], descriptions(now)["clerk"]) == fields


def test_a_new_subordinate_changes_what_the_superior_has_signed(tmp_path: Path) -> None:
    """直接下级 is printed from who reports to the post, where the post states nothing."""
    then = library(tmp_path, "then", clerk=FULL.replace("直接上级: 经理\n", ""))
    now = library(tmp_path, "now", clerk=FULL)
    assert changed_fields(descriptions(then)["manager"], descriptions(now)["manager"]) == (
        "direct_reports",
    )


# ---- what is due


def test_nothing_is_due_right_after_a_release(project: Path) -> None:
    """And the missing period and signatures are said, as nobody is reminded without them."""
    told = run(project, "review")
    assert (told.status, told.errors) == (0, "")
    assert told.output.splitlines() == [
        "The handbook names no review period (复审周期): no date is overdue.",
        "There are no signatures in data/signatures.csv.",
        "As of 2012-02-23, nothing is due.",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2013, 2, 20), []),
        (date(2013, 2, 21), [("edition_overdue", ""), ("post_overdue", "manager")]),
        (date(2013, 3, 5), [("edition_overdue", ""), ("post_overdue", "manager")]),
        (
            date(2013, 3, 6),
            [("edition_overdue", ""), ("post_overdue", "clerk"), ("post_overdue", "manager")],
        ),
    ],
)
def test_what_is_older_than_the_review_period_is_due(
    project: Path, day: date, expected: list[tuple[str, str]]
) -> None:
    """By the last date on a post's page, of an undated one by its release; from the day after."""
    put(project, HANDBOOK, f"{DATED}复审周期: 12\n")
    put(project, CLERK, f"{SMALL[CLERK]}填写日期: 2011-01-01\n生效日期: 2012-03-05\n")
    assert [each[:2] for each in due(project, day)] == expected


def test_a_period_ends_with_a_short_month(project: Path) -> None:
    """A month after 31 January is the end of February."""
    put(project, HANDBOOK, f"{DATED}复审周期: 1\n")
    put(project, CLERK, f"{SMALL[CLERK]}填写日期: 2012-01-31\n")
    overdue = [each for each in review(project, date(2012, 3, 1)).due if each.role == "clerk"]
    assert [each.day for each in overdue] == [date(2012, 2, 29)]


def test_only_the_newest_edition_is_due(project: Path) -> None:
    """The one before it has been replaced."""
    put(project, HANDBOOK, f"{SMALL[HANDBOOK]}复审周期: 12\n")
    assert run(project, "release", "second", "--date", "2013-01-01").status == 0
    late = review(project, date(2014, 6, 1)).due
    editions = [each.edition for each in late if each.kind is DueKind.EDITION]
    assert editions == ["second"]


def test_descriptions_changed_since_they_were_signed_are_told(project: Path) -> None:
    """With who has to sign again and what changed; whose description is as it was, is not."""
    put(project, SIGNATURES, f"出纳,张三,2012-03-01,{EDITION}\nmanager,李四,2012-03-02,{EDITION}\n")
    put(project, CLERK, f"{SMALL[CLERK]}本职概述: 管账。\n岗位定员: 2\n")
    told = run(project, "review")
    assert told.status == 0
    assert due(project) == [("description_changed", "clerk", "张三", "headcount", "summary")]
    assert (
        f"  data/signatures.csv:1:1: 出纳: changed since “张三” signed it on 2012-03-01"
        f" (edition {EDITION}): 岗位定员, 本职概述"
    ) in told.output.splitlines()


def test_the_last_signature_of_a_person_counts(project: Path) -> None:
    """Signed again for a later edition: the first one is history."""
    put(project, CLERK, f"{SMALL[CLERK]}本职概述: 管账。\n")
    put(project, HANDBOOK, SMALL[HANDBOOK])
    assert run(project, "release", "second").status == 0
    first, second = f"出纳,张三,2012-03-01,{EDITION}\n", "出纳,张三,2012-04-01,second\n"
    put(project, SIGNATURES, first)
    assert [each[0] for each in due(project)] == ["description_changed"]
    put(project, SIGNATURES, second + first)
    assert due(project) == []


def test_a_post_that_is_called_otherwise_now_is_found_by_its_id(project: Path) -> None:
    """The line names it as it was called when it was signed."""
    put(project, SIGNATURES, f"出纳,张三,2012-03-01,{EDITION}\n")
    put(project, CLERK, SMALL[CLERK].replace("出纳", "资金专员"))
    assert due(project) == [("description_changed", "clerk", "张三", "title")]


def test_a_post_of_another_id_is_found_by_its_title(project: Path) -> None:
    """Somebody gave the file a better id: the description is the same."""
    put(project, SIGNATURES, f"出纳,张三,2012-03-01,{EDITION}\n")
    put(project, CLERK, SMALL[CLERK].replace("id: clerk", "id: cashier"))
    assert [each[:2] for each in due(project)] == [("never_released", "cashier")]


def test_signatures_without_post_or_edition_are_told(project: Path) -> None:
    """A post that is gone, one that never was, one the edition lacks, an unknown edition."""
    put(
        project,
        SIGNATURES,
        f"出纳,张三,2012-03-01,{EDITION}\n收银,李四,2012-03-01,{EDITION}\n"
        f"会计,王五,2012-03-01,{EDITION}\n经理,赵六,2012-03-01,2011年版\n",
    )
    (project / CLERK).unlink()
    put(project, "data/roles/accountant.yaml", "id: accountant\n岗位名称: 会计\n所在部门: 销售部\n")
    # The manager's page names who reports to the post: its signature is of an unknown edition.
    assert due(project) == [
        ("signature_without_post", "", "张三"),
        ("signature_without_post", "", "李四"),
        ("signature_without_post", "accountant", "王五"),
        ("signature_without_edition", "manager", "赵六"),
        ("never_released", "accountant", ""),
    ]


def test_an_edition_may_be_named_as_its_cover_prints_it(project: Path) -> None:
    """With a slash that no folder can have, in other case."""
    put(project, HANDBOOK, f"{SMALL[HANDBOOK]}版次: A/1\n")
    assert run(project, "release", "A-1").status == 0
    put(project, SIGNATURES, "出纳,张三,2012-03-01,a/1\n")
    assert due(project) == []


def test_the_list_as_json_says_all_of_it(project: Path) -> None:
    """One object for each, with the same keys, and the words that the text shows."""
    put(project, SIGNATURES, f"出纳,张三,2012-03-01,{EDITION}\n")
    put(project, CLERK, f"{SMALL[CLERK]}本职概述: 管账。\n")
    listed: list[dict[str, Any]] = json.loads(run(project, "review", "--format", "json").output)
    assert listed == [
        {
            "kind": "description_changed",
            "message": "changed since “张三” signed it on 2012-03-01"
            f" (edition {EDITION}): 本职概述",
            "role": "clerk",
            "title": "出纳",
            "name": "张三",
            "date": "2012-03-01",
            "edition": EDITION,
            "fields": ["summary"],
            "file": "data/signatures.csv",
            "line": 1,
        }
    ]


# ---- what can't be read


def no_json(folder: Path) -> None:
    """Lose what says that this is an edition."""
    (folder / FILE).unlink()


@pytest.mark.parametrize("plant", [change_data, no_json])
def test_an_edition_that_cannot_be_trusted_is_told_and_nothing_is_said_from_it(
    project: Path, plant: Callable[[Path], None]
) -> None:
    """Neither that posts were never released nor that it can't be found; status 1."""
    put(project, SIGNATURES, f"出纳,张三,2012-03-01,{EDITION}\n")
    put(project, HANDBOOK, f"{DATED}复审周期: 1\n")
    put(project, CLERK, f"{SMALL[CLERK]}填写日期: 2012-02-20\n本职概述: 管账。\n")
    plant(project / FOLDER)
    before = hashes(project)
    told = run(project, "review")
    assert told.status == 1
    assert told.errors.startswith(f"editions/{EDITION}/")
    assert told.errors.endswith("What could not be read is told above: more may be due.\n")
    assert due(project, date(2012, 6, 1)) == [("post_overdue", "clerk", "")]
    assert hashes(project) == before


def test_a_changed_document_does_not_matter_here(project: Path) -> None:
    """Signatures are compared with the data that was frozen."""
    lose_a_document(project / FOLDER)
    assert run(project, "review").status == 0


def test_data_that_cannot_be_read_is_told(project: Path) -> None:
    """As everywhere, with its place."""
    put(project, CLERK, "id: clerk\n")
    with pytest.raises(InputError):
        review(project, DAY)
    told = run(project, "review")
    assert (told.status, told.output) == (1, "")
    assert told.errors.startswith("data/roles/clerk.yaml")


def test_without_editions_every_post_waits_for_its_release(project: Path) -> None:
    """One line for each."""
    shutil.rmtree(project / "editions")
    assert due(project) == [("never_released", "clerk", ""), ("never_released", "manager", "")]
