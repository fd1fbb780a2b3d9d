"""Cards of one size from beginning to end: fitted, laid out and written, several at a time.

What comes of a card is kept under a key made of all that it depends on: everything that may stand
on it, the templates, the style sheet with the theme in it, the fonts as they come, the engine. The
day that its file bears is not in it. Its files are put together from that, and not kept: fonts
make each of them many times as large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from jdgen.render.card_css import Box, card_css, step_css
from jdgen.render.card_files import (
    CardToWrite,
    FilesBatch,
    describe_card,
    describe_cards,
    join_cards,
    write_cards,
)
from jdgen.render.card_page import CardPages, SetCard
from jdgen.render.card_sheet import Sheet
from jdgen.render.card_style import Paper
from jdgen.render.pieces.batch import PICTURE, Batch, SectionJob
from jdgen.render.pieces.cards import CardBatch, LaidOutCard, lay_out_cards, unpack_card
from jdgen.render.pieces.embedded import ForeignFontError
from jdgen.render.typefaces import prepare_typefaces
from jdgen.render.workshop import (
    Look,
    Making,
    Progress,
    Workshop,
    in_batches,
    kept_or_made,
    make_pieces,
    wanted,
)
from jdgen.terms.phrases import PHRASES
from jdgen.theme import FontRole

# No day is printed on a card.
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class CardLook(Look):
    """What all cards of one size have in common; ``sheet`` is the paper that they lie on, if any.

    Where they lie on none, the rules of steps are apart: a page needs those of its own step only.
    """

    paper: Paper
    sheet: Box | None = None

    @cached_property
    def names(self) -> Mapping[FontRole, tuple[str, ...]]:
        """The families of each font role."""
        return {role: tuple(named) for role, named in self.families.items()}

    @cached_property
    def rules(self) -> str:
        """The rules that hold in every step."""
        return f"{self.css}\n{card_css(self.paper, self.theme, self.names, self.sheet)}"

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The rules of each step."""
        return tuple(
            step_css(self.paper, self.theme, self.language, self.names, number)
            for number in range(len(self.paper.steps))
        )

    @cached_property
    def style_sheet(self) -> str:
        """All of them."""
        return "\n".join((self.rules, *self.steps))


@dataclass(frozen=True)
class CardMaterials:
    """What cards are printed with: a project's templates, and its pictures by their names."""

    html: Mapping[str, str]
    pictures: Mapping[str, bytes]
    word_template: bytes

    def number(self, picture: str) -> str:
        """Return what the pages call a picture: its name in the project may hold anything."""
        return str(sorted(self.pictures).index(picture))

    @property
    def numbered(self) -> Mapping[str, bytes]:
        """The pictures by what the pages call them."""
        return {self.number(name): data for name, data in self.pictures.items()}


class CardShop:
    """Makes cards that look alike; ``wanted`` are all of them, with all that may stand on them.

    Raises InputError where a template fails or a character is in none of the fonts.
    """

    def __init__(
        self,
        wanted: Sequence[SetCard],
        look: CardLook,
        materials: CardMaterials,
        workshop: Workshop,
    ) -> None:
        self._wanted = wanted
        self._look = look
        self._materials = materials
        self._workshop = workshop
        self._pages = CardPages(materials.html, look.language)
        # What stands on a shortened card is not on the whole one.
        words = ("".join(PHRASES[name]) for name in PHRASES if name.startswith("card_"))
        texts = (self._pages.pages([card], "") for card in wanted)
        self._fonts = prepare_typefaces(
            look.faces, [*texts, *words], chinese=look.language == "zh"
        ).fonts

    def lay_out(self, progress: Progress) -> list[LaidOutCard]:
        """Return what comes of each card: as kept, or fitted and laid out now.

        ``progress`` is told how many are done, of how many. Raises InputError where a template
        fails, NoEngine where what lays out can't be loaded.
        """

        def make(missing: Sequence[SetCard]) -> Iterable[tuple[bytes, ...]]:
            batches = [self._batch(cards) for cards in in_batches(missing, self._workshop.workers)]
            return self._workshop.run(lay_out_cards, batches)

        base = self._key
        keys = [self._card_key(base, card) for card in self._wanted]
        making = Making(make, unpack_card, self._workshop.store)
        found = kept_or_made(keys, self._wanted, making, progress)
        return [found[key] for key in keys]

    def _batch(self, cards: tuple[SetCard, ...]) -> CardBatch:
        look, own = self._look, self._materials
        return CardBatch(
            look.paper, look.theme, look.language, look.rules, look.steps,
            tuple(self._fonts.items()), look.names, own.html, own.numbered, cards,
        )  # fmt: skip

    @cached_property
    def _key(self) -> bytes:
        digest = hashlib.blake2b(self._look.key, digest_size=32)
        digest.update(repr((self._look.paper, sorted(self._materials.html.items()))).encode())
        return digest.digest()

    def _card_key(self, base: bytes, wanted: SetCard) -> str:
        digest = hashlib.blake2b(base, digest_size=32)
        card = replace(wanted.card, moment=_ANY_DAY)
        digest.update(repr((card, wanted.setting, wanted.code)).encode("utf-8"))
        code = card.applying.code
        if code is not None and code.picture:
            digest.update(self._picture(wanted))
        return digest.hexdigest()

    def _picture(self, card: SetCard) -> bytes:
        """Return the ready picture of a card's QR code, empty where it has none."""
        code = card.card.applying.code
        return self._materials.pictures[code.picture] if code and code.picture else b""

    def write(
        self,
        fitted: Sequence[CardToWrite],
        formats: tuple[str, ...],
        going_on: Callable[[], None],
    ) -> Iterator[tuple[bytes, ...]]:
        """Return each card's files in the order of ``formats`` (``docx``, ``pdf``).

        ``going_on`` is called now and then. Raises InputError where the Word template fails.
        """
        look, template = self._look, self._materials.word_template
        batches = [
            FilesBatch(formats, look.theme, template, self._fonts, cards)
            for cards in in_batches(fitted, self._workshop.workers)
        ]
        made: list[tuple[bytes, ...]] = []
        try:
            for files in self._workshop.run(write_cards, batches):
                made += files
                going_on()
        except ForeignFontError:
            return self._write_whole(fitted, formats, going_on)
        return iter(made)

    def _write_whole(
        self,
        fitted: Sequence[CardToWrite],
        formats: tuple[str, ...],
        going_on: Callable[[], None],
    ) -> Iterator[tuple[bytes, ...]]:
        from jdgen.render.pdf.cards_whole import write_alone  # heavy

        batch = self._batch(tuple(each.card for each in fitted))
        files = {"pdf": write_alone(batch, [describe_card(each.card.card) for each in fitted])}
        if "docx" in formats:
            files["docx"] = [data for (data,) in self.write(fitted, ("docx",), going_on)]
        return zip(*(files[name] for name in formats), strict=True)

    def write_all(self, fitted: Sequence[CardToWrite], title: str) -> bytes:
        """Return one PDF of several cards."""
        cards = [each.card for each in fitted]
        description = describe_cards(cards, title)
        try:
            return join_cards([each.laid_out.piece for each in fitted], description, self._fonts)
        except ForeignFontError:
            from jdgen.render.pdf.cards_whole import write_together  # heavy

            return write_together(self._batch(tuple(cards)), description)

    def write_sheets(self, sheet: Sheet, cards: Sequence[SetCard], title: str) -> tuple[bytes, int]:
        """Return the PDF of fitted cards on sheets, and how many these are."""
        pictures = self._materials.numbered
        jobs = []
        for each in sheet.fill(cards):
            html = self._pages.sheets([each], sheet.marks(), "")
            shown = [pair for pair in pictures.items() if f'"{PICTURE}{pair[0]}"' in html]
            jobs.append(SectionJob(html, (), False, tuple(shown), sheet.page_boxes))
        look = replace(self._look, sheet=sheet.page)
        description = describe_cards(cards, title)
        sections = [wanted(job) for job in jobs]
        pieces = make_pieces(sections, look, self._workshop, lambda _done, _total: None)
        try:
            return join_cards(pieces, description, self._fonts), len(pieces)
        except ForeignFontError:
            from jdgen.render.pdf.cards_whole import write_sheets  # heavy

            batch = Batch(look.style_sheet, tuple(self._fonts.items()), tuple(jobs))
            return write_sheets(batch, description), len(pieces)
