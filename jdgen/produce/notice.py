"""The recruitment notice: all open posts in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jdgen.errors import Problem, message
from jdgen.model import Library
from jdgen.packs import PACKS, Format, file_name
from jdgen.produce.document import NO_PDF, pdf_engine
from jdgen.produce.job import Job, Made, Order
from jdgen.produce.offers import choose_offers
from jdgen.terms import term
from jdgen.terms.phrases import phrase
from jdgen.views.notice import view_notice
from jdgen.views.notice_parts import HowToApply, NoticeView

if TYPE_CHECKING:
    from jdgen.render.docx.picture import Picture
    from jdgen.render.notice_style import NoticeStyle, Paper

# A ready picture is this much wider than a code, for what it has around its own; no code takes
# more than this share of the sheet.
_PICTURE, _WIDEST_CODE = 1.25, 0.3


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give. Raises InputError for posts not there."""
    if not choose_offers(order).posts:
        return ()
    return tuple(_path(order.library, each) for each in order.wanted.formats)


def make(job: Job) -> Made:
    """Make the notice of all posts that can be advertised.

    Raises InputError or EnvironmentProblem with all that is wrong.
    """
    offers = choose_offers(job)
    made = Made(notes=list(offers.notes), refused=list(offers.refused))
    posts = []
    for role, post in offers.posts:
        forbidden = job.forbidden(role)
        made.refused.extend(forbidden)
        if not forbidden:
            posts.append(post)
    if posts:
        _print(job, view_notice(posts, job.wanted.moment), made)
    elif not made.refused and not made.notes:
        made.notes.append(_nothing_open(job.library))
    return made


def _path(library: Library, suffix: Format) -> str:
    return f"notice/{file_name(phrase('notice', library.handbook.language), suffix)}"


def _print(job: Job, view: NoticeView, made: Made) -> None:
    # Heavy, as all of render: not for a project that can't be read.
    from jdgen.render.notice_style import PAPERS, Setting, notice_style

    engine = pdf_engine(job)
    paper = PAPERS[job.wanted.size or PACKS["notice"].sizes[0]]
    codes = _Codes(job, paper)
    view = codes.without_unprintable(view, made)
    if engine is None:
        # Nobody can tell what fits: it is set as a notice of several pages is.
        made.notes.append(NO_PDF)
        setting = Setting(view.language, view.placed, codes.widest(view), paper.flowing)
        style = notice_style(job.materials.theme, paper, setting)
    else:
        style = _lay_out(job, view, codes, made)
    if "docx" in job.wanted.formats:
        made.files[_path(job.library, "docx")] = _write_word(job, view, codes, style)


def _lay_out(job: Job, view: NoticeView, codes: _Codes, made: Made) -> NoticeStyle:
    """Fit the notice to its pages, and make the PDF if it is wanted."""
    from jdgen.render.pdf.notice import NoticeMaterials, NoticePages

    job.progress("pages", 0, 1)
    materials = job.materials
    pages = NoticePages(
        view,
        NoticeMaterials(
            theme=materials.theme,
            html=materials.html,
            css=materials.style_sheets["notice/notice.css"],
            faces=materials.faces,
            codes=[codes.html(way) for way in view.apply],
            code_width=codes.widest(view),
            pictures=codes.pictures(view),
        ),
    )
    fitted = pages.fit(codes.paper)
    if "pdf" in job.wanted.formats:
        made.files[_path(job.library, "pdf")] = pages.write(fitted)
        made.pages += fitted.pages
    job.progress("pages", 1, 1)
    return fitted.style


def _write_word(job: Job, view: NoticeView, codes: _Codes, style: NoticeStyle) -> bytes:
    from jdgen.render.docx.notice import NoticeFile

    job.progress("word", 0, 1)
    pictures = [codes.picture(way) for way in view.apply]
    data = NoticeFile(view, job.materials.word_templates["notice"], pictures).render(style)
    job.progress("word", 1, 1)
    return data


@dataclass(frozen=True)
class _Codes:
    """The QR codes of one notice, drawn for one size of paper."""

    job: Job
    paper: Paper

    def without_unprintable(self, view: NoticeView, made: Made) -> NoticeView:
        """Return the notice without codes too large to be printed; a note tells of each."""
        ways = []
        for way in view.apply:
            good = self._width(way) <= self.paper.text_width * _WIDEST_CODE
            ways.append(way if good else replace(way, code=None))
            if not good:
                made.notes.append(self._too_long(way))
        return replace(view, apply=tuple(ways))

    def widest(self, view: NoticeView) -> float:
        """Return the width of the widest code in points, 0 where there is none."""
        return max((self._width(way) for way in view.apply), default=0)

    def html(self, way: HowToApply) -> str:
        """Return a code as HTML."""
        from markupsafe import Markup

        from jdgen.render.pieces.batch import PICTURE
        from jdgen.render.qr import qr_svg

        code = way.code
        if code is None:
            return ""
        if code.link:
            return qr_svg(code.link, self._width_mm(way), code.alternative)
        return Markup('<img src="{}" alt="{}" style="width: {:.2f}mm">').format(
            f"{PICTURE}{self._number(code.picture)}", code.alternative, self._width_mm(way)
        )

    def pictures(self, view: NoticeView) -> dict[str, bytes]:
        """Return the ready pictures by the names that the pages have for them."""
        names = [way.code.picture for way in view.apply if way.code and way.code.picture]
        return {self._number(name): self.job.materials.pictures[name] for name in names}

    def picture(self, way: HowToApply) -> Picture | None:
        """Return a code as a picture for Word."""
        from jdgen.render.docx.picture import Picture
        from jdgen.render.qr import qr_png

        code = way.code
        if code is None:
            return None
        data = qr_png(code.link) if code.link else self.job.materials.pictures[code.picture]
        return Picture(data, self._width(way), code.alternative)

    def _number(self, name: str) -> str:
        # An address of its own making: a file's name may hold anything.
        return str(sorted(self.job.materials.pictures).index(name))

    def _width(self, way: HowToApply) -> float:
        from jdgen.render.card_style import MM, twips

        return twips(self._width_mm(way) * MM)

    def _width_mm(self, way: HowToApply) -> float:
        from jdgen.render.qr import qr_width

        if way.code is None:
            return 0
        if way.code.picture:
            return self.paper.code * _PICTURE
        try:
            return qr_width(way.code.link, self.paper.code)
        except ValueError:
            # No code holds so much.
            return self.paper.width

    def _too_long(self, way: HowToApply) -> Problem:
        library = self.job.library
        path = next(self._paths_of(way), ("handbook", "recruitment"))
        return Problem(
            library.locate(*path),
            message("the notice has no QR code: the link is too long for one"),
            message("shorten the link, or choose larger paper with --size"),
            library.spell(*path),
        )

    def _paths_of(self, way: HowToApply) -> Iterator[tuple[str, ...]]:
        """Yield where the data says a way's link: a post's own section, or the handbook's."""
        library = self.job.library
        link = way.code.link if way.code is not None else ""
        for role in library.roles:
            apply = role.recruitment.apply if role.recruitment is not None else None
            if apply is not None and apply.link == link:
                yield ("role", role.id, "recruitment", "apply", "link")
        yield ("handbook", "recruitment", "apply", "link")


def _nothing_open(library: Library) -> Problem:
    label = term("role", "recruitment").label(library.handbook.language)
    return Problem(
        library.locate("handbook"),
        message("no post has a section “{key}”: there is no recruitment notice to make", key=label),
        message("add the section to each post to be filled, with openings, pay and place of work"),
    )
