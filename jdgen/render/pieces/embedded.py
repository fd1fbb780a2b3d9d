"""Fonts of a whole document: each embedded once, cut to the glyphs that its pieces print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from jdgen.render.pieces.file import PdfFile
from jdgen.render.pieces.piece import FontUse
from jdgen.render.pieces.syntax import number, reference, stream, text

# From a face's name and the glyphs to keep to a font program.
Cutter = Callable[[str, Sequence[int]], bytes]


class ForeignFontError(Exception):
    """A page is set in a font that a template of the project's own brought, not the theme.

    Raised by a :data:`Cutter`, which knows the theme's alone.
    """


_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def unite(pieces: Iterable[Mapping[str, FontUse]]) -> Mapping[str, FontUse]:
    """Return what all pieces together print in each font; the first text of a glyph counts."""
    found: dict[str, FontUse] = {}
    widths: dict[str, dict[int, int]] = {}
    texts: dict[str, dict[int, str]] = {}
    for uses in pieces:
        for name, use in uses.items():
            found.setdefault(name, use)
            widths.setdefault(name, {}).update(use.widths)
            texts[name] = {**use.texts, **texts.get(name, {})}
    united = {}
    for name, use in sorted(found.items()):
        own = texts[name] | {glyph: each for each, glyph in use.digits.items()}
        facts = vars(use) | {"widths": widths[name], "texts": own}
        united[name] = FontUse(**facts)
    return united


def add_fonts(
    file: PdfFile, fonts: Mapping[str, FontUse], first: int, cut: Cutter
) -> tuple[bytes, int]:
    """Write fonts and return the dictionary of their names, and the next number that is free."""
    entries, free = [], first
    programs: dict[str, list[FontUse]] = {}
    for use in fonts.values():
        programs.setdefault(use.face, []).append(use)
    files = {}
    for face, uses in programs.items():
        glyphs = sorted(set().union(*(use.texts for use in uses)))
        data = cut(face, glyphs)
        kind = b"/Subtype /OpenType" if data[:4] == b"OTTO" else b"/Length1 %d" % len(data)
        file.add(free, stream(kind, data))
        files[face] = free
        free += 1
    for name, use in fonts.items():
        file.add(free, stream(b"", _to_unicode(use.texts)))
        objects = [
            _descriptor(use, files[use.face]),
            _descendant(use, free + 1),
            _font(use, free, free + 2),
        ]
        entries.append(b"/%b %d 0 R" % (name.encode("ascii"), free + 3))
        free = file.add_together(free + 4, range(free + 1, free + 4), objects)
    return b"<<" + b"".join(entries) + b">>", free


def _descriptor(use: FontUse, program: int) -> bytes:
    widest = max(use.widths.values())
    # A fixed pitch is said of a font that has one (ISO 32000-1, 9.8.2).
    flags = use.flags + (len(use.widths) > 1 and len(set(use.widths.values())) == 1)
    family = re.sub(r"^/[A-Z]{6}\+", "", use.name)
    return (
        b"<</Type /FontDescriptor/FontName %b/FontFamily %b/Flags %d/FontBBox [0 %d %d %d]"
        b"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/StemH 80/FontFile%d %b>>"
    ) % (
        use.name.encode("ascii"), text(family), flags, use.descent, widest, use.ascent,
        use.ascent, use.descent, use.ascent, 3 if use.open_type else 2, reference(program),
    )  # fmt: skip


def _descendant(use: FontUse, descriptor: int) -> bytes:
    runs: list[bytes] = []
    for glyph in sorted(use.widths):
        if glyph - 1 not in use.widths:
            runs.append(b"%s%d [" % (b"] " if runs else b"", glyph))
        runs.append(number(use.widths[glyph]) + b" ")
    return (
        b"<</Type /Font/Subtype /CIDFontType%d/BaseFont %b/CIDSystemInfo <</Registry (Adobe)"
        b"/Ordering (Identity)/Supplement 0>>/CIDToGIDMap /Identity/W [%b]]/FontDescriptor %b>>"
    ) % (
        0 if use.open_type else 2, use.name.encode("ascii"), b"".join(runs), reference(descriptor),
    )  # fmt: skip


def _font(use: FontUse, unicode: int, descendant: int) -> bytes:
    return (
        b"<</Type /Font/Subtype /Type0/BaseFont %b/ToUnicode %b/Encoding /Identity-H"
        b"/DescendantFonts [%b]>>"
    ) % (use.name.encode("ascii"), reference(unicode), reference(descendant))


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    lines = []
    pairs = iter(sorted(texts.items()))
    while batch := list(islice(pairs, 100)):
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{each.encode('utf-16-be').hex()}>" for glyph, each in batch]
        lines.append("endbfchar")
    return _TO_UNICODE.format("\n".join(lines)).encode("ascii")
