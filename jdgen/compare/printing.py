"""What changed, on paper and as a page: which files come of it, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from jdgen.compare.affected import AffectedPost
from jdgen.compare.sides import Side
from jdgen.meaning import Comparison
from jdgen.model import Library
from jdgen.packs import Format, file_name
from jdgen.produce.comparison import print_sheet
from jdgen.produce.document import Printed
from jdgen.produce.guarding import guarded
from jdgen.produce.job import Progress, Wanted, no_progress
from jdgen.produce.redline import redline
from jdgen.project import Checks, Materials, Named, gather, html_templates
from jdgen.render.comparison_page import render_comparison
from jdgen.render.data import NOT_PRINTED
from jdgen.resources import has_own_templates
from jdgen.terms.phrases import phrase
from jdgen.views.comparison import ComparisonView, view_comparison
from jdgen.views.comparison_paper import paper_title, sheet, view_table_of_changes
from jdgen.views.revision_line import revision_line
from jdgen.views.sections import HandbookView
from jdgen.views.sign_anew import PersonToSign, PostToSign, sign_anew_parts

Kind = Literal["table", "redline", "affected"]

UNPRINTED: Mapping[str, set[str]] = {
    "handbook": NOT_PRINTED["handbook"] | {"language"},
    "department": NOT_PRINTED["departments"] | {"id"},
    "role": NOT_PRINTED["roles"] | {"id"},
}
"""By record, what no page of a handbook prints."""


@dataclass(frozen=True)
class Papers:
    """What to print: of which states, as what, in which formats, dated ``moment`` at the latest."""

    project: Path
    sides: tuple[Side, Side]
    comparison: Comparison
    formats: tuple[Format, ...]
    theme: str | None = None
    attach: bool = True
    moment: datetime | None = None

    @property
    def language(self) -> Literal["zh", "en"]:
        """The language of what is printed."""
        return self.comparison.new.handbook.language

    @property
    def names(self) -> tuple[str, str]:
        """What the two states are called."""
        return self.sides[0].label(self.language), self.sides[1].label(self.language)

    def name(self, kind: Kind, suffix: str) -> str:
        """Return a file's name."""
        library = self.comparison.new
        title = paper_title(library)
        if kind == "redline":
            title = phrase("redline_of", self.language, title=library.handbook.title)
        elif kind == "affected":
            title = _affected_title(library)
        return file_name(title, suffix)


def view(papers: Papers, *, all_of_it: bool) -> ComparisonView:
    """Return what is shown; ``all_of_it``: also what no page of the handbook prints."""
    written = revision_line(papers.comparison, UNPRINTED)
    return view_comparison(
        papers.comparison, papers.names, None if all_of_it else UNPRINTED, written
    )  # fmt: skip


def page(papers: Papers) -> bytes:
    """Return the web page of all changes. Raises InputError where its template fails."""
    with _bounded(papers, papers.project, no_progress):
        templates = html_templates(papers.project)
        return render_comparison(view(papers, all_of_it=True), templates).encode()


def print_table(papers: Papers, progress: Progress = no_progress) -> Printed:
    """Return the table of changes (修订对照表). Raises InputError or EnvironmentProblem."""
    new = papers.comparison.new
    shown = view_table_of_changes(view(papers, all_of_it=False), new, papers.moment)
    return _print_sheet(papers, shown, progress)


def print_redline(papers: Papers, progress: Progress = no_progress) -> Printed:
    """Return the handbook as a redline. Raises InputError or EnvironmentProblem."""
    comparison = papers.comparison
    with _bounded(papers, _folder(papers), progress) as reporting:
        return redline(
            comparison.old, comparison.new, _materials(papers), _wanted(papers), reporting
        )


def print_affected(
    papers: Papers, posts: tuple[AffectedPost, ...], progress: Progress = no_progress
) -> Printed:
    """Return the list of those who sign anew. Raises InputError or EnvironmentProblem."""
    new = papers.comparison.new
    parts = sign_anew_parts(new, papers.names, tuple(_to_sign(posts)))
    heading = phrase("sign_anew", papers.language)
    shown = sheet(new, heading, parts, papers.moment)
    return _print_sheet(papers, shown, progress)


def _print_sheet(papers: Papers, shown: HandbookView, progress: Progress) -> Printed:
    new = papers.comparison.new
    with _bounded(papers, _folder(papers), progress) as reporting:
        return print_sheet(shown, new, _materials(papers), _wanted(papers), reporting)


def _bounded(
    papers: Papers, folder: Path, progress: Progress
) -> AbstractContextManager[Progress]:
    """Hold the templates of a folder to their bounds; what both states print counts."""
    posts = len(papers.comparison.old.roles) + len(papers.comparison.new.roles)
    return guarded(has_own_templates(folder), posts, progress)


def _folder(papers: Papers) -> Path:
    """Return where templates of one's own may be: the new state's, else the project's."""
    return papers.sides[1].folder or papers.project


def _to_sign(posts: tuple[AffectedPost, ...]) -> Iterator[PostToSign]:
    for post in posts:
        people = tuple(
            PersonToSign(each.name, each.edition, each.day.isoformat() if each.day else "")
            for each in post.due
        )
        yield PostToSign(post.title, () if post.is_new else post.fields, people)


def _affected_title(library: Library) -> str:
    language = library.handbook.language
    separator = "" if language == "zh" else ": "
    return f"{library.handbook.title}{separator}{phrase('sign_anew', language)}"


def _materials(papers: Papers) -> Materials:
    """Return themes and templates."""
    from jdgen.render.templates import check_html, check_word  # heavy: Jinja

    checks = Checks(check_html, check_word)
    folder = _folder(papers)
    if papers.theme is not None:
        return gather(folder, papers.theme, checks)
    new = papers.comparison.new
    path = ("handbook", "theme")
    named = Named(new.locate(*path), new.spell(*path))
    return gather(folder, new.handbook.theme, checks, named)


def _wanted(papers: Papers) -> Wanted:
    return Wanted(formats=papers.formats, attach=papers.attach, moment=papers.moment)


