"""A Word template filled with values by docxtpl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import docxtpl
import jinja2

from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.docx.context import show
from jdgen.render.templates import environment, explain


class _Template(docxtpl.DocxTemplate):  # type: ignore[misc]  # docxtpl has no type hints
    """A template whose parts are prepared once in a process, however many documents it fills."""

    def patch_xml(self, src_xml: str) -> str:
        """Return a part's XML made readable for Jinja."""
        return _patched(src_xml)


@lru_cache(maxsize=32)
def _patched(source: str) -> str:
    patched: str = docxtpl.DocxTemplate(io.BytesIO()).patch_xml(source)
    return patched


def fill(template: bytes, name: str, context: Mapping[str, Any]) -> Any:
    """Return a Word template as a document of python-docx, its Jinja tags carried out.

    ``name`` is the template's below ``templates``. Raises InputError where it is no Word file or
    one of its tags fails.
    """
    try:
        document = _Template(io.BytesIO(template))
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
    return document.docx
