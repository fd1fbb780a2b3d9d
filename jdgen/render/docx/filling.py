"""A Word template filled with values by docxtpl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

import docxtpl
import jinja2
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import element_class_lookup
from lxml import etree

from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.docx.context import show
from jdgen.render.docx.xml import Element, w
from jdgen.render.templates import environment, explain

_PLACE = "jdgen-body"


class _Template(docxtpl.DocxTemplate):  # type: ignore[misc]  # docxtpl has no type hints
    """A template whose parts are prepared once in a process, however many documents it fills."""

    def patch_xml(self, src_xml: str) -> str:
        """Return a part's XML made readable for Jinja."""
        return _patched(src_xml)

    docx: Any

    def map_tree(self, tree: Any) -> None:
        """Put the filled body into its document.

        As text, parsed anew: moving every element from one tree to another takes ten times as
        long, and for a thousand posts five seconds.
        """
        root = self.docx.element
        place = etree.SubElement(root, _PLACE)
        root.replace(root.body, place)
        shell = etree.tostring(root, encoding="unicode")
        body = etree.tostring(tree, encoding="unicode")
        start, rest = body.split(">", maxsplit=1)
        for prefix, address in tree.nsmap.items():
            if root.nsmap.get(prefix) == address:
                start = start.replace(f' xmlns:{prefix}="{address}"', "", 1)
        before, after = shell.split(f"<{_PLACE}/>")
        whole = etree.fromstring(f"{before}{start}>{rest}{after}", _parser())
        self.docx.part._element = whole  # noqa: SLF001 - python-docx has no public way
        self.docx = type(self.docx)(whole, self.docx.part)


@cache
def _parser() -> etree.XMLParser:
    """Return a parser that makes the elements of python-docx, and keeps all white space."""
    parser = etree.XMLParser(resolve_entities=False)
    parser.set_element_class_lookup(element_class_lookup)
    return parser


@lru_cache(maxsize=32)
def _patched(source: str) -> str:
    patched: str = docxtpl.DocxTemplate(io.BytesIO()).patch_xml(source)
    return patched


class WordTemplate:
    """An opened Word template, whose name below ``templates`` is ``name``.

    Raises InputError where it is no Word file.
    """

    def __init__(self, template: bytes, name: str) -> None:
        self._name = name
        self._jinja = environment({}, show)
        try:
            self._template = _Template(io.BytesIO(template))
            self._template.init_docx()
        except (zipfile.BadZipFile, KeyError, ValueError) as failure:
            raise InputError(
                [
                    Problem(
                        Location(f"templates/{name}"),
                        message("this is not a Word file that can be opened"),
                        message("save it once more in Word as .docx, or delete it to use jdgen's"),
                    )
                ]
            ) from failure

    def fill(self, context: Mapping[str, Any]) -> Any:
        """Return it as a document of python-docx, its Jinja tags carried out; once only.

        Raises InputError where one of its tags fails.
        """
        with self._explained():
            self._template.render(dict(context), jinja_env=self._jinja, autoescape=True)
        forget_origin(self._template.docx)
        return self._template.docx

    def body(self, context: Mapping[str, Any]) -> Element:
        """Return its body alone, filled; any number of times before it is filled as a whole.

        Raises InputError where one of its tags fails.
        """
        with self._explained():
            xml = self._template.build_xml(dict(context), self._jinja)
            body: Element = self._template.fix_tables(xml)
        return body

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
            raise explain(failure, self._name) from failure


def fill(template: bytes, name: str, context: Mapping[str, Any]) -> Any:
    """Return a Word template as a document of python-docx, its Jinja tags carried out.

    Raises InputError where it is no Word file or one of its tags fails.
    """
    return WordTemplate(template, name).fill(context)


# What Word writes of the one who made a template: the program and company, own properties, a
# picture of its first page, authors with their accounts.
_OF_ITS_MAKER = ("/extended-properties", "/custom-properties", "/metadata/thumbnail", "/people")
_SETTINGS_OF_ITS_MAKER = ("attachedTemplate", "docVars", "mailMerge", "rsids", "saveThroughXslt")


def forget_origin(document: Any) -> None:
    """Drop what a template says of where and by whom it was made; the text stays."""
    part = document.part
    _ = document.settings  # made where a template has none
    for relations in (part.package.rels, part.rels):
        for key in [key for key, each in relations.items() if each.reltype.endswith(_OF_ITS_MAKER)]:
            del relations[key]
    settings = part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for name in _SETTINGS_OF_ITS_MAKER:
        for each in settings.element.findall(w(name)):
            settings.element.remove(each)
    for key in [key for key, each in settings.rels.items() if each.is_external]:
        del settings.rels[key]
