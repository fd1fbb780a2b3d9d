"""A theme as a type: page, fonts, colours and one table of paragraph styles for both formats.

The same table becomes CSS rules for the PDF and named styles in the Word file, so that both set
their lines alike. Lengths are points, rounded to twentieths (Word's twips); ``indent`` and
``left`` are in em of the style's own size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from jdgen.terms import Language

TWIPS = 20
SMALLEST = 144
"""Least width and height of the type area in points: two inches, in which a table still stands."""


def _as_number(value: Any) -> Any:
    if isinstance(value, str):
        # Not all that float() takes: nan, inf and 1_000 are no lengths.
        if not re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?", value):
            raise PydanticCustomError("number", "not a number")
        return float(value)
    return value


def _as_flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _as_colour(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("[0-9A-Fa-f]{6}", value):
        raise PydanticCustomError("colour", "not a colour")
    return value


Points = Annotated[float, BeforeValidator(_as_number), Field(ge=-2000, le=2000)]
Distance = Annotated[float, BeforeValidator(_as_number), Field(ge=0, le=2000)]
Size = Annotated[float, BeforeValidator(_as_number), Field(gt=0, le=2000)]
Ems = Annotated[float, BeforeValidator(_as_number), Field(ge=-50, le=50)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Colour = Annotated[str, BeforeValidator(_as_colour)]
Name = Annotated[str, Field(min_length=1)]
FontRole = Literal["text", "heading"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Part):
    """The page box; ``header`` and ``footer`` are the distances of running lines from the edge."""

    width: Size
    height: Size
    top: Distance
    bottom: Distance
    left: Distance
    right: Distance
    header: Distance
    footer: Distance

    @model_validator(mode="after")
    def _has_room(self) -> Page:
        if min(self.text_width, self.text_height) < SMALLEST:
            raise PydanticCustomError("no_room", "margins as large as the page")
        return self

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

    latin: Name
    han: Name
    word_latin: Name
    word_han: Name


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

    padding_vertical: Distance
    padding_horizontal: Distance
    border: Distance


class Style(_Part):
    """One paragraph style. ``pitch`` None: lines as high as they need (charts)."""

    font: FontRole = "text"
    size: Size
    pitch: Size | None = None
    after: Distance = 0
    left: Ems = 0
    indent: Ems = 0
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
    "small_cell", "small_cell_centre", "sign", "role_title", "cover_top", "cover_middle",
    "cover_bottom", "cover_organisation", "cover_title", "cover_field", "cover_sign",
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
        """Return a named style; KeyError if the theme lacks it (no theme that was read does)."""
        return self.styles[name]

    def for_language(self, language: Language) -> Theme:
        """Return the theme as it sets a language: an indented first line is Chinese custom.

        In English, paragraphs of running text begin flush left.
        """
        if language == "zh":
            return self
        body = self.style("body").model_copy(update={"indent": 0.0})
        return self.model_copy(update={"styles": {**self.styles, "body": body}})

    @classmethod
    def names_at(cls, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """Return the names that may stand below ``path`` in a theme's file."""
        parts: Mapping[str, type[BaseModel]] = {
            "page": Page, "colours": Colours, "tables": Tables, "fonts": FontPair, "styles": Style,
        }  # fmt: skip
        if path == ("fonts",):
            return get_args(FontRole)
        if path == ("styles",):
            return STYLES
        return tuple((parts[str(path[0])] if path else cls).model_fields)
