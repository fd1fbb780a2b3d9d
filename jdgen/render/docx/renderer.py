"""One handbook's view, and where its pages are, to the bytes of a Word file."""

from __future__ import annotations

from jdgen.render.docx.chapters import set_chapters
from jdgen.render.docx.context import DocumentFacts, Drawings, TemplateContext
from jdgen.render.docx.filling import fill
from jdgen.render.docx.finish import Finish, drop_empty_cells
from jdgen.render.docx.package import pack
from jdgen.render.docx.properties import attach_data, set_language, set_properties
from jdgen.render.docx.styles import apply_styles, apply_to_tables
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import FULL_WIDTH
from jdgen.views.sections import HandbookView


class DocxRenderer:
    """Renders handbooks with one Word template and one theme.

    ``theme`` None: the template's own styles win (``theme: none``).
    """

    def __init__(self, template: bytes, theme: Theme | None, *, name: str) -> None:
        self._template = template
        self._theme = theme
        self._name = name

    def render(
        self,
        view: HandbookView,
        facts: DocumentFacts,
        drawings: Drawings,
        data: bytes | None,
        post: str,
    ) -> bytes:
        """Return the Word file.

        ``drawings`` gives each chart's pieces, caption and DrawingML, by the chart's anchor;
        ``data`` is carried as a custom XML part; ``post`` is how posts are set (standard or
        form). Raises InputError where the template is no Word file or fails.
        """
        context = TemplateContext(view, facts, drawings, post)
        document = fill(self._template, self._name, context.context())
        body = document.element.body
        drop_empty_cells(body)
        if self._theme is not None:
            apply_styles(document.styles.element, self._theme.for_language(view.language))
            apply_to_tables(body, self._theme)
        finish = Finish(
            drawings=context.drawing_by_number,
            scale=self._scale(),
            chinese=view.language == "zh",
        )
        finish.run(body)
        set_chapters(document, context.chapters, view, self._theme)
        set_language(document, view)
        set_properties(document, view)
        if data is not None:
            attach_data(document, data)
        return pack(document)

    def _scale(self) -> float:
        """How much wider than those of the shipped themes tables are."""
        if self._theme is None:
            return 1.0
        return self._theme.page.text_width * TWIPS / FULL_WIDTH
