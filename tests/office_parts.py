"""Word files and workbooks made part by part, so that a test can say exactly what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

STYLES = """
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公司标题"/>
 <w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="out"><w:name w:val="部门"/>
 <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """Return a relations part; ids, kinds and targets, external where the target is an address."""
    outside = ' TargetMode="External"'
    found = "".join(
        f'<Relationship Id="{identifier}" Type="{_R}/{kind}" Target="{target}"'
        f"{outside if '://' in target else ''}/>"
        for identifier, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def word_parts(body: str, **more: str) -> dict[str, str | bytes]:
    """Return the parts of a Word file with this body.

    ``more`` are the insides of further parts: styles, numbering, footnotes, header1 …
    """
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
             "comments": "comments", "header1": "hdr", "footer1": "ftr"}  # fmt: skip
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            *((f"rId{index}", name.rstrip("1"), f"{name}.xml") for index, name in enumerate(more))
        ),
    }
    for name, inside in more.items():
        root = roots[name]
        parts[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"
    return parts


def word_file(body: str, **more: str) -> bytes:
    """Return a Word file with this body."""
    return package(word_parts(body, **more))


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inside}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def styled(text: str, style: str) -> str:
    """Return a paragraph in a style."""
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def cell(inside: str, *, span: int = 1, merge: str = "") -> str:
    """Return a table cell; ``merge`` is empty, ``restart`` or ``continue``."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    content = inside if inside.startswith("<w:") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows, each the cells' XML."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def workbook_parts(sheets: Mapping[str, str], **more: str) -> dict[str, str | bytes]:
    """Return the parts of a workbook: sheets' insides by name, and strings and styles."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{index}" r:id="s{index}"/>'
        for index, name in enumerate(sheets)
    )
    kinds = [(f"s{index}", "worksheet", f"worksheets/sheet{index}.xml")
             for index, _ in enumerate(sheets)]  # fmt: skip
    kinds += [(name, name, f"{name}.xml") for name in more]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_R}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relations(*kinds),
    }
    for index, inside in enumerate(sheets.values()):
        parts[f"xl/worksheets/sheet{index}.xml"] = f'<worksheet xmlns="{main}">{inside}</worksheet>'
    for name, inside in more.items():
        root = {"sharedStrings": "sst", "styles": "styleSheet"}[name]
        parts[f"xl/{name}.xml"] = f'<{root} xmlns="{main}">{inside}</{root}>'
    return parts
