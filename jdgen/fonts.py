"""Fonts for the PDF: which character is set in which face, and each face cut to what is used.

A Chinese face as it is distributed holds 30,000 glyphs under character ids that differ from its
glyph ids. WeasyPrint writes glyph ids, which some viewers then can't find, so each face is cut
once per document with HarfBuzz: characters of the whole document, glyph ids kept, charset made
the identity. Vertical metrics are made the same in all faces, so that a line of two faces is no
higher than a line of one.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import uharfbuzz

from jdgen.typography import AMBIGUOUS, GAP_EM, Setting, settings

# One em in all: then (line height - size) / 2 stands above and below, and characters are centred.
_ASCENT, _DESCENT = 0.88, 0.12
_FEATURES = ("kern", "halt", "palt", "locl", "liga", "ccmp", "mark")


@dataclass(frozen=True)
class Face:
    """One font file: its name in CSS, its bytes, and whether it serves Latin or Han text."""

    family: str
    data: bytes
    latin: bool


def is_font(data: bytes) -> bool:
    """Whether ``data`` is a single OpenType or TrueType font that can be cut."""
    return data[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true")


def character_map(data: bytes) -> frozenset[int]:
    """Return the code points that a font has a glyph for."""
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob(data)).unicodes)


def assign(
    characters: Iterable[str], faces: tuple[Face, ...], *, chinese: bool
) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Give each character to the first face that should set it.

    Latin faces come before Han faces, but in a Chinese document the marks that both have (“ ” ‘ ’
    — …) are full-width and go to the Han faces. Returns the characters by family, and those that
    no face has.
    """
    maps = {face.family: character_map(face.data) for face in faces}
    assigned: dict[str, set[str]] = {face.family: set() for face in faces}
    missing: set[str] = set()
    for character in set(characters):
        order = faces
        if chinese and character in AMBIGUOUS:
            order = tuple(sorted(faces, key=lambda face: face.latin))
        for face in order:
            if ord(character) in maps[face.family]:
                assigned[face.family].add(character)
                break
        else:
            missing.add(character)
    return {family: frozenset(texts) for family, texts in assigned.items()}, frozenset(missing)


def cut(data: bytes, characters: Iterable[str]) -> bytes:
    """Return the font with the glyphs of ``characters`` only, ready to embed."""
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    subset = uharfbuzz.SubsetInput()
    subset.sets(uharfbuzz.SubsetInputSets.UNICODE).update(ord(c) for c in characters)
    features = subset.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _FEATURES)
    # Pango moves runs of different scripts against each other by this table; lines would grow.
    subset.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).add(int.from_bytes(b"BASE", "big"))
    flags = uharfbuzz.SubsetFlags
    subset.flags = (
        flags.CFF_IDENTITY_CHARSET | flags.NO_HINTING | flags.RETAIN_GIDS | flags.NAME_LEGACY
    )
    result = uharfbuzz.subset(face, subset)
    if result is None or result.blob is None:
        raise ValueError("the font could not be cut")
    return _with_even_metrics(bytes(result.blob.data), face.upem)


def cut_to_glyphs(data: bytes, glyphs: Sequence[int]) -> bytes:
    """Return the font with some of its glyphs only, for a document that names them by number.

    Numbers stay as they are; what comes after the last glyph is dropped.
    """
    flags = uharfbuzz.SubsetFlags
    common = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.CFF_IDENTITY_CHARSET
    first = _cut(data, glyphs, common | flags.RETAIN_GIDS)
    return _with_even_metrics(_cut(first, range(max(glyphs) + 1), common), _units(data))


# Tables that shape text, or are of no use in a PDF: it says itself where each glyph goes.
_NOT_EMBEDDED = (
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GDEF", b"GPOS", b"GSUB", b"JSTF", b"LTSH",
    b"PCLT", b"SVG ", b"VORG", b"vhea", b"vmtx",
)  # fmt: skip


def _units(data: bytes) -> int:
    units: int = uharfbuzz.Face(uharfbuzz.Blob(data)).upem
    return units


def _cut(data: bytes, glyphs: Iterable[int], flags: int) -> bytes:
    subset = uharfbuzz.SubsetInput()
    subset.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    dropped = subset.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    dropped.update(int.from_bytes(tag, "big") for tag in _NOT_EMBEDDED)
    subset.flags = flags
    result = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(data)), subset)
    if result is None or result.blob is None:
        raise ValueError("the font could not be cut")
    return bytes(result.blob.data)


def _with_even_metrics(data: bytes, units_per_em: int) -> bytes:
    """Set ascent and descent in hhea and OS/2 (OpenType 1.9, chapters hhea and OS/2)."""
    font = bytearray(data)
    ascent, descent = round(_ASCENT * units_per_em), round(_DESCENT * units_per_em)
    tables = struct.unpack(">H", font[4:6])[0]
    for index in range(tables):
        tag, _, offset, _ = struct.unpack(">4sLLL", font[12 + 16 * index : 28 + 16 * index])
        if tag == b"hhea":
            struct.pack_into(">hhh", font, offset + 4, ascent, -descent, 0)
        elif tag == b"OS/2":
            struct.pack_into(">hhhHH", font, offset + 68, ascent, -descent, 0, ascent, descent)
    return bytes(font)


def measurer(latin: bytes) -> Callable[[str, float], float]:
    """Return a function that gives a text's width in points at a size.

    Letters that the Latin face has are measured with it; every other character is one em wide, as
    Han characters and their punctuation are. A fifth of an em stands between the two.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(latin))
    font = uharfbuzz.Font(face)
    advances: dict[str, float] = {}

    def advance(character: str) -> float:
        if character not in advances:
            glyph = None if character in AMBIGUOUS else font.get_nominal_glyph(ord(character))
            units = font.get_glyph_h_advance(glyph) if glyph else face.upem
            advances[character] = units / face.upem
        return advances[character]

    def measure(text: str, size: float) -> float:
        gaps = sum(setting is Setting.GAP_AFTER for _, setting in settings(text))
        return (sum(advance(character) for character in text) + gaps * GAP_EM) * size

    return measure
