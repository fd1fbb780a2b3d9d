"""What was recognised in documents: values for fields, where each came from, how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jdgen.errors import Message
from jdgen.importers.blocks import Place
from jdgen.terms import Language

# A path below a record, by canonical names, as ``("qualifications", "education")``.
FieldPath = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A value for one field.

    ``value`` is plain, by canonical names: a text, a list of texts, a list of mappings (duties,
    reports …). ``source`` is the value's text word for word as the document has it, ``label`` the
    label that it stood under (empty where there was none). ``sure`` is False for what was guessed:
    ``reason`` then says in a few words why, for instance “no label: taken for the title”.
    """

    path: FieldPath
    value: Any
    source: str
    place: Place
    label: str = ""
    sure: bool = True
    reason: Message | str = ""


@dataclass(frozen=True)
class Leftover:
    """A passage that found no field: it is kept in the extra sections under ``heading``."""

    text: str
    place: Place
    heading: str = ""


@dataclass(frozen=True)
class FoundRecord:
    """A post, a department or the handbook: the fields found and the passages that are left."""

    name: str
    place: Place
    fields: tuple[Found, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """Everything that documents held, in their order; ``language`` is the documents' own."""

    language: Language
    handbook: FoundRecord
    departments: tuple[FoundRecord, ...]
    posts: tuple[FoundRecord, ...]
