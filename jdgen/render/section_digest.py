"""What a section is made from, as a digest: the key under which what becomes of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jdgen.views.sections import HandbookView, Heading, Section

CONTENTS = "contents"
"""The one kind of section that is made from others: it prints their headings."""


def headings_for(section: Section, view: HandbookView) -> tuple[Heading, ...]:
    """Return the headings of the whole document, where a section prints them."""
    return view.contents if section.kind == CONTENTS else ()


@dataclass(frozen=True)
class SectionDigests:
    """The digests of a view's sections, made when first asked for and once for all formats."""

    view: HandbookView

    @cached_property
    def each(self) -> Sequence[bytes]:
        """A digest for each section: another as soon as anything it prints is another.

        Templates that came with jdgen print nothing of other sections but headings in the contents.
        """
        # Views are made of values whose repr says all of them.
        told = repr(replace(self.view, sections=())).encode("utf-8")
        whole = hashlib.blake2b(told, digest_size=32)
        found = []
        for section in self.view.sections:
            digest = whole.copy()
            digest.update(repr((section, headings_for(section, self.view))).encode("utf-8"))
            found.append(digest.digest())
        return found
