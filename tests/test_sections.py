"""A handbook joined from sections is the same as in one pass; an edit costs what was edited."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from jdgen.render.pieces.file import Objects, PdfFile, holders
from tests.checkers.pages import check_structure, page_pictures
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.every_edit import Edited, differing
from tests.projects import ROOT, make_project
from tests.reading import open_pdf
from tests.sections import ATTACHED, Handbook, Joined, Shelf
from tests.small import write_project

ENGLISH = ROOT / "templates" / "projects" / "english"
# More in `make test-edits`; each costs two builds.
EDITS = 3


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example, joined from its sections and in one pass."""
    folder = tmp_path_factory.mktemp("both")
    handbook = Handbook(ROOT)
    joined = handbook.join()
    data, layout = handbook.in_one_pass()
    assert joined.layout == layout
    files = folder / "joined.pdf", folder / "whole.pdf"
    files[0].write_bytes(joined.data)
    files[1].write_bytes(data)
    return files


def test_every_page_looks_as_in_one_pass(both: tuple[Path, Path], tmp_path: Path) -> None:
    """All pages drawn by Poppler are the same picture, dot for dot."""
    need("pdftoppm")
    joined, whole = (page_pictures(file, tmp_path, dpi=72) for file in both)
    assert len(joined) == len(whole) > 30
    assert [one.name for one, other in zip(joined, whole, strict=True) if _differ(one, other)] == []
    # The comparison sees a page that is another one.
    assert _differ(joined[3], joined[4])


def _differ(one: Path, other: Path) -> bool:
    with Image.open(one) as first, Image.open(other) as second:
        return ImageChops.difference(first.convert("L"), second.convert("L")).getbbox() is not None


def test_text_links_and_bookmarks_are_those_of_one_pass(both: tuple[Path, Path]) -> None:
    """Page by page the same text and links to the same places; the same outline."""
    joined, whole = (open_pdf(file) for file in both)
    assert [page.get_text() for page in joined] == [page.get_text() for page in whole]
    books = joined, whole
    links = [[_link(link) for page in book for link in page.get_links()] for book in books]
    assert links[0] == links[1]
    assert len(links[0]) > 50
    assert _outline(joined) == _outline(whole)
    assert [page.get_label() for page in joined] == [page.get_label() for page in whole]


def _link(link: Any) -> tuple[Any, ...]:
    """Return where a link leads, and the middle of where it stands: room is left for its number."""
    left, top, right, bottom = link["from"]
    return link["page"], link["kind"], round((left + right) / 2, 1), round(top, 1), round(bottom, 1)


def _outline(book: Any) -> list[Any]:
    lines = book.get_toc(simple=False)
    for line in lines:
        # The number of an object, which is any.
        line[3].pop("xref")
    assert len(lines) > 20
    return list(lines)


def test_structure_is_that_of_one_pass(both: tuple[Path, Path]) -> None:
    """The same elements, in the same order and nesting, with the same content and link texts."""
    trees = []
    for file in both:
        with pikepdf.open(file) as pdf:
            trees.append(list(_elements(pdf.Root.StructTreeRoot.K[0], 0)))
    assert trees[0] == trees[1]
    assert len(trees[0]) > 2000


def _elements(element: Any, depth: int) -> Iterator[tuple[Any, ...]]:
    """Yield depth, kind, marked content, attributes and link texts of every element."""
    kids = element.get("/K", [])
    marks = [int(kid) for kid in kids if isinstance(kid, int)]
    attributes = dict(element.get("/A", {}))
    headers = len(attributes.pop("/Headers", []))
    plain = sorted((name, str(value)) for name, value in attributes.items() if name != "/BBox")
    contents = [
        str(kid.Obj.Contents)
        for kid in kids
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"
    ]
    yield depth, str(element.S), marks, plain, headers, contents
    for kid in kids:
        if not isinstance(kid, int) and kid.get("/Type") == "/StructElem":
            yield from _elements(kid, depth + 1)


def test_both_ways_conform_and_are_about_as_large(both: tuple[Path, Path]) -> None:
    """Nothing against PDF/UA-1 and PDF/A-3a or qpdf's rules; at most a fifth larger."""
    need("verapdf", "java", "jaxb", "qpdf")
    assert check_pdf(list(both), ("ua1", "3a")) == []
    assert [finding for file in both for finding in check_structure(file)] == []
    assert both[0].stat().st_size < 1.2 * both[1].stat().st_size


def test_one_copy_of_each_font_and_the_attachment(both: tuple[Path, Path]) -> None:
    """Every font program is in the file once, and the data that was attached comes out again."""
    with pikepdf.open(both[0]) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        programs = {
            each["/FontFile3" if "/FontFile3" in each else "/FontFile2"].objgen
            for each in descriptors
        }
        assert len(programs) == len({str(each.FontFamily) for each in descriptors}) > 2
        assert pdf.attachments["data.json"].get_file().read_bytes() == ATTACHED.data


def test_a_longer_post_costs_itself_and_moves_the_numbers_after_it(tmp_path: Path) -> None:
    """Only the edited post is laid out again, though it takes a page more; others move on."""
    project = make_project(tmp_path / "project", posts=6)
    shelf = Shelf()
    first = Handbook(project).join(shelf)
    again = Handbook(project).join(shelf)
    assert (first.laid_out > 6, again.laid_out, again.data == first.data) == (True, 0, True)
    duties = "工作职责与任务:\n"
    roles = sorted((project / "data" / "roles").rglob("*.yaml"))
    path = next(each for each in roles if f"{duties}- " in each.read_text(encoding="utf-8"))
    edited = f"role_{path.stem.replace('-', '_')}"
    added = "".join(f"- 第{number}项补充职责，按上级安排完成。\n" for number in range(80))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(duties, duties + added), encoding="utf-8")
    handbook = Handbook(project)
    longer = handbook.join(shelf)
    assert longer.laid_out == 1
    assert longer.layout.page_counts[edited] > first.layout.page_counts[edited]
    assert longer.data == handbook.join().data
    data, layout = handbook.in_one_pass()
    assert longer.layout == layout
    texts = [_texts(each, tmp_path) for each in (longer.data, data)]
    assert texts[0] == texts[1]


def _texts(data: bytes, folder: Path) -> list[str]:
    file = folder / "read.pdf"
    file.write_bytes(data)
    return [page.get_text() for page in open_pdf(file)]


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "other"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    """A bit turned, the end cut off, nothing, another section's bytes without their hash."""
    handbook = Handbook(write_project(tmp_path))
    shelf = Shelf()
    first = handbook.join(shelf)
    whole = dict(shelf.entries)
    for key, data in whole.items():
        middle = len(data) // 2
        flipped = data[:middle] + bytes((data[middle] ^ 1,)) + data[middle + 1 :]
        shelf.entries[key] = {
            "flip": flipped,
            "cut": data[:middle],
            "empty": b"",
            "other": bytes(32) + data[32:],
        }[damage]
    again = handbook.join(shelf)
    assert again.data == first.data
    assert again.laid_out == first.laid_out > 0
    assert shelf.entries == whole


def test_templates_that_print_page_numbers_their_own_way_go_through_one_pass() -> None:
    """Numbers that can't be filled in later are seen, in the style sheet and in the HTML."""
    handbook = Handbook(ENGLISH)
    assert handbook.sectioned().jobs is not None
    own = handbook.materials.css + "\n@page { @bottom-right { content: counter(page) } }"
    assert handbook.sectioned(own).jobs is None
    for template, old, new in (
        ("section.html", "<body>", "<body><p>{{ first_page }}</p>"),
        ("sections/contents.html", 'class="page-of" ', ""),
    ):
        kept = handbook.html
        texts = {**handbook.materials.html}
        name = next(each for each in texts if each.endswith(template))
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new)
        handbook.html = type(kept)(handbook.view, handbook.materials.theme, texts, {
            "department_chart": "", "role_chart": "",
        })  # fmt: skip
        assert handbook.sectioned().jobs is None
        handbook.html = kept


def test_an_edit_makes_anew_its_group_alone(tmp_path: Path) -> None:
    """Not what stands after it, though all later page numbers move; the file is as made anew."""
    edited = Edited(tmp_path / "project", posts=40, seed=1)
    shelf = Shelf()
    Handbook(edited.folder).join(shelf)
    groups = len(Handbook(edited.folder).sectioned().groups)
    assert groups > 8

    def rejoined() -> tuple[list[str], Joined]:
        known = dict(shelf.entries)
        made = Handbook(edited.folder).join(shelf)
        assert made.data == Handbook(edited.folder).join().data
        new = [key for key, data in shelf.entries.items() if known.get(key) != data]
        return new, made

    # The section's HTML and piece, what a document asks of its group, and the group as it stands.
    edited.write(3, "审核预算。")
    new, first = rejoined()
    assert (first.laid_out, len(new)) == (1, 4)
    # A page more: what prints other sections' page numbers as well, the contents and the chart.
    edited.write(3, "审核预算。" + "审核预算，并报总监。" * 150)
    new, longer = rejoined()
    assert longer.layout.pages == first.layout.pages + 1
    assert (longer.laid_out, len(new)) == (1, 6)


def test_more_objects_than_one_stream_may_hold() -> None:
    """A section of 70,000 objects, as a table of a thousand posts has; all are found again."""
    file = PdfFile()
    objects = [b"(%d)" % number for number in range(70_000)]
    own = Objects()
    assert own.add_together(70_020, range(20, 70_020), objects) == 70_020 + holders(70_000)
    file.add_block(20, own.block(20, 70_100), b"")
    file.add_together(10, [1, 2, 3, 4], [
        b"<</Type /Catalog/Pages 2 0 R>>", b"<</Type /Pages/Kids [4 0 R]/Count 1>>", b"<<>>",
        b"<</Type /Page/Parent 2 0 R/MediaBox [0 0 9 9]/Resources <<>>>>",
    ])  # fmt: skip
    with pikepdf.open(io.BytesIO(file.finish(70_200, 1, 3))) as pdf:
        found = [str(pdf.get_object(number, 0)) for number in range(20, 70_020)]
        assert pdf.check_pdf_syntax() == []
    assert found == [str(number) for number in range(70_000)]


def test_random_edits_come_out_the_same_with_and_without_a_cache(tmp_path: Path) -> None:
    """After each of several edits, one on the other, all files are byte for byte the same."""
    edited = Edited(tmp_path / "project", posts=4, seed=7)
    for _ in range(EDITS + 1):
        assert differing(edited.folder, tmp_path, ("handbook", "roles")) == []
        edited.edit()
