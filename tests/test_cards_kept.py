"""Cards are fitted by reckoned heights, laid out once, kept, and put together from their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from jdgen.build import Request, build
from jdgen.render.card_workshop import CardShop
from jdgen.render.pdf.cards import CardSetter
from jdgen.render.workshop import Workshop
from jdgen.request import Wanted
from jdgen.resources import installed
from jdgen.views.card import variants
from tests.cards import BARE, EMPLOYER, ENGLISH, LONG, TASKS, cards, paragraphs
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.postings import CLERK, change, write
from tests.projects import ROOT, make_project
from tests.sections import Counted, Shelf

POSTS = 6
A4 = Wanted(allow_draft=True, sheet="A4", size="A5")


def made(request: Request, workshop: Workshop | None = None) -> dict[str, bytes]:
    """Build, and return the files by name."""
    result = build(request, workshop=workshop)
    return {path.name: path.read_bytes() for path in result.files}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A few generated posts."""
    return make_project(tmp_path / "project", posts=POSTS)


def test_files_are_the_same_with_a_cache_and_without_and_by_several_processes(
    project: Path, tmp_path: Path
) -> None:
    """Alone and nothing kept; two processes; all taken from the cache; one process and a cache."""
    request = Request(project, ("cards",), output=tmp_path / "output", wanted=A4, workers=1)
    plain = made(replace(request, cache=False))
    assert len(plain) == 2 * POSTS + 2
    assert made(replace(request, cache=False, workers=2)) == plain
    assert made(replace(request, workers=2)) == plain
    kept = project / ".cache" / "jdgen" / "sections"
    assert len(list(kept.iterdir())) == POSTS + POSTS // 2
    for note in (project / ".cache" / "jdgen" / "builds").iterdir():
        note.unlink()
    assert made(request) == plain


def test_an_edit_of_one_post_lays_out_one_card(project: Path, tmp_path: Path) -> None:
    """And the sheet that it lies on; all else is taken as it was kept, with the same files."""
    request = Request(
        project, ("cards",), output=tmp_path / "output", wanted=A4, workers=1, cache=False
    )
    shelf, first, again, edited = Shelf(), Counted(), Counted(), Counted()
    before = made(request, Workshop(shelf, first.run))
    assert (first.cards, first.sections) == (POSTS, POSTS // 2)
    assert made(request, Workshop(shelf, again.run)) == before
    assert (again.cards, again.sections) == (0, 0)
    plain = re.compile(r"^本职概述: (?=[\u4e00-\u9fff])", re.MULTILINE)
    posts = sorted((project / "data" / "roles").rglob("*.yaml"))
    path = next(each for each in posts if plain.search(each.read_text("utf-8")))
    path.write_text(plain.sub("本职概述: 按时", path.read_text("utf-8")), "utf-8")
    after = made(request, Workshop(shelf, edited.run))
    assert (edited.cards, edited.sections) == (1, 1)
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed) == 4
    assert {"cards.pdf", "sheet.pdf"} < changed
    assert made(request) == after


def test_what_is_damaged_is_made_again(project: Path, tmp_path: Path) -> None:
    """A bit off anywhere, an end that is missing, nothing at all: the same files come out."""
    request = Request(
        project, ("cards",), output=tmp_path / "output", wanted=A4, workers=1, cache=False
    )
    shelf = Shelf()
    before = made(request, Workshop(shelf, Counted().run))
    keys = sorted(shelf.entries)
    whole = dict(shelf.entries)
    for number, key in enumerate(keys):
        data = bytearray(shelf.entries[key])
        data[len(data) * number // len(keys)] ^= 1
        shelf.entries[key] = (bytes(data), bytes(data[:-1]), b"", whole[key][:40])[number % 4]
    counted = Counted()
    assert made(request, Workshop(shelf, counted.run)) == before
    assert counted.cards + counted.sections == len(keys)
    assert shelf.entries == whole


# ---- heights that are reckoned


def setters(project: Path, size: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Yield what sets the cards of a project, and the cards."""
    seen: list[Any] = []

    class Enough(Exception):
        """What is wanted was seen."""

    def stop(shop: CardShop, _progress: object) -> None:
        seen.append(shop._batch(tuple(shop._wanted)))
        raise Enough

    monkeypatch.setattr(CardShop, "lay_out", stop)
    with pytest.raises(Enough):
        cards(project, project, size=size, allow_draft=True)
    monkeypatch.undo()
    for batch in seen:
        yield CardSetter(batch), batch.cards


@pytest.mark.parametrize("size", ["A4", "A5", "A6"])
@pytest.mark.parametrize("which", ["example", "english", "odd"])
def test_heights_reckoned_are_those_laid_out(
    which: str, size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the largest step and the smallest, in each variant: no line more and no line less."""
    project = {"example": ROOT, "english": ENGLISH}.get(which)
    if project is None:
        project = write(tmp_path / "odd", LONG, TASKS, BARE, handbook=EMPLOYER)
    off, compared = [], 0
    for setter, wanted in setters(project, size, monkeypatch):
        for card in wanted[:4]:
            for view in variants(card.card):
                for number in (0, len(card.setting.paper.steps) - 1):
                    setting = replace(
                        card.setting, number=number, two_columns=view.two_columns
                    )
                    tried = replace(card, card=view, setting=setting)
                    reckoned, laid_out = setter.reckon(tried), setter.measure(tried)
                    assert reckoned.keys() == laid_out.keys()
                    compared += len(reckoned)
                    # A block of forty items may be higher by what its lines are rounded.
                    off += [
                        (view.title, number, name, height, laid_out[name])
                        for name, height in reckoned.items()
                        if abs(height - laid_out[name]) > max(1, 0.001 * height)
                    ]
    assert off == []
    assert compared > 60


def test_a_page_that_is_not_as_reckoned_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each thing that takes a line more than it should, in whichever part of the card."""
    project = write(tmp_path / "p", TASKS, handbook=EMPLOYER)
    for setter, (wanted,) in setters(project, "A4", monkeypatch):
        fitted, document = setter.fit(wanted)
        assert setter.is_as_reckoned(fitted, document)
        view = fitted.card
        longer = "，以及其他" * 60
        others = [
            replace(view, title=view.title + longer),
            replace(view, standing=view.standing + longer),
            replace(view, facts=(replace(view.facts[0], text=longer), *view.facts[1:])),
            replace(view, blocks=view.blocks[:-1]),
            replace(view, applying=replace(view.applying, text=(longer,))),
            *(replace(view, blocks=_longer(view.blocks, name, longer))
              for name in (block.name for block in view.blocks)),
        ]  # fmt: skip
        for other in others:
            page = setter.lay_out(replace(fitted, card=other))
            assert not setter.is_as_reckoned(fitted, page)
        assert len(others) > 8


def _longer(blocks: Any, name: str, longer: str) -> Any:
    """Return blocks, the first item in one of them longer."""

    def say_more(block: Any) -> Any:
        first, *rest = block.items
        return replace(block, items=(replace(first, text=first.text + longer), *rest))

    return tuple(say_more(block) if block.name == name else block for block in blocks)


def test_what_is_not_reckoned_is_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word longer than its line, a soft hyphen; and a template that places something else."""
    posts = [
        change(CLERK, id="word", 岗位名称="长", 本职概述="负责" + "x" * 400),
        change(CLERK, id="hyphen", 岗位名称="软", 本职概述="负责data\u00adbases的维护。"),
    ]
    project = write(tmp_path / "p", *posts, handbook=EMPLOYER)
    measured: list[str] = []
    plain = CardSetter.measure

    def count(setter: CardSetter, card: Any) -> Any:
        measured.append(card.card.title)
        return plain(setter, card)

    monkeypatch.setattr(CardSetter, "measure", count)
    result = cards(project, tmp_path / "one", size="A4")
    assert set(measured) == {"长", "软"}
    assert not result.refused
    measured.clear()
    cards(write(tmp_path / "q", TASKS, handbook=EMPLOYER), tmp_path / "two", size="A4")
    assert measured == []
    own = write(tmp_path / "own", TASKS, handbook=EMPLOYER)
    template = own / "templates" / "html" / "card" / "card.html"
    template.parent.mkdir(parents=True)
    text = (installed("templates") / "html" / "card" / "card.html").read_text("utf-8")
    foot = '<div class="foot"'
    assert text.count(foot) == 1
    more = '<p class="line">{{ card.title }}</p>' * 3
    heading = '<div data-key="main">'
    assert text.count(heading) == 1
    template.write_text(text.replace(heading, heading + more), "utf-8")
    result = cards(own, tmp_path / "three", size="A4")
    assert set(measured) == {"会计"}
    assert not result.refused


def test_a_font_that_a_template_brings_is_embedded(tmp_path: Path) -> None:
    """Each card, all of them and their sheets; the files conform, and Word is made all the same."""
    need("verapdf", "java", "jaxb")
    project = write(tmp_path / "p", CLERK, TASKS, handbook=EMPLOYER)
    rules = project / "templates" / "html" / "card" / "card.css"
    rules.parent.mkdir(parents=True)
    own = "\n.kicker, .number { font-family: 'DejaVu Serif', heading0, heading1 !important }\n"
    rules.write_text(
        (installed("templates") / "html" / "card" / "card.css").read_text("utf-8") + own, "utf-8"
    )
    result = cards(project, tmp_path / "out", size="A5", sheet="A3")
    files = sorted(path for path in result.files if path.suffix == ".pdf")
    assert len(files) == 4
    for path in files:
        with pikepdf.open(path) as pdf:
            names = [str(each.get("/BaseFont")) for each in pdf.objects if _is_font(each)]
            assert any("DejaVu" in name for name in names)
            page = pdf.pages[0]
            assert (page.trimbox != page.mediabox) == (path.name == "sheet.pdf")
    assert check_pdf(files, ("ua1", "3a")) == []
    (word,) = (path for path in result.files if path.name == "会计.docx")
    assert "会计" in paragraphs(word)


def _is_font(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
