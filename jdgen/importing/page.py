"""The report of ``jdgen import`` as one web page: what was found, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from jdgen.errors import Message, message
from jdgen.importers.blocks import Place
from jdgen.importers.found_values import Line
from jdgen.importers.spelling import label_of
from jdgen.importers.writing import Entry, Made
from jdgen.produce.guarding import guarded
from jdgen.produce.job import no_progress
from jdgen.project import html_templates
from jdgen.render.import_report import Group, Passage, Record, Report, Row, render_import_report
from jdgen.resources import has_own_templates
from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase

Say = Callable[[Message], str]

REPORT = "import-report.html"

_WORDS: Mapping[str, Message] = {
    "heading": message("Report of the import"),
    "intro": message(
        "Each field is shown with the words that it was taken from. Go through what is to be"
        " checked first, then look at the passages without a place."
    ),
    "sources": message("Documents read"),
    "summary": message("Summary"),
    "field": message("Field"),
    "value": message("Value"),
    "source": message("Words of the document"),
    "same": message("word for word"),
    "place": message("Where it stands"),
    "check": message("To check"),
    "checks": message("Fields to check"),
    "passages": message("Passages without a place"),
    "passage": message("Passage"),
    "kept": message("Kept under the heading"),
    "kept_all": message(
        "No field holds these. They are kept in the free sections of the post, or of the"
        " handbook, and are printed there."
    ),
    "none": message("Nothing: every field is sure, and every passage has its place."),
    "of": message("Belongs to"),
    "left": message("Not placed"),
    "contents": message("Contents"),
}
_HEADINGS = (
    ("handbook", message("Handbook")),
    ("department", message("Departments")),
    ("role", message("Posts")),
)


def counts(made: Made) -> tuple[tuple[Message, int, bool], ...]:
    """Return what was found, in words, with its number, and whether it asks for work."""
    lines = [line for entry in made.entries for line in entry.lines]
    doubts = sum(line.reason is not None for line in lines)
    left = sum(len(entry.left) for entry in made.entries if entry.kind != "department")
    return (
        (message("posts"), len(made.of("role")), False),
        (message("departments"), len(made.of("department")), False),
        (message("fields"), len(lines), False),
        (message("fields to check"), doubts, doubts > 0),
        (message("passages without a place"), left, left > 0),
    )


def as_html(
    made: Made, notes: Sequence[tuple[str, Message]], project: Path, say: Say, language: str
) -> bytes:
    """Return the report as one page in UTF-8; ``language`` is that of ``say``: zh or en.

    Raises InputError where the folder has a template of its own for it that fails.
    """
    lang: Language = "zh" if language == "zh" else "en"
    groups = tuple(_groups(made, say, lang))
    report = Report(
        language="zh-CN" if lang == "zh" else "en",
        title=made.of("handbook")[0].name,
        sources=tuple(_sources(made, notes, say)),
        counts=tuple((say(what), number, work) for what, number, work in counts(made)),
        groups=groups,
        words={name: say(word) for name, word in _WORDS.items()},
    )
    with guarded(has_own_templates(project), len(made.of("role")), no_progress):
        page = render_import_report(report, html_templates(project))
    return page.encode("utf-8", "backslashreplace")


def _sources(
    made: Made, notes: Sequence[tuple[str, Message]], say: Say
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the files' names with what is to be said of each."""
    said: dict[str, list[str]] = {}
    places = [line.place for entry in made.entries for line in entry.lines if line.place]
    places += [left.place for entry in made.entries for left in entry.left]
    for place in places:
        said.setdefault(PurePath(place.file).name, [])
    for file, note in notes:
        said.setdefault(PurePath(file).name, []).append(say(note))
    for name, words in said.items():
        yield name, tuple(dict.fromkeys(words))


def _groups(made: Made, say: Say, language: Language) -> Iterator[Group]:
    several = len({PurePath(line.place.file).name for entry in made.entries for line in entry.lines
                   if line.place}) > 1  # fmt: skip
    for kind, heading in _HEADINGS:
        records = [
            _record(entry, f"{kind}-{number}", _Told(say, language, several=several))
            for number, entry in enumerate(made.of(kind), 1)
        ]
        if records:
            yield Group(say(heading), tuple(records))


class _Told:
    """How things are said on this page; places name the file where there are several."""

    def __init__(self, say: Say, language: Language, *, several: bool) -> None:
        self.say, self.language, self.several = say, language, several
        self.unplaced = phrase("unplaced", language)

    def place(self, place: Place | None) -> str:
        """Return where something stands."""
        if place is None:
            return ""
        spot = self.say(place.spot)
        if not self.several:
            return spot
        return self.say(message("{file}, {spot}", file=PurePath(place.file).name, spot=spot))


def _record(entry: Entry, anchor: str, told: _Told) -> Record:
    passages = () if entry.kind == "department" else entry.left
    return Record(
        anchor=anchor,
        title=entry.name,
        file=entry.file,
        rows=tuple(_row(line, entry.kind, told) for line in entry.lines),
        passages=tuple(
            Passage(left.text, left.heading or told.unplaced, told.place(left.place))
            for left in passages
        ),
    )


def _row(line: Line, kind: str, told: _Told) -> Row:
    value = tuple(_shown(line.value, _holds(line.path, kind), told.language))
    reason = line.reason
    same = _squeezed("".join(value)) == _squeezed(line.source)
    return Row(
        field=label_of(line.path, kind, told.language),
        label=line.label,
        value=value,
        source="" if same else line.source,
        place=told.place(line.place),
        reason=told.say(reason) if isinstance(reason, Message) else (reason or ""),
    )


def _holds(path: Sequence[str | int], record: str) -> str:
    for part in path:
        if isinstance(part, str) and record:
            record = term(record, part).holds
    return record


def _shown(value: Any, record: str, language: Language) -> Iterator[str]:
    """Yield a value's lines as they are read: one for each item, its further fields behind."""
    if isinstance(value, Mapping):
        yield ("；" if language == "zh" else "; ").join(_parts(value, record, language))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _shown(item, record, language)
    else:
        yield from str(value).split("\n")


def _parts(value: Mapping[str, Any], record: str, language: Language) -> Iterator[str]:
    for name, item in value.items():
        shown = list(_shown(item, term(record, name).holds if record else "", language))
        colon = "：" if language == "zh" else ": "
        joined = ("；" if language == "zh" else "; ").join(shown)
        bare = not record or name in ("text", "document", "indicator", "heading")
        yield joined if bare else f"{term(record, name).label(language)}{colon}{joined}"


def _squeezed(text: str) -> str:
    return "".join(text.split())
