"""A theme as a type: page, fonts, colours and one table of paragraph styles for both formats.

The same table becomes CSS rules for the PDF and named styles in the Word file, so that both set
their lines alike. Lengths are points, rounded to twentieths (Word's twips); ``indent`` and
``left`` are in em of the style's own size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

TWIPS = 20


def _as_number(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise PydanticCustomError("number", "not a number") from None
    return value


def _as_flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Points = Annotated[float, BeforeValidator(_as_number), Field(ge=-2000, le=2000)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Colour = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{6}$")]
FontRole = Literal["text", "heading"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Part):
    """The page box; ``header`` and ``footer`` are the distances of running lines from the edge."""

    width: Points
    height: Points
    top: Points
    bottom: Points
    left: Points
    right: Points
    header: Points
    footer: Points

    @property
    def text_width(self) -> float:
        """Width of the type area in points."""
        return round(self.width - self.left - self.right, 2)

    @property
    def text_height(self) -> float:
        """Height of the type area in points."""
        return round(self.height - self.top - self.bottom, 2)


class FontPair(_Part):
    """A Latin and a Han face, as files for the PDF and as names for Word."""

    latin: str
    han: str
    word_latin: str
    word_han: str


class Colours(_Part):
    """Colours by use, as RRGGBB."""

    text: Colour
    heading: Colour
    quiet: Colour
    line: Colour
    label_fill: Colour
    header_fill: Colour
    accent: Colour
    warning: Colour


class Tables(_Part):
    """Cell padding and rule width."""

    padding_vertical: Points
    padding_horizontal: Points
    border: Points


class Style(_Part):
    """One paragraph style. ``pitch`` None: lines as high as they need (charts)."""

    font: FontRole = "text"
    size: Points
    pitch: Points | None = None
    after: Points = 0
    left: Points = 0
    indent: Points = 0
    align: Literal["start", "center", "end", "justify"] = "start"
    colour: Literal["text", "heading", "quiet", "accent", "warning"] = "text"
    keep: Flag = False

    @property
    def left_points(self) -> float:
        """Left indent in points, on Word's grid of twips."""
        return round(self.left * self.size * TWIPS) / TWIPS

    @property
    def indent_points(self) -> float:
        """First-line indent in points, negative for a hanging one."""
        return round(self.indent * self.size * TWIPS) / TWIPS


STYLES = (
    "body", "note", "warning", "control", "heading1", "heading2", "heading3", "heading4",
    "front_title", "duty", "task", "duty_note", "label", "cell", "cell_centre", "table_head",
    "small_cell", "sign", "cover_organisation", "cover_title", "cover_field", "cover_sign",
    "toc1", "toc2", "toc3", "chart", "chart_caption", "chart_box", "gap", "running_head", "folio",
)  # fmt: skip


class Theme(_Part):
    """Everything about type, colour and page; ``post`` says how a post is set."""

    name: str
    post: Literal["standard", "form"]
    page: Page
    fonts: Mapping[FontRole, FontPair]
    colours: Colours
    tables: Tables
    styles: Mapping[str, Style]

    def style(self, name: str) -> Style:
        """Return a named style; KeyError if the theme lacks it (``missing_styles`` is empty)."""
        return self.styles[name]

    @property
    def missing_styles(self) -> tuple[str, ...]:
        """Styles that pages need and this theme doesn't give."""
        return tuple(name for name in STYLES if name not in self.styles)
