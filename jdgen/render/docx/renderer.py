"""One handbook's view, and where its pages are, to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from jdgen.render.docx.by_section import BodyTemplate, SectionedWord
from jdgen.render.docx.context import DocumentFacts, Filling, TemplateContext, pages_in_all
from jdgen.render.docx.filling import WordTemplate
from jdgen.render.docx.finish import Finish
from jdgen.render.docx.package import pack
from jdgen.render.docx.passes import Passes
from jdgen.store import Store
from jdgen.theme import Theme
from jdgen.views.sections import HandbookView


class FilledWord(Protocol):
    """A Word file that lacks only what the layout tells; written once."""

    def write(self, facts: DocumentFacts, data: bytes | None) -> bytes:
        """Return the Word file; ``data`` is carried as a custom XML part."""


class DocxRenderer:
    """Renders handbooks with one Word template and one theme.

    ``theme`` None: the template's own styles win (``theme: none``).
    """

    def __init__(self, template: bytes, theme: Theme | None, *, name: str) -> None:
        self._template = template
        self._theme = theme
        self._name = name

    def render(self, filling: Filling, facts: DocumentFacts, data: bytes | None) -> bytes:
        """Return the Word file, filled as a whole.

        Raises InputError where the template is no Word file or fails.
        """
        return self._fill(filling, facts).write(facts, data)

    def fill(self, filling: Filling) -> FilledWord:
        """Fill the template as a whole while pages are still laid out.

        Raises as ``render`` does.
        """
        return self._fill(filling, None)

    def fill_by_section(self, filling: Filling, store: Store) -> FilledWord:
        """Do the same section by section, with what ``store`` has kept of them.

        For templates that came with jdgen: others need not be a loop over the sections.
        """
        template = BodyTemplate(
            self._template, self._name, Passes(self._theme, filling.view.language)
        )
        return SectionedWord(template, filling, store, self._otherwise(filling))

    def _fill(self, filling: Filling, facts: DocumentFacts | None) -> _FilledAsAWhole:
        view = filling.view
        context = TemplateContext(filling, facts)
        document = WordTemplate(self._template, self._name).fill(context.context())
        passes = Passes(self._theme, view.language)
        finish = passes.over_body(document.element.body, context.drawing_by_number)
        passes.over_styles(document)
        return _FilledAsAWhole(view, document, passes, finish, self._otherwise(filling))

    def _otherwise(self, filling: Filling) -> Callable[[DocumentFacts, bytes | None], bytes]:
        # Without its number a line of the contents, say, has no field at all.
        return lambda facts, data: self.render(filling, facts, data)


@dataclass(frozen=True)
class _FilledAsAWhole:
    """``otherwise`` makes the file where not all is known that was left open."""

    view: HandbookView
    document: Any
    passes: Passes
    finish: Finish
    otherwise: Callable[[DocumentFacts, bytes | None], bytes]

    def write(self, facts: DocumentFacts, data: bytes | None) -> bytes:
        """Return the Word file."""
        if not self._complete(facts):
            return self.otherwise(facts, data)
        for anchor, text in self.finish.labels:
            text.text = facts.labels[anchor]
        for anchor, text in self.finish.page_counts:
            text.text = pages_in_all(facts.page_counts[anchor], self.view.language)
        self.passes.close(self.document, self.view, facts, data)
        return pack(self.document)

    def _complete(self, facts: DocumentFacts) -> bool:
        labels = all(facts.labels.get(anchor) for anchor, _ in self.finish.labels)
        return labels and all(anchor in facts.page_counts for anchor, _ in self.finish.page_counts)
