"""What PDF/UA-1 and PDF/A-3a ask for together, beyond what WeasyPrint writes for either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pydyf
from weasyprint.document import Document

from jdgen.render.pdf.boxes import page_boxes
from jdgen.render.pieces.metadata import PDFUA


def conform(
    document: Document,
    pdf: pydyf.PDF,
    page_labels: Sequence[tuple[int, str]],
    titles: Mapping[str, str],
) -> None:
    """Add page labels (ISO 32000-1, 12.4.2) and the PDF/UA identification (ISO 14289-1, 5)."""
    numbers = pydyf.Array()
    styles = {"cover": {"P": pydyf.String("封面")}, "roman": {"S": "/R"}, "arabic": {"S": "/D"}}
    for page, style in page_labels:
        numbers.append(page)
        numbers.append(pydyf.Dictionary(styles[style]))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
    reference = pdf.catalog["Metadata"]
    stream = pdf.objects[int(reference.split()[0])]
    scope_headers(document)
    name_links(pdf, titles)
    stream.stream = [_with_pdfua(part) for part in stream.stream]


def _with_pdfua(xmp: bytes) -> bytes:
    """Put the pdfuaid description inside the one rdf:RDF of a metadata packet."""
    return xmp.replace(b"</rdf:RDF>", PDFUA)


def scope_headers(document: Document) -> None:
    """Say of every header cell what it heads (ISO 14289-1, 7.5); WeasyPrint leaves it open."""
    for page_box in page_boxes(document):
        for box in page_box.descendants():
            mark = getattr(box, "mark", None)
            if mark is None or box.element is None or mark["S"] != "/TH":
                continue
            scope = "/Row" if box.element.get("scope") == "row" else "/Column"
            mark["A"]["Scope"] = scope


def name_links(pdf: pydyf.PDF, titles: Mapping[str, str]) -> None:
    """Say in words where each link leads (ISO 14289-1, 7.18.5): a title, not an anchor's name."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            anchor = item["Dest"].string
            item["Contents"] = pydyf.String(titles.get(anchor, anchor))
