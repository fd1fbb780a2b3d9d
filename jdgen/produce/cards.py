"""Role cards: one page per post for candidates, alone, all together, and on sheets to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, message
from jdgen.model import Role
from jdgen.packs import PACKS, distinct_names, file_name
from jdgen.produce.document import NO_PDF
from jdgen.produce.job import Job, Made, Order
from jdgen.terms.phrases import phrase
from jdgen.views.card import CardView, without_code
from jdgen.views.card_contents import view_card
from jdgen.views.public import public_post

if TYPE_CHECKING:
    from markupsafe import Markup

    from jdgen.render.card_files import CardToWrite
    from jdgen.render.card_page import SetCard
    from jdgen.render.card_sheet import Sheet
    from jdgen.render.card_style import Paper
    from jdgen.render.card_workshop import CardShop

_NOT_FITTED = Problem(
    Location("cards"),
    message(
        "no cards were made: only the layout of the PDF tells what fits on a page, "
        "and the text layout library Pango can't be loaded"
    ),
    message("run “jdgen doctor”: it names the one command that mends this"),
)
_ALL, _SHEET = "cards", "sheet"
# A QR code takes no more than this share of a card's width; a ready picture is this much wider than
# a code, for what it has around its own.
_WIDEST_CODE, _PICTURE = 0.45, 1.25
# The size of card that is laid on a sheet where none is named, and those that have room on it.
_ON_SHEET = {"A4": ("A5", "A6"), "A3": ("A4", "A5", "A6")}


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give. Raises InputError for a sheet too small."""
    _size(order)
    roles, _ = order.public_roles()
    formats = order.wanted.formats
    names = _names(roles)
    files = [f"cards/{file_name(names[role.id], each)}" for role in roles for each in formats]
    if roles and "pdf" in formats:
        files.append(f"cards/{_ALL}.pdf")
        if order.wanted.sheet:
            files.append(f"cards/{_SHEET}.pdf")
    return tuple(files)


def make(job: Job) -> Made:
    """Make them.

    Raises InputError or EnvironmentProblem with all that is wrong. A post whose card can't be
    made is refused, and stops no other.
    """
    size = _size(job)
    roles, drafts = job.public_roles()
    made = Made()
    (made.refused if job.wanted.roles else made.notes).extend(drafts)
    allowed = []
    for role in roles:
        problems = job.forbidden(role)
        made.refused.extend(problems)
        if not problems:
            allowed.append(role)
    if not allowed:
        return made
    if pdf_engine(job) is None:
        made.refused.append(_NOT_FITTED)
        return made
    return _Cards(job, size, allowed, made).make()


def pdf_engine(job: Job) -> str | None:
    """Return what lays pages out, told apart without loading it; None where it can't be loaded.

    Raises EnvironmentProblem if nothing but PDF is wanted then.
    """
    from jdgen.render.pieces.batch import NoEngine
    from jdgen.render.pieces.engine import engine_name

    try:
        return engine_name()
    except NoEngine as failure:
        if "docx" not in job.wanted.formats:
            raise EnvironmentProblem([NO_PDF]) from failure
        return None


def _size(order: Order) -> str:
    """Return the size of the cards; raises InputError where they have no room on the sheet."""
    size, sheet = order.wanted.size, order.wanted.sheet
    if sheet is None:
        return size or PACKS["cards"].sizes[0]
    on_it = _ON_SHEET[sheet]
    if size is not None and size not in on_it:
        raise InputError(
            [
                Problem(
                    Location("--sheet"),
                    message("a sheet of {sheet} holds no cards of {size}", sheet=sheet, size=size),
                    message("cards for it are: {sizes}", sizes=list(on_it)),
                )
            ]
        )
    return size or on_it[0]


def _names(roles: Sequence[Role]) -> dict[str, str]:
    """Return the files' names by post; none takes that of the cards all together."""
    pairs = [(role.id, role.title) for role in roles]
    return dict(distinct_names([*pairs, ("", _ALL), ("-", _SHEET)]))


class _Cards:
    """The cards of one run."""

    def __init__(self, job: Job, size: str, roles: Sequence[Role], made: Made) -> None:
        # Heavy, as all of render: not for a project that can't be read.
        from jdgen.fonts import measurer
        from jdgen.render.card_style import PAPERS
        from jdgen.render.card_workshop import CardMaterials

        materials = job.materials
        self._job = job
        self._size = size
        self._paper: Paper = PAPERS[size]
        self._roles = roles
        self._made = made
        self._measure = measurer(materials.faces["heading"][0].data)
        self._materials = CardMaterials(
            materials.html, materials.pictures, materials.word_templates["card"]
        )

    def make(self) -> Made:
        """Fit them, then print those that fit."""
        from jdgen.render.card_files import CardToWrite
        from jdgen.render.card_workshop import CardLook, CardShop
        from jdgen.render.workshop import Workshop

        materials = self._job.materials
        wanted = [self._wanted(role) for role in self._roles]
        look = CardLook(
            materials.style_sheets["card/card.css"], materials.theme, materials.faces,
            wanted[0].card.language, self._paper,
        )  # fmt: skip
        shop = CardShop(wanted, look, self._materials, self._job.workshop or Workshop())
        laid_out = shop.lay_out(partial(self._job.progress, "cards"))
        fitted = []
        for role, card, found in zip(self._roles, wanted, laid_out, strict=True):
            if found.choice is None:
                self._made.refused.append(self._too_much(role))
            else:
                set_card = found.choice.applied(card)
                fitted.append(CardToWrite(set_card, found, self._picture(set_card)))
        if fitted:
            self._print(shop, fitted)
        return self._made

    def _print(self, shop: CardShop, fitted: Sequence[CardToWrite]) -> None:
        formats, files = self._job.wanted.formats, self._made.files
        names = _names(self._roles)
        count = len(self._roles)

        def going_on() -> None:
            self._job.progress("cards", count, count)

        for each, written in zip(fitted, shop.write(fitted, formats, going_on), strict=True):
            for suffix, data in zip(formats, written, strict=True):
                files[f"cards/{file_name(names[each.card.card.id], suffix)}"] = data
        if "pdf" not in formats:
            return
        title = phrase("all_cards", self._job.library.handbook.language)
        files[f"cards/{_ALL}.pdf"] = shop.write_all(fitted, title)
        self._made.pages += 2 * len(fitted)
        sheet = self._sheet()
        if sheet is not None:
            cards = [each.card for each in fitted]
            files[f"cards/{_SHEET}.pdf"], pages = shop.write_sheets(sheet, cards, title)
            self._made.pages += pages

    def _sheet(self) -> Sheet | None:
        from jdgen.render.card_sheet import Sheet

        name = self._job.wanted.sheet
        return Sheet(name, self._size) if name is not None else None

    def _wanted(self, role: Role) -> SetCard:
        """Return a post's card with everything that may stand on it."""
        from jdgen.render.card_page import SetCard, first_setting
        from jdgen.render.card_style import MM

        post = public_post(role, self._job.organisation)
        card = view_card(post, two_columns=bool(self._paper.side), moment=self._job.wanted.moment)
        width = self._code_width(card)
        if width > self._paper.width_mm * _WIDEST_CODE:
            self._made.notes.append(self._link_too_long(role))
            card, width = without_code(card), 0
        setting = first_setting(card, self._paper, self._measure, width * MM)
        return SetCard(card, setting, self._code_html(card, width))

    def _code_width(self, card: CardView) -> float:
        """Return how wide a card's QR code is to be printed, in millimetres; 0 for none."""
        from jdgen.render.qr import qr_width

        code = card.applying.code
        if code is None:
            return 0
        if code.picture:
            return self._paper.code * _PICTURE
        try:
            return qr_width(code.link, self._paper.code)
        except ValueError:
            return self._paper.width_mm

    def _code_html(self, card: CardView, width: float) -> Markup:
        from markupsafe import Markup

        from jdgen.render.pieces.batch import PICTURE
        from jdgen.render.qr import qr_svg

        code = card.applying.code
        if code is None:
            return Markup()
        if code.link:
            return Markup(qr_svg(code.link, width, code.description))  # noqa: S704 - ours
        address = f"{PICTURE}{self._materials.number(code.picture)}"
        return Markup('<img src="{}" alt="{}" style="width: {:.2f}mm">').format(
            address, code.description, width
        )

    def _picture(self, card: SetCard) -> bytes:
        """Return the ready picture of a card's QR code, empty where it has none."""
        code = card.card.applying.code
        return self._materials.pictures[code.picture] if code and code.picture else b""

    def _link_too_long(self, role: Role) -> Problem:
        library = self._job.library
        own = ("role", role.id, "recruitment", "apply", "link")
        path = own if own in library.places else ("handbook", "recruitment", "apply", "link")
        return Problem(
            library.locate(*path),
            message("“{title}” has no QR code on its card: the link is too long for one of this "
                    "size", title=role.title),
            message("shorten the link, or choose larger paper with --size"),
            library.spell(*path),
        )  # fmt: skip

    def _too_much(self, role: Role) -> Problem:
        library = self._job.library
        path = ("role", role.id, "title")
        return Problem(
            library.locate(*path),
            message("“{title}” has no card: what it must say takes more than a page of {size}",
                    title=role.title, size=self._size),
            message("shorten the title, the employer's name or how to apply, or choose larger "
                    "paper with --size"),
            library.spell(*path),
        )  # fmt: skip
