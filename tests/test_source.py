"""Data files: what is read, what is refused, where, and with which advice."""

from __future__ import annotations

import itertools
import re
import tracemalloc
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen import source
from jdgen.errors import InputError, Kind, Location, Problem
from jdgen.source import Document, Places, parse_yaml, spell_path
from jdgen.source import scalar as source_scalar
from jdgen.source import text as source_text
from jdgen.source.events import events
from jdgen.source.loader import TabbedLoader

LOADERS = [TabbedLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_LOADER", request.param)


both_parsers = pytest.mark.usefixtures("_each_parser")


def parse(text: str) -> Document:
    """Read ``text`` as a file called f."""
    return parse_yaml(text.encode("utf-8", "surrogatepass"), "f")


def refuse(data: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a file that must be refused."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    with pytest.raises(InputError) as raised:
        parse_yaml(data, "f")
    return raised.value.problems


def told(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    """Return line, column and words of each problem."""
    return [(p.location.line, p.location.column, str(p.what)) for p in problems]


@both_parsers
def test_every_scalar_stays_the_text_that_was_written() -> None:
    """Nothing is taken for a number, a date, a truth value or nothing, save what is empty."""
    document = parse(
        "a: 120203\nb: no\nc: 1.10\nd: 12:30\ne: ~\nf: null\ng:\nh: ''\ni: [2012-02-20]\n"
    )
    assert document.value == {
        "a": "120203", "b": "no", "c": "1.10", "d": "12:30", "e": "~", "f": "null",
        "g": None, "h": "", "i": ["2012-02-20"],
    }  # fmt: skip


@both_parsers
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places_count_characters_whatever_the_line_breaks(start: str, line_break: str) -> None:
    """A byte order mark, CRLF and characters beyond the BMP shift no line and no column."""
    lines = ["# 注", "𠮷𠮷: 值", "组:", "  - {甲: '𠮷', 乙: x}", "  -", "空:", ""]
    document = parse(start + line_break.join(lines))
    assert document.value == {"𠮷𠮷": "值", "组": [{"甲": "𠮷", "乙": "x"}, None], "空": None}
    assert document.value_places == {
        (): Location("f", 2, 1),
        ("𠮷𠮷",): Location("f", 2, 5),
        ("组",): Location("f", 4, 3),
        ("组", 0): Location("f", 4, 5),
        ("组", 0, "甲"): Location("f", 4, 9),
        ("组", 0, "乙"): Location("f", 4, 17),
        ("组", 1): Location("f", 5, 4),
        ("空",): Location("f", 6, 3),
    }
    assert document.key_places == {
        ("𠮷𠮷",): Location("f", 2, 1),
        ("组",): Location("f", 3, 1),
        ("组", 0, "甲"): Location("f", 4, 6),
        ("组", 0, "乙"): Location("f", 4, 14),
        ("空",): Location("f", 6, 1),
    }


def test_an_unknown_path_is_located_at_its_nearest_ancestor() -> None:
    """What is missing is told where it should have been; an item has no key but a place."""
    document = parse("a:\n  - b: c\n")
    assert document.locate(("a", 0, "x", "y")) == Location("f", 2, 5)
    assert document.locate_key(("a", 0, "b")) == Location("f", 2, 5)
    assert document.locate_key(("a", 0)) == Location("f", 2, 5)
    assert document.locate(("nowhere",)) == Location("f", 1, 1)
    assert document.file == "f"
    assert Document("g", None, Places("g", {}), Places("g", {})).locate(("x",)) == Location("g")


def test_a_path_is_spelled_with_items_counted_from_one() -> None:
    """The key in a message is what the reader would count himself."""
    assert spell_path(("任职资格", "要求", 1)) == "任职资格.要求[2]"
    assert spell_path(("X光", 0)) == "X光[1]"
    assert spell_path(()) == ""


@both_parsers
@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".\t:", {".": None}),
        ("a\t:\tb\t\nc: d\t# e\n", {"a": "b", "c": "d"}),
        ('"a" \t: [b\t,\tc\t]\n', {"a": ["b", "c"]}),
        ("a: b\tc \td\n", {"a": "b\tc \td"}),
        ("a: :b\tc", {"a": ":b\tc"}),
        ("a: b\t\n  c\n", {"a": "b c"}),
    ],
)
def test_a_tab_between_words_is_white_space(text: str, value: Any) -> None:
    """YAML 1.2.2 §6.1: only what indents a line may be no tab; both parsers go on after one."""
    assert parse(text).value == value


@both_parsers
def test_text_is_normalised_once_and_for_all() -> None:
    """NFC, LF, no white space around it, no BOM within; full and half width are left alone."""
    text = 'e\u0301 : "\u3000 cafe\u0301\ufeff\u00a0"\nＡ：（1）: ｂ\nl: |\n  x\r\n  y\r\n'
    assert parse(text).value == {"\u00e9": "caf\u00e9", "Ａ：（1）": "ｂ", "l": "x\ny"}


@both_parsers
def test_keys_alike_after_normalisation_are_told_with_both_places() -> None:
    """A key written é in two ways is one key; the message names where it stood first."""
    (problem,) = refuse("caf\u00e9: 1\nx:\n  a: 1\n'cafe\u0301 ': 2\n")
    assert problem.location == Location("f", 4, 1)
    assert str(problem.what) == (
        "the key “caf\u00e9” stands here again; the first is in line 1, column 1"
    )
    assert (problem.key, problem.kind) == ("caf\u00e9", Kind.KEY)
    assert str(problem.hint) == "delete one of the two, or rename it"


@both_parsers
def test_a_repeated_group_does_not_hide_where_a_key_inside_it_stood_first() -> None:
    """Each group remembers its own keys."""
    places = told(refuse("a: {x: 1}\na: {x: 2, x: 3}\n"))
    assert places == [
        (2, 1, "the key “a” stands here again; the first is in line 1, column 1"),
        (2, 11, "the key “x” stands here again; the first is in line 2, column 5"),
    ]


COLON = "a full-width colon ： separates nothing here"
TIGHT = "there is no space after the colon"
ITEM = "this list item does not fit the lines above it"
DASH = "there is no space after the list mark -"
INDENT = "this line is not indented like the lines that it belongs to"
AFTER = "more text follows after the closing "
SPACE = "this line is indented with a space that is not the ordinary one"
TOP = 'this file does not consist of lines of the form "key: text"'
KEY = "a list or a group of fields can't be a key"
OPENED = "the quotation mark {} that opens here is never closed"
BACKSLASH = "a backslash \\ in double quotation marks begins a code, and this is none"
TAB = "this line is indented with a tab"
DOCUMENT = "a second document begins here"

TYPE_COLON = "type a colon and a space (both half-width): {}"
AT_COLUMN = "begin all items of a list at the same column, under the key of the list"
CLOSE = "type {} at the end of the text"
CURLY = "write quotation marks inside a text as “ ”, or look whether one is missing further up"
ORDERLY = "begin keys that belong together at the same column, with spaces before them"
TWO_SPACES = (
    "replace each tab at the beginning of a line by two spaces"
    " (lines with such a tab in this file: {})"
)
ITEMS = "begin each item on a line of its own; if this is text, put it into quotation marks: {}"
AS_LINE = (
    'write it as "key: text"; if it goes on with the text above, indent it deeper than the key of'
    " that text"
)
WRITE_KEY = "write the key before the colon"
IN_FULL = (
    "if this is text, put it into quotation marks; references (& and *) and types (!) are not read"
    " here: write out in full what they stand for"
)
CLOSE_IT = "type {} where it ends; if this is text, put it into quotation marks: {}"
TWO_BACKSLASHES = "type two backslashes, or use single quotation marks around the text"
BRACKET = "put a text that begins with a bracket into quotation marks"
ANY_LINE = (
    'write every line as "key: text" or "- item"; put text that contains other signs into'
    " quotation marks"
)
WRITE = "write into it, or delete it"
QUOTE = "put the text into quotation marks: {}"
SAMPLE = "begin with a line such as 岗位名称: 出纳"

# text, line, column, what, the hint
BAD = [
    ("a: 1\n键：值\n", 2, 2, COLON, TYPE_COLON.format("键: 值")),
    ("键：值\nb: c\n", 1, 2, COLON, TYPE_COLON.format("键: 值")),
    ("a:\n  键：值\n  b: c\n", 2, 4, COLON, TYPE_COLON.format("键: 值")),
    ("键：值\n", 1, 2, COLON, TYPE_COLON.format("键: 值")),
    ("键:值\nb: c\n", 1, 2, TIGHT, TYPE_COLON.format("键: 值")),
    ("a: b\n- 键:值\n  c: d\n", 2, 1, ITEM, AT_COLUMN),
    ("键:\u3000值\n", 1, 2, TIGHT, TYPE_COLON.format("键: 值")),
    ('a: "b\nc: d\n', 1, 4, OPENED.format('"'), CLOSE.format('"')),
    ("a: 'b\n", 1, 4, OPENED.format("'"), CLOSE.format("'")),
    ('a: "b\n---\n', 1, 4, OPENED.format('"'), CLOSE.format('"')),
    ('a: "b" c\n', 1, 8, AFTER + '"', CURLY),
    ("a: 'it's'\n", 1, 8, AFTER + "'", CURLY),
    ("a: [招聘]岗位\n", 1, 8, AFTER + "]", QUOTE.format('"[招聘]岗位"')),
    ("a:\n  - [招聘]岗位\n", 2, 9, AFTER + "]", QUOTE.format('"[招聘]岗位"')),
    ("a: {b: c} d\n", 1, 11, AFTER + "}", QUOTE.format('"{b: c} d"')),
    ("a: 1\n  b: 2\n", 2, 3, INDENT, ORDERLY),
    ("a: b\n\n  c: d\n", 3, 3, INDENT, ORDERLY),
    ("a: b\n# x\n  c: d\n", 3, 3, INDENT, ORDERLY),
    ("a:\n    b: 1\n  c: 2\n", 3, 3, INDENT, ORDERLY),
    ("a:\n  - x\n - y\n", 3, 2, ITEM, AT_COLUMN),
    ("a:\n  - x\n    - y\n", 3, 5, ITEM, AT_COLUMN),
    ("a:\n\tb: 1\n\tc: 1\n", 2, 1, TAB, TWO_SPACES.format("2")),
    ("a:\n\tb:\tc\n", 2, 1, TAB, TWO_SPACES.format("1")),
    ("a:\n  b: 1\n\tc: 2\n", 3, 1, TAB, TWO_SPACES.format("1")),
    ("a:\n\u3000\u3000b: 1\n", 2, 1, SPACE, "replace it by ordinary (half-width) spaces"),
    ("a:\n  -x\n", 2, 3, DASH,
     "type a space after it; if this is text, put it into quotation marks"),
    ("z: 1\na:\n  -x\n", 3, 3, DASH,
     "type a space after it; if this is text, put it into quotation marks"),
    ("a: - b\n", 1, 4, "a list can't begin on the line of its key", ITEMS.format('"- b"')),
    ("a: b: c\n", 1, 5, "the text after the key contains a colon with a space",
     QUOTE.format('a: "b: c"')),
    ("a: : b\n", 1, 4, "the text after the key contains a colon with a space",
     QUOTE.format('a: ": b"')),
    ("a\nb: c\n", 1, 1, "there is no colon in this line", AS_LINE),
    ("a: |\n  x\ny\n", 3, 1, "there is no colon in this line", AS_LINE),
    ("a: b\n  z\n\n  c: d\n", 2, 3, "there is no colon in this line", AS_LINE),
    ("x: 1\na\n   # y\nc: d\n", 2, 1, "there is no colon in this line", AS_LINE),
    (": b\n", 1, 1, "there is no key before the colon", WRITE_KEY),
    ("a: b\n  : c\n", 2, 3, "there is no key before the colon", WRITE_KEY),
    ('"": b\n', 1, 1, "there is no key before the colon", WRITE_KEY),
    ("a: @b\n", 1, 4, "a text can't begin with @", QUOTE.format('"@b"')),
    ("a: @" + "长" * 59 + "\n", 1, 4, "a text can't begin with @",
     QUOTE.format('"@' + "长" * 59 + '"')),
    ("a: @" + "长" * 60 + "\n", 1, 4, "a text can't begin with @",
     QUOTE.format('"@' + "长" * 58 + '…"')),
    ("a: @C:\\x\n", 1, 4, "a text can't begin with @", QUOTE.format("'@C:\\x'")),
    ("a: @\"it's\"\n", 1, 4, "a text can't begin with @", QUOTE.format("'@\"it''s\"'")),
    ("a: `b`\n", 1, 4, "a text can't begin with `", QUOTE.format('"`b`"')),
    ("a: %b\n", 1, 4, "a text can't begin with %", QUOTE.format('"%b"')),
    ("a: >5人\n", 1, 4, "a text can't begin with >", QUOTE.format('">5人"')),
    ("a: |b\n", 1, 4, "a text can't begin with |", QUOTE.format('"|b"')),
    ("a: ,b\n", 1, 4, "a text can't begin with ,", QUOTE.format('",b"')),
    ('a: ]"\n', 1, 4, "a text can't begin with ]", QUOTE.format('\']"\'')),
    ("a: [b, }\n", 1, 8, "a text can't begin with }", QUOTE.format('"}"')),
    ("a: ? b\n", 1, 4, "a text can't begin with ?", QUOTE.format('"? b"')),
    ("a: **b**\n", 1, 4, "a text can't begin with *", QUOTE.format('"**b**"')),
    ("a: & b\n", 1, 4, "a text can't begin with &", QUOTE.format('"& b"')),
    ("a: *b\n", 1, 4, "a text can't begin with *", IN_FULL),
    ("a: &b c\n", 1, 4, "a text can't begin with &", IN_FULL),
    ("a: !b c\n", 1, 4, "a text can't begin with !", IN_FULL),
    ("a: !!str c\n", 1, 4, "a text can't begin with !", IN_FULL),
    ("!!map {a: b}\n", 1, 1, "a text can't begin with !", IN_FULL),
    ("a: !重要\n", 1, 4, "a text can't begin with !", QUOTE.format('"!重要"')),
    ("a: [b\nc: d\n", 1, 4, "the bracket [ that opens here is never closed",
     CLOSE_IT.format("]", '"[b"')),
    ("a: [", 1, 4, "the bracket [ that opens here is never closed", CLOSE_IT.format("]", '"["')),
    ("a:\n  b: {\n\n# c\n", 2, 6, "the bracket { that opens here is never closed",
     CLOSE_IT.format("}", '"{"')),
    ("a: [[", 1, 5, "the bracket [ that opens here is never closed", CLOSE_IT.format("]", '"["')),
    ("a: {b: {\n  # [ c\n", 1, 8, "the bracket { that opens here is never closed",
     CLOSE_IT.format("}", '"{"')),
    ("a: [b, [c\n\n# d\n", 1, 8, "the bracket [ that opens here is never closed",
     CLOSE_IT.format("]", '"[c"')),
    ("a: [b,\n  c,\n", 1, 4, "the bracket [ that opens here is never closed",
     CLOSE_IT.format("]", '"[b,"')),
    ("a: [b,\n  {c: [d]}, [], # {\n  # [\n", 1, 4, "the bracket [ that opens here is never closed",
     CLOSE_IT.format("]", '"[b,"')),
    ("a:\n- - b\n- [c, [d],\n", 3, 3, "the bracket [ that opens here is never closed",
     CLOSE_IT.format("]", '"[c, [d],"')),
    ("a: [: , ? \n", 1, 5, "this line can't be read", ANY_LINE),
    ("a: {b: c\n", 1, 4, "the bracket { that opens here is never closed",
     CLOSE_IT.format("}", '"{b: c"')),
    ('a: "C:\\私人"\n', 1, 7, BACKSLASH, TWO_BACKSLASHES),
    ('a: "C:\\私 \\n"\n', 1, 7, BACKSLASH, TWO_BACKSLASHES),
    ('a: "C:\\私\\n"\n', 1, 7, BACKSLASH, TWO_BACKSLASHES),
    ('a: "b\n\\私"\n', 2, 1, BACKSLASH, TWO_BACKSLASHES),
    ('a: "x\\uDBFF"\n', 1, 6, "half of a character (U+DBFF) stands here alone",
     "type the character itself in place of the code"),
    ("<<: {a: b}\n", 1, 1, "merging with << is not read here",
     "write out the keys that it would bring in"),
    ("? [a]\n: b\n", 1, 3, KEY, BRACKET),
    ("x: {{a: b}: c}\n", 1, 5, KEY, BRACKET),
    ("a: b\n---\nc: d\n", 2, 1, DOCUMENT,
     "delete the line ---, or put what follows into a file of its own"),
    ("a: b\n...\nc\n", 3, 1, "this line can't be read",
     ANY_LINE),
    ("%YAML x\n---\na: b\n", 1, 1, "a text can't begin with %", QUOTE.format('"%YAML x"')),
    ("# y\n'a': 'b': c\n", 2, 9, "this line can't be read", ANY_LINE),
    ("'a': 'b': c", 1, 9, "this line can't be read", ANY_LINE),
    ("%TAG ! x\n---\na: b\n", 1, 1, "types (%TAG) are not read here", "delete this line"),
    ("", 0, 0, "this file is empty", WRITE),
    ("# 注\n", 0, 0, "this file is empty", WRITE),
    ("---\n", 0, 0, "this file is empty", WRITE),
    ("- a\n", 1, 1, TOP, SAMPLE),
    ("出纳\n", 1, 1, TOP, SAMPLE),
    ("a: x" + "\u0301" * 31 + "\n", 1, 4, "more than 30 accents stand on one letter here",
     "delete the text and type it anew"),
    ("a: " + "[" * 64, 1, 67, "this is nested too deeply; 64 levels are the most",
     "look for a bracket or an indentation too many"),
]  # fmt: skip


@both_parsers
@pytest.mark.parametrize(("text", "line", "column", "what", "hint"), BAD)
def test_a_mistake_is_told_at_its_place_with_what_to_type(
    text: str, line: int, column: int, what: str, hint: str
) -> None:
    """Both parsers lead to the same words at the mistake, which is often above where they stop."""
    (problem, *others) = refuse(text)
    assert told((problem,)) == [(line, column, what)]
    assert (problem.location.file, str(problem.hint)) == ("f", hint)
    assert not others


@both_parsers
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x: {{a: b}: c}\n", "x"),
        ("x: {'': b}\n", "x"),
        ("x: {<<: b}\n", "x"),
        ("x: {*a : b}\n", "x"),
        ("x: [a, *b]\n", "x[2]"),
        ("x: {a: 1, a: 2}\n", "x.a"),
        ('x: [{a: "\\u202e"}]\n', "x[1].a"),
    ],
)
def test_a_mistake_is_told_with_its_key(text: str, key: str) -> None:
    """As the writer spells it; what is no key at all with that of the group it stands in."""
    assert [problem.key for problem in refuse(text)] == [key]


TURNS = "there is an invisible character (U+{:04X}) here that turns the writing direction"
HIDDEN = [
    ("\x00", "there is a NUL character here, which text can't contain"),
    ("\x1b", "there is an invisible control character (U+001B) here"),
    ("\x0c", "there is an invisible control character (U+000C) here"),
    ("\x7f", "there is an invisible control character (U+007F) here"),
    ("\x85", "there is an invisible line break (U+0085) here"),
    ("\u2028", "there is an invisible line break (U+2028) here"),
    *((chr(code), TURNS.format(code))
      for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *((chr(code), f"half of a character (U+{code:04X}) stands here alone")
      for code in (0xD800, 0xDBFF, 0xDC00, 0xDFFF)),
    *((chr(code), f"there is a code (U+{code:04X}) here that stands for no character")
      for code in (0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)),
]  # fmt: skip


# What to do, by words of what is wrong.
HIDDEN_HINTS = {
    "type the character itself in place of the code": ("half of a character",),
    "delete it and press Enter in its place": ("line break",),
    "delete it; often it helps to delete and retype the words around it":
        ("NUL", "control character", "direction", "no character"),
}  # fmt: skip


@both_parsers
@pytest.mark.parametrize(("character", "what"), HIDDEN)
def test_a_forbidden_character_is_told_at_its_place(character: str, what: str) -> None:
    """It is found in keys, values and comments, and nothing after it is lost."""
    problems = refuse(f"# 𠮷{character}\n𠮷{character}: 𠮷\nc: 甲{character}\nc: 乙\n")
    (hint,) = (hint for hint, words in HIDDEN_HINTS.items() if any(map(what.count, words)))
    assert [str(problem.hint) for problem in problems[:-1]] == [hint] * 3
    assert told(problems) == [
        (1, 4, what),
        (2, 2, what),
        (3, 5, what),
        (4, 1, "the key “c” stands here again; the first is in line 3, column 1"),
    ]


@both_parsers
def test_places_after_a_forbidden_character_are_right() -> None:
    """On its line, too, whatever stands for it while the rest is read."""
    assert [place[:2] for place in told(refuse("键\x1b键: *b\n"))] == [(1, 2), (1, 6)]


@both_parsers
@pytest.mark.parametrize(("character", "what"), HIDDEN)
def test_an_escape_of_a_forbidden_character_is_told_at_its_place(character: str, what: str) -> None:
    """An escape is no way around; two backslashes before it, or single marks, make it text."""
    code = f"\\U{ord(character):08X}" if ord(character) > 0xFFFF else f"\\u{ord(character):04x}"
    (problem,) = refuse(f"a: \"𠮷 \\{code} {code}\"\nb: '{code}'\n")
    assert told((problem,)) == [(1, 9 + len(code), what)]
    assert str(problem.hint) in HIDDEN_HINTS


@both_parsers
@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\b", "\\e", "\\v", "\\f", "\\N", "\\L", "\\P", "\\x1b"]
)
def test_a_short_escape_is_told_too(escape: str) -> None:
    """All single-letter escapes of YAML 1.2.2 §5.7 that give a forbidden character."""
    ((line, column, _),) = told(refuse(f'a: "x{escape}"\n'))
    assert (line, column) == (1, 6)


@both_parsers
def test_an_escape_beyond_unicode_is_refused() -> None:
    """PyYAML's own parser lets ValueError and OverflowError through."""
    for code in ("\\U00110000", "\\UFFFFFFFF"):
        (problem,) = refuse(f'a: "x{code}"\n')
        assert (problem.location.line, problem.location.column) == (1, 6)
        assert (str(problem.what), str(problem.hint)) in (
            ("there is no character with this code",
             "type the character itself in place of the code"),
            (BACKSLASH, TWO_BACKSLASHES),  # libyaml stops there by itself
        )  # fmt: skip


@both_parsers
def test_all_problems_of_a_file_are_told_together() -> None:
    """One reading is enough to mend everything the parser can go on after."""
    text = "a: *b\na: &c d\ne: !f g\n? [h]\n: i\n<<: x\nj: k\u202e\nl: m\n---\nn: o\np: [q\n"
    assert told(refuse(text)) == [
        (1, 4, "a text can't begin with *"),
        (2, 1, "the key “a” stands here again; the first is in line 1, column 1"),
        (2, 4, "a text can't begin with &"),
        (3, 4, "a text can't begin with !"),
        (4, 3, KEY),
        (6, 1, "merging with << is not read here"),
        (7, 5, "there is an invisible character (U+202E) here that turns the writing direction"),
        (9, 1, DOCUMENT),
        (11, 4, "the bracket [ that opens here is never closed"),
    ]


@both_parsers
def test_text_in_quotation_marks_may_look_like_anything() -> None:
    """What the hints say to type is read."""
    value = parse(
        "a: '*b'\nb: \"c: d\"\nc: '- e'\nd: \"<<\"\n'<<': x\nf: -5\ng: 50%\nh: C:\\x\n"
    ).value
    assert value == {
        "a": "*b", "b": "c: d", "c": "- e", "d": "<<", "<<": "x", "f": "-5", "g": "50%",
        "h": "C:\\x",
    }  # fmt: skip


@both_parsers
def test_what_a_comment_cuts_off_is_noted() -> None:
    """A # directly before a letter may belong to the text; an ordinary comment is not noted."""
    document = parse("a: C #1 室\nb: x # 注\nc: 'x' #y\nd: x\n  y #1\n")
    assert document.value == {"a": "C", "b": "x", "c": "x", "d": "x y"}
    one, several = document.notes
    assert (one.location, one.key) == (Location("f", 1, 6), "a")
    assert str(one.what) == "what follows # is not read, as it is taken for a comment"
    assert str(one.hint) == 'put the text into quotation marks: "C #1 室"'
    assert (several.location, several.key) == (Location("f", 5, 5), "d")
    assert str(several.hint) == (
        "if it belongs to the text, put the whole text into quotation marks"
    )


def test_gb18030_is_known_among_many_latin_letters() -> None:
    """As in a file with English keys."""
    text = "title: cashier\nsummary: 出纳\n"
    document = parse_yaml(text.encode("gb18030"), "f")
    assert document.value == {"title": "cashier", "summary": "出纳"}
    assert len(document.notes) == 1


def test_gb18030_is_read_with_a_note() -> None:
    """A file from an older Chinese editor is read; its places count characters all the same."""
    document = parse_yaml("职责: 招聘\n级别: {甲: 乙}\n".encode("gb18030"), "f")
    assert document.value == {"职责": "招聘", "级别": {"甲": "乙"}}
    assert document.locate(("级别", "甲")) == Location("f", 2, 9)
    (note,) = document.notes
    assert note.location == Location("f")
    assert str(note.what) == "this file is not saved as UTF-8; it was read as GB18030 (GBK)"
    assert str(note.hint) == SAVE


DAMAGED = "what stands here can't be read as text: the file is damaged, or in an encoding that is neither UTF-8 nor GB18030"  # noqa: E501


# What to do, by words of what is wrong.
SAVE = "save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)"
NO_TEXT = {
    "is saved as": SAVE,
    "not a data file": "put it elsewhere; only text files ending in .yaml are read here",
    "too large": "put each post into a file of its own",
    "damaged": "open the file in the editor it was written with, and save it as UTF-8",
}


@pytest.mark.parametrize(
    ("data", "line", "column", "what"),
    [
        ("a: b".encode("utf-16"), 0, 0, "this file is saved as UTF-16, which is not read here"),
        (b"\xfe\xff\0a\0:", 0, 0, "this file is saved as UTF-16, which is not read here"),
        ("a: b".encode("utf-16-le"), 0, 0, "this file is saved as UTF-16, which is not read here"),
        ("a: b".encode("utf-32"), 0, 0, "this file is saved as UTF-32, which is not read here"),
        (b"a: b\nc: \xff\n", 2, 4, DAMAGED),
        ("\ufeff职责: 负责招聘".encode() + b"\r\n" + "甲".encode() + b"\xe8: b\n", 2, 2, DAMAGED),
        ("职责: 招聘工作".encode().replace(b"\x81", b"\xe8", 1), 1, 1, DAMAGED),
        ("\ufeff甲".encode() + b"\xe8: b\n", 1, 2, DAMAGED),
        (b"a: \xed\xa0\x80\nb: \xff\n", 2, 4, DAMAGED),
        (b"PK\x03\x04...", 0, 0, "this is a Word, Excel or zip file, not a data file"),
        (b"\xd0\xcf\x11\xe0", 0, 0, "this is an old Word or Excel file, not a data file"),
        (b"%PDF-1.7", 0, 0, "this is a PDF, not a data file"),
        (b"#" * (2**22 + 1), 0, 0, "this file is too large: 4.0 MB, where 4 MB is the most"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_its_kind(
    data: bytes, line: int, column: int, what: str
) -> None:
    """A damaged UTF-8 file is not read as GB18030 nonsense, though most bytes would allow it."""
    (problem,) = refuse(data)
    assert told((problem,)) == [(line, column, what)]
    assert problem.location.file == "f"
    (hint,) = (hint for kind, hint in NO_TEXT.items() if kind in what)
    assert str(problem.hint) == hint


HOSTILE = {
    "brackets": b"[" * 100_000,
    "dashes": b"- " * 100_000,
    "question marks": b"? " * 100_000,
    "braces": b"{a: " * 100_000,
    "indentation": b"\n".join(b" " * i + b"a:" for i in range(1000)),
    "merge bomb": b"a: &a {x: y}\n" + b"".join(b"b%d: {<<: [*a, *a]}\n" % i for i in range(1000)),
    "accents": "a: x{}\n".format("\u0301\u0316" * 100_000).encode(),
    "accent escapes": b'a: "' + b"\\u0301\\u0316" * 100_000 + b'"\n',
    "values": b"a: [" + b"b," * 200_000 + b"]\n",
    "tags": b"".join(b"%%TAG !a%d! x\n" % i for i in range(100_000)) + b"---\na: b\n",
    "controls": b"a: " + b"\x01" * 300_000,
    "repeated keys": b"a:\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory(name: str) -> None:
    """None of these takes more than ten times its size and places for MAX_VALUES values."""
    data = HOSTILE[name]
    tracemalloc.start()
    try:
        problems = refuse(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(problems) <= source_text.MAX_PROBLEMS + 1
    assert peak < 60_000_000 + 10 * len(data)


def test_the_number_of_problems_is_capped_and_that_is_said() -> None:
    """After the hundredth nothing more is looked for."""
    problems = refuse("a: 1\n" * 1000)
    assert len(problems) == 101
    assert str(problems[0].what) == "there are many problems here; the first 100 follow"


def test_more_values_than_are_read_are_told_at_the_first_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a way out."""
    monkeypatch.setattr(source, "MAX_VALUES", 3)
    assert parse("a: b\nc: d\n").value
    (problem,) = refuse("a: b\nc: [d, e]\n")
    assert told((problem,)) == [(2, 5, "this file holds more than 3 values")]
    assert str(problem.hint) == "put each post into a file of its own"


class GivesUp(TabbedLoader):
    """Gives up at the fourth event, as libyaml 0.2.6 does at a thousand brackets."""

    def get_event(self) -> Any:
        """Return the next event."""
        self.given = getattr(self, "given", 0) + 1
        if self.given == 4:
            raise yaml.MarkedYAMLError(problem="exceeded maximum nesting depth")
        return super().get_event()  # type: ignore[no-untyped-call] # PyYAML has no types


def test_where_libyaml_gives_up_the_other_parser_goes_on() -> None:
    """After the same event, and as libyaml reads: tabs between words are taken."""
    text = "a: [b,\t[c]]\n"
    kinds = [type(event) for event in events(text, TabbedLoader)]
    assert len(kinds) > 10
    assert [type(event) for event in events(text, GivesUp)] == kinds


def test_as_many_accents_as_are_allowed_may_begin_a_text() -> None:
    """The thirtieth is not one too many."""
    assert parse('a: "' + "\u0316" * 30 + 'x"\n').value == {"a": "\u0316" * 30 + "x"}


def test_a_key_may_begin_with_a_dash() -> None:
    """Only for a text is it a list mark without its space."""
    assert parse("-x: b\n").value == {"-x": "b"}


def test_a_text_beside_its_key_may_begin_with_a_dash() -> None:
    """Only on a line of its own is it a list mark without its space."""
    assert parse("a: -x\nb: -y\nc: z\n").value == {"a": "-x", "b": "-y", "c": "z"}


@pytest.mark.parametrize(
    ("module", "name", "value", "text"),
    [
        (source, "MAX_DEPTH", 1000, "a: " + "[" * 70 + "]" * 70),
        (source, "MAX_VALUES", 10**9, "a: [" + "b," * 100_001 + "]"),
        (source_text, "MAX_BYTES", 10**9, "a: b\n" + "#" * (4 * 1024 * 1024)),
        (source_text, "MAX_MARKS", 10**9, "a: x" + "\u0301" * 40),
        (source_scalar, "FORBIDDEN", re.compile("(?!)"), 'a: "\\u202e"'),
    ],
)  # fmt: skip
def test_each_limit_is_what_refuses(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, value: object, text: str
) -> None:
    """With the limit planted out of reach the same file is read, so the limit does the work."""
    refuse(text)
    monkeypatch.setattr(module, name, value)
    assert parse(text).value


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
texts = st.text(letters, max_size=20).filter(
    lambda text: not source_text.FORBIDDEN.search(text) and not source_text.has_endless_marks(text)
)  # fmt: skip
keys = texts.map(lambda text: "k" + text)


def outcome(data: bytes) -> tuple[tuple[Problem, ...], Document | None]:
    """Return the problems of a file, or its document."""
    try:
        return (), parse_yaml(data, "f")
    except InputError as error:
        return error.problems, None


def filled(value: Any) -> Any:
    """Return a value with "nothing there" and "an empty text" made the same."""
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item) for item in value]
    return value or ""


def normalised(value: Any) -> Any:
    """Return a value as a Document holds it."""
    if isinstance(value, dict):
        return {source_text.normalise(key): normalised(item) for key, item in value.items()}
    if isinstance(value, list):
        return [normalised(item) for item in value]
    return source_text.normalise(value)


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(
        keys,
        st.recursive(
            texts,
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
            max_leaves=12,
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_what_safe_dump_writes_is_read_back(value: dict[str, Any], flow: bool) -> None:
    """Any texts, lists and mappings come back as they were, but normalised."""
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=40)
    problems, document = outcome(text.encode())
    if document is not None:
        assert filled(document.value) == filled(normalised(value))
    # Keys may be alike once normalised, a folded line may look like a list item, and a text of
    # nothing but unusual spaces is written without quotation marks.
    accepted = re.compile(f"stands here again|not the ordinary one|{DASH}|{ITEM}")
    assert all(accepted.search(str(problem.what)) for problem in problems)


@settings(deadline=None, max_examples=300)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([
        "a", "键", ": ", ":", "：", "- ", "-", "\n", "\n  ", "\t", "\n\t", '"', "'", "[", "]", "{",
        "}", "*", "&x ", "!", "? ", "|", ">", "#", " #", "%TAG ", "---\n", "...\n", "<<", "\\",
        "\\u", "\\UFFFFFFFF", "\\x", "D800", "\x00", "\ufeff", "\u3000", "\u202e", "\ud800", ",",
    ]), max_size=25).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
)  # fmt: skip
def test_any_bytes_give_a_document_or_problems_with_places(data: bytes) -> None:
    """Never a traceback; every place lies in the file; every text is clean; parsers agree."""
    values = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "_LOADER", loader)
            problems, document = outcome(data)
        values.append(document.value if document else None)
        lines = len(re.split(b"\r\n|\r|\n", data))
        assert all(problem.location.file == "f" for problem in problems)
        assert all(0 <= problem.location.line <= lines for problem in problems)
        places = [*document.value_places, *document.key_places] if document else []
        for part in itertools.chain.from_iterable(places):
            if isinstance(part, str):
                assert part == unicodedata.normalize("NFC", part).strip()
                assert not source_text.FORBIDDEN.search(part)
    assert all(value == values[0] for value in values)
