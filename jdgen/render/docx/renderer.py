"""One handbook's view, and where its pages are, to the bytes of a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jdgen.render.docx.chapters import chapters_of, set_chapters
from jdgen.render.docx.context import DocumentFacts, Drawings, TemplateContext, pages_in_all
from jdgen.render.docx.filling import fill
from jdgen.render.docx.finish import Finish, drop_empty_cells
from jdgen.render.docx.package import pack
from jdgen.render.docx.properties import attach_data, set_language, set_properties
from jdgen.render.docx.styles import apply_styles, apply_to_tables
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import FULL_WIDTH
from jdgen.views.sections import HandbookView


@dataclass(frozen=True)
class Filling:
    """What a template is filled with: see :meth:`DocxRenderer.render`."""

    view: HandbookView
    drawings: Drawings
    post: str


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
        return self._fill(Filling(view, drawings, post), facts).write(facts, data)

    def fill(self, filling: Filling) -> FilledWord:
        """Fill the template while pages are still laid out; then ``FilledWord.write`` it.

        Raises as ``render`` does.
        """
        return self._fill(filling, None)

    def _fill(self, filling: Filling, facts: DocumentFacts | None) -> FilledWord:
        view = filling.view
        context = TemplateContext(view, facts, filling.drawings, filling.post)
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
        return FilledWord(self, filling, document, finish, self._theme)

    def again(self, filling: Filling, facts: DocumentFacts) -> FilledWord:
        """Fill the template with what is known of the pages."""
        return self._fill(filling, facts)

    def _scale(self) -> float:
        """How much wider than those of the shipped themes tables are."""
        if self._theme is None:
            return 1.0
        return self._theme.page.text_width * TWIPS / FULL_WIDTH


class FilledWord:
    """A Word file that lacks only what the layout tells; written once."""

    def __init__(
        self,
        renderer: DocxRenderer,
        filling: Filling,
        document: Any,
        finish: Finish,
        theme: Theme | None,
    ) -> None:
        self._renderer = renderer
        self._filling = filling
        self._document = document
        self._finish = finish
        self._theme = theme

    def write(self, facts: DocumentFacts, data: bytes | None) -> bytes:
        """Return the Word file; parameters as of :meth:`DocxRenderer.render`."""
        if not self._complete(facts):
            # Without its number a line of the contents, say, has no field at all.
            return self._renderer.again(self._filling, facts).write(facts, data)
        document, view = self._document, self._filling.view
        for anchor, text in self._finish.labels:
            text.text = facts.labels[anchor]
        for anchor, text in self._finish.page_counts:
            text.text = pages_in_all(facts.page_counts[anchor], view.language)
        set_chapters(document, chapters_of(view, facts.page_counts), view, self._theme)
        set_language(document, view)
        set_properties(document, view)
        if data is not None:
            attach_data(document, data)
        return pack(document)

    def _complete(self, facts: DocumentFacts) -> bool:
        labels = all(facts.labels.get(anchor) for anchor, _ in self._finish.labels)
        return labels and all(anchor in facts.page_counts for anchor, _ in self._finish.page_counts)
