"""Text that looks like markup, a template or a broken string comes out as it was written.

In every text field there is: a generated project, of which each text is put behind such signs. The
files are then held to the data label by label, as in ``test_facts``.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from lxml import etree

from jdgen.terms import TERMS, canonical_key, term
from tests.checkers.tools import need
from tests.comparing import said
from tests.facts import Case, compare_all, read_case, references
from tests.projects import THEMES, Data, make_project, read_data, shared_folder
from tests.reading import CONTENTS, COVER, open_pdf, squash
from tests.twins import word_print

SIGNS = """R&D <核心> "x" {{ 7*7 }} ]]> {% if %} {# #} <w:p/> &amp; ' \\ --> <b>"""
# 120 letters between which no language allows a break.
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2 + "Donaudampfschiffkapitaensmuetzen"[:30]
TEXTS = {"signs": SIGNS, "a long word": LONG}
CASES = [(name, theme) for name in TEXTS for theme in THEMES]

MOST = 3
LONGEST_PROPERTY = 255

# Fields that hold no free text: words that jdgen knows, numbers, dates to reckon with, links, ids.
CHOSEN = frozenset(
    {
        *("handbook.status", "handbook.language", "handbook.theme", "handbook.chapters"),
        *("department.id", "department.order", "department.status"),
        *("role.id", "role.order", "role.status", "role.incumbents", "role.openings"),
        *("role.supplemented", "handbook.review_months", "checks.severities"),
        "handbook.record_revisions",
        *(
            f"{record}.{name}"
            for record in ("employer", "recruitment")
            for name in ("employment_type", "date_posted", "valid_through")
        ),
        *("employer.website", "address.country", "address.remote"),
        *("application.link", "application.direct"),
        *("pay.minimum", "pay.maximum", "pay.unit", "pay.currency"),
    }
)
# Fields that steer jdgen or belong to other documents: they are not in the data that is attached.
STEERING = (
    *("handbook.outside", "handbook.labels", "handbook.empty_field", "handbook.recruitment"),
    *("handbook.headcount", "handbook.checks"),
    *("role.recruitment", "role.aliases", "department.aliases", "department.headcount"),
)
# Names, several of which may stand in one line; as a list none of them is cut at a semicolon.
NAMES = frozenset(
    {
        *("role.direct_reports", "role.stand_in", "role.promotion_to", "role.aliases"),
        *("report.recipients", "department.aliases"),
    }
)


def spoil(folder: Path, signs: str) -> None:
    """Put ``signs`` before every free text of a project."""
    ids = {str(record["id"]) for data in [read_data(folder)] for record in
           (*data.departments, *data.roles)}  # fmt: skip

    def spoilt(value: Any, record: str, field: str, own: Mapping[str, str]) -> Any:
        if field in CHOSEN:
            return value
        if field in NAMES:
            value = references(value)
        if isinstance(value, list):
            # A few of each are enough, and soon printed.
            return [spoilt(item, record, "", own) for item in value[:MOST]]
        if isinstance(value, dict):
            return {key: below(key, item, record, own) for key, item in value.items()}
        if not value or value in ids:
            return value
        # A time keeps nothing of its own, which would still tell how often.
        return f"{signs} {'甲' if field == 'report.timing' else value}"

    def below(key: str, value: Any, record: str, own: Mapping[str, str]) -> Any:
        name = canonical_key(record, key) if record in TERMS else key
        name = name or own[key]
        holds = term(record, name).holds if record in TERMS else record
        return spoilt(value, holds or "labels", f"{record}.{name}", own)

    for path in sorted((folder / "data").rglob("*.yaml")):
        kind = path.relative_to(folder / "data").parts[0].removesuffix("s")
        record = "handbook" if kind == "handbook.yaml" else kind
        plain = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
        text = yaml.safe_dump(spoilt(plain, record, "", {}), allow_unicode=True, width=10**6)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The two projects: one full of signs, one full of a word that can't be broken."""
    found = {}
    for name, signs in TEXTS.items():
        posts = 5 if signs is SIGNS else 3  # two departments with all fields, or one
        found[name] = make_project(tmp_path_factory.mktemp("awkward"), posts=posts)
        spoil(found[name], signs)
    return found


@pytest.fixture
def case(
    request: pytest.FixtureRequest,
    folders: Mapping[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Case:
    """The handbook of one of them with one theme."""
    name, theme = request.param
    return read_case(folders[name], theme, shared_folder(tmp_path_factory))


in_every_case = pytest.mark.parametrize(
    "case", CASES, indirect=True, ids=["-".join(each) for each in CASES]
)
in_both_formats = pytest.mark.parametrize("kind", ["docx", "pdf"])


def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text with its field."""
    if not isinstance(value, (dict, list)):
        yield path, str(value)
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(item, f"{path}.{key}" if isinstance(key, str) else path)


def field_of(path: str) -> str:
    """Return the field that a path leads to, of its own record: ``pay.unit``."""
    record, *names = path.split(".")
    field = record
    for name in names:
        if record not in TERMS:
            break
        field, record = f"{record}.{name}", term(record, name).holds
    return field


def all_leaves(data: Data) -> Iterator[tuple[str, str]]:
    """Yield every text of a project."""
    yield from leaves(data.handbook, "handbook")
    for kind, records in (("department", data.departments), ("role", data.roles)):
        for record in records:
            yield from leaves(record, kind)


@pytest.mark.parametrize("name", TEXTS)
def test_the_signs_stand_in_every_text_field(folders: Mapping[str, Path], name: str) -> None:
    """All that isn't chosen from a few words, counted or an id holds them."""
    data = read_data(folders[name])
    ids = {record["id"] for record in (*data.departments, *data.roles)}
    without = {
        field_of(field)
        for field, text in all_leaves(data)
        if text and TEXTS[name] not in text and text not in ids
    }
    assert without <= CHOSEN
    assert sum(TEXTS[name] in text for _, text in all_leaves(data)) > 120


@in_every_case
@in_both_formats
def test_awkward_text_comes_out_as_written_in_every_field(case: Case, kind: str) -> None:
    """Label by label, nothing swallowed, escaped twice, run as a template or added."""
    wrong = compare_all(case.facts, case.reading(kind))
    assert not wrong, said(wrong)


@in_every_case
def test_running_heads_are_cut_to_one_line_the_same_in_both_files(case: Case) -> None:
    """The beginning of the title and of the chapter, each with … where the rest was."""
    need("soffice")
    title = squash(case.facts.data.handbook["title"])
    heads = {head for head, _ in case.pdf.margins if head}
    assert heads == {head for (head,) in case.docx.margins if head}
    assert len(heads) > 5
    for head in heads:
        shown, _, chapter = head.partition("…")
        assert len(shown) > 20
        assert title.startswith(shown)
        assert chapter
    for print_of_it in (case.built.pdf, word_print(case.built)):
        with open_pdf(print_of_it) as document:
            lines = [_lines_at_the_head(page) for page in document]
        assert set(lines) <= {0, 1}  # none on the cover, however many pages that takes


def _lines_at_the_head(page: Any) -> int:
    """Count the lines of the running head, which may stand in several pieces side by side."""
    words = page.get_text("words", clip=(0, 0, page.rect.width, 60))
    return len({round(word[3]) for word in words})


@in_every_case
def test_awkward_text_comes_out_in_charts(case: Case) -> None:
    """Boxes, and what is read out in place of a chart."""
    charts = ("department_chart", "role_chart")
    for reading in (case.docx, case.pdf):
        words = {squash(text) for text in reading.alternatives}
        assert words == {squash(case.facts.chart_in_words(chart)) for chart in charts}
        for chart in charts:
            drawn = "".join(piece.text for piece in reading.parts[chart] if piece.drawn)
            assert all(box in drawn for box in case.facts.boxes(chart))


@in_every_case
def test_properties_of_the_word_file_are_not_escaped_twice(case: Case) -> None:
    """Title, author and keywords in docProps/core.xml, of which Word keeps 255 characters."""
    data = case.facts.data
    with zipfile.ZipFile(case.built.docx) as archive:
        core = etree.fromstring(archive.read("docProps/core.xml"))
    said_there = {etree.QName(each).localname: each.text for each in core}
    assert said_there["title"] == data.handbook["title"][:LONGEST_PROPERTY]
    assert said_there["creator"] == case.facts.issuer[:LONGEST_PROPERTY]
    names = ", ".join(department["name"] for department in case.facts.departments)
    assert said_there["keywords"] == names[:LONGEST_PROPERTY]


@in_every_case
def test_metadata_and_outline_of_the_pdf_are_not_escaped_twice(case: Case) -> None:
    """The information dictionary, the XMP packet and the bookmarks."""
    data = case.facts.data
    with pikepdf.open(case.built.pdf) as document:
        assert str(document.docinfo["/Title"]) == data.handbook["title"]
        assert str(document.docinfo["/Author"]) == case.facts.issuer
        with document.open_metadata() as packet:
            assert packet["dc:title"] == data.handbook["title"]
            assert packet["dc:creator"] == [case.facts.issuer]
    with open_pdf(case.built.pdf) as document:
        marks = {squash(text) for _, text, _ in document.get_toc()}
    headings = {
        says[0].label for name, says in case.facts.parts.items() if name not in (COVER, CONTENTS)
    }
    assert {squash(heading) for heading in (*headings, data.handbook["title"])} <= marks


@in_every_case
def test_the_attached_data_is_as_written(case: Case) -> None:
    """The JSON inside both files is one and the same, and holds each printed text unchanged."""
    with zipfile.ZipFile(case.built.docx) as archive:
        part = etree.fromstring(archive.read("customXml/item1.xml"))
    with open_pdf(case.built.pdf) as document:
        attached = json.loads(document.embfile_get(0))
    assert json.loads(part.text or "") == attached
    there = {text for _, text in leaves(attached, "")}
    for field, text in all_leaves(case.facts.data):
        if field_of(field) not in CHOSEN and not field.startswith(STEERING):
            assert text in there, field


@in_every_case
@in_both_formats
def test_no_words_are_drawn_over_others_or_off_the_page(case: Case, kind: str) -> None:
    """A word too long for its line is broken: it would hide its neighbours, or be cut off."""
    need("soffice")
    hidden = []
    with open_pdf(case.built.pdf if kind == "pdf" else word_print(case.built)) as document:
        for page in document:
            words = [word for word in page.get_text("words", flags=0) if word[4].strip()]
            hidden += [
                f"page {page.number + 1}: “{word[4]}” goes off the page"
                for word in words
                if word[0] < 0 or word[2] > page.rect.width
            ]
            hidden += [
                f"page {page.number + 1}: “{one[4]}” and “{other[4]}” lie on one another"
                for one, other in near(words)
                if overlap(one, other) > 0.2
            ]
    assert not hidden, said(hidden)


def near(words: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of words of which one begins before the other ends, from top to bottom."""
    ordered = sorted(words, key=lambda word: float(word[1]))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other[1] >= one[3]:
                break
            yield one, other


def overlap(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Return how much of the smaller of two boxes the other one covers, from 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return float(width * height / smaller) if smaller > 0 else 0


@pytest.mark.parametrize(
    ("one", "other", "covered"),
    [
        ((0, 0, 10, 10, "a"), (5, 0, 15, 10, "b"), 0.5),
        ((0, 0, 10, 10, "a"), (2, 2, 4, 4, "b"), 1),
        ((0, 0, 10, 10, "a"), (10, 0, 20, 10, "b"), 0),
        ((0, 0, 10, 10, "a"), (0, 18, 10, 28, "b"), 0),
    ],
)
def test_boxes_that_lie_on_one_another_are_found(
    one: Sequence[Any], other: Sequence[Any], covered: float
) -> None:
    """Beside each other and below each other is not on one another."""
    assert overlap(one, other) == overlap(other, one) == covered
