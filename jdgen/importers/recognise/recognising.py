"""The recogniser's way as a whole: documents in, records out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdgen.importers.blocks import Document, texts
from jdgen.importers.recognise.assembly import Assembly
from jdgen.importers.recognise.builders import Builder
from jdgen.importers.recognise.finishing import add_parents, finish, merged
from jdgen.importers.recognise.prose import pieces_of_document
from jdgen.importers.recognised import Recognised
from jdgen.terms import Language

_HAN = re.compile("[㐀-鿿]")
_WORD = re.compile("[A-Za-z]{2,}")


def recognise(documents: Sequence[Document]) -> Recognised:
    """Return the posts, departments and fields of documents that belong together."""
    handbook: Builder | None = None
    departments: list[Builder] = []
    posts: list[Builder] = []
    for document in documents:
        assembly = Assembly(document)
        assembly.take(pieces_of_document(document))
        finish(assembly)
        departments += assembly.departments
        posts += assembly.posts
        if handbook is None:
            handbook = assembly.handbook
        else:
            handbook.merge(assembly.handbook)
    if handbook is None:
        raise ValueError("no documents")
    add_parents(departments, handbook)
    return Recognised(
        _language(documents),
        handbook.built(),
        tuple(each.built() for each in merged(departments) if each.name or each.fields),
        tuple(each.built() for each in merged(posts)),
    )


def _language(documents: Sequence[Document]) -> Language:
    """Return what the documents are mostly written in, words against characters."""
    chinese = english = 0
    for document in documents:
        for text in texts(document.blocks):
            chinese += len(_HAN.findall(text))
            english += len(_WORD.findall(text))
    return "en" if english > chinese else "zh"
