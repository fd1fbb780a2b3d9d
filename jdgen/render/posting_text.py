"""A posting as text: in labelled blocks to paste into a job board, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.board import Board
from jdgen.views.posting import Block, Posting, Row

# CommonMark 0.31, 2.4: any of these may have a backslash before it, and then means itself. Those
# of the first kind mean something anywhere in a line, the others at its beginning only.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$]")
_LINE_START = re.compile(r"^(\s*)(?:([#+=-])|([0-9]{1,9})([.)]))", re.MULTILINE)
# The address forms that Markdown makes links of by itself (CommonMark 0.31, 6.5).
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def board_text(board: Board, language: Language) -> str:
    """Return the fields of a board, one below the other; each value stands in lines of its own.

    So one is marked as a whole without its label: by three clicks, where it is one line.
    """
    return "\n".join(
        f"{phrase('board_label', language, label=field.label)}\n{field.text}\n"
        for field in board.fields
    )


def markdown(posting: Posting) -> str:
    """Return the posting in CommonMark."""
    post = posting.post
    lines = [f"# {escape(post.title)}", f"**{escape(post.employer)}**"]
    lines.append("\n".join(_rows(posting.facts, post.language)))
    for block in posting.blocks:
        lines.append(f"## {escape(block.heading)}")
        lines += _block(block, post.language)
    return "\n\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Return a text of one line or several so that Markdown prints just that."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_escaped_start, escaped)


def _escaped_start(found: re.Match[str]) -> str:
    space, sign, number, mark = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{mark}"


def _block(block: Block, language: Language) -> Iterator[str]:
    if block.name == "highlights":
        yield "\n".join(f"- {escape(line)}" for line in block.lines)
    else:
        yield from map(escape, block.lines)
    if block.duties:
        lines = []
        for number, duty in enumerate(block.duties, start=1):
            lead = f"{number}. "
            lines.append(lead + _indented(escape(duty.text), len(lead)))
            lines += [
                " " * len(lead) + "- " + _indented(escape(task), len(lead) + 2)
                for task in duty.tasks
            ]
        yield "\n".join(lines)
    if block.rows:
        yield "\n".join(_rows(block.rows, language))


def _rows(rows: tuple[Row, ...], language: Language) -> Iterator[str]:
    """Yield labelled rows as a list; a row of several lines holds a list of its own."""
    colon = phrase("colon", language)
    for row in rows:
        label = f"- **{escape(row.label)}**{colon.rstrip()}"
        if len(row.lines) == 1:
            space = colon[len(colon.rstrip()) :]
            yield f"{label}{space}{_value(row)}"
        else:
            yield "\n".join((label, *(f"  - {escape(line)}" for line in row.lines)))


def _value(row: Row) -> str:
    """Return a row's one line; what is an address on the web or of e-mail is a link."""
    text = row.lines[0]
    if row.name in ("link", "website") or (row.name == "email" and _EMAIL.fullmatch(text)):
        return f"<{text}>"
    return escape(text)


def _indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width)
