"""Role cards: one page per post for candidates, alone, all together, and on sheets to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jdgen.errors import InputError, Location, Problem, message
from jdgen.model import Role
from jdgen.packs import PACKS, distinct_names, file_name
from jdgen.phrases import phrase
from jdgen.produce.document import pdf_engine
from jdgen.produce.job import Job, Made, Order
from jdgen.views.card import CardView, without_code
from jdgen.views.card_contents import view_card
from jdgen.views.public import public_post

if TYPE_CHECKING:
    from markupsafe import Markup

    from jdgen.render.card_page import SetCard
    from jdgen.render.card_sheet import Sheet
    from jdgen.render.card_style import Paper
    from jdgen.render.docx.picture import Picture
    from jdgen.render.pdf.cards import CardSetter

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

        self._job = job
        self._size = size
        self._paper: Paper = PAPERS[size]
        self._roles = roles
        self._made = made
        self._measure = measurer(job.materials.faces["heading"][0].data)
        self._pictures = {name: str(n) for n, name in enumerate(sorted(job.materials.pictures))}

    def make(self) -> Made:
        """Fit them, then print those that fit."""
        from jdgen.render.pdf.cards import CardMaterials, CardSetter

        materials, sheet = self._job.materials, self._sheet()
        wanted = [self._wanted(role) for role in self._roles]
        pictures = {self._pictures[name]: data for name, data in materials.pictures.items()}
        setter = CardSetter(
            wanted,
            self._paper,
            CardMaterials(
                theme=materials.theme,
                html=materials.html,
                css=materials.style_sheets["card/card.css"],
                faces=materials.faces,
                pictures=pictures,
            ),
            sheet,
        )
        fitted = []
        for number, (role, card) in enumerate(zip(self._roles, wanted, strict=True), start=1):
            found = setter.fit(card)
            if found is None:
                self._made.refused.append(self._too_much(role))
            else:
                fitted.append(found)
            self._job.progress("cards", number, len(wanted))
        if fitted:
            self._print(setter, fitted, sheet)
        return self._made

    def _print(self, setter: CardSetter, fitted: Sequence[SetCard], sheet: Sheet | None) -> None:
        from jdgen.render.docx.cards import CardWriter

        materials, formats = self._job.materials, self._job.wanted.formats
        writer = CardWriter(materials.word_templates["card"], materials.theme)
        names, files = _names(self._roles), self._made.files
        documents = []
        for card in fitted:
            name = names[card.card.id]
            if "docx" in formats:
                files[f"cards/{file_name(name, 'docx')}"] = writer.write(card, self._picture(card))
            if "pdf" in formats:
                documents.append(setter.lay_out(card))
                files[f"cards/{file_name(name, 'pdf')}"] = setter.write(documents[-1], card)
                self._made.pages += 1
        if not documents:
            return
        title = phrase("all_cards", setter.language)
        files[f"cards/{_ALL}.pdf"] = setter.write_all(documents, fitted, title)
        self._made.pages += len(documents)
        if sheet is not None:
            files[f"cards/{_SHEET}.pdf"], pages = setter.write_sheets(sheet, fitted, title)
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

        from jdgen.render.pdf.pictures import PICTURE
        from jdgen.render.qr import qr_svg

        code = card.applying.code
        if code is None:
            return Markup()
        if code.link:
            return Markup(qr_svg(code.link, width, code.description))  # noqa: S704 - ours
        address = f"{PICTURE}{self._pictures[code.picture]}"
        return Markup('<img src="{}" alt="{}" style="width: {:.2f}mm">').format(
            address, code.description, width
        )

    def _picture(self, card: SetCard) -> Picture | None:
        """Return a card's QR code as a picture for Word."""
        from jdgen.render.docx.picture import Picture
        from jdgen.render.qr import qr_png

        code = card.card.applying.code
        if code is None:
            return None
        data = qr_png(code.link) if code.link else self._job.materials.pictures[code.picture]
        return Picture(data, card.setting.code, code.description)

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
