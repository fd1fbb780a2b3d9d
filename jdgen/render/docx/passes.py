"""What is done to a template once it is filled: the theme's styles, marks carried out, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jdgen.render.docx.chapters import chapters_of, set_chapters
from jdgen.render.docx.context import DocumentFacts
from jdgen.render.docx.finish import Finish, drop_empty_cells
from jdgen.render.docx.properties import attach_data, set_language, set_properties
from jdgen.render.docx.styles import apply_styles, apply_to_tables
from jdgen.render.docx.xml import Element
from jdgen.terms import Language
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import FULL_WIDTH
from jdgen.views.sections import HandbookView


@dataclass(frozen=True)
class Passes:
    """The passes over documents of one theme and language.

    ``theme`` None: the template's own styles win.
    """

    theme: Theme | None
    language: Language

    def over_body(self, body: Element, drawings: Mapping[str, str]) -> Finish:
        """Finish a filled body in place; what is returned knows which numbers are left open."""
        drop_empty_cells(body)
        if self.theme is not None:
            apply_to_tables(body, self.theme)
        finish = Finish(drawings=drawings, scale=self._scale(), chinese=self.language == "zh")
        finish.run(body)
        return finish

    def over_styles(self, document: Any) -> None:
        """Write the theme's styles into a document."""
        if self.theme is not None:
            apply_styles(document.styles.element, self.theme.for_language(self.language))

    def close(
        self, document: Any, view: HandbookView, facts: DocumentFacts, data: bytes | None
    ) -> None:
        """Give a document its chapters, its properties, and the data that it prints."""
        set_chapters(document, chapters_of(view, facts.page_counts), view, self.theme)
        set_language(document, view)
        set_properties(document, view)
        if data is not None:
            attach_data(document, data)

    def _scale(self) -> float:
        """How much wider than those of the shipped themes tables are."""
        if self.theme is None:
            return 1.0
        return self.theme.page.text_width * TWIPS / FULL_WIDTH
