"""Why an advertisement of a post is not made, and which keys to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from jdgen.errors import Message, Problem, message
from jdgen.model import Library, Role
from jdgen.terms import term
from jdgen.views.elements import Element
from jdgen.views.public import PublicPost


def lacking(library: Library, role: Role, post: PublicPost, elements: Sequence[Element]) -> Problem:
    """Return the problem of a post whose advertisement would lack ``elements``.

    They are those that 人力资源市场暂行条例（国务院令第700号）第二十四条 asks for; see
    ``missing_elements``.
    """
    path = ("role", role.id, "recruitment")
    return Problem(
        library.locate(*path),
        message(
            "“{title}” is not advertised: its advertisement would lack {elements} "
            "(Interim Regulations on Human Resources Markets, article 24)",
            title=post.title,
            elements=[element.name for element in elements],
        ),
        message("fill in {keys}", keys=[_keys(library, role, each) for each in elements]),
        library.spell(*path),
    )


def _keys(library: Library, role: Role, element: Element) -> Message | str:
    """Return the keys of one element, of which one will do, in the words of the data."""
    first: Message | str
    first, *others = (_key(library, role, *key) for key in element.keys)
    for other in others:
        first = message("{key} or {other}", key=first, other=other)
    return first


def _key(library: Library, role: Role, record: str, field: str) -> Message | str:
    """Return a key as the file spells its section, where it has that; else as labels are printed.

    The file is named where it is not the post's own.
    """
    holder, start = ("handbook", ("handbook",)) if record == "employer" else ("role", _post(role))
    names = [(record, field)] if record == "role" else [(holder, "recruitment"), (record, field)]
    labels = [term(*name).label(library.handbook.language) for name in names]
    written = library.keys.get((*start, names[0][1]), "")
    if written == names[0][1]:
        # Called by its canonical name there: then so is the field below it.
        labels = [name for _, name in names]
    elif written:
        labels[0] = written
    key = ".".join(labels)
    if holder == "role":
        return key
    return message("{key} in {file}", key=key, file=library.locate(*start).file)


def _post(role: Role) -> tuple[str, str]:
    return ("role", role.id)
