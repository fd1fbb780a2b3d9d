"""A document's view to a PDF, section by section.

1. Every section becomes HTML. What only the layout knows is left open in it: page numbers are
   stamped when the document is put together, so that no section depends on another's length.
2. The sections are laid out, or taken as they are kept (see ``workshop``).
3. With the length of all sections known, the pieces become one file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property, partial
from zlib import crc32

from jdgen.render.folios import Folios, Layout
from jdgen.render.html import HtmlRenderer, PageFacts
from jdgen.render.pieces.assembly import Whole, bind
from jdgen.render.pieces.batch import PAGE_COUNT, SectionJob
from jdgen.render.pieces.engine import colour_profile, producer
from jdgen.render.pieces.metadata import Attached, describe
from jdgen.render.pieces.quire import Quire
from jdgen.render.section_digest import SectionDigests
from jdgen.render.section_html import KnownHtml, known_html
from jdgen.render.workshop import Look, Wanted
from jdgen.store import Store
from jdgen.views.sections import Section

# Numbers that no page has: they show where a template prints which.
_FIRST_PAGE, _PAGE_OF = "7654322", "7654323"
_RESET = f"counter-reset: page {_FIRST_PAGE} "
_STAMPED = re.compile(rf'<a class="page-of"[^>]*>{_PAGE_OF}</a>')
_FOLIO_RULE = re.compile(r"\.folio-(?:arabic|roman)::after\s*\{[^}]*\}")


# So many posts share a group, on average and at most.
_TOGETHER, _MOST_TOGETHER = 12, 24


class _FixedNumbersError(Exception):
    """A template prints page numbers in a way of its own."""


class SectionedPdf:
    """One document: its sections to be laid out, then their pages and the file.

    ``store`` keeps what their HTML comes to; None where templates are a project's own.
    """

    def __init__(
        self,
        sections: SectionDigests,
        html: HtmlRenderer,
        look: Look,
        store: Store | None = None,
    ) -> None:
        self._digests = sections
        self._view = sections.view
        self._html = html
        self._store = store
        self.look = look
        self._quires: list[Quire] = []
        self._layout = Layout()

    @cached_property
    def jobs(self) -> list[Wanted] | None:
        """The sections to be laid out; None where page numbers can't be left open.

        That is where a template prints them in a way of its own. Raises InputError where one fails.
        """
        view = self._view
        if not view.loose and "counter(page" in _FOLIO_RULE.sub("", self.look.css):
            return None
        titles = {heading.anchor: heading.text for heading in view.contents}
        jobs = []
        try:
            render = [partial(self._render, section) for section in view.sections]
            for each in known_html(self._html, render, self._digests, self._store):
                named = tuple((anchor, titles[anchor]) for anchor in each.links if anchor in titles)
                jobs.append(self._wanted(each, named))
        except _FixedNumbersError:
            return None
        return jobs

    def _wanted(self, known: KnownHtml, named: tuple[tuple[str, str], ...]) -> Wanted:
        stamped = not self._view.loose
        told = repr((known.digest, named, stamped)).encode("utf-8")
        return Wanted(
            hashlib.blake2b(told).hexdigest(),
            lambda: SectionJob(known.render(), named, stamped=stamped),
        )

    def _render(self, section: Section) -> str:
        first = 1 if self._view.loose else int(_FIRST_PAGE)
        facts = PageFacts({}, first, int(PAGE_COUNT), _PAGE_OF)
        html = self._html.render(section, facts).replace(_RESET, "counter-reset: page 1 ", 1)
        html = _STAMPED.sub(self._open, html)
        if _FIRST_PAGE in html or _PAGE_OF in html:
            raise _FixedNumbersError
        return html

    def _open(self, found: re.Match[str]) -> str:
        return found[0].replace(_PAGE_OF, self._html.unknown)

    @cached_property
    def groups(self) -> list[list[Wanted]]:
        """The sections to be laid out, in the groups that are kept together.

        A group of posts ends where a post's own name says so: then one post more or less is none
        for other groups. Other sections stand alone: the tables of all posts are long.
        """
        groups: list[list[Wanted]] = []
        closed = True
        for section, job in zip(self._view.sections, self.jobs or (), strict=True):
            together = section.kind == "role"
            if closed or not together or len(groups[-1]) == _MOST_TOGETHER:
                groups.append([])
            groups[-1].append(job)
            closed = not together or crc32(section.anchor.encode("utf-8")) % _TOGETHER == 0
        return groups

    def place(self, quires: Sequence[Quire]) -> Layout:
        """Take the groups of sections as laid out, and return where everything stands."""
        self._quires = list(quires)
        layout = self._layout = Layout()
        numbers = Folios()
        laid_out = [each for quire in self._quires for each in quire.facts.sections]
        for section, (pages, anchors) in zip(self._view.sections, laid_out, strict=True):
            names: list[list[str]] = [[] for _ in range(pages)]
            for name, (page, _, _) in anchors.items():
                names[page].append(name)
            numbers.advance(layout, section, names)
        return layout

    def write(self, attached: Attached | None, store: Store) -> bytes:
        """Return the PDF; ``attached`` None leaves the data out (copies that leave the house).

        ``store`` keeps its fonts.
        """
        layout = self._layout
        whole = Whole(
            description=describe(self._view),
            attached=attached,
            folios=layout.folios,
            labels=layout.labels,
            page_labels=layout.page_labels,
            producer=producer(),
            profile=colour_profile(),
        )
        return bind(self._quires, whole, partial(self.look.cut, store))
