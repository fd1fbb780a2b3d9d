"""Who signs which description anew, as a list with room for the signatures (重新签收表)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jdgen.model import Library
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.labels import printed_labels
from jdgen.views.parts import Field, Part, plain
from jdgen.views.text import Passage


@dataclass(frozen=True)
class PersonToSign:
    """Who signed an earlier description: of which edition, and when."""

    name: str
    edition: str
    day: str


@dataclass(frozen=True)
class PostToSign:
    """A post whose description changed in these fields; none of them: the post is new."""

    title: str
    fields: tuple[str, ...]
    people: tuple[PersonToSign, ...]


def sign_anew_parts(
    library: Library, names: tuple[str, str], posts: tuple[PostToSign, ...]
) -> tuple[Part, ...]:
    """Return the sheet's parts; ``names`` say which two states were compared."""
    language = library.handbook.language
    facts = (
        Field(phrase("compared_handbook", language), plain(library.handbook.title)),
        Field(phrase("compared_old", language), plain(names[0])),
        Field(phrase("compared_new", language), plain(names[1])),
    )
    top = Part("fields", "fields", "", fields=facts)
    if not posts:
        nobody = plain(phrase("nobody_affected", language))
        return top, Part("affected", "text", "", lines=(nobody,))
    header = tuple(
        phrase(name, language)
        for name in ("post", "holder", "signed_edition", "what_changed", "signature", "date")
    )
    labels = dict(printed_labels(library.handbook))
    rows = tuple(row for post in posts for row in _rows(post, labels, language))
    received = Part("received", "text", "", lines=(plain(phrase("signed_anew", language)),))
    return top, received, Part("affected", "table", "", header=header, rows=rows)


def _rows(
    post: PostToSign, labels: dict[str, str], language: Language
) -> Iterator[tuple[Passage, ...]]:
    """Yield a row for each person; a post that nobody has signed yet has one to write a name in."""
    separator = phrase("list_separator", language)
    what = separator.join(labels[name] for name in post.fields)
    changed = plain(what or phrase("new_description", language))
    empty = Passage()
    for person in post.people or (None,):
        signed = name = ""
        if person is not None:
            name = person.name
            signed = phrase("side_edition", language, state=person.edition, date=person.day)
        yield plain(post.title), plain(name), plain(signed), changed, empty, empty
