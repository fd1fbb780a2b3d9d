"""One paragraph held against another: its text cut into glyphs, each in or out.

A glyph is a character, or an object that comes and goes as a whole: a tab, a drawing, a field with
its result. What carries no text and belongs to the document's frame (bookmarks, the ends of the
contents field) comes from the new document and is never marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from jdgen.changes.words import OBJECT, Change, diff_words, words
from jdgen.render.docx.tracking import Tracker, Way
from jdgen.render.docx.xml import Element, element, local_name, text_run, w

# Numbers that a drawing bears only to be told apart from the next one.
_DRAWING_NUMBERS = ("docPr", "cNvPr")


@dataclass(frozen=True)
class Glyph:
    """A character, or an object as the ``runs`` that make it; ``key`` tells it from others.

    ``look``: the properties of its run; ``link``: those of the hyperlink that it stands in.
    """

    key: str
    look: bytes = b""
    link: tuple[tuple[str, str], ...] = ()
    runs: tuple[Element, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Line:
    """A paragraph's glyphs, and what stands between them by the number of glyphs before it."""

    glyphs: tuple[Glyph, ...]
    frame: Mapping[int, tuple[Element, ...]]

    @property
    def text(self) -> str:
        """Its characters, without objects."""
        return "".join(glyph.key for glyph in self.glyphs if len(glyph.key) == 1)

    @property
    def draws(self) -> bool:
        """Whether a drawing stands in it."""
        runs = [run for glyph in self.glyphs for run in glyph.runs]
        return any(run.find(w("drawing")) is not None for run in runs)


Marked = tuple[Way | None, Glyph]


def read_line(paragraph: Element) -> Line:
    """Read a paragraph."""
    glyphs: list[Glyph] = []
    frame: dict[int, tuple[Element, ...]] = {}
    for link, pieces in _stretches(paragraph):
        place = 0
        while place < len(pieces):
            piece = pieces[place]
            end = _field_end(pieces, place)
            if end is not None:
                glyphs.append(_field(pieces[place:end], link))
                place = end
                continue
            place += 1
            if local_name(piece) != "r" or _is_loose_field(piece):
                frame[len(glyphs)] = (*frame.get(len(glyphs), ()), piece)
            else:
                glyphs.extend(_glyphs(piece, link))
    return Line(tuple(glyphs), frame)


def _stretches(
    paragraph: Element,
) -> Iterator[tuple[tuple[tuple[str, str], ...], list[Element]]]:
    """Yield what a paragraph holds: in hyperlinks, with their attributes, and outside of them."""
    children = [each for each in paragraph if local_name(each) != "pPr"]
    for is_link, group in groupby(children, key=lambda each: local_name(each) == "hyperlink"):
        if not is_link:
            yield (), list(group)
            continue
        for link in group:
            attributes = tuple(sorted((str(k), str(v)) for k, v in link.attrib.items()))
            yield attributes, list(link)


def _field_kind(run: Element) -> str:
    found = run.find(w("fldChar"))
    return "" if found is None else str(found.get(w("fldCharType")))


def _is_loose_field(run: Element) -> bool:
    """Whether a run is a piece of a field that goes on over paragraphs."""
    return run.find(w("fldChar")) is not None or run.find(w("instrText")) is not None


def _field_end(pieces: Sequence[Element], start: int) -> int | None:
    """Return where a field that begins here ends, None where none begins or it doesn't end."""
    depth = 0
    for place in range(start, len(pieces)):
        kind = _field_kind(pieces[place])
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth == 0:
            return place + 1 if place > start else None
    return None


def _field(runs: Sequence[Element], link: tuple[tuple[str, str], ...]) -> Glyph:
    # What it counts to is no text: a page's number changes whenever something is put in before.
    texts = [part.text or "" for run in runs for part in run.iter(w("instrText"))]
    return Glyph(f"{OBJECT}field{'|'.join(texts)}", b"", link, tuple(runs))


def _glyphs(run: Element, link: tuple[tuple[str, str], ...]) -> Iterator[Glyph]:
    properties = run.find(w("rPr"))
    look = b"" if properties is None else etree.tostring(properties, method="c14n", exclusive=True)
    for part in run:
        if part is properties:
            continue
        if part.tag == w("t"):
            yield from (Glyph(character, look, link) for character in part.text or "")
            continue
        alone = element("r")
        if properties is not None:
            alone.append(deepcopy(properties))
        alone.append(deepcopy(part))
        yield Glyph(f"{OBJECT}{_signature(part)}", look, link, (alone,))


def _signature(part: Element) -> str:
    """Return what an object is, whatever numbers its pieces bear."""
    copy = deepcopy(part)
    for each in copy.iter():
        if isinstance(each.tag, str) and local_name(each) in _DRAWING_NUMBERS:
            each.attrib.pop("id", None)
            if local_name(each) == "cNvPr":
                each.attrib.pop("name", None)
    return etree.tostring(copy, method="c14n", exclusive=True).decode("utf-8")


def compare_lines(old: Line, new: Line) -> list[tuple[Change, int, int]]:
    """Tell two lines apart, glyph by glyph: what became of it, its place in old and in new."""
    one, other = _cut(old.glyphs), _cut(new.glyphs)
    starts, starts_new = _starts(one), _starts(other)
    found: list[tuple[Change, int, int]] = []
    for piece in diff_words(one, other, exact=True):
        at, at_new = starts[piece.old[0]], starts_new[piece.new[0]]
        gone, come = starts[piece.old[1]] - at, starts_new[piece.new[1]] - at_new
        found += [
            (piece.change, at + (offset if gone else 0), at_new + (offset if come else 0))
            for offset in range(max(gone, come))
        ]
    return found


def _cut(glyphs: Sequence[Glyph]) -> list[str]:
    """Cut glyphs into words; each object is one."""
    cut: list[str] = []
    for is_object, group in groupby(glyphs, key=lambda glyph: bool(glyph.runs)):
        keys = [glyph.key for glyph in group]
        cut += keys if is_object else words("".join(keys))
    return cut


def _starts(cut: Sequence[str]) -> list[int]:
    starts = [0]
    for word in cut:
        starts.append(starts[-1] + (1 if word.startswith(OBJECT) else len(word)))
    return starts


def set_line(
    marked: Sequence[Marked],
    frame: Mapping[int, Sequence[Element]],
    tracker: Tracker,
    frame_way: Way | None = None,
) -> list[Element]:
    """Return what a paragraph holds, after its properties.

    ``frame`` is by the number of glyphs before it: of those that stay, or of all where it goes
    with them. ``frame_way``: how the frame got in or out, None where it always was there.
    """
    made = list(_framed(frame.get(0, ()), tracker, frame_way))
    waiting: list[Marked] = []
    count = 0
    goes = frame_way is not None and frame_way.out
    for way, glyph in marked:
        counts = goes or way is None or not way.out
        if counts and count and frame.get(count):
            made += [*_linked(waiting, tracker), *_framed(frame[count], tracker, frame_way)]
            waiting = []
        waiting.append((way, glyph))
        count += counts
    made += _linked(waiting, tracker)
    if count:
        made += _framed(frame.get(count, ()), tracker, frame_way)
    return made


def _framed(pieces: Sequence[Element], tracker: Tracker, way: Way | None) -> Iterator[Element]:
    """Yield pieces of the frame; what can be marked of it is, if it came or went."""
    for piece in pieces:
        copy = deepcopy(piece)
        if way is None or local_name(piece) != "r":
            yield copy
        else:
            yield tracker.wrap([copy], Way.OUT if way.out else Way.IN)


def has_field(paragraphs: Sequence[Element]) -> bool:
    """Whether a field that goes on over paragraphs begins and ends in these."""
    kinds = [
        _field_kind(piece)
        for paragraph in paragraphs
        for pieces in read_line(paragraph).frame.values()
        for piece in pieces
    ]
    return "begin" in kinds and kinds.count("begin") == kinds.count("end")


def _linked(marked: Sequence[Marked], tracker: Tracker) -> Iterator[Element]:
    for link, group in groupby(marked, key=lambda each: each[1].link):
        runs = list(_wrapped(list(group), tracker))
        if not link:
            yield from runs
            continue
        made = etree.Element(w("hyperlink"), dict(link))
        made.extend(runs)
        yield made


def _wrapped(marked: Sequence[Marked], tracker: Tracker) -> Iterator[Element]:
    for way, group in groupby(marked, key=lambda each: each[0]):
        runs = list(_runs([glyph for _, glyph in group]))
        if way is None:
            yield from runs
        else:
            yield tracker.wrap(runs, way)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[Element]:
    for (look, is_object), group in groupby(glyphs, key=lambda each: (each.look, bool(each.runs))):
        if is_object:
            yield from (deepcopy(run) for glyph in group for run in glyph.runs)
        else:
            text = "".join(glyph.key for glyph in group)
            yield text_run(text, etree.fromstring(look) if look else None)
