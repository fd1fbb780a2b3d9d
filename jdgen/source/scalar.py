"""One text of a data file, as parsed, to the text that is meant, with all that looks mistaken.

Floor 1, below ``source``. YAML reads on over mistakes that change the meaning without a word: a
list whose marks lack their space becomes one long text, what follows ``#`` is gone. They are
caught here, while the place is still known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jdgen.errors import Location, Message, Problem, message
from jdgen.source.text import (
    FORBIDDEN,
    MAX_MARKS,
    SourceText,
    forbidden_character,
    has_endless_marks,
    normalise,
)

_SHOWN = 60  # characters of the writer's own text repeated in a hint

# The escapes of double-quoted text (YAML 1.2.2 §5.7); a pair such as \\ is taken as one.
_ESCAPE = re.compile(r"\\(?:[xuU](?P<hex>[0-9a-fA-F]+)|(?P<short>[\s\S]))")
_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}
_SHORT_ESCAPES = {
    "0": 0x0, "a": 0x7, "b": 0x8, "e": 0x1B, "v": 0xB, "f": 0xC,
    "N": 0x85, "L": 0x2028, "P": 0x2029,
}  # fmt: skip
# "-" and then neither a blank nor a number: an item's mark whose space was forgotten.
_TIGHT_DASH = re.compile(r"-(?![ \t\d.\-]|\Z)")
# A later line of unquoted text: "- x" there was meant as an item but joins the text above.
_DASH_LINE = re.compile(r"\n[ \t]*(?P<dash>-)(?=[^\S\n]|\Z|[^\s\d.\-])")
_CUT = re.compile(r"[ \t]+(?P<cut>#[^\s#!][^\n]*)")


class Written(NamedTuple):
    """A text as parsed, and where it stands in the file: from ``start`` up to ``end``, from 0.

    ``plain`` means without quotation marks and not as a block.
    """

    text: str
    start: int
    end: int
    plain: bool


def shortened(text: str) -> str:
    """Return so much of the writer's own text as a hint can repeat."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def quoted(text: str) -> str:
    """Return ``text`` as one would type it in quotation marks, shortened for a hint."""
    text = shortened(text.strip())
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def special_start(location: Location, text: str) -> Problem:
    """Return the problem of a text that begins with a sign that means something in YAML."""
    return Problem(
        location,
        message("a text can't begin with {sign}", sign=text[:1]),
        put_into_quotes(text),
    )


def put_into_quotes(text: str) -> Message:
    """Return the hint that shows ``text`` in quotation marks."""
    return message("put the text into quotation marks: {sample}", sample=quoted(text))


def meant(written: Written) -> str | None:
    """Return the text normalised; None where nothing is written (not even quotation marks)."""
    text = normalise(written.text)
    return None if written.plain and not text else text


def looks_fine(source: SourceText, written: Written) -> bool:
    """Tell nearly every text at first sight that :func:`find_problems` would find nothing in it."""
    text = written.text
    return (
        written.plain
        and len(text) <= MAX_MARKS
        and not text.startswith("-")
        and not text[:1].isspace()
        and source.text.find("\n", written.start, written.end) < 0
    )


def find_problems(source: SourceText, written: Written, *, is_key: bool) -> Iterator[Problem]:
    """Yield whatever keeps this text from being used; nothing for good text."""
    if has_endless_marks(written.text):
        yield Problem(
            source.place(written.start),
            message("more than {limit} accents stand on one letter here", limit=MAX_MARKS),
            message("delete the text and type it anew"),
        )
    # In the file's own text they were found before; an escape may stand for one.
    if not written.plain and FORBIDDEN.search(written.text):
        yield from _forbidden_escapes(source, written)
    if written.plain and written.text:
        yield from _plain_mistakes(source, written, is_key=is_key)


def find_cut(source: SourceText, written: Written) -> Problem | None:
    """Return a note when what follows the text was left out as a comment but may belong to it.

    A comment written the usual way, ``# like this``, is not spoken of.
    """
    found = _CUT.match(source.text, written.end) if written.plain else None
    if not found:
        return None
    line_end = source.text.find("\n", written.start, written.end)
    whole = source.text[written.start : found.end()]
    return Problem(
        source.place(found.start("cut")),
        message("what follows # is not read, as it is taken for a comment"),
        message("if it belongs to the text, put the whole text into quotation marks")
        if line_end >= 0
        else message("put the text into quotation marks: {sample}", sample=quoted(whole)),
    )


def _forbidden_escapes(source: SourceText, written: Written) -> Iterator[Problem]:
    index = written.start
    while found := _ESCAPE.search(source.text, index, written.end):
        index = found.end()
        if found["hex"]:
            digits = _ESCAPE_DIGITS[found[0][1]]
            index = found.start("hex") + digits
            code = int(found["hex"][:digits], 16)
        else:
            code = _SHORT_ESCAPES.get(found["short"], 0x20)
        if FORBIDDEN.match(chr(code)):
            yield forbidden_character(source.place(found.start()), chr(code))


def _plain_mistakes(source: SourceText, written: Written, *, is_key: bool) -> Iterator[Problem]:
    one_line = source.text.find("\n", written.start, written.end) < 0
    if one_line and written.text[0] != "-" and not written.text[0].isspace():
        return  # as nearly every text: neither of what follows is looked for in it
    line_start = source.text.rfind("\n", 0, written.start) + 1
    first_in_line = not source.text[line_start : written.start].strip(" ")
    if first_in_line and written.text[0].isspace():
        yield Problem(
            source.place(written.start),
            message("this line is indented with a space that is not the ordinary one"),
            message("replace it by ordinary (half-width) spaces"),
        )
    if is_key:
        return
    dashes = [
        found.start("dash")
        for found in _DASH_LINE.finditer(source.text, written.start, written.end)
    ]
    if (dashes or first_in_line) and _TIGHT_DASH.match(written.text):
        dashes.insert(0, written.start)
    for dash in dashes:
        tight = _TIGHT_DASH.match(source.text, dash)
        yield Problem(
            source.place(dash),
            message("there is no space after the list mark -")
            if tight
            else message("this list item does not fit the lines above it"),
            message("type a space after it; if this is text, put it into quotation marks")
            if tight
            else message("begin all items of a list at the same column, under the key of the list"),
        )
