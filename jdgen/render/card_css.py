"""The style sheet of cards: their paper and their bands; then a rule for each style of a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jdgen.render.card_style import (
    MM,
    Palette,
    Paper,
    PrintStyle,
    measures,
    palette,
    styles,
)
from jdgen.terms import Language
from jdgen.theme import FontRole, Theme

BLEED_MM = 3
"""How far grounds go on beyond the edge of a card that is to be cut (a print shop's usual one)."""
# Higher than the longest card set in the largest type: a page that is only measured never breaks.
_ENDLESS = 100_000

Families = Mapping[FontRole, tuple[str, ...]]


@dataclass(frozen=True)
class Box:
    """A page's width and height in points."""

    width: float
    height: float


def card_css(paper: Paper, theme: Theme, families: Families, sheet: Box | None) -> str:
    """Return the rules for cards of one size in any step, on pages of their own and on a sheet."""
    colours = palette(theme)
    return "\n".join(
        [
            _page("card", Box(paper.width, paper.height)),
            _page("measured", Box(paper.width, _ENDLESS)),
            *([_page("sheet", sheet)] if sheet is not None else []),
            *([f".on-sheet {{ height: {sheet.height}pt }}"] if sheet is not None else []),
            *_bands(paper, colours, families),
            *_bleed(paper),
        ]
    )


def step_css(
    paper: Paper, theme: Theme, language: Language, families: Families, number: int
) -> str:
    """Return the rules of one step: a page is laid out faster without those of the others."""
    known = styles(paper, paper.steps[number], palette(theme), language)
    return "\n".join(_step(number, known, families))


def _page(name: str, box: Box) -> str:
    return (
        f"@page {name} {{ size: {box.width}pt {box.height}pt; margin: 0 }}"
        f" .on-{name} {{ page: {name} }}"
    )


def _bands(paper: Paper, colours: Palette, families: Families) -> Iterator[str]:
    """Yield what is the same in all steps: widths, grounds, margins inside them."""
    edge, own = paper.edge, measures(paper)
    yield f"html {{ color: #{colours.text} }}"
    yield f".card {{ width: {paper.width}pt }}"
    yield (
        f".head {{ background: #{colours.band};"
        f" padding: {own.head_top}pt {edge}pt {own.head_bottom}pt }}"
    )
    yield f".strip {{ background: #{colours.strip} }}"
    yield f".strip > .row, .columns > .row {{ width: {paper.width}pt }}"
    yield (
        f".fact {{ padding: {own.strip}pt {own.fact}pt {own.strip}pt {own.fact - 0.5}pt;"
        f" border-left: .5pt solid #{colours.line} }}"
        f" .fact:first-child {{ padding-left: {edge}pt; border-left: none }}"
        f" .fact:last-child {{ padding-right: {edge}pt }}"
    )
    # The margins are those of a box inside the cell: WeasyPrint makes the cell higher by its own.
    yield (
        f".main > div {{ padding: {own.columns_top}pt {edge}pt {own.columns_bottom}pt }}"
        f" .main {{ width: {paper.width}pt }}"
    )
    if paper.side:
        yield f".two .main {{ width: {paper.width - paper.side}pt }}"
        yield f".two .main > div {{ padding-right: {own.gutter}pt }}"
        yield f".side, .ground {{ width: {paper.side}pt }}"
        yield f".ground {{ left: {paper.width - paper.side}pt; background: #{colours.side} }}"
        yield (
            f".side > div {{ padding: {own.columns_top}pt {own.side_right}pt"
            f" {own.columns_bottom}pt {own.side_left}pt }}"
        )
    yield f".foot {{ background: #{colours.band}; padding: {own.foot}pt {edge}pt }}"
    yield f".foot > .row {{ width: {paper.width - 2 * edge}pt }}"
    yield f".applying {{ padding-right: {own.gutter}pt }} .alone {{ padding-right: 0 }}"
    label = f"font-family: {_family(families, 'heading')}"
    yield f".way-label, .kicker {{ color: #{colours.on_band_quiet}; {label} }}"
    yield f".term, .number {{ color: #{colours.heading}; {label} }}"


def _bleed(paper: Paper) -> Iterator[str]:
    """Yield rules that take every ground on beyond the edges of a card."""
    bleed = BLEED_MM * MM
    own, edge = measures(paper), paper.edge
    wide = f"margin-left: -{bleed}pt; width: {paper.width + 2 * bleed}pt"
    yield (
        f".bleeding .head {{ margin-top: -{bleed}pt; {wide}; padding-top: {own.head_top + bleed}pt;"
        f" padding-left: {edge + bleed}pt; padding-right: {edge + bleed}pt }}"
    )
    yield f".bleeding .strip {{ {wide}; padding: 0 {bleed}pt }}"
    yield f".bleeding .ground {{ width: {paper.side + bleed}pt }}"
    yield (
        f".bleeding .foot {{ {wide}; padding-bottom: {own.foot + bleed}pt;"
        f" padding-left: {edge + bleed}pt; padding-right: {edge + bleed}pt }}"
    )


def _step(number: int, known: Mapping[str, PrintStyle], families: Families) -> Iterator[str]:
    for name, style in known.items():
        yield f".step{number} .{name} {{ {_declarations(style, families)} }}"
    for name in ("duty", "task", "bullet"):
        yield f".step{number} .{name} > .number {{ width: {-known[name].indent}pt }}"


def _declarations(style: PrintStyle, families: Families) -> str:
    family = _family(families, style.font)
    rule = f" border-bottom: .75pt solid #{style.rule};" if style.rule else ""
    # The space below a ruled heading lies below its rule.
    below = (
        f"padding-bottom: 1pt; margin-bottom: {style.after}pt"
        if rule
        else (f"padding-bottom: {style.after}pt")
    )
    return (
        f"font: {style.size}pt/{style.pitch}pt {family}; color: #{style.colour};"
        f" padding-top: {style.before}pt; {below};{rule} padding-left: {style.left}pt;"
        f" text-indent: {style.indent}pt; text-align: {style.align}"
    )


def _family(families: Families, font: FontRole) -> str:
    return ", ".join(f'"{family}"' for family in families[font])
