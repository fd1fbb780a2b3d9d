"""What a post's card says, out of what may leave the house, and how important each thing is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from jdgen.terms import term
from jdgen.terms.phrases import phrase
from jdgen.views.card import Applying, Block, CardView, Code, Fact, Item, Way, importance
from jdgen.views.catch_all import is_catch_all
from jdgen.views.identity import document_moment
from jdgen.views.public import PublicPost, Published

_FIRST_DUTIES, _DUTIES, _FIRST_REQUIREMENTS = 2, 4, 3

_NOBODY = frozenset({"无", "none", "-", "/"})


def view_card(post: PublicPost, *, two_columns: bool, moment: datetime | None = None) -> CardView:
    """Return a post's card; a post that is not advertised gets one without an offer.

    ``two_columns``: whether the paper is wide enough for what is offered beside the work.
    ``moment`` dates the file where the post doesn't say when it was posted.
    """
    view = _Maker(post).view(moment)
    if two_columns and view.area("main") and view.area("side"):
        return view
    return replace(view, blocks=tuple(replace(block, area="main") for block in view.blocks))


class _Maker:
    def __init__(self, post: PublicPost) -> None:
        self._post = post

    def view(self, moment: datetime | None) -> CardView:
        post = self._post
        return CardView(
            id=post.id,
            language=post.language,
            title=_line(post.title),
            employer=_line(post.employer),
            kicker=self._words("card_hiring" if post.advertised else "card_post"),
            standing=self._standing(),
            facts=tuple(self._facts()),
            blocks=tuple(block for block in self._blocks() if block.items),
            applying=self._applying(),
            moment=document_moment((post.date_posted,), moment),
        )

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self._post.language, **values)

    def _list(self, texts: tuple[str, ...]) -> str:
        return self._words("list_separator").join(_line(text) for text in texts)

    def _standing(self) -> str:
        """Where in the organisation the post stands."""
        department, superior = _line(self._post.department), _line(self._post.reports_to)
        if superior.casefold() in _NOBODY:
            superior = ""
        if department and superior:
            return self._words("card_standing", department=department, superior=superior)
        if superior:
            return self._words("card_superior", superior=superior)
        return self._words("card_department", department=department) if department else ""

    def _facts(self) -> Iterator[Fact]:
        post = self._post
        openings = post.openings
        if openings.isdigit():
            openings = self._words("headcount_unit", number=openings)
        known = {"place": short_place(post)}
        if post.advertised:
            known = {
                "openings": openings,
                "pay": post.pay_text,
                "employment_type": post.employment_type,
                **known,
            }
        for name, text in known.items():
            if text:
                yield Fact(post.label(name), _line(text))

    def _blocks(self) -> Iterator[Block]:
        post = self._post
        summary = tuple(
            Item(text, importance=importance("summary")) for text in _paragraphs(post.summary)
        )
        yield Block("summary", "lead", "", summary)
        yield Block("duties", "numbered", self._words("card_duties"), tuple(self._duties()))
        yield Block(
            "requirements", "labelled", self._words("card_requirements"),
            tuple(self._requirements()),
        )  # fmt: skip
        if post.advertised:
            highlights = tuple(
                Item(_line(text), importance=importance("highlights")) for text in post.highlights
            )
            yield Block("highlights", "bulleted", post.label("highlights"), highlights, "side")
            offer = tuple(self._offer())
            yield Block("offer", "labelled", self._words("card_offer"), offer, "side")
        company = tuple(self._company())
        yield Block("company", "text", post.label("company"), company, "side")

    def _duties(self) -> Iterator[Item]:
        counted = 0
        for duty in self._post.duties:
            group = "catch-all"
            if not is_catch_all(duty.text):
                counted += 1
                group = (
                    "first duties" if counted <= _FIRST_DUTIES
                    else "duties" if counted <= _DUTIES
                    else "further duties"
                )  # fmt: skip
            tasks = tuple(_line(task) for task in duty.tasks)
            yield Item(_line(duty.text), tasks=tasks, importance=importance(group))

    def _requirements(self) -> Iterator[Item]:
        known = [
            (each.label, each.text)
            for each in self._post.qualifications
            if each.name != "environment"
        ]
        known += [("", text) for text in self._post.requirements]
        for number, (label, text) in enumerate(known):
            group = "first requirements" if number < _FIRST_REQUIREMENTS else "requirements"
            yield Item(_line(text), _line(label), importance=importance(group))

    def _offer(self) -> Iterator[Item]:
        post = self._post
        environment = next(
            (each for each in post.qualifications if each.name == "environment"), None
        )
        place = post.place_text if short_place(post) != post.place_text else ""
        known = [
            ("makeup", self._words("card_makeup"), self._list(post.makeup)),
            ("benefits", post.label("benefits"), self._list(post.benefits)),
            ("working_time", post.label("working_time"), post.working_time),
            ("rest_days", post.label("rest_days"), post.rest_days),
            ("probation", post.label("probation"), post.probation),
            ("place", self._words("card_address"), place),
        ]
        if environment is not None:
            known.append(("environment", environment.label, environment.text))
        for name, label, text in known:
            if text:
                yield Item(_line(text), _line(label), importance=importance(name))

    def _company(self) -> Iterator[Item]:
        post = self._post
        for text in _paragraphs(post.company):
            yield Item(text, importance=importance("company"))
        if post.company_facts:
            facts = self._words("card_between").join(_line(f.text) for f in post.company_facts)
            yield Item(facts, importance=importance("company_facts"))

    def _applying(self) -> Applying:
        post, apply = self._post, self._post.apply
        return Applying(
            heading=post.label("apply"),
            text=tuple(_paragraphs(apply.get("text") or "")),
            ways=tuple(way for way in self._ways() if way.text),
            code=self._code(),
        )

    def _ways(self) -> Iterator[Way]:
        post, apply = self._post, self._post.apply
        link, email = apply.get("link") or "", apply.get("email") or ""
        phone = _line(apply.get("phone") or "")
        yield Way(self._words("card_link"), link, link)
        yield Way(term("application", "email").label(post.language), email, f"mailto:{email}")
        number = re.sub(r"[^0-9+]", "", phone)
        # Two numbers in one field, or one with an extension, are no one number to dial.
        target = f"tel:{number}" if re.fullmatch(r"[-+0-9 ()（）]{5,}", phone) else ""
        yield Way(term("application", "phone").label(post.language), phone, target)
        yield Way(post.label("contact"), _line(post.contact))
        yield Way(post.label("website"), post.website, post.website)
        if post.advertised:
            yield Way(post.label("valid_through"), post.valid_through)

    def _code(self) -> Code | None:
        link, picture = self._post.apply.get("link") or "", self._post.apply.get("qr") or ""
        if picture:
            caption = self._words("card_scan")
            return Code("", picture, caption, self._words("card_picture_alt"))
        if link:
            caption = self._words("card_scan_to_apply")
            return Code(link, "", caption, self._words("card_code_alt", link=link))
        return None


def short_place(post: PublicPost) -> str:
    """Return where a post is, as short as it can be said: the city with its district."""
    place: Published = post.place
    if not place or place["country"] != "CN":
        return post.place_text
    city = place["city"] or place["region"]
    known = [part for part in (city, place["district"]) if part]
    line = "".join(known) if post.language == "zh" else ", ".join(reversed(known))
    remote = phrase("remote", post.language) if place["remote"] == "是" else ""
    separator = phrase("list_separator", post.language)
    return separator.join(part for part in (remote, line) if part) or post.place_text


def _line(text: str) -> str:
    """Return a text as one paragraph."""
    return " ".join(text.split("\n"))


def _paragraphs(text: str) -> Iterator[str]:
    yield from (line for line in text.split("\n") if line.strip())
