"""A Word file filled section by section: what became of a section is kept for the next build.

Filling a template, and the passes over its elements, take a hundredth of a second a post; putting
kept sections together takes next to none. For templates that came with jdgen alone: their body is
one loop over the sections, and each section is printed from itself (see ``section_digest``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import jdgen.render.docx
from jdgen.render.code_digest import code_digest
from jdgen.render.docx.chapters import end_chapter
from jdgen.render.docx.context import (
    DocumentFacts,
    Drawings,
    Filling,
    TemplateContext,
    chapter_ends,
    pages_in_all,
)
from jdgen.render.docx.filling import WordTemplate
from jdgen.render.docx.fragment import Fragment, Open, cut_out, join, unpack
from jdgen.render.docx.package import pack
from jdgen.render.docx.passes import Passes
from jdgen.render.docx.xml import element
from jdgen.render.pieces.piece import Damaged, sealed, unsealed
from jdgen.render.section_digest import SectionDigests, headings_for
from jdgen.store import Store
from jdgen.views.sections import HandbookView, Heading, Section

_PACKAGES = ("docxtpl", "jinja2", "lxml", "python-docx")
# The code that decides what a section becomes.
_CODE = (
    "*.py", "../templates.py", "../section_digest.py", "../../terms/phrases.py",
    "../../typography.py", "../../views/columns.py",
)  # fmt: skip
_CHAPTER = re.compile(r"<w:p><w:pPr>(<w:sectPr\b.*?</w:sectPr>)</w:pPr></w:p>", re.DOTALL)


@dataclass(frozen=True)
class _Excerpt(HandbookView):
    """One section of a document, with the headings of all of it where the section prints them."""

    lines: tuple[Heading, ...] = ()

    @property
    def contents(self) -> tuple[Heading, ...]:
        """Those headings."""
        return self.lines


@dataclass(frozen=True)
class BodyTemplate:
    """A Word template, its name below ``templates``, the passes over what it is filled with."""

    template: bytes
    name: str
    passes: Passes

    @cached_property
    def opened(self) -> WordTemplate:
        """The template whose body is filled again and again."""
        return WordTemplate(self.template, self.name)


class SectionedWord:
    """A Word file, its sections filled or taken as they are kept.

    ``otherwise`` makes it where not all is known that was left open. Raises InputError where the
    template fails.
    """

    def __init__(
        self,
        template: BodyTemplate,
        filling: Filling,
        store: Store,
        otherwise: Callable[[DocumentFacts, bytes | None], bytes],
    ) -> None:
        self._template = template
        self._view = filling.view
        self._filling = filling
        self._store = store
        self._otherwise = otherwise
        self._ends = chapter_ends(filling.view)
        sections = zip(filling.view.sections, filling.digests.each, strict=True)
        self._fragments = [self._fragment(*section) for section in sections]

    def write(self, facts: DocumentFacts, data: bytes | None) -> bytes:
        """Return the Word file; ``data`` is carried as a custom XML part."""
        values = {(Open.PAGE, anchor): label for anchor, label in facts.labels.items() if label}
        for anchor, pages in facts.page_counts.items():
            values[Open.PAGE_COUNT, anchor] = escape(pages_in_all(pages, self._view.language))
        asked = {each for fragment in self._fragments for each in fragment.opens}
        if any(each not in values for each in asked if each[0] in (Open.PAGE, Open.PAGE_COUNT)):
            return self._otherwise(facts, data)
        document = self._frame
        body = document.element.body
        for place in range(len(self._ends)):
            paragraph = element("p")
            end_chapter(paragraph)
            body.insert(place, paragraph)
        self._template.passes.close(document, self._view, facts, data)
        frame = document.part.blob.decode("utf-8")
        for number, properties in enumerate(_CHAPTER.findall(frame)):
            values[Open.CHAPTER, str(number)] = properties
        frame = _CHAPTER.sub("", frame, count=len(self._ends))
        before, start, after = frame.partition("<w:body>")
        text = "".join((before, start, join(self._fragments, values), after))
        return pack(document, text.encode("utf-8"))

    def _fragment(self, section: Section, digest: bytes) -> Fragment:
        """Return a section as kept, or filled now."""
        key = self._key(section, digest)
        data = self._store.get(key)
        try:
            if data is not None:
                return unpack(unsealed(data))
        except Damaged:
            pass  # it is filled again
        made = self._fill(section)
        self._store.put(key, sealed(made.pack()))
        return made

    def _fill(self, section: Section) -> Fragment:
        context = TemplateContext(self._excerpt(section), None, self._ends & {section.anchor})
        body = self._template.opened.body(context.context())
        finish = self._template.passes.over_body(body, context.drawing_by_number)
        return cut_out(body, finish, len(self._frame.element.body))

    def _excerpt(self, section: Section | None) -> Filling:
        own = {each.name: getattr(self._view, each.name) for each in fields(HandbookView)}
        own["sections"] = () if section is None else (section,)
        lines = () if section is None else headings_for(section, self._view)
        drawings = {} if section is None else self._drawings(section)
        return Filling(SectionDigests(_Excerpt(**own, lines=lines)), drawings, self._filling.post)

    def _drawings(self, section: Section) -> Drawings:
        return {each.anchor: self._filling.drawings[each.anchor] for each in section.charts}

    @cached_property
    def _frame(self) -> Any:
        """The document around the sections."""
        template, passes = self._template, self._template.passes
        context = TemplateContext(self._excerpt(None), None, frozenset())
        document = WordTemplate(template.template, template.name).fill(context.context())
        passes.over_body(document.element.body, {})
        passes.over_styles(document)
        return document

    @cached_property
    def _base(self) -> bytes:
        """What all sections depend on."""
        template = self._template
        made_by = code_digest(_PACKAGES, Path(jdgen.render.docx.__path__[0]), _CODE)
        digest = hashlib.blake2b(made_by, digest_size=32)
        digest.update(hashlib.blake2b(template.template).digest())
        digest.update(repr((template.passes, self._filling.post)).encode("utf-8"))
        return digest.digest()

    def _key(self, section: Section, digest: bytes) -> str:
        key = hashlib.blake2b(self._base + digest, digest_size=32)
        key.update(repr((section.anchor in self._ends, self._drawings(section))).encode("utf-8"))
        return key.hexdigest()
