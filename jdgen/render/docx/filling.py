"""A Word template filled with values by docxtpl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docxtpl
import jinja2
from docx.opc.constants import RELATIONSHIP_TYPE

from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.docx.context import show
from jdgen.render.docx.xml import w
from jdgen.render.templates import environment, explain


def fill(template: bytes, name: str, context: Mapping[str, Any]) -> Any:
    """Return a Word template as a document of python-docx, its Jinja tags carried out.

    ``name`` is the template's below ``templates``. Raises InputError where it is no Word file or
    one of its tags fails.
    """
    try:
        document = docxtpl.DocxTemplate(io.BytesIO(template))
        document.init_docx()
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
    jinja = environment({}, show)
    try:
        document.render(dict(context), jinja_env=jinja, autoescape=True)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        raise explain(failure, name) from failure
    forget_origin(document.docx)
    return document.docx


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
