"""How cards look: a table of type and measures for each size of paper, and colours from the theme.

The same table becomes CSS for the PDF and styles in the Word file. Lengths are points. A card is
set in one of several steps, the largest first; the last one is as small as may be read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jdgen.render.contrast import READABLE, contrast
from jdgen.terms import Language
from jdgen.theme import TWIPS, FontRole, Theme

MM = 72 / 25.4
Align = Literal["left", "center", "justify"]


@dataclass(frozen=True)
class Step:
    """One setting of a card's text: size, line pitch, space above a block, below an item.

    ``band`` says how high the head is set, 1 as designed.
    """

    text: float
    pitch: float
    gap: float
    after: float
    band: float


@dataclass(frozen=True)
class Paper:
    """One size of card: its measures, and what type it is set in, largest first.

    ``least`` is the smallest size of any letter on it. ``edge`` is the margin that text keeps
    from the left and right edges, ``side`` how wide a second column is (0: there is none).
    ``code`` is the least width of a QR code in millimetres, without its quiet zone.
    """

    width_mm: float
    height_mm: float
    least: float
    edge: float
    side: float
    code: float
    steps: tuple[Step, ...]
    titles: tuple[float, ...]
    values: tuple[float, ...]
    employer: float
    heading: float
    lead: float
    foot: float

    @property
    def width(self) -> float:
        """In points, on Word's grid of twips."""
        return twips(self.width_mm * MM)

    @property
    def height(self) -> float:
        """In points, on Word's grid of twips."""
        return twips(self.height_mm * MM)


def twips(points: float) -> float:
    """Return a length on Word's grid."""
    return round(points * TWIPS) / TWIPS


def twips_up(points: float) -> float:
    """Return a length on Word's grid that is no less."""
    return math.ceil(points * TWIPS - 1e-6) / TWIPS


PAPERS: Mapping[str, Paper] = {
    # `heading` and `lead` are how much larger these are than the text.
    "A4": Paper(
        width_mm=210, height_mm=297, least=9, edge=42, side=230, code=24,
        steps=(
            Step(15, 26, 26, 8, 1.5),
            Step(13.5, 23.5, 23, 7, 1.3),
            Step(12, 21, 20, 6, 1.15),
            Step(11, 18.5, 16, 4.5, 0.95),
            Step(10.5, 17.5, 13, 3.5, 0.8),
            Step(10, 16, 11, 3, 0.7),
            Step(9.5, 14.5, 8, 2, 0.55),
            Step(9, 13, 6, 1.5, 0.4),
        ),
        titles=(46, 40, 34, 29, 24, 20), values=(17, 15, 13, 11),
        employer=14, heading=3, lead=2, foot=10.5,
    ),
    "A5": Paper(
        width_mm=148, height_mm=210, least=9, edge=26, side=152, code=20,
        steps=(
            Step(12, 20.5, 19, 5, 1.4),
            Step(11, 18.5, 16, 4.5, 1.2),
            Step(10.5, 17.5, 13, 4, 1.1),
            Step(10, 16, 10, 3, 1),
            Step(9.5, 14.5, 7, 2, 0.75),
            Step(9, 13, 5, 1, 0.5),
        ),
        titles=(32, 28, 24, 20, 17), values=(13, 12, 11, 10, 9),
        employer=11, heading=2, lead=1, foot=9,
    ),
    "A6": Paper(
        width_mm=105, height_mm=148, least=8, edge=19, side=0, code=16,
        steps=(
            Step(10.5, 17, 13, 3.5, 1.3),
            Step(9.5, 15, 10, 3, 1.1),
            Step(9, 13.5, 7, 2, 1),
            Step(8.5, 12.5, 5.5, 1.5, 0.75),
            Step(8, 11.5, 4, 1, 0.5),
        ),
        titles=(23, 20, 17, 15, 13), values=(10.5, 9.5, 9, 8.5, 8),
        employer=9, heading=1, lead=0.5, foot=8,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PrintStyle:
    """A paragraph style of a card; ``colour`` is RRGGBB, ``rule`` the colour of a line below."""

    size: float
    pitch: float
    colour: str
    font: FontRole = "text"
    before: float = 0
    after: float = 0
    left: float = 0
    indent: float = 0
    align: Align = "left"
    rule: str = ""


@dataclass(frozen=True)
class Palette:
    """A card's grounds, and the colours of what stands on them."""

    band: str
    on_band: str
    on_band_quiet: str
    strip: str
    strip_label: str
    strip_value: str
    side: str
    text: str
    quiet: str
    heading: str
    line: str


def palette(theme: Theme) -> Palette:
    """Return a card's colours; where the theme's would be hard to read, black or white instead."""
    colours = theme.colours
    band = colours.accent.upper()
    on_band = _readable("FFFFFF", band)
    # What stands beside one another on white and on the light grounds has one colour on all.
    light = ("FFFFFF", colours.label_fill, colours.header_fill)
    return Palette(
        band=band,
        on_band=on_band,
        on_band_quiet=_readable(_mixed(on_band, band, 0.8), band),
        strip=colours.header_fill.upper(),
        strip_label=_readable(colours.quiet, *light),
        strip_value=_readable(colours.heading, *light),
        side=colours.label_fill.upper(),
        text=_readable(colours.text, *light),
        quiet=_readable(colours.quiet, *light),
        heading=_readable(colours.heading, *light),
        line=colours.line.upper(),
    )


def _readable(colour: str, *grounds: str) -> str:
    """Return ``colour`` if it can be read on all grounds, else the better of black and white."""
    if all(contrast(colour, ground) >= READABLE for ground in grounds):
        return colour.upper()
    return max(("000000", "FFFFFF"), key=lambda c: min(contrast(c, ground) for ground in grounds))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (0, 2, 4))


def _mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, ``share`` of it the first."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def title_pitch(size: float) -> float:
    """Return the line pitch of a title of this size."""
    return twips(size * 1.25)


def value_pitch(size: float) -> float:
    """Return the line pitch of a fact of this size."""
    return twips(size * 1.35)


def styles(
    paper: Paper, step: Step, colours: Palette, language: Language
) -> Mapping[str, PrintStyle]:
    """Return the styles of a card set in a step, but for the sizes of its title and its facts."""
    # Words in narrow columns leave holes where both edges are to be flush; characters don't.
    flush: Align = "justify" if language == "zh" else "left"
    text, pitch, least = step.text, step.pitch, paper.least
    small = max(least, text - 1)
    small_pitch = twips(small * pitch / text)
    number = twips(text * 1.7)
    heading = text + paper.heading
    lead = text + paper.lead
    foot, foot_pitch = paper.foot, twips(paper.foot * 1.45)
    return {
        "employer": PrintStyle(
            paper.employer, twips(paper.employer * 1.4), colours.on_band, "heading"
        ),
        "title": PrintStyle(
            paper.titles[0], title_pitch(paper.titles[0]), colours.on_band, "heading"
        ),
        "standing": PrintStyle(
            max(least, paper.employer - 1), twips(paper.employer * 1.5), colours.on_band_quiet,
            "heading",
        ),
        "fact-label": PrintStyle(
            least, twips(least * 1.4), colours.strip_label, "heading"
        ),
        "fact-value": PrintStyle(
            paper.values[0], value_pitch(paper.values[0]), colours.strip_value, "heading"
        ),
        "lead": PrintStyle(lead, twips(lead * pitch / text), colours.heading, "heading",
                           before=step.gap),
        "heading": PrintStyle(heading, twips(heading * 1.4), colours.heading, "heading",
                              before=step.gap, after=step.after + 1.5, rule=colours.heading),
        "duty": PrintStyle(text, pitch, colours.text, after=step.after, left=number,
                           indent=-number, align=flush),
        "task": PrintStyle(small, small_pitch, colours.text, after=step.after / 2,
                           left=number + small, indent=-small, align=flush),
        "line": PrintStyle(text, pitch, colours.text, after=step.after, align=flush),
        "bullet": PrintStyle(text, pitch, colours.text, after=step.after, left=text,
                             indent=-text),
        "more": PrintStyle(small, small_pitch, colours.quiet, "heading", after=step.after),
        "side-label": PrintStyle(small, small_pitch, colours.quiet, "heading"),
        "side-line": PrintStyle(small, small_pitch, colours.text, after=step.after + 1),
        "company": PrintStyle(small, small_pitch, colours.text, after=step.after,
                              align=flush),
        "foot-heading": PrintStyle(
            paper.employer, twips(paper.employer * 1.6), colours.on_band, "heading"
        ),
        # White on a dark ground: strokes of one width stay whole in print.
        "note": PrintStyle(foot, foot_pitch, colours.on_band, "heading", after=2),
        "way": PrintStyle(foot, foot_pitch, colours.on_band, "heading"),
        "code-caption": PrintStyle(least, twips(least * 1.4), colours.on_band, "heading",
                                   align="center"),
    }  # fmt: skip


@dataclass(frozen=True)
class Measures:
    """Margins inside a card's bands and columns, the same in all steps."""

    head_top: float
    head_bottom: float
    strip: float
    fact: float
    columns_top: float
    columns_bottom: float
    gutter: float
    side_left: float
    side_right: float
    foot: float


def measures(paper: Paper) -> Measures:
    """Return the margins of a size of paper; they grow with the margin at its edges."""
    edge = paper.edge
    return Measures(
        head_top=twips(edge * 0.8),
        head_bottom=twips(edge * 0.6),
        strip=twips(edge * 0.24),
        fact=twips(edge * 0.26),
        columns_top=twips(edge * 0.1),
        columns_bottom=twips(edge * 0.3),
        gutter=twips(edge * 0.55),
        side_left=twips(edge * 0.45),
        side_right=edge,
        foot=twips(edge * 0.45),
    )
