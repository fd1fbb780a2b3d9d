"""YAML text to plain values with line and column; the only importer of ``yaml``.

PyYAML is asked for events, never for nodes or objects: nothing recurses, so depth is checked
before it can hurt, and nothing is constructed, so every scalar stays the text that was written.
Measured with libyaml 0.2.5: its event stream does not recurse (its composer does, and 100,000
``[`` end the process there), answers them at once when left at :data:`MAX_DEPTH`, and is twelve
times as fast as PyYAML's own parser, which serves where libyaml is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from jdgen.errors import InputError, Kind, Location, Problem, message
from jdgen.source.document import Document, Mark, Path, Places, Plain, spell_path
from jdgen.source.events import events
from jdgen.source.loader import TabbedLoader
from jdgen.source.scalar import Written, find_cut, find_problems, looks_fine, meant, special_start
from jdgen.source.syntax import Stuck, explain, misread_line
from jdgen.source.text import MAX_PROBLEMS, SourceText, read_text

__all__ = [
    "MAX_DEPTH", "MAX_VALUES", "Document", "Mark", "Path", "Places", "Plain", "parse_yaml",
    "spell_path",
]  # fmt: skip

MAX_DEPTH = 64
"""Deepest nesting read; a handbook needs about six."""

MAX_VALUES = 100_000
"""Most values read from one file: 4 MiB of ``- `` would else take far too much memory."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else TabbedLoader
_TAG_DIRECTIVE = re.compile("^%(?=TAG)", re.MULTILINE)
_TOO_LARGE_ESCAPE = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")


def parse_yaml(data: bytes, file: str) -> Document:
    """Read one data file, whose top must be a mapping; ``file`` is its name in messages.

    Raises InputError with every problem of the file, by place; a syntax error ends the search.
    """
    source = read_text(data, file)
    reading = _Reading(source)
    try:
        for problem in source.problems:
            reading.report(problem)
        for event in _parse(_without_tag_directives(reading), reading):
            reading.take(event)
        reading.finish()
    except _StopReadingError:
        pass
    if reading.problems:
        raise InputError(reading.problems)
    return Document(
        file,
        reading.value,
        Places(file, reading.value_places),
        Places(file, reading.key_places),
        (*source.notes, *reading.notes),
    )


def _without_tag_directives(reading: _Reading) -> str:
    """Refuse %TAG lines and return the text without them: libyaml compares each with all."""
    text = reading.source.text
    for found in _TAG_DIRECTIVE.finditer(text):
        what = message("types (%TAG) are not read here")
        place = reading.source.place(found.start())
        reading.report(Problem(place, what, message("delete this line")))
    return _TAG_DIRECTIVE.sub("#", text)


def _parse(text: str, reading: _Reading) -> Iterator[yaml.Event]:
    """Yield the parser's events; a syntax error is reported in plain words."""
    try:
        yield from events(text, _LOADER)
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark, error.context_mark
        reading.report(
            explain(
                Stuck(
                    reading.source,
                    error.problem or "",
                    error.context or "",
                    (mark.line, mark.column) if mark else (0, 0),
                    (context.line, context.column) if context else None,
                )
            )
        )
        raise _StopReadingError from error
    except (ValueError, OverflowError) as error:
        # PyYAML's own parser hands the number of any \U escape to chr().
        found = _TOO_LARGE_ESCAPE.search(text)
        if not found:
            raise
        what = message("there is no character with this code")
        hint = message("type the character itself in place of the code")
        reading.report(Problem(reading.source.place(found.start()), what, hint))
        raise _StopReadingError from error


class _StopReadingError(Exception):
    """What follows in the file can't be read, or needn't be any more."""


@dataclass
class _Open:
    """A list or mapping whose end has not been read yet, and the key read last."""

    value: list[Plain] | dict[str, Plain]
    path: Path
    is_key: bool = False
    key: str | None = None
    seen: dict[str, Mark] = field(default_factory=dict)


@dataclass
class _Reading:
    """The state between two events, and all that was found.

    Once there is a problem the file is refused, so wherever one was told, any stand-in will do.
    """

    source: SourceText
    value: Plain = None
    documents: int = 0
    value_places: dict[Path, Mark] = field(default_factory=dict)
    key_places: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def report(self, problem: Problem) -> None:
        """Keep a problem; stop reading when there are more than anyone mends at once."""
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            what = message(
                "there are many problems here; the first {count} follow", count=MAX_PROBLEMS
            )
            self.problems.append(Problem(Location(self.source.file), what))
            raise _StopReadingError

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        if isinstance(event, yaml.NodeEvent):
            self._refuse_decoration(event)
            path = self._next_path()
            if path is None:
                self._take_key(event, self.open[-1])
            else:
                self._take_value(event, path)
        elif isinstance(event, yaml.CollectionEndEvent):
            if self.open.pop().is_key:
                self.open[-1].key = ""
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)

    def finish(self) -> None:
        """Refuse a file in which nothing was written, or one text only."""
        if isinstance(self.value, str):
            rows = range(len(self.source.lines))
            misread = [found for row in rows if (found := misread_line(self.source, row))]
            for problem in misread:
                self.report(problem)
            if not misread:
                self._refuse_top(Location(self.source.file, *self.value_places[()]))
        if self.value is None and not self.problems:
            what, hint = message("this file is empty"), message("write into it, or delete it")
            self.report(Problem(Location(self.source.file), what, hint))

    def _place(self, event: Any) -> Location:
        return Location(self.source.file, *_mark(event))

    def _next_path(self) -> Path | None:
        """Return the path of the node that comes next, None if it is a key."""
        if not self.open:
            return ()
        inner = self.open[-1]
        if isinstance(inner.value, list):
            return (*inner.path, len(inner.value))
        return None if inner.key is None else (*inner.path, inner.key)

    def _start_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            what = message("a second document begins here")
            hint = message("delete the line ---, or put what follows into a file of its own")
            self.report(Problem(self._place(event), what, hint))

    def _refuse_decoration(self, event: Any) -> None:
        """Refuse aliases, anchors and tags (YAML 1.2.2 §7.1, §6.9), which text may look like."""
        if event.anchor is None and getattr(event, "tag", None) is None:
            return
        line = self.source.lines[event.start_mark.line]
        problem = special_start(self._place(event), line[event.start_mark.column :])
        hint = message(
            "if this is text, put it into quotation marks; references (& and *) and types (!) are"
            " not read here: write out in full what they stand for"
        )
        path = self._next_path() or (self.open[-1].path if self.open else ())
        self.report(Problem(problem.location, problem.what, hint, spell_path(path)))

    def _take_key(self, event: yaml.NodeEvent, inner: _Open) -> None:
        """Take a key, which must be text (stricter than YAML 1.2.2 §3.2.1.1) and unique there."""
        if isinstance(event, yaml.CollectionStartEvent):
            place = self._place(event)
            what = message("a list or a group of fields can't be a key")
            hint = message("put a text that begins with a bracket into quotation marks")
            self.report(Problem(place, what, hint, spell_path(inner.path)))
            self._descend(event, _Open(_new(event), inner.path, is_key=True))
            return
        key: str | None = "*"  # an alias, refused already
        if isinstance(event, yaml.ScalarEvent):
            key = self._text(event, inner.path, is_key=True)
        inner.key = key or ""
        path = (*inner.path, inner.key)
        if not key:
            what = message("there is no key before the colon")
            hint = message("write the key before the colon")
            self.report(Problem(self._place(event), what, hint, spell_path(inner.path)))
        elif key == "<<" and not getattr(event, "style", None):
            what = message("merging with << is not read here")
            hint = message("write out the keys that it would bring in")
            self.report(Problem(self._place(event), what, hint, spell_path(inner.path)))
        elif key in inner.seen:
            self.report(_repeated(inner.seen[key], self._place(event), path))
        mark = _mark(event)
        inner.seen.setdefault(inner.key, mark)
        self.key_places.setdefault(path, mark)

    def _take_value(self, event: yaml.NodeEvent, path: Path) -> None:
        self.value_places.setdefault(path, _mark(event))
        if len(self.value_places) > MAX_VALUES:
            what = message("this file holds more than {limit} values", limit=MAX_VALUES)
            hint = message("put each post into a file of its own")
            self.report(Problem(self._place(event), what, hint))
            raise _StopReadingError
        value: Plain = None
        if isinstance(event, yaml.ScalarEvent):
            value = self._text(event, path, is_key=False)
        elif isinstance(event, yaml.CollectionStartEvent):
            value = _new(event)
        if not path:
            self.value = value
            if isinstance(value, list):
                self._refuse_top(self._place(event))
        elif isinstance(parent := self.open[-1].value, list):
            parent.append(value)
        else:
            parent[self.open[-1].key or ""] = value
            self.open[-1].key = None
        if isinstance(value, (list, dict)):
            self._descend(event, _Open(value, path))

    def _descend(self, event: yaml.Event, inner: _Open) -> None:
        if len(self.open) >= MAX_DEPTH:
            what = message(
                "this is nested too deeply; {limit} levels are the most", limit=MAX_DEPTH
            )
            hint = message("look for a bracket or an indentation too many")
            self.report(Problem(self._place(event), what, hint))
            raise _StopReadingError
        self.open.append(inner)

    def _text(self, event: Any, path: Path, *, is_key: bool) -> str | None:
        start, end = event.start_mark.index, event.end_mark.index
        written = Written(event.value, start, end, plain=not event.style)
        bad = False
        fine = looks_fine(self.source, written)
        for problem in () if fine else find_problems(self.source, written, is_key=is_key):
            self.report(replace(problem, key=spell_path(path)))
            bad = True
        if not is_key and (note := find_cut(self.source, written)):
            self.notes.append(replace(note, key=spell_path(path)))
        # Text with problems may take hours to normalise.
        return "*" if bad else meant(written)

    def _refuse_top(self, place: Location) -> None:
        what = message('this file does not consist of lines of the form "key: text"')
        hint = message("begin with a line such as {sample}", sample="岗位名称: 出纳")
        self.report(Problem(place, what, hint))


def _mark(event: Any) -> Mark:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _new(event: yaml.Event) -> list[Plain] | dict[str, Plain]:
    return [] if isinstance(event, yaml.SequenceStartEvent) else {}


def _repeated(first: Mark, again: Location, path: Path) -> Problem:
    """Return the problem of a key that stands twice (YAML 1.2.2 §3.2.1.3 wants it unique)."""
    what = message(
        "the key “{key}” stands here again; the first is in line {line}, column {column}",
        key=path[-1],
        line=first[0],
        column=first[1],
    )
    hint = message("delete one of the two, or rename it")
    return Problem(again, what, hint, spell_path(path), Kind.KEY)
