"""The HTML of a section is rendered where something that it prints has changed, nowhere else."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from jdgen.render.html import HtmlRenderer, PageFacts
from jdgen.render.section_digest import headings_for
from jdgen.views.sections import HandbookView, Section
from tests.projects import ROOT, make_project
from tests.sections import Handbook, Shelf

ENGLISH = ROOT / "templates" / "projects" / "english"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The anchors of the sections that are rendered."""
    seen: list[str] = []
    render = HtmlRenderer.render

    def noted(self: HtmlRenderer, section: Section, facts: PageFacts) -> str:
        seen.append(section.anchor)
        return render(self, section, facts)

    monkeypatch.setattr(HtmlRenderer, "render", noted)
    return seen


def test_an_edit_renders_the_section_that_it_changes(tmp_path: Path, rendered: list[str]) -> None:
    """The second time nothing, after an edit one, after another title of the book all."""
    project, shelf = make_project(tmp_path / "p", posts=6), Shelf()
    handbook = Handbook(project)
    first = handbook.join(shelf)
    anchors = [section.anchor for section in handbook.view.sections]
    assert rendered == anchors
    rendered.clear()
    assert Handbook(project).join(shelf).data == first.data
    assert rendered == []
    path = next(project.rglob("assembly-manager.yaml"))
    edited = path.read_text(encoding="utf-8").replace("。", "，并及时归档。", 1)
    path.write_text(edited, encoding="utf-8")
    second = Handbook(project).join(shelf)
    assert rendered == ["role_assembly_manager"]
    assert second.laid_out == 1
    assert second.data == Handbook(project).join().data
    rendered.clear()
    path = project / "data" / "handbook.yaml"
    edited = path.read_text(encoding="utf-8").replace("岗位说明书", "职位说明书", 1)
    assert edited != path.read_text(encoding="utf-8")
    path.write_text(edited, encoding="utf-8")
    assert Handbook(project).join(shelf).laid_out == len(anchors)
    assert rendered == anchors


class _Excerpt(HandbookView):
    """A handbook of no sections that knows the headings of others."""

    lines: tuple[object, ...] = ()

    @property
    def contents(self) -> tuple[object, ...]:  # type: ignore[override]
        """Those headings."""
        return self.lines


@pytest.mark.parametrize("theme", ["standard", "form"])
@pytest.mark.parametrize("project", [ROOT, ENGLISH], ids=["chinese", "english"])
def test_templates_print_nothing_of_other_sections(project: Path, theme: str) -> None:
    """Each section is the same without the others, given their headings for the contents alone.

    That is what lets a section be kept under a key of its own.
    """
    handbook = Handbook(project, theme)
    facts = PageFacts({}, 1, 2)
    renderer, apart = handbook.html, Handbook(project, theme).html
    for section in handbook.view.sections:
        own = {each.name: getattr(handbook.view, each.name) for each in fields(HandbookView)}
        excerpt = _Excerpt(**{**own, "sections": ()})
        object.__setattr__(excerpt, "lines", headings_for(section, handbook.view))
        apart._environment.globals["book"] = excerpt
        assert apart.render(section, facts) == renderer.render(section, facts)
    # The comparison sees a section that prints more than it is given.
    contents = next(each for each in handbook.view.sections if each.kind == "contents")
    apart._environment.globals["book"] = replace(handbook.view, sections=())
    assert apart.render(contents, facts) != renderer.render(contents, facts)


def test_a_damaged_note_is_made_again(tmp_path: Path, rendered: list[str]) -> None:
    """Whatever became of it."""
    project, shelf = make_project(tmp_path / "p", posts=3), Shelf()
    whole = Handbook(project).join(shelf)
    entries = dict(shelf.entries)
    for change in (lambda data: data[:-1], lambda data: data[:-1] + b"!", lambda _data: b""):
        shelf.entries = {key: change(data) for key, data in entries.items()}
        rendered.clear()
        assert Handbook(project).join(shelf).data == whole.data
        assert len(rendered) == len(Handbook(project).view.sections)
        assert shelf.entries == entries
