"""What a PDF says of itself: the information dictionary, and the same as XMP (ISO 19005-3, 6.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from jdgen.render.pieces.syntax import stream, text
from jdgen.terms import Language

if TYPE_CHECKING:
    from jdgen.views.sections import HandbookView


@dataclass(frozen=True)
class Attached:
    """A file to attach: the data that the document prints."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True)
class Description:
    """What a PDF says of itself."""

    title: str
    author: str
    subject: str
    keywords: Sequence[str]
    moment: datetime
    language: Language

    @property
    def tag(self) -> str:
        """The language as PDF names it (BCP 47)."""
        return "zh-CN" if self.language == "zh" else "en"


def describe(view: HandbookView) -> Description:
    """Return what a document's file says of itself."""
    return Description(
        title=view.title,
        author=view.organisation,
        subject=view.subject,
        keywords=view.keywords,
        moment=view.moment,
        language=view.language,
    )


# PDF/A allows only described properties (ISO 19005-3, 6.6.2.3): pdfuaid is described beside itself.
PDFUA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF>"""

_PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\
<rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="A"/>\
<rdf:Description rdf:about="" pdf:Producer={producer}/>\
<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>\
</rdf:Alt></dc:title></rdf:Description>\
<rdf:Description rdf:about=""><dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq>\
</dc:creator></rdf:Description>\
{subject}{keywords}\
<rdf:Description rdf:about=""><xmp:CreatorTool>jdgen</xmp:CreatorTool></rdf:Description>\
<rdf:Description rdf:about=""><xmp:CreateDate>{moment}</xmp:CreateDate></rdf:Description>\
<rdf:Description rdf:about=""><xmp:ModifyDate>{moment}</xmp:ModifyDate></rdf:Description>\
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_SUBJECT = (
    '<rdf:Description rdf:about=""><dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
    "{}</rdf:li></rdf:Alt></dc:description></rdf:Description>"
)
_KEYWORDS = (
    '<rdf:Description rdf:about=""><pdf:Keywords>{}</pdf:Keywords></rdf:Description>'
)


def write_xmp(description: Description, producer: str) -> bytes:
    """Return the metadata as a stream."""
    keywords = ", ".join(description.keywords)
    packet = _PACKET.format(
        producer=quoteattr(producer),
        title=escape(description.title),
        author=escape(description.author),
        subject=_SUBJECT.format(escape(description.subject)) if description.subject else "",
        keywords=_KEYWORDS.format(escape(keywords)) if keywords else "",
        moment=f"{description.moment:%Y-%m-%dT%H:%M:%SZ}",
    )
    data = packet.encode("utf-8").replace(b"</rdf:RDF>", PDFUA)
    return stream(b"/Type /Metadata/Subtype /XML", data)


def write_info(description: Description, producer: str) -> bytes:
    """Return the information dictionary."""
    keywords = ", ".join(description.keywords)
    entries = {
        "Producer": producer,
        "Title": description.title,
        "Author": description.author,
        "Subject": description.subject,
        "Keywords": keywords,
        "Creator": "jdgen",
        "CreationDate": f"D:{description.moment:%Y%m%d%H%M%S}Z",
        "ModDate": f"D:{description.moment:%Y%m%d%H%M%S}Z",
    }
    pairs = (b"/%b %b" % (key.encode(), text(value)) for key, value in entries.items() if value)
    return b"<<" + b"".join(pairs) + b">>"
