"""The redline: accepted it is the new handbook, rejected the old one; the PDF marks the same.

Every edit in both themes, in LibreOffice and with the validators: ``make redlines``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jdgen.errors import InputError
from jdgen.messages import translator
from jdgen.model import Library
from jdgen.produce.document import Printed
from jdgen.produce.job import Wanted
from jdgen.produce.redline import author, redline
from tests.checkers.ooxml import check_docx
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.checkers.tracked import settle
from tests.random_edits import check_random_edits
from tests.reading import open_pdf, squash
from tests.redlines import (
    AUTHOR,
    EDITS,
    ENGLISH_EDITS,
    Compared,
    chinese,
    compared,
    duties,
    edited,
    english,
    materials,
    page_marks,
    pages,
    post,
    together,
)
from tests.tracked import Mark, accept, body_of, faults, marks, outline, reject, texts

MOMENT = "2012-02-20T00:00:00Z"
# Those that change what a table's rows and cells are like; the others go the same way in both.
_IN_A_GRID = (
    "duty moved and reworded", "tasks and notes", "post moved", "reports", "qualifications gone",
    "indicators", "sections of a post", "very many",
)  # fmt: skip
_CHINESE = [("standard", "zh", name) for name in EDITS] + [("form", "zh", n) for n in _IN_A_GRID]
CASES = [*_CHINESE, *((theme, "en", "many") for theme in ("standard", "form")),
         ("standard", "en", "duty reworded")]  # fmt: skip


_JUDGED = (
    ("standard", "zh", "many"), ("standard", "zh", "chapters"), ("standard", "zh", "post removed"),
    ("form", "zh", "very many"), ("form", "zh", "reports"), ("form", "en", "many"),
)  # fmt: skip


def libraries(language: str, name: str) -> tuple[Library, Library]:
    """Return the two handbooks of a case."""
    old, edits = (chinese(), EDITS) if language == "zh" else (english(), ENGLISH_EDITS)
    return old, edited(old, edits[name])


@cache
def case(theme: str, language: str, name: str) -> Compared:
    """Return a case's Word files, made once."""
    return compared(*libraries(language, name), theme)


@pytest.mark.parametrize(("theme", "language", "name"), CASES)
def test_accepted_it_is_the_new_handbook_and_rejected_the_old(
    theme: str, language: str, name: str
) -> None:
    """Every paragraph, row and cell of the whole document, its style and its merged cells."""
    made = case(theme, language, name)
    assert outline(accept(body_of(made.redline))) == outline(body_of(made.new))
    assert outline(reject(body_of(made.redline))) == outline(body_of(made.old))
    assert faults(made.redline, AUTHOR, MOMENT) == []
    assert bool(marks(body_of(made.redline))) == (name != "nothing")


@pytest.mark.parametrize(("theme", "language", "name"), CASES)
def test_the_pages_mark_what_the_word_file_marks(theme: str, language: str, name: str) -> None:
    """Every stretch of text put in, taken out or moved in one format is so in the other."""
    old, new = libraries(language, name)
    expected = marks(body_of(case(theme, language, name).redline), drawn=False)
    assert page_marks(pages(old, new, theme)) == expected


def test_word_files_pass_both_validators(tmp_path: Path) -> None:
    """openxml-audit and the Open XML SDK report nothing where most kinds of change meet."""
    need("openxml-audit", "ooxml-validator")
    files = []
    for number, each in enumerate(_JUDGED):
        files.append(tmp_path / f"{number:02} {'-'.join(each).replace(' ', '_')}.docx")
        files[-1].write_bytes(case(*each).redline)
    assert check_docx(files) == []


@pytest.mark.parametrize("theme", ["standard", "form"])
def test_random_edits_hold(theme: str) -> None:
    """A few of the many that ``make redlines`` tries."""
    check_random_edits(theme, 3)


OFFICE = (
    ("standard", "zh", "many"), ("standard", "zh", "chapters"), ("form", "zh", "very many"),
    ("form", "en", "many"),
)  # fmt: skip


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
    """LibreOffice's own accepting gives the text of the new handbook, its rejecting the old's."""
    need("soffice", "uno")
    orders, expected = [], []
    for number, each in enumerate(OFFICE):
        made = case(*each)
        for action, whole in (("accept", made.new), ("reject", made.old)):
            # A file of its own for each: LibreOffice locks what it has open.
            file = tmp_path / f"{number}-{action}.docx"
            file.write_bytes(made.redline)
            orders.append((file, action, tmp_path / f"{number}-{action}-saved.docx"))
            expected.append(texts(body_of(whole)))
    assert settle(orders) == [0] * len(orders)
    for (file, _, saved), told in zip(orders, expected, strict=True):
        assert (file.name, texts(body_of(saved.read_bytes()))) == (file.name, told)


# ---- what is marked, and how much


def test_only_the_words_that_changed_are_marked() -> None:
    """A word within a sentence is out and in; a duty put in first renumbers nothing."""
    made = case("standard", "zh", "duty reworded")
    assert dict(marks(body_of(made.redline))) == {
        Mark("out", "客户关系"): 1,
        Mark("in", "大客户与会员的关系"): 1,
    }
    made = case("standard", "zh", "duty added first")
    assert dict(marks(body_of(made.redline))) == {Mark("in", "每月走访二十家潜在客户。"): 1}


def test_the_width_of_a_mark_marks_no_words() -> None:
    """Of a comma that became full-width the comma alone is marked, not the sentence around it."""
    found = chinese()
    before = edited(found, duties(_WHO, lambda d: d.__setitem__(0, "做好统计,编制报表。")))
    after = edited(found, duties(_WHO, lambda d: d.__setitem__(0, "做好统计，编制报表。")))
    marked = marks(body_of(compared(before, after, "standard").redline))
    assert dict(marked) == {Mark("out", ","): 1, Mark("in", "，"): 1}


def test_what_moved_is_told_as_moved() -> None:
    """A duty in another place is no deletion and no insertion, and Word knows both ends as one."""
    made = case("standard", "zh", "duty moved")
    found = marks(body_of(made.redline))
    assert sorted((mark.way, mark.moved) for mark in found) == [("in", True), ("out", True)]
    assert len({mark.text for mark in found}) == 1


_WHO = "market-development-specialist"


# ---- planted faults


def _changed(document: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word file with its body's XML changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, change(content) if name == "word/document.xml" else content)
    return target.getvalue()


def test_an_unmarked_change_is_seen() -> None:
    """A word changed in the redline without a mark is found on both sides."""
    made = case("standard", "zh", "duty reworded")
    spoilt = body_of(_changed(made.redline, lambda xml: xml.replace("目标任务".encode(), b"X", 1)))
    assert outline(accept(spoilt)) != outline(body_of(made.new))
    spoilt = body_of(_changed(made.redline, lambda xml: xml.replace("目标任务".encode(), b"X", 1)))
    assert outline(reject(spoilt)) != outline(body_of(made.old))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda xml: xml.replace(AUTHOR.encode(), b"Nobody", 1), "by Nobody"),
        (lambda xml: xml.replace(b'w:name="role_operations_director"', b'w:name="structure"'),
         "bookmark structure 2 times"),
        (lambda xml: xml.replace(b'<w:bookmarkStart w:id="2"', b'<w:bookmarkStart w:id="1"'),
         "number 1 2 times"),
        (lambda xml: xml.replace(b"<w:moveToRangeStart", b"<w:commentRangeStart"), "one side"),
    ],
)  # fmt: skip
def test_spoilt_marks_are_seen(change: Callable[[bytes], bytes], complaint: str) -> None:
    """Another author, a bookmark or a number used twice, a move that leads nowhere."""
    made = case("standard", "zh", "duty moved")
    assert faults(made.redline, AUTHOR, MOMENT) == []
    assert complaint in "; ".join(faults(_changed(made.redline, change), AUTHOR, MOMENT))


def test_a_mark_missing_on_the_pages_is_seen() -> None:
    """The pages of another redline don't pass for those of this one."""
    old, new = libraries("zh", "duty reworded")
    assert page_marks(pages(old, old, "standard")) != page_marks(pages(old, new, "standard"))


# ---- the whole, with its pages laid out


@pytest.fixture(scope="module")
def printed() -> Mapping[str, Printed]:
    """Redlines with many changes, in Chinese and in English, in one theme each."""
    return {
        "zh": redline(*libraries("zh", "many"), materials("standard")),
        "en": redline(*libraries("en", "many"), materials("form")),
    }


def test_pdfs_conform_to_pdf_ua_1_and_pdf_a_3a(
    printed: Mapping[str, Printed], tmp_path: Path
) -> None:
    """veraPDF finds nothing against ISO 14289-1 and ISO 19005-3 level A."""
    need("verapdf", "java", "jaxb")
    files = []
    for name, each in printed.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(each.files["pdf"])
    assert check_pdf(files) == []


def _open(made: Printed, folder: Path) -> Any:
    """Open a redline's PDF."""
    file = folder / "redline.pdf"
    file.write_bytes(made.files["pdf"])
    return open_pdf(file)


# What stands around marked text in print.
_SIGNS = {
    "zh": {("in", False): "〔增", ("out", False): "〔删", ("in", True): "〔移来",
           ("out", True): "〔移走", "end": "〕"},
    "en": {("in", False): "[+", ("out", False): "[−", ("in", True): "[movedhere:",
           ("out", True): "[movedaway:", "end": "]"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mark_is_printed_between_its_signs(
    printed: Mapping[str, Printed], language: str, tmp_path: Path
) -> None:
    """Whatever the Word file marks can be read in the PDF's text without any colour.

    What a page's end parts is found in two pieces: the running heads between them are cut off.
    """
    signs = _SIGNS[language]
    with _open(printed[language], tmp_path) as document:
        assert len(document) == printed[language].pages
        text = squash(
            "".join(
                page.get_text(clip=(0, 60, page.rect.width, page.rect.height - 50))
                for page in document
            )
        )
    found = marks(body_of(printed[language].files["docx"]), drawn=False)
    assert found
    missing = [
        mark for mark in found
        if f"{signs[mark.way, mark.moved]}{squash(mark.text)}" not in text
    ]  # fmt: skip
    assert missing == []


def test_the_first_page_says_what_the_marks_mean(
    printed: Mapping[str, Printed], tmp_path: Path
) -> None:
    """Which editions, who and when, and an example of each mark."""
    with _open(printed["zh"], tmp_path) as document:
        first = squash(document[0].get_text())
    assert first == squash(
        """
        修订标记说明
        新稿：市场运营中心岗位手册 2013年版 B/0 2012-02-20
        原稿：市场运营中心人员规划 2012年版 A/0 2012-02-20
        修订：市场运营中心 2012-02-20
        〔增新增的文字〕 〔删删去的文字〕
        〔移走移走的文字：原来在这里〕 〔移来移来的文字：现在在这里〕
        左侧有竖线的段落有改动。目录等处的页码是本册的页码，不作标记。
        """
    )


def test_the_laid_out_word_file_holds_too(printed: Mapping[str, Printed]) -> None:
    """With page numbers in it, the Word file's numbers and authors are right as well."""
    made = printed["zh"].files["docx"]
    assert faults(made, "市场运营中心", MOMENT) == []
    expected = marks(body_of(case("standard", "zh", "many").redline), drawn=False)
    kept = {mark: n for mark, n in marks(body_of(made), drawn=False).items() if mark in expected}
    assert len(kept) > 0.9 * len(expected)


# ---- who, when, and the same bytes


def tiny(**handbook: object) -> Library:
    """Return a handbook of one post."""
    whole = chinese()
    book = whole.handbook.model_copy(update={"chapters": ("cover", "roles"), **handbook})
    roles = tuple(each for each in whole.roles if each.id == _WHO)
    return Library(handbook=book, departments=whole.departments[1:], roles=roles)


def test_the_same_input_gives_the_same_bytes() -> None:
    """Neither the clock nor anything else of the machine is in either file."""
    old = tiny()
    new = edited(old, duties(_WHO, lambda found: found.pop(1)))
    one, other = (redline(old, new, materials("standard")) for _ in range(2))
    assert one.files == other.files
    assert list(one.files) == ["docx", "pdf"]


def test_author_and_date_come_from_the_data() -> None:
    """Who prepared the handbook and its date; else the company, and the date that is handed in."""
    old = tiny(issue_date=None, effective_date=None, company="巨巢公司")
    assert author(old) == "巨巢公司"
    assert author(tiny()) == "市场运营中心"
    signed = edited(old, lambda data: data["handbook"].update(
        signoff={"prepared": {"name": "陈晓岚"}}))  # fmt: skip
    assert author(signed) == "陈晓岚"
    new = edited(signed, post(_WHO, summary="另一段概述。"))
    moment = datetime(2013, 5, 6, 7, 8, 9, tzinfo=UTC)
    wanted = Wanted(formats=("docx",), moment=moment, attach=False)
    made = redline(old, new, materials("standard"), wanted)
    assert list(made.files) == ["docx"]
    assert marks(body_of(made.files["docx"]))
    assert faults(made.files["docx"], "陈晓岚", "2013-05-06T07:08:09Z") == []


# ---- bad input


def _said(old: Library, new: Library, language: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        redline(old, new, materials("standard"))
    say = translator(language)
    return [say(problem.what) for problem in caught.value.problems]


def test_handbooks_of_two_languages_are_refused() -> None:
    """Words of one language can't be found in another."""
    assert _said(english(), chinese(), "en") == [
        "the two handbooks are in different languages: nothing can be compared"
    ]
    assert _said(english(), chinese(), "zh") == ["两份手册的语言不同，无法比对"]


def test_unrelated_handbooks_are_refused() -> None:
    """Two handbooks without a common post or department are no editions of one."""
    other = edited(
        tiny(),
        together(
            post(_WHO, id="cook", title="厨师", department="食堂"),
            lambda data: data["departments"][0].update(id="canteen", name="食堂"),
        ),
    )
    assert _said(chinese(), other, "zh") == ["两份手册没有相同的岗位，也没有相同的部门"]


def test_a_handbook_with_nothing_to_print_is_refused() -> None:
    """Chapters that are all empty give no page to mark."""
    empty = tiny(chapters=("receipt",))
    nothing = edited(empty, lambda data: data["handbook"].update(chapters=["extra"]))
    assert _said(tiny(), nothing, "en") == ["none of these chapters has anything to print"]
