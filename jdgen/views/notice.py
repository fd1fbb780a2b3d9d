"""The recruitment notice: all open posts in one table, what they share said once below it.

Made from :class:`~jdgen.views.public.PublicPost` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from jdgen.model.fields import Headcount
from jdgen.terms import term
from jdgen.terms.phrases import phrase
from jdgen.typography import width_in_em
from jdgen.views.identity import document_moment
from jdgen.views.notice_parts import (
    Code,
    Fact,
    HowToApply,
    Line,
    NoticePost,
    NoticeView,
    Piece,
    lines_of,
    pieces_of,
)
from jdgen.views.public import PublicPost

# Duties stand in for a summary that a post lacks: this much of them, whole ones only, in em.
_MOST_WORK = 120.0
_HOURS = ("working_time", "rest_days", "employment_type", "probation")
_DATES = ("date_posted", "valid_through")
# What a link can lead to: two addresses in one field, or words beside one, are printed as they are.
_ADDRESS = re.compile(r"[^\s@<>\"，、；（）]+@[^\s@<>\"，、；（）]+")
_LABELLED = frozenset({"education", "experience", "licences"})


def view_notice(posts: Sequence[PublicPost], moment: datetime | None = None) -> NoticeView:
    """Return the notice of ``posts``, one at least.

    ``moment`` dates the files where no post says when it was posted.
    """
    return _Maker(tuple(posts)).view(moment)


class _Maker:
    def __init__(self, posts: tuple[PublicPost, ...]) -> None:
        self._posts = posts
        self._first = posts[0]
        self._language = self._first.language

    def view(self, moment: datetime | None) -> NoticeView:
        posted = sorted(
            (post.date_posted for post in self._posts if post.date_posted), reverse=True
        )
        place = () if self._shares("place_text") else (self._label("place"),)
        return NoticeView(
            language=self._language,
            title=self._words("notice"),
            employer=self._first.employer,
            count=self._count(),
            about=tuple(self._about()),
            header=(
                self._words("notice_post"),
                self._words("notice_openings"),
                self._words("notice_requirements"),
                self._words("notice_offer"),
                *place,
            ),
            posts=tuple(self._row(post) for post in self._posts),
            shared=tuple(self._shared()),
            apply=tuple(self._how_to_apply()),
            keywords=tuple(dict.fromkeys(post.title for post in self._posts)),
            moment=document_moment(posted, moment),
        )

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self._language, **values)

    def _label(self, name: str) -> str:
        return self._first.label(name)

    def _shares(self, name: str) -> bool:
        """Whether all posts say the same in a field, or all nothing."""
        return len({getattr(post, name) for post in self._posts}) == 1

    def _count(self) -> str:
        """How many posts and people; those are left out where some number is not a plain one."""
        posts = self._words("notice_posts", posts=len(self._posts))
        wanted = [Headcount.read(post.openings) for post in self._posts]
        if not all(each.exact for each in wanted):
            return posts
        people = sum(each.number for each in wanted)
        return posts + self._words("notice_people", people=people)

    def _about(self) -> Iterator[Fact]:
        groups = _grouped(self._posts, lambda post: (post.company,))
        lines = [
            line for posts in groups for line in lines_of(posts[0].company, self._whose(posts))
        ]
        facts = [Piece(fact.text, fact.label) for fact in self._first.company_facts]
        website = self._first.website
        if website:
            facts.append(Piece(website, self._label("website"), website))
        if facts:
            lines.append(Line(tuple(facts)))
        if lines:
            yield Fact(self._label("company"), tuple(lines))

    def _row(self, post: PublicPost) -> NoticePost:
        return NoticePost(
            title=post.title,
            below_title=(*lines_of(post.department), *self._dates(post)),
            openings=post.openings,
            work=tuple(self._work(post)),
            requirements=tuple(self._requirements(post)),
            pay=post.pay_text,
            offer=tuple(self._offer(post)),
            place=() if self._shares("place_text") else tuple(lines_of(post.place_text)),
        )

    def _dates(self, post: PublicPost) -> Iterator[Line]:
        for name in _DATES:
            if not self._shares(name):
                yield from lines_of(getattr(post, name), self._label(name))

    def _work(self, post: PublicPost) -> Iterator[Line]:
        """What the work is: the summary, else as many of the duties as have room."""
        if post.summary:
            yield from lines_of(post.summary)
            return
        used, shown = 0.0, 0
        for duty in post.duties:
            used += width_in_em(duty.text)
            if shown and used > _MOST_WORK:
                break
            shown += 1
            yield from lines_of(duty.text)
        if shown < len(post.duties):
            yield from lines_of(self._words("more_duties", number=len(post.duties) - shown))

    def _requirements(self, post: PublicPost) -> Iterator[Line]:
        for each in post.qualifications:
            if each.name != "environment":
                # What someone knows speaks for itself; “three years” doesn't.
                yield from lines_of(each.text, each.label if each.name in _LABELLED else "")
        for text in post.requirements:
            yield from lines_of(text)

    def _offer(self, post: PublicPost) -> Iterator[Line]:
        """What comes with the pay, apart from what all posts share."""
        yield from lines_of(self._list(post.makeup))
        for name, text in self._terms(post):
            if not self._shares(name):
                yield from lines_of(text, self._label(name))
        for text in post.highlights:
            yield from lines_of(text)

    def _terms(self, post: PublicPost) -> Iterator[tuple[str, str]]:
        yield "benefits", self._list(post.benefits)
        for name in _HOURS:
            yield name, getattr(post, name)

    def _list(self, texts: Sequence[str]) -> str:
        return self._words("list_separator").join(texts)

    def _shared(self) -> Iterator[Fact]:
        """What holds for all posts; what is short stands together in one line."""
        post = self._first
        if self._shares("place_text") and post.place_text:
            yield Fact(self._label("place"), tuple(lines_of(post.place_text)))
        if self._shares("benefits") and post.benefits:
            yield Fact(self._label("benefits"), tuple(lines_of(self._list(post.benefits))))
        names = [name for name in _HOURS if self._shares(name) and getattr(post, name)]
        pieces = [
            piece for name in names for piece in pieces_of(getattr(post, name), self._label(name))
        ]
        if pieces:
            first, *others = pieces
            yield Fact(first.label, (Line((replace(first, label=""), *others)),))

    def _how_to_apply(self) -> Iterator[HowToApply]:
        """One for all posts, else one for all that share theirs; then the dates of all."""
        found = []
        for posts in _grouped(self._posts, lambda post: (*post.apply.values(), post.contact)):
            lines = [*lines_of(self._whose(posts)), *self._ways(posts[0])]
            found.append((lines, self._code(posts[0])))
        names = [name for name in _DATES if self._shares(name)]
        dates = [
            p for name in names for p in pieces_of(getattr(self._first, name), self._label(name))
        ]
        if dates and len(found) == 1:
            found[0][0].append(Line(tuple(dates)))
        elif dates:
            found.append(([Line(tuple(dates))], None))
        for number, (lines, code) in enumerate(found):
            yield HowToApply(self._label("apply") if number == 0 else "", tuple(lines), code)

    def _ways(self, post: PublicPost) -> Iterator[Line]:
        """The instructions, the address on the net, and in one line all that is short."""
        yield from lines_of(post.apply.get("text") or "")
        link, email = post.apply.get("link") or "", post.apply.get("email") or ""
        phone = post.apply.get("phone") or ""
        if link:
            yield Line((Piece(link, self._words("card_link"), link),))
        pieces = []
        if email:
            target = f"mailto:{email}" if _ADDRESS.fullmatch(email) else ""
            pieces.append(Piece(email, self._way("email"), target))
        pieces += pieces_of(phone, self._way("phone"))
        pieces += pieces_of(post.contact, self._label("contact"))
        if pieces:
            yield Line(tuple(pieces))

    def _way(self, name: str) -> str:
        return term("application", name).label(self._language)

    def _code(self, post: PublicPost) -> Code | None:
        link, picture = post.apply.get("link") or "", post.apply.get("qr") or ""
        if picture:
            return Code("", picture, self._words("card_scan"), self._words("card_picture_alt"))
        if link:
            alternative = self._words("card_code_alt", link=link)
            return Code(link, "", self._words("card_scan_to_apply"), alternative)
        return None

    def _whose(self, posts: Sequence[PublicPost]) -> str:
        """Return the titles of the posts that a text is about, nothing where it is about all."""
        if len(posts) == len(self._posts):
            return ""
        return self._list([post.title for post in posts])


def _grouped(
    posts: Iterable[PublicPost], key: Callable[[PublicPost], tuple[str | None, ...]]
) -> list[list[PublicPost]]:
    """Return the posts by what they say, as it is said first; without those that say nothing."""
    groups: dict[tuple[str | None, ...], list[PublicPost]] = {}
    for post in posts:
        said = key(post)
        if any(said):
            groups.setdefault(said, []).append(post)
    return list(groups.values())
