"""How high a card is, reckoned from its text instead of laying it out.

What jdgen's own template places is added up here: lines by their pitch, and the space around them.
Whoever prints by it compares what was laid out in the end with what was reckoned.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping

from jdgen.render.card_fitting import Measured
from jdgen.render.card_lines import LineCounter, NotReckonedError, Texts
from jdgen.render.card_page import SetCard
from jdgen.render.card_style import MM, Paper, PrintStyle, measures, palette, styles
from jdgen.render.pieces.batch import PICTURE
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.theme import FontRole, Theme
from jdgen.views.card import Area, Block, Item

# What titles, facts and labels are set in.
_LABELS: FontRole = "heading"
# A ruled heading's rule, and the space above it (see ``card_css``).
_RULE = 1 + 0.75
# Where two faces meet, a line is so much higher at most: their base lines are rounded.
_MEETING = 0.01
_DRAWN = re.compile(r'<svg [^>]*height="([0-9.]+)mm"')
_SHOWN = re.compile(rf'<img src="{PICTURE}([0-9]+)"[^>]*width: ([0-9.]+)mm')
_WIDE_AND_HIGH = struct.Struct(">II")


class CardEstimate:
    """Reckons the heights of cards of one size."""

    def __init__(
        self, paper: Paper, theme: Theme, lines: LineCounter, language: Language
    ) -> None:
        self._paper = paper
        self._own = measures(paper)
        self._lines = lines
        self._language = language
        colours = palette(theme)
        self._styles = [styles(paper, step, colours, language) for step in paper.steps]
        self._term = phrase("card_term", language)
        self._between = phrase("card_between", language)

    def measure(self, card: SetCard, pictures: Mapping[str, bytes]) -> Measured:
        """Return how high everything on a card is, as its template names it, in points.

        Raises NotReckonedError where only laying it out tells.
        """
        known = self._styles[card.setting.number]
        heights = {"head": self._head(card, known), "foot": self._foot(card, known, pictures)}
        if card.card.facts:
            heights["strip"] = self._strip(card, known)
        for area, width in self._columns(card):
            blocks = card.card.area(area)
            for block in blocks:
                heights |= self._block(block, known, width, aside=area == "side")
                heights[block.name] += card.setting.air
            margins = self._own.columns_top + self._own.columns_bottom
            heights[area] = margins + sum(heights[block.name] for block in blocks)
        return heights

    def _columns(self, card: SetCard) -> Iterator[tuple[Area, float]]:
        """Yield the columns that a card has, and how wide their text is."""
        paper, own = self._paper, self._own
        if not card.card.blocks:
            return
        if card.card.two_columns:
            yield "main", paper.width - paper.side - paper.edge - own.gutter
            yield "side", paper.side - own.side_left - own.side_right
        else:
            yield "main", paper.width - 2 * paper.edge

    def _set(self, text: str, style: PrintStyle, width: float, label: str = "") -> float:
        """Return the height of a paragraph; ``label`` stands before it, in the font of labels."""
        texts: Texts = ((text, style.font),)
        if label:
            texts = (label, _LABELS), *texts
        lines = self._high(texts, style.size, style.pitch, width - style.left)
        return style.before + lines + (_RULE if style.rule else 0) + style.after

    def _high(self, texts: Texts, size: float, pitch: float, width: float) -> float:
        """Return the height of lines."""
        return self._lines.count(texts, size, width) * (pitch + _MEETING)

    def _head(self, card: SetCard, known: Mapping[str, PrintStyle]) -> float:
        view, setting = card.card, card.setting
        width = self._paper.width - 2 * self._paper.edge
        employer = self._set(view.employer + self._between + view.kicker, known["employer"], width)
        title = self._high(((view.title, _LABELS),), setting.title, setting.title_pitch, width)
        height = employer + setting.above_title + title
        if view.standing:
            height += self._set(view.standing, known["standing"], width)
        return self._own.head_top + height + self._own.head_bottom

    def _strip(self, card: SetCard, known: Mapping[str, PrintStyle]) -> float:
        setting = card.setting
        facts = zip(card.card.facts, setting.fact_texts, strict=True)
        return 2 * self._own.strip + max(
            self._set(fact.label, known["fact-label"], width)
            + self._high(((fact.text, _LABELS),), setting.value, setting.value_pitch, width)
            for fact, width in facts
        )

    def _foot(
        self, card: SetCard, known: Mapping[str, PrintStyle], pictures: Mapping[str, bytes]
    ) -> float:
        applying, setting = card.card.applying, card.setting
        margins = 2 * self._own.foot
        if not applying.is_there:
            return margins
        width = self._paper.width - 2 * self._paper.edge - self._own.gutter
        if card.code:
            width = setting.applying
        text = self._set(applying.heading, known["foot-heading"], width)
        text += sum(self._set(line, known["note"], width) for line in applying.text)
        for way in applying.ways:
            text += self._set(self._term + way.text, known["way"], width, way.label)
        code = 0.0
        if card.code and applying.code is not None:
            caption = self._set(applying.code.caption, known["code-caption"], setting.code)
            code = _code_height(card.code, pictures) + caption
        return margins + max(text, code)

    def _block(
        self, block: Block, known: Mapping[str, PrintStyle], width: float, *, aside: bool
    ) -> dict[str, float]:
        """Return the heights of a block and all in it, without the air above it."""
        heights: dict[str, float] = {}
        whole = self._set(block.heading, known["heading"], width) if block.heading else 0.0
        for index, item in enumerate(block.items):
            name = f"{block.name} {index}"
            height = self._item(block, item, known, width, aside)
            if block.kind == "numbered" and item.tasks:
                tasks = sum(self._set(task, known["task"], width) for task in item.tasks)
                heights[f"{name} tasks"] = tasks
                height += tasks
            heights[name] = height
            whole += height
        if block.kind == "numbered" and block.more:
            whole += self._set(block.more, known["more"], width)
        heights[block.name] = whole
        return heights

    def _item(
        self, block: Block, item: Item, known: Mapping[str, PrintStyle], width: float, aside: bool
    ) -> float:
        style = known[_styled(block, aside)]
        if style is known["side-line"]:
            label = self._set(item.label, known["side-label"], width) if item.label else 0.0
            return label + self._set(item.text, style, width)
        text = self._term + item.text if item.label else item.text
        return self._set(text, style, width, item.label)


def _styled(block: Block, aside: bool) -> str:
    """Return the style of a block's items."""
    if block.kind == "text":
        return "company" if aside else "line"
    if block.kind == "labelled":
        return "side-line" if aside else "line"
    return {"lead": "lead", "numbered": "duty", "bulleted": "bullet"}[block.kind]


def _code_height(code: str, pictures: Mapping[str, bytes]) -> float:
    """Return the height of a QR code in points, from its HTML."""
    if drawn := _DRAWN.search(code):
        return float(drawn[1]) * MM
    shown = _SHOWN.search(code)
    if shown is None:
        raise NotReckonedError
    # Width and height in pixels (ISO/IEC 15948, 11.2.2).
    wide, high = _WIDE_AND_HIGH.unpack_from(pictures[shown[1]], 16)
    return float(shown[2]) * MM * float(high) / float(wide)
