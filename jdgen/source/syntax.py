"""A YAML parser's complaint to words that someone who has never heard of YAML can act on.

Floor 1, below ``source``. The parser says where it got stuck, which is often a line after the
mistake, and says it in terms of its own; libyaml and PyYAML's Python parser word it differently.
So the rules here look at the text around that place and use the parser's words only to tell
broad kinds apart. The first rule that recognises the mistake speaks; the last always does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from jdgen.errors import Location, Problem, message
from jdgen.source.scalar import put_into_quotes, quoted, shortened, special_start
from jdgen.source.text import SourceText, forbidden_character

_LEAD = r"[ \t]*(?:- +)*"
_FULL_WIDTH_COLON = re.compile(rf"{_LEAD}(?P<key>[^\s:：\"'#][^:：]*)(?P<colon>：)(?P<rest>.*)")
_TIGHT_COLON = re.compile(rf"{_LEAD}(?P<key>[^\s:：\"'#][^:：]*)(?P<colon>:)(?P<rest>[^ ].*)")
_KEY_AND_TEXT = re.compile(rf"(?P<key>{_LEAD}[^\s:\"'#][^:]*: +)(?P<rest>.+)")
_ITEM = re.compile(f"^{_LEAD}")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_SIGNS = re.compile(r"[\[\]{}]")
_TAB = re.compile(r" *\t")
_SPECIAL = "@`%&*!|>,[]{}?-"


@dataclass(frozen=True)
class Stuck:
    """Where and why the parser stopped: its own words, places as (line, column) from 0.

    ``context_place`` is where the thing began that it was reading, if it says so.
    """

    source: SourceText
    problem: str
    context: str
    place: tuple[int, int]
    context_place: tuple[int, int] | None

    @cached_property
    def row(self) -> int:
        """The line of ``place``; the last line where the parser points past the end."""
        return min(self.place[0], len(self.source.lines) - 1)

    @property
    def line(self) -> str:
        """The text of that line."""
        return self.source.lines[self.row]

    @property
    def column(self) -> int:
        """The column of ``place``, at most the line's end."""
        return min(self.place[1], len(self.line))

    def above(self) -> int | None:
        """Return the nearest line above that says something, None where there is none."""
        for row in range(self.row - 1, -1, -1):
            written = self.source.lines[row].strip()
            if written and not written.startswith("#"):
                return row
        return None

    def at(self, row: int, column: int) -> Location:
        """Return the location of a place counted from 0."""
        return Location(self.source.file, row + 1, column + 1)


def explain(stuck: Stuck) -> Problem:
    """Return what is wrong, where the mistake (not the parser) is, and what to type instead."""
    for rule in _RULES:
        problem = rule(stuck)
        if problem is not None:
            return problem
    return Problem(
        stuck.at(stuck.row, stuck.column),
        message("this line can't be read"),
        message(
            'write every line as "key: text" or "- item";'
            " put text that contains other signs into quotation marks"
        ),
    )


def misread_line(source: SourceText, row: int) -> Problem | None:
    """Return the problem of a line in which no separator was recognised, if it shows one.

    ``row`` counts from 0. This also serves a whole file read as one text.
    """
    line = source.lines[row]
    if found := _FULL_WIDTH_COLON.match(line):
        what = message("a full-width colon ： separates nothing here")
    elif found := _TIGHT_COLON.match(line):
        what = message("there is no space after the colon")
    else:
        return None
    sample = f"{found['key'].strip()}: {found['rest'].strip()}"
    return Problem(
        Location(source.file, row + 1, found.start("colon") + 1),
        what,
        message("type a colon and a space (both half-width): {sample}", sample=shortened(sample)),
    )


def _in_quotes(stuck: Stuck) -> Problem | None:
    if "quoted scalar" not in stuck.context:
        return None
    if "stream" in stuck.problem or "document" in stuck.problem:
        row, column = stuck.context_place or stuck.place
        mark = stuck.source.lines[row][column : column + 1]
        return Problem(
            stuck.at(row, column),
            message("the quotation mark {mark} that opens here is never closed", mark=mark),
            message("type {mark} at the end of the text", mark=mark),
        )
    column = stuck.line.rfind("\\", 0, stuck.column + 1)
    if re.match(r"\\u[dD][89a-fA-F]", stuck.line[column:]):
        return forbidden_character(
            stuck.at(stuck.row, column), chr(int(stuck.line[column + 2 : column + 6], 16))
        )
    return Problem(
        stuck.at(stuck.row, column),
        message("a backslash \\ in double quotation marks begins a code, and this is none"),
        message("type two backslashes, or use single quotation marks around the text"),
    )


def _tab(stuck: Stuck) -> Problem | None:
    rows = [row for row, line in enumerate(stuck.source.lines) if _TAB.match(line)]
    if stuck.row not in rows:
        return None
    return Problem(
        stuck.at(stuck.row, stuck.line.index("\t")),
        message("this line is indented with a tab"),
        message(
            "replace each tab at the beginning of a line by two spaces (lines with such a tab in"
            " this file: {count})",
            count=len(rows),
        ),
    )


def _list_on_key_line(stuck: Stuck) -> Problem | None:
    rest = stuck.line[stuck.column :].strip()
    if "entries are not allowed" not in stuck.problem or not rest.startswith("-"):
        return None
    return Problem(
        stuck.at(stuck.row, stuck.column),
        message("a list can't begin on the line of its key"),
        message(
            "begin each item on a line of its own; if this is text, put it into quotation"
            " marks: {sample}",
            sample=quoted(rest),
        ),
    )


def _special(stuck: Stuck) -> Problem | None:
    row, column = stuck.row, stuck.column
    if any(
        kind in stuck.context for kind in ("alias", "anchor", "tag", "directive", "block scalar")
    ):
        row, column = stuck.context_place or (row, column)
    elif not any(kind in stuck.problem for kind in ("start any token", "node content", "allowed")):
        return None
    text = stuck.source.lines[row][column:]
    if not text or text[0] not in _SPECIAL:
        return None
    return special_start(stuck.at(row, column), text)


def _after_closing(stuck: Stuck) -> Problem | None:
    before = stuck.line[: stuck.column].rstrip()
    if not before.endswith(('"', "'", "]", "}")):
        return None
    if not re.search("expected key|block end|expected '-' indicator", stuck.problem):
        return None
    if before.endswith(('"', "'")):
        hint = message(
            "write quotation marks inside a text as “ ”, or look whether one is missing further up"
        )
    else:
        found = _KEY_AND_TEXT.match(stuck.line)
        hint = put_into_quotes(found["rest"] if found else _ITEM.sub("", stuck.line))
    return Problem(
        stuck.at(stuck.row, stuck.column),
        message("more text follows after the closing {mark}", mark=before[-1:]),
        hint,
    )


def _bracket(stuck: Stuck) -> Problem | None:
    if "flow" not in stuck.context or stuck.context_place is None:
        return None
    row, column = stuck.context_place
    if "node content" in stuck.problem:
        row, column = _opening(stuck.source.lines, row, column)
    if stuck.source.lines[row][column : column + 1] not in ("[", "{"):
        return None
    opened = stuck.source.lines[row][column:]
    closing = {"[": "]", "{": "}"}[opened[0]]
    return Problem(
        stuck.at(row, column),
        message("the bracket {mark} that opens here is never closed", mark=opened[0]),
        message(
            "type {mark} where it ends; if this is text, put it into quotation marks: {sample}",
            mark=closing,
            sample=quoted(opened),
        ),
    )


def _opening(lines: Sequence[str], row: int, column: int) -> tuple[int, int]:
    """Return the last bracket that is still open, if a parser stands at the end of the file."""
    if "".join(lines[row : row + 1])[column:].strip():
        return row, column
    closed = 0
    for above in range(len(lines) - 1, -1, -1):
        for sign in reversed(list(_SIGNS.finditer(_COMMENT.sub("", lines[above])))):
            if sign[0] in "]}":
                closed += 1
            elif closed:
                closed -= 1
            else:
                return above, sign.start()
    return 0, 0


def _second_colon(stuck: Stuck) -> Problem | None:
    found = _KEY_AND_TEXT.match(stuck.line)
    if "values are not allowed" not in stuck.problem or not found:
        return None
    if found.end("key") > stuck.column:
        return None
    return Problem(
        stuck.at(stuck.row, stuck.column),
        message("the text after the key contains a colon with a space"),
        message(
            "put the text into quotation marks: {sample}",
            sample=found["key"].strip() + " " + quoted(found["rest"]),
        ),
    )


def _misread_key(stuck: Stuck) -> Problem | None:
    if "could not find expected ':'" in stuck.problem and stuck.context_place:
        row: int | None = stuck.context_place[0]
    elif "values are not allowed" in stuck.problem:
        row = stuck.above()
    else:
        return None
    if row is None:
        return None
    if problem := misread_line(stuck.source, row):
        return problem
    line = stuck.source.lines[row]
    if _KEY_AND_TEXT.match(line):
        return _misplaced(stuck) if row != stuck.row else None
    return Problem(
        stuck.at(row, len(line) - len(line.lstrip())),
        message("there is no colon in this line"),
        message(
            'write it as "key: text"; if it goes on with the text above, indent it deeper than'
            " the key of that text"
        ),
    )


def _indentation(stuck: Stuck) -> Problem | None:
    if not re.search("expected key|block end|expected '-' indicator", stuck.problem):
        return None
    if stuck.line.lstrip().startswith(":"):
        what = message("there is no key before the colon")
        return Problem(
            stuck.at(stuck.row, stuck.column), what, message("write the key before the colon")
        )
    return _misplaced(stuck)


def _misplaced(stuck: Stuck) -> Problem:
    written = stuck.line.lstrip()
    location = stuck.at(stuck.row, len(stuck.line) - len(written))
    if written.startswith("- "):
        return Problem(
            location,
            message("this list item does not fit the lines above it"),
            message("begin all items of a list at the same column, under the key of the list"),
        )
    return Problem(
        location,
        message("this line is not indented like the lines that it belongs to"),
        message("begin keys that belong together at the same column, with spaces before them"),
    )


_RULES: tuple[Callable[[Stuck], Problem | None], ...] = (
    _in_quotes,
    _tab,
    _list_on_key_line,
    _second_colon,
    _misread_key,
    _special,
    _after_closing,
    _bracket,
    _indentation,
)
