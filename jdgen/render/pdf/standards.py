"""What PDF/UA-1 and PDF/A-3a ask for together, beyond what WeasyPrint writes for either."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf


def conform(pdf: pydyf.PDF, page_labels: Sequence[tuple[int, str]]) -> None:
    """Add page labels (ISO 32000-1, 12.4.2) and the PDF/UA identification (ISO 14289-1, 5)."""
    numbers = pydyf.Array()
    styles = {"cover": {"P": pydyf.String("封面")}, "roman": {"S": "/R"}, "arabic": {"S": "/D"}}
    for page, style in page_labels:
        numbers.append(page)
        numbers.append(pydyf.Dictionary(styles[style]))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
    reference = pdf.catalog["Metadata"]
    stream = pdf.objects[int(reference.split()[0])]
    stream.stream = [_with_pdfua(part) for part in stream.stream]


def _with_pdfua(xmp: bytes) -> bytes:
    """Put the pdfuaid description inside the one rdf:RDF of a metadata packet."""
    description = (
        b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
        b"<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>"
    )
    return xmp.replace(b"</rdf:RDF>", description)
