"""docxtpl and WeasyPrint in one pass: what jdgen is measured by.

``python onepass.py CONTENT DATA TARGET FORMATS``. As a competent person would do it: one HTML
document from the templates, one style sheet, fonts by ``@font-face``, one call of ``write_pdf`` for
the same standard (PDF/A-3a, tagged, with the data attached); one Word template filled by docxtpl.
It is given jdgen's own templates, style sheet, fonts cut as jdgen cuts them (whole ones take
longer), the page numbers, and the pass that jdgen makes over a filled Word file.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import content as given
import yaml


def read_data(folder: Path) -> None:
    """Read every data file, as any such program must."""
    for path in sorted(folder.rglob("*.yaml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def one_document(content: given.Content) -> str:
    """Return the whole handbook as one page of HTML."""
    parts = []
    seen: set[str] = set()
    for section, body in zip(content.view.sections, given.sections(content), strict=True):
        name = "cover" if section.kind == "cover" else "front" if section.front else "body"
        first = "" if name in seen else "first-"
        seen.add(name)
        parts.append(f'<section class="{first}{name}">{body}</section>')
    language = "zh-CN" if content.view.language == "zh" else "en"
    head = f'<head><meta charset="utf-8"><title>{content.view.title}</title></head>'
    return f'<!DOCTYPE html><html lang="{language}">{head}<body>{"".join(parts)}</body></html>'


PAGES = """
section { break-before: page }
.first-front { page: first-front } .first-body { page: first-body }
@page :nth(1 of first-front) { counter-reset: page 1 }
@page :nth(1 of first-body) { counter-reset: page 1 }
"""


def pdf(content: given.Content) -> bytes:
    """Return the PDF, from one pass."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from jdgen.fonts import Face
    from jdgen.render.css import theme_css
    from jdgen.render.pdf.typesetter import FontFetcher
    from jdgen.render.typefaces import font_rules, prepare_typefaces
    from jdgen.render.typeset import typeset

    text = one_document(content)
    faces = {
        role: tuple(
            Face(f"{role}-{Path(path).stem}", Path(path).read_bytes(), not number)
            for number, path in enumerate(paths)
        )
        for role, paths in content.fonts.items()
    }
    typefaces = prepare_typefaces(faces, [text], chinese=content.view.language == "zh")
    fonts = FontConfiguration()
    theme = content.theme.for_language(content.view.language)
    fetcher = FontFetcher(typefaces.fonts)
    css = (font_rules(typefaces.fonts), content.css, theme_css(theme, typefaces.families), PAGES)
    sheet = weasyprint.CSS(string="\n".join(css), font_config=fonts, url_fetcher=fetcher)
    page = weasyprint.HTML(string=text, url_fetcher=fetcher)
    typeset(page.etree_element)
    attached = weasyprint.Attachment(
        file_obj=io.BytesIO(content.data or b""), name="data.json", relationship="Source"
    )
    document = page.render(font_config=fonts, stylesheets=[sheet])
    written: bytes = document.write_pdf(pdf_variant="pdf/a-3a", attachments=[attached])
    return written


def word(content: given.Content) -> bytes:
    """Return the Word file."""
    from jdgen.render.docx import DocxRenderer, Filling
    from jdgen.render.section_digest import SectionDigests

    renderer = DocxRenderer(content.word_template, content.theme, name="word/handbook.docx")
    filling = Filling(SectionDigests(content.view), content.drawings_word, content.post)
    return renderer.render(filling, content.facts, content.data)


if __name__ == "__main__":
    kept, data, target, formats = sys.argv[1:]
    read_data(Path(data))
    handbook = given.read(Path(kept))
    for name, make in (("docx", word), ("pdf", pdf)):
        if name in formats:
            Path(target, f"onepass.{name}").write_bytes(make(handbook))
