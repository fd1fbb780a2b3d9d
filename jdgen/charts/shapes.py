"""What a chart is made of: posts going in, boxes and lines coming out.

All lengths are points (1/72 inch) with the origin at the top left. Every one is
a whole number of twips (0.05 pt), so that the Word file, which counts in twips
and EMU, and the PDF draw exactly the same picture.
"""

import re
from dataclasses import dataclass

TWIPS = 20
"""Twips in a point."""

LINE_WIDTH = 0.75
"""Width of outlines and connectors, in points."""

INSET_X = 4.0
"""Space between the outline and the text area, left and right, in points."""

INSET_Y = 3.5
"""Space between the outline and the text area, above and below, in points."""

SLACK = 1.0
"""Extra text area on both sides of the longest line, in points.

Word and the PDF measure a line with fonts from different makers; without this
a hair's breadth of difference would wrap the line once more.
"""

MARK_OFFSET = 2.0
"""Distance from a box to the short line below it that says 'goes on elsewhere'."""

PITCH = 1.3
"""Line pitch in em."""


@dataclass(frozen=True)
class Node:
    """One department or post, and all that report to it.

    `detail` is the second line, such as "2人"; `target` the anchor of the page
    that describes the post, or ""; `draft` says the post isn't decided yet.

    Comparing or hashing goes down the whole tree; nothing here does so, since
    a reporting line may be longer than Python's stack is deep.
    """

    title: str
    detail: str = ""
    target: str = ""
    draft: bool = False
    children: "tuple[Node, ...]" = ()


@dataclass(frozen=True)
class Box:
    """One rectangle with its text already broken into lines.

    `level` counts from the root of the whole organisation (0), also in a chart
    of a part, so that a level looks the same in every chart. `detail` holds a
    line feed where it had to be wrapped. `continued` says that the posts below
    this one stand in a chart of their own.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    detail: str
    font_size: float
    level: int
    target: str
    draft: bool
    continued: bool = False

    @property
    def detail_lines(self) -> tuple[str, ...]:
        """The lines of the detail, none where it is empty."""
        return tuple(self.detail.split("\n")) if self.detail else ()

    @property
    def rows(self) -> "tuple[Row, ...]":
        """All lines of text from top to bottom, each at its place."""
        texts = [(line, False) for line in self.lines]
        texts += [(line, True) for line in self.detail_lines]
        top = self.y + (self.height - len(texts) * self.pitch) / 2
        # Word and LibreOffice set a line of exact pitch with four fifths of the
        # pitch above the baseline; the middle of a Han character comes out at
        # the middle of the line that way.
        return tuple(
            Row(text, self.x + self.width / 2, top + (i + 0.8) * self.pitch, is_detail)
            for i, (text, is_detail) in enumerate(texts)
        )

    @property
    def pitch(self) -> float:
        """Distance from line to line, in points."""
        return line_pitch(self.font_size)


@dataclass(frozen=True)
class Row:
    """A line of text: `middle` is where it is centred, `baseline` where it stands."""

    text: str
    middle: float
    baseline: float
    is_detail: bool


@dataclass(frozen=True)
class Connector:
    """A line of horizontal and vertical pieces through `points`."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Chart:
    """One picture; `caption` names the part it shows, "" when it shows all."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    connectors: tuple[Connector, ...]
    caption: str = ""


def _check_colour(colour: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")


@dataclass(frozen=True)
class Look:
    """Colours of a box, each as #rrggbb: inside, outline, title, second line."""

    fill: str
    stroke: str
    text: str
    detail: str

    def __post_init__(self) -> None:
        """Refuse anything that is no plain colour: it goes into two XML formats."""
        for colour in (self.fill, self.stroke, self.text, self.detail):
            _check_colour(colour)


@dataclass(frozen=True)
class Palette:
    """Looks by level (the last holds for all deeper ones), drafts, connectors.

    Drafts are drawn with a dashed outline besides having their own look, so
    that they are told apart in a black-and-white copy too.
    """

    levels: tuple[Look, ...]
    draft: Look
    line: str

    def __post_init__(self) -> None:
        """Refuse a palette without levels or with a connector of no plain colour."""
        if not self.levels:
            raise ValueError("a palette needs the look of one level at least")
        _check_colour(self.line)

    def look(self, box: Box) -> Look:
        """Return the colours of a box."""
        if box.draft:
            return self.draft
        return self.levels[min(box.level, len(self.levels) - 1)]


QUIET = Palette(
    levels=(
        Look(fill="#2f4a63", stroke="#2f4a63", text="#ffffff", detail="#dbe3ea"),
        Look(fill="#dde6ee", stroke="#5f7a93", text="#1c2b39", detail="#44586a"),
        Look(fill="#f3f6f9", stroke="#8496a8", text="#1c2b39", detail="#55677a"),
        Look(fill="#ffffff", stroke="#9aa8b5", text="#1c2b39", detail="#55677a"),
    ),
    draft=Look(fill="#ffffff", stroke="#7a7a7a", text="#5a5a5a", detail="#6a6a6a"),
    line="#7d8c9a",
)
"""A palette of one hue that survives a photocopier."""


def line_pitch(font_size: float) -> float:
    """Return the distance from line to line for a font size, both in points."""
    return round(font_size * PITCH * TWIPS) / TWIPS
