"""A data file's bytes to text that is safe to hand to a YAML parser; floor 1, below ``source``.

Here the encoding is decided and every character that no file of ours may hold is refused with
its place. Such a character is replaced by U+FFFD in the text to be parsed, one for one, so that
the parser goes on past it and every later place is still right.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jdgen.errors import InputError, Location, Message, Problem, message

MAX_BYTES = 4 * 1024 * 1024
"""Largest file read. A handbook of 300 posts in one file is about a quarter of it."""

MAX_PROBLEMS = 100
"""Nobody mends more at one sitting; a hostile file could otherwise make millions."""

MAX_MARKS = 30
"""Longest run of combining marks: the limit of the Stream-Safe Text Format (UAX #15 §13).

No language needs more, and Unicode normalisation takes time in the square of the run.
"""

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line breaks
    "\u2028\u2029"  # break lines for PyYAML (YAML 1.1), not for an editor: places would be wrong
    "\u202a-\u202e\u2066-\u2069"  # bidi controls: text that reads otherwise than it is stored
    "\ud800-\udfff"
    "\ufdd0-\ufdef"
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
    + "]"
)
"""A character that is in no text of ours: Word and PDF can't hold it, or it hides something."""

_NOT_TEXT = (
    (b"PK\x03\x04", message("this is a Word, Excel or zip file, not a data file")),
    (b"\xd0\xcf\x11\xe0", message("this is an old Word or Excel file, not a data file")),
    (b"%PDF-", message("this is a PDF, not a data file")),
)
_UTF_32_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class SourceText:
    """A file's text, fit for parsing, and what was found on the way.

    Line breaks are LF, a byte order mark is gone, forbidden characters are U+FFFD.
    """

    file: str
    text: str
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their breaks."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, index: int) -> Location:
        """Return the line and column of the character at ``index`` (from 0)."""
        line = bisect_right(self._starts, index)
        return Location(self.file, line, index - self._starts[line - 1] + 1)


def normalise(text: str) -> str:
    """Return ``text`` as all of jdgen compares and prints it: NFC, no white space around it.

    Full and half width are left as written. A byte order mark inside, as joined files have, is
    invisible and dropped. The run of marks must have been checked (:func:`has_endless_marks`).
    """
    return unicodedata.normalize("NFC", text.replace("\ufeff", "")).strip()


def has_endless_marks(text: str) -> bool:
    """Tell whether more than :data:`MAX_MARKS` combining marks follow one another."""
    if len(text) <= MAX_MARKS or text.isascii():
        return False
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MAX_MARKS:
            return True
    return False


def forbidden_character(location: Location, character: str) -> Problem:
    """Return the problem of one character that :data:`FORBIDDEN` found."""
    return Problem(location, _what(character), _hint(character))


def _what(character: str) -> Message:
    code = f"U+{ord(character):04X}"
    if character == "\x00":
        return message("there is a NUL character here, which text can't contain")
    if "\ud800" <= character <= "\udfff":
        return message("half of a character ({code}) stands here alone", code=code)
    if character in "\u2028\u2029\x85":
        return message("there is an invisible line break ({code}) here", code=code)
    if unicodedata.category(character) == "Cf":
        return message(
            "there is an invisible character ({code}) here that turns the writing direction",
            code=code,
        )
    if unicodedata.category(character) == "Cc":
        return message("there is an invisible control character ({code}) here", code=code)
    return message("there is a code ({code}) here that stands for no character", code=code)


def _hint(character: str) -> Message:
    if "\ud800" <= character <= "\udfff":
        return message("type the character itself in place of the code")
    if character in "\u2028\u2029\x85":
        return message("delete it and press Enter in its place")
    return message("delete it; often it helps to delete and retype the words around it")


def read_text(data: bytes, file: str) -> SourceText:
    """Decode ``data`` and find every forbidden character.

    Raises InputError where it is no text at all: too large, a Word file, UTF-16, an unknown or
    damaged encoding.
    """
    if len(data) > MAX_BYTES:
        raise InputError([_too_large(file, len(data))])
    for signature, what in _NOT_TEXT:
        if data.startswith(signature):
            hint = message("put it elsewhere; only text files ending in .yaml are read here")
            raise InputError([Problem(Location(file), what, hint)])
    text, notes = _decode(data, file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raw = SourceText(file, text, (), ())
    problems = list(_forbidden(raw))
    return SourceText(file, FORBIDDEN.sub("\ufffd", text), tuple(problems), notes)


def _forbidden(source: SourceText) -> Iterator[Problem]:
    for count, found in enumerate(FORBIDDEN.finditer(source.text), 1):
        yield forbidden_character(source.place(found.start()), found[0])
        if count == MAX_PROBLEMS:
            return


def _too_large(file: str, size: int) -> Problem:
    return Problem(
        Location(file),
        message(
            "this file is too large: {size} MB, where {limit} MB is the most",
            size=f"{size / 1024 / 1024:.1f}",
            limit=MAX_BYTES // 1024 // 1024,
        ),
        message("put each post into a file of its own"),
    )


def _decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    if data.startswith(_UTF_32_BOMS):
        raise InputError([_wrong_encoding(file, "UTF-32")])
    if data.startswith(_UTF_16_BOMS) or data.count(0) > len(data) // 4:
        # Without a mark, Latin text and punctuation still make every other byte zero.
        raise InputError([_wrong_encoding(file, "UTF-16")])
    try:
        # surrogatepass: half characters are told by _forbidden, with their place
        return data.decode("utf-8", "surrogatepass"), ()
    except UnicodeDecodeError as error:
        damage = _damage(data, file, error.start)
    if not _is_mostly_utf_8(data):
        try:
            return data.decode("gb18030"), (_not_utf_8(file),)
        except UnicodeDecodeError:
            pass
    raise InputError([damage])


def _is_mostly_utf_8(data: bytes) -> bool:
    """Tell a UTF-8 file with a broken byte from a GB18030 one, which would read as nonsense.

    GB18030 text has a two-byte sequence valid in UTF-8 now and then, a three-byte one hardly ever.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character >= "\u0800" for character in text) - broken > broken


def _damage(data: bytes, file: str, start: int) -> Problem:
    before = data[:start].decode("utf-8", "surrogatepass").removeprefix("\ufeff")
    lines = re.split("\r\n|\r|\n", before)
    return Problem(
        Location(file, len(lines), len(lines[-1]) + 1),
        message(
            "what stands here can't be read as text: the file is damaged, or in an encoding"
            " that is neither UTF-8 nor GB18030"
        ),
        message("open the file in the editor it was written with, and save it as UTF-8"),
    )


def _wrong_encoding(file: str, encoding: str) -> Problem:
    return Problem(
        Location(file),
        message("this file is saved as {encoding}, which is not read here", encoding=encoding),
        message("save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)"),
    )


def _not_utf_8(file: str) -> Problem:
    return Problem(
        Location(file),
        message("this file is not saved as UTF-8; it was read as GB18030 (GBK)"),
        message("save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)"),
    )
