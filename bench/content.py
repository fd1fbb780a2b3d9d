"""What all ways of printing are given: the content of one project, worked out beforehand.

jdgen builds the project once, and what it hands to its renderers is kept: the views, the page
numbers, the drawings. The other ways need not read, check, number or fit anything, nor find out on
which page something stands: that is a gift to them, so that what is compared is the printing.
"""

from __future__ import annotations

import pickle
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lxml import html as markup

BODY = re.compile(r"<body>\n?(.*)</body>", re.DOTALL)


@dataclass
class Content:
    """A handbook, ready to print in any way."""

    view: Any = None
    facts: Any = None
    drawings_html: Any = None
    drawings_word: Any = None
    theme: Any = None
    post: str = ""
    data: bytes | None = None
    html: dict[str, str] = field(default_factory=dict)
    css: str = ""
    word_template: bytes = b""
    fonts: dict[str, list[str]] = field(default_factory=dict)


class _Overheard:
    """A filled Word file; what it is written with is kept."""

    def __init__(self, filled: Any, content: Content) -> None:
        self._filled = filled
        self._content = content

    def write(self, facts: Any, data: Any) -> bytes:
        """Write it."""
        self._content.facts, self._content.data = facts, data
        written: bytes = self._filled.write(facts, data)
        return written


def keep(project: Path, target: Path) -> None:
    """Build the handbook of ``project`` once, and keep what it is printed from in ``target``."""
    from jdgen.build import Request, build
    from jdgen.render import docx
    from jdgen.render import html as html_module

    content = Content()
    word_renderer, html_renderer = docx.DocxRenderer, html_module.HtmlRenderer

    class Word(word_renderer):  # type: ignore[misc, valid-type]
        def __init__(self, template: bytes, theme: Any, *, name: str) -> None:
            super().__init__(template, theme, name=name)
            content.word_template = template

        def fill_by_section(self, filling: Any, store: Any) -> Any:
            content.view, content.drawings_word = filling.view, filling.drawings
            content.post = filling.post
            return _Overheard(super().fill_by_section(filling, store), content)

    class Html(html_renderer):  # type: ignore[misc, valid-type]
        def __init__(self, view: Any, theme: Any, templates: Any, drawings: Any) -> None:
            super().__init__(view, theme, templates, drawings)
            content.theme, content.html = theme, dict(templates)
            content.drawings_html = dict(drawings)

    docx.DocxRenderer, html_module.HtmlRenderer = Word, Html  # type: ignore[misc]
    try:
        build(Request(project, ("handbook",), output=project / "gift", cache=False, workers=2))
    finally:
        docx.DocxRenderer = word_renderer  # type: ignore[misc]
        html_module.HtmlRenderer = html_renderer  # type: ignore[misc]
    from jdgen.resources import installed

    content.css = (installed("templates") / "html" / "base.css").read_text(encoding="utf-8")
    import pylopdf_fonts_zh_cn

    folders = [installed("templates") / "fonts", Path(pylopdf_fonts_zh_cn.__file__).parent]
    content.fonts = {
        role: [
            str(folder / name)
            for name in (pair.latin, pair.han)
            for folder in folders
            if (folder / name).is_file()
        ]
        for role, pair in content.theme.fonts.items()
    }
    target.write_bytes(pickle.dumps(content))


def read(path: Path) -> Content:
    """Return what :func:`keep` kept."""
    content: Content = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    return content


def sections(content: Content) -> list[str]:
    """Return the HTML of each section's body, with page numbers, from jdgen's templates."""
    from jdgen.render.html import HtmlRenderer, PageFacts

    renderer = HtmlRenderer(content.view, content.theme, content.html, content.drawings_html)
    bodies = []
    for section in content.view.sections:
        pages = content.facts.page_counts.get(section.anchor, 1)
        page = renderer.render(section, PageFacts(content.facts.labels, 1, pages))
        found = BODY.search(page)
        assert found is not None
        bodies.append(found[1])
    return bodies


def plain_blocks(content: Content) -> list[tuple[str, Any]]:
    """Return the text as (kind, content): headings, paragraphs, tables, no layout."""
    blocks: list[tuple[str, Any]] = []
    for section, body in zip(content.view.sections, sections(content), strict=True):
        blocks.append(("page", section.kind))
        for element in markup.fragments_fromstring(body):
            if not isinstance(element, str):
                _take(element, blocks)
    return blocks


def _take(element: Any, blocks: list[tuple[str, Any]]) -> None:
    if element.tag == "table":
        rows = [
            [(" ".join(cell.text_content().split()), int(cell.get("colspan", 1)),
              int(cell.get("rowspan", 1))) for cell in row.iter("td", "th")]
            for row in element.iter("tr")
        ]  # fmt: skip
        blocks.append(("table", rows))
    elif element.tag in ("h1", "h2", "h3", "h4"):
        blocks.append((element.tag, element.text_content().strip()))
    elif element.tag == "p":
        kind = "toc" if "toc-line" in (element.get("class") or "") else "p"
        if "running-head" not in (element.get("class") or ""):
            blocks.append((kind, element.text_content().strip()))
    elif element.tag in ("div", "ol", "li", "section", "figure", "svg", "a"):
        if element.tag == "svg":
            words = " ".join(text.text_content() for text in element.iter("text"))
            blocks.append(("p", words))
            return
        for child in element:
            if isinstance(child.tag, str):
                _take(child, blocks)
