"""A comparison as a document to print and to sign: the table of changes (修订对照表)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jdgen.model import Library
from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase
from jdgen.views.comparison import ChangeRow, ComparisonView
from jdgen.views.identity import document_moment, issuer
from jdgen.views.parts import Field, Part, plain
from jdgen.views.sections import HandbookView, Heading, Section
from jdgen.views.text import Passage

_SIGNERS = ("prepared", "reviewed", "approved")


def paper_title(library: Library) -> str:
    """Return what the document is called."""
    handbook = library.handbook
    return phrase("comparison_of", handbook.language, title=handbook.title)


def view_table_of_changes(
    view: ComparisonView, new: Library, moment: datetime | None = None
) -> HandbookView:
    """Return the document of a view's rows; ``moment`` dates it where ``new`` has no date."""
    parts = (
        Part("fields", "fields", "", fields=tuple(_facts(view))),
        *_sums(view),
        *_changes(view),
        _signoff(view.language),
    )
    return sheet(new, view.title, parts, moment)


def sheet(
    library: Library, heading: str, parts: tuple[Part, ...], moment: datetime | None
) -> HandbookView:
    """Return a document of one heading and some parts, dated as the handbook is."""
    handbook = library.handbook
    section = Section(
        "parts", "changes", heading,
        headings=(Heading(1, heading, "changes"),),
        parts=parts,
    )  # fmt: skip
    return HandbookView(
        title=f"{handbook.title}{heading}" if handbook.language == "zh"
        else f"{handbook.title}: {heading}",
        language=handbook.language,
        organisation=issuer(handbook),
        sections=(section,),
        subject=handbook.title,
        keywords=(heading,),
        moment=document_moment((handbook.issue_date, handbook.effective_date), moment),
        running_title=handbook.title,
        loose=True,
    )  # fmt: skip


def _facts(view: ComparisonView) -> Iterator[Field]:
    language = view.language
    posts, posts_now, people, people_now, difference = view.total.told(language)
    yield Field(phrase("compared_handbook", language), plain(view.handbook))
    yield Field(phrase("compared_old", language), plain(view.old))
    yield Field(phrase("compared_new", language), plain(view.new))
    told = (
        ("number_of_posts", posts, posts_now, ""),
        ("established", people, people_now, difference),
    )
    for name, old, new, more in told:
        words = phrase("from_to", language, old=old, new=new) if old != new else new
        if more not in ("", "0"):
            words += f"（{more}）" if language == "zh" else f" ({more})"
        yield Field(phrase(name, language), plain(words))
    number = phrase("changes_in_all", language, number=len(view.rows))
    if view.left_out:
        number = phrase(
            "changes_left_out", language, number=len(view.rows), more=view.left_out
        )  # fmt: skip
    yield Field(phrase("compared_changes", language), plain(number))


def _sums(view: ComparisonView) -> Iterator[Part]:
    if not view.sums:
        return
    language = view.language
    header = tuple(
        phrase(name, language)
        for name in ("compared_department", "posts_before", "posts_after", "established_before",
                     "established_after", "difference")
    )  # fmt: skip
    rows = tuple(
        tuple(map(plain, (row.name, *row.told(language)))) for row in (*view.sums, view.total)
    )
    heading = phrase("headcount_change", language)
    yield Part("change_sums", "table", heading, header=header, rows=rows)


def _changes(view: ComparisonView) -> Iterator[Part]:
    language = view.language
    if not view.rows:
        yield Part("changes", "text", "", lines=(plain(phrase("no_changes", language)),))
        return
    heading = phrase("compared_changes", language)
    yield Part("legend", "text", heading, lines=(plain(phrase("changes_legend", language)),))
    header = tuple(
        phrase(name, language)
        for name in ("post", "compared_item", "compared_old", "compared_new", "compared_reason")
    )
    yield Part("changes", "table", "", header=header, rows=tuple(_rows(view)))


def _rows(view: ComparisonView) -> Iterator[tuple[Passage, ...]]:
    """Yield the rows; a reason of several changes stands at the first of them, and a mark below."""
    above: ChangeRow | None = None
    for row in view.rows:
        again = above is not None and (above.record, above.id) == (row.record, row.id)
        reason = phrase("as_above", view.language) if again and row.reason else row.reason
        yield plain(row.owner), plain(row.item), row.before, row.after, plain(reason)
        above = row


def _signoff(language: Language) -> Part:
    header = tuple(term("signoff", name).label(language) for name in _SIGNERS)
    colon = phrase("colon", language)
    # Room to write above each line.
    room = "\n\n".join(f"{phrase(name, language)}{colon}" for name in ("signature", "date"))
    return Part("signoff", "table", "", header=header, rows=((plain(room),) * len(_SIGNERS),))
