"""What fits on a card: how large it is set, and what is left out where there is no room.

A card is measured on a page without an end, first in the smallest step, then in larger ones as
long as they fit. Where the smallest doesn't fit, the heights say what has room. Who measures is
for the caller to say. The Word file follows the same decision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from jdgen.render.card_page import Heights, SetCard
from jdgen.render.card_style import Paper, measures, palette, styles, twips, twips_up
from jdgen.terms import Language
from jdgen.theme import Theme
from jdgen.views.card import Area, CardView, variants, without_note
from jdgen.views.shortening import Heights as Needed
from jdgen.views.shortening import shorten

# Where how to apply takes more of a page, and not all has room on it, it says less.
_MOST_FOOT = 0.24
# Of what is left over, a block takes so much of the space above it, and the head so much of a page.
_MOST_AIR, _MOST_HEAD = 1.2, 0.4
_AREAS: tuple[Area, ...] = ("main", "side")

Measured = Mapping[str, float]
"""How high everything on a card is, in points, by the names that its template gives."""
Measure = Callable[[SetCard], Measured]


@dataclass(frozen=True)
class _Fitted:
    """A card that fits, whether all of it does, and how good it is: the greater, the better."""

    card: SetCard
    whole: bool
    merit: tuple[int, int, float]


class CardFitter:
    """Fits cards of one size to their page; ``measure`` says how high a card is as it is set."""

    def __init__(self, paper: Paper, theme: Theme, language: Language, measure: Measure) -> None:
        self._paper = paper
        self._theme = theme
        self._language = language
        self._measure = measure

    def fit(self, wanted: SetCard) -> SetCard | None:
        """Return a card as it fits on one page, None where even the barest doesn't."""
        best: _Fitted | None = None
        for card in variants(wanted.card):
            found = self._fit(_with_card(wanted, card), best)
            if found is not None and (best is None or found.merit > best.merit):
                best = found
        return best.card if best is not None else None

    def _fit(self, wanted: SetCard, best: _Fitted | None) -> _Fitted | None:
        """Return one variant of a card; None where it doesn't fit, or no better than ``best``."""
        number = len(self._paper.steps) - 1
        if best is not None and best.whole:
            # All of it fits already: only larger type would be better.
            number = best.card.setting.number - 1
        if number < 0:
            return None
        tried = self._in_step(wanted, number)
        heights = self._measure(tried)
        if self._fits(tried, heights):
            return self._spread(*self._largest(tried, heights), whole=True)
        if best is not None and best.whole:
            return None
        if heights["foot"] > _MOST_FOOT * self._paper.height:
            tried = _with_card(tried, without_note(tried.card))
            heights = self._measure(tried)
        if self._room(heights) < 0:
            return None
        short = _with_card(tried, self._shortened(tried, heights))
        return self._spread(short, self._measure(short), whole=False)

    def _largest(self, card: SetCard, heights: Measured) -> tuple[SetCard, Measured]:
        """Return a card that fits in the largest step in which it does."""
        fitting = card, heights
        low, high = 0, card.setting.number - 1
        while low <= high:
            middle = (low + high) // 2
            tried = self._in_step(card, middle)
            heights = self._measure(tried)
            if self._fits(tried, heights):
                fitting, high = (tried, heights), middle - 1
            else:
                low = middle + 1
        return fitting

    def _in_step(self, wanted: SetCard, number: int) -> SetCard:
        return replace(wanted, setting=replace(wanted.setting, number=number))

    def _room(self, heights: Measured) -> float:
        """Return what the bands leave of a page."""
        bands = heights["head"] + heights.get("strip", 0) + heights["foot"]
        return self._paper.height - bands

    def _fits(self, card: SetCard, heights: Measured) -> bool:
        room = self._room(heights) - card.setting.step.pitch
        return all(heights.get(area, 0) <= room for area in _AREAS)

    def _shortened(self, card: SetCard, heights: Measured) -> CardView:
        own = measures(self._paper)
        margins = own.columns_top + own.columns_bottom
        room = self._room(heights) - card.setting.step.pitch - margins
        return shorten(card.card, self._needed(card, heights), dict.fromkeys(_AREAS, room))

    def _spread(self, card: SetCard, heights: Measured, *, whole: bool) -> _Fitted:
        """Share out what a card leaves of its page: between its blocks, then to its head."""
        step, height = card.setting.step, self._paper.height
        # On the grid: rows that Word rounds would be higher than the page all together.
        bands = (heights["head"], heights.get("strip", 0), heights["foot"])
        head, strip, foot = map(twips_up, bands)
        room = height - head - strip - foot
        left = {
            area: room - step.pitch - heights.get(area, 0)
            for area in _AREAS
            if card.card.area(area)
        }
        air = min((free / len(card.card.area(area)) for area, free in left.items()), default=0)
        air = twips(max(0, min(air, step.gap * _MOST_AIR)))
        free = [each - air * len(card.card.area(area)) for area, each in left.items()]
        if free:
            extra = twips(max(0, min(min(free) * 0.5, _MOST_HEAD * height - head)))
            head += extra
        else:
            # Nothing but a title: the head is the card.
            extra = twips(room * 0.4)
            head += room
        body = max(height - head - strip - foot, 0)
        setting = replace(
            card.setting, air=air, extra=extra, heights=Heights(head, strip, body, foot)
        )
        merit = (card.card.weight, -card.setting.number, -max(left.values(), default=0))
        return _Fitted(replace(card, setting=setting), whole, merit)

    def _needed(self, card: SetCard, heights: Measured) -> Needed:
        """Return how high each thing on a card is, for choosing what to leave out."""
        items: dict[tuple[str, int], float] = {}
        tasks: dict[tuple[str, int], float] = {}
        headings: dict[str, float] = {}
        for block in card.card.blocks:
            whole = heights[block.name]
            for index, item in enumerate(block.items):
                height = heights[f"{block.name} {index}"]
                whole -= height
                if item.tasks:
                    tasks[block.name, index] = heights[f"{block.name} {index} tasks"]
                    height -= tasks[block.name, index]
                items[block.name, index] = height
            headings[block.name] = whole
        colours = palette(self._theme)
        more = styles(self._paper, card.setting.step, colours, self._language)["more"]
        return Needed(items, tasks, headings, more.pitch + more.before + more.after)


def _with_card(wanted: SetCard, card: CardView) -> SetCard:
    return replace(wanted, card=card, setting=replace(wanted.setting, two_columns=card.two_columns))
