"""What a Word file says of itself: language, document properties, the data that it prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap

from jdgen.render.docx.xml import put, w
from jdgen.terms import Language

# The namespace of document properties (ECMA-376 part 2, 11).
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
# The id under which Word keeps our part: any fixed one will do.
_ITEM_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<ds:datastoreItem ds:itemID="{5A1D9C0E-6F0B-5A57-9B43-1D6A0C5E7F21}"'
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b"<ds:schemaRefs/></ds:datastoreItem>"
)
# Word keeps no more of a document property (ECMA-376 part 2, 11; 255 in Word itself).
_LONGEST = 255
_LANGUAGE = {"zh": "zh-CN", "en": "en-GB"}
# What Word checks Latin letters as; a Chinese handbook's few English words are anyone's English.
_LATIN_LANGUAGE = {"zh": "en-US", "en": "en-GB"}


class Described(Protocol):
    """What a document says of itself; a handbook's view is one."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def organisation(self) -> str:
        """Whose it is."""

    @property
    def subject(self) -> str:
        """What it is about."""

    @property
    def keywords(self) -> Sequence[str]:
        """What it may be looked for by."""

    @property
    def language(self) -> Language:
        """The language that it is written in."""

    @property
    def moment(self) -> datetime:
        """Its date."""


def set_language(document: Any, view: Described) -> None:
    """Set the language of all text, in the styles' defaults and the settings (17.3.2.20)."""
    latin = _LATIN_LANGUAGE[view.language]
    defaults = document.styles.element.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        put(defaults, "lang", val=latin, eastAsia="zh-CN", bidi="ar-SA")
    fonts = document.settings.element.find(w("themeFontLang"))
    if fonts is not None:
        fonts.set(w("val"), latin)


def set_properties(document: Any, view: Described) -> None:
    """Write the document properties; whatever the template says of itself goes."""
    # docxcompose, which docxtpl loads where it is installed, puts that of custom properties in its
    # place: Word would find neither author nor key words.
    nsmap["cp"] = _CORE
    properties = document.core_properties
    properties.title = view.title[:_LONGEST]
    properties.author = view.organisation[:_LONGEST]
    properties.subject = view.subject[:_LONGEST]
    properties.keywords = ", ".join(view.keywords)[:_LONGEST]
    properties.last_modified_by = view.organisation[:_LONGEST]
    properties.language = _LANGUAGE[view.language]
    properties.revision = 1
    properties.comments = ""
    properties.created = view.moment
    properties.modified = view.moment


def attach_data(document: Any, data: bytes) -> None:
    """Carry the printed data as a custom XML part with its properties (ECMA-376 part 1, 22.5)."""
    package = document.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", data, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = Part(
        PackURI("/customXml/itemProps1.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _ITEM_PROPERTIES,
        package,
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
