"""Cards to HTML: each on a page of its own, or several on a sheet to be cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from jdgen.render.card_css import BLEED_MM
from jdgen.render.card_style import MM, Paper, Step, measures, title_pitch, twips, value_pitch
from jdgen.render.templates import environment, explain
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.card import CardView

Measure = Callable[[str, float], float]
# A text that is measured to fit is given this much more, for whoever sets it in another font.
_ROOM = 1.03
# A title with nothing below it is set so much larger.
_POSTER = 1.5


@dataclass(frozen=True)
class Heights:
    """How high the parts of a card are set, in points; together they are as high as the paper."""

    head: float
    strip: float
    body: float
    foot: float


@dataclass(frozen=True)
class Setting:
    """How one card is set: its step, the sizes of title and facts, the facts' widths.

    ``air`` stands above each block, ``extra`` between employer and title, besides what the step
    gives them; ``code`` is the QR code's width in points. ``heights`` None: all parts as high as
    they need.
    """

    paper: Paper
    number: int
    title: float
    value: float
    facts: tuple[float, ...]
    code: float = 0
    air: float = 0
    extra: float = 0
    heights: Heights | None = None
    bleeding: bool = False
    two_columns: bool = False

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.paper.steps[self.number]

    @property
    def applying(self) -> float:
        """The width of how to apply, beside the code."""
        gutter = measures(self.paper).gutter
        return twips(self.paper.width - 2 * self.paper.edge - self.code - gutter)

    @property
    def fact_texts(self) -> tuple[float, ...]:
        """The widths of the facts' texts, without the margins beside them."""
        margins = _fact_margins(self.paper, len(self.facts))
        pairs = zip(self.facts, margins, strict=True)
        return tuple(twips(width - left - right) for width, (left, right) in pairs)

    @property
    def class_name(self) -> str:
        """What the style sheet calls a card set so."""
        words = [f"step{self.number}"]
        words += ["two"] if self.two_columns else []
        words += ["bleeding"] if self.bleeding else []
        return " ".join(words)

    @property
    def title_pitch(self) -> float:
        """The title's line pitch."""
        return title_pitch(self.title)

    @property
    def value_pitch(self) -> float:
        """The facts' line pitch."""
        return value_pitch(self.value)

    @property
    def above_title(self) -> float:
        """What stands between the employer and the title."""
        return twips(self.paper.edge * self.step.band) + self.extra

    @property
    def height(self) -> str:
        """The card's height in CSS."""
        return f"{self.paper.height}pt" if self.heights else "auto"

    @property
    def head(self) -> str:
        """The head's height in CSS."""
        return self._css(self.heights.head, bleeds=True) if self.heights else "auto"

    @property
    def body(self) -> str:
        """The columns' height in CSS."""
        return self._css(self.heights.body) if self.heights else "auto"

    @property
    def foot(self) -> str:
        """The foot's height in CSS."""
        return self._css(self.heights.foot, bleeds=True) if self.heights else "auto"

    def _css(self, height: float, *, bleeds: bool = False) -> str:
        beyond = BLEED_MM * MM if bleeds and self.bleeding else 0
        return f"{height + beyond}pt"


@dataclass(frozen=True)
class SetCard:
    """A card with how it is set and its QR code as HTML, empty for none; on a sheet its place."""

    card: CardView
    setting: Setting
    code: Markup
    x: float = 0
    y: float = 0


@dataclass(frozen=True)
class SheetMark:
    """A line on a sheet, ``cut`` or ``crop``."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class CardPages:
    """Renders cards with the templates of one project."""

    def __init__(self, templates: Mapping[str, str], language: Language) -> None:
        self._language = language
        self._environment = environment(templates, _show)
        self._environment.globals.update(
            language_tag=language_tag(language),
            words=lambda name: phrase(name, language),
        )

    def pages(self, cards: Sequence[SetCard], title: str, *, measured: bool = False) -> str:
        """Return cards on pages of their own; ``measured``: on a page without an end."""
        page = "measured" if measured else "card"
        return self._render("card/cards.html", cards=cards, title=title, page=page)

    def sheets(
        self, sheets: Sequence[Sequence[SetCard]], marks: Sequence[SheetMark], title: str
    ) -> str:
        """Return cards on sheets, each with the same marks."""
        return self._render("card/sheets.html", sheets=sheets, marks=marks, title=title)

    def _render(self, name: str, **values: object) -> str:
        try:
            return self._environment.get_template(name).render(**values)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
            # Names of templates count from the folder html, whichever of them this one is in.
            raise explain(failure, "html/cards.html") from failure


def language_tag(language: Language) -> str:
    """Return a language as HTML names it (BCP 47)."""
    return "zh-CN" if language == "zh" else "en"


def _show(value: Any) -> Any:
    return "" if value is None else value


def first_setting(card: CardView, paper: Paper, measure: Measure, code: float) -> Setting:
    """Return how a card is set as far as that doesn't depend on its text's height.

    ``measure`` gives a text's width at a size, in the font of headings; ``code`` is the width of
    the QR code in points, 0 for none.
    """
    value, facts = _facts(card, paper, measure)
    return Setting(
        paper=paper,
        number=0,
        title=_title_size(card, paper, measure),
        value=value,
        facts=facts,
        code=twips(code),
        two_columns=card.two_columns,
    )


def _title_size(card: CardView, paper: Paper, measure: Measure) -> float:
    """Return the largest size in which a title has one line, else two, else the smallest."""
    width = (paper.width - 2 * paper.edge) / _ROOM
    *larger, smallest = paper.titles
    if not card.blocks:
        larger = [larger[0] * _POSTER, *larger]
    for size in larger:
        if measure(card.title, size) <= width:
            return size
    # Where words end a line early, two lines hold less than twice as much.
    return next((size for size in larger if measure(card.title, size) <= 1.85 * width), smallest)


def _facts(card: CardView, paper: Paper, measure: Measure) -> tuple[float, tuple[float, ...]]:
    """Return the facts' size and how wide each is, all together as wide as the paper."""
    count = len(card.facts)
    if not count:
        return paper.values[-1], ()
    margins = [left + right for left, right in _fact_margins(paper, count)]
    room = paper.width - sum(margins)
    labels = [measure(fact.label, paper.least) * _ROOM for fact in card.facts]
    for size in paper.values:
        texts = [measure(fact.text, size) * _ROOM for fact in card.facts]
        needed = [max(pair) for pair in zip(labels, texts, strict=True)]
        if sum(needed) <= room:
            break
    widths = _shared_out(needed, room)
    whole = [twips(width + margin) for width, margin in zip(widths, margins, strict=True)]
    whole[-1] = twips(paper.width - sum(whole[:-1]))
    return size, tuple(whole)


def _fact_margins(paper: Paper, count: int) -> list[tuple[float, float]]:
    """Return what stands beside each fact, left and right; the outer ones keep the card's edge."""
    inside = measures(paper).fact
    return [
        (paper.edge if number == 0 else inside, paper.edge if number == count - 1 else inside)
        for number in range(count)
    ]


def _shared_out(needed: Sequence[float], room: float) -> list[float]:
    """Share a width out: to each what it needs and as much more, or as much as all can have."""
    spare = (room - sum(needed)) / len(needed)
    if spare >= 0:
        return [each + spare for each in needed]
    fair = room / len(needed)
    modest = [each for each in needed if each <= fair]
    rest = (room - sum(modest)) / (len(needed) - len(modest))
    return [each if each <= fair else rest for each in needed]
