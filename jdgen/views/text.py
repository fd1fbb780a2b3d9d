"""Running text with its links: every mention of a post leads to that post's page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from jdgen.model import Role
from jdgen.organisation import Organisation


@dataclass(frozen=True)
class Span:
    """A piece of text; ``target`` is the anchor it leads to, empty for none.

    ``apart``: it is set apart from its neighbours as a link is, so that lines break alike in a
    document where it is a link and in one where it is none. ``change``: what became of it since an
    older state, where both are shown.
    """

    text: str
    target: str = ""
    apart: bool = False
    change: Literal["", "removed", "added"] = ""


@dataclass(frozen=True)
class Passage:
    """A text as it is printed, cut into linked and unlinked pieces; empty prints nothing."""

    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)

    def __bool__(self) -> bool:
        return any(span.text for span in self.spans)

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)


def role_anchor(role: Role) -> str:
    """Return the name of a post's anchor and bookmark: ``role_`` and its id.

    Word bookmarks have no hyphen and 40 characters at most (ECMA-376 part 1, 17.13.6.2).
    """
    return "role_" + role.id.replace("-", "_")


def department_anchor(identifier: str) -> str:
    """Return the name of a department's anchor and bookmark."""
    return "dept_" + identifier.replace("-", "_")


class Mentions:
    """Finds the titles and aliases of posts in running text.

    ``linked``: they lead to the post's page, which must be in the same document.
    """

    def __init__(self, organisation: Organisation, *, linked: bool = True) -> None:
        self._organisation = organisation
        self._linked = linked
        self._targets: dict[str, Role] = {}
        for role in organisation.library.roles:
            for name in (role.title, *role.aliases):
                # Two characters (经理, 会计) stand inside too many other words to be a mention.
                if len(name) > 2:
                    self._targets.setdefault(name, role)
        # The longest name first, so that 市场拓展部经理 is never read as 拓展部经理.
        names = sorted(self._targets, key=lambda name: (-len(name), name))
        parts = [rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in names]
        self._pattern = re.compile("|".join(parts)) if parts else None

    def link(self, text: str | None, *, on: Role | None = None) -> Passage:
        """Return ``text`` with its mentions linked; a post's own page has no link to itself."""
        if not text:
            return Passage()
        if self._pattern is None:
            return Passage((Span(text),))
        spans: list[Span] = []
        start = 0
        for found in self._pattern.finditer(text):
            role = self._targets[found[0]]
            if on is not None and role.id == on.id:
                continue
            if found.start() > start:
                spans.append(Span(text[start : found.start()]))
            spans.append(self._mention(found[0], role))
            start = found.end()
        if start < len(text):
            spans.append(Span(text[start:]))
        return Passage(tuple(spans))

    def reference(self, text: str | None, *, on: Role | None = None) -> Passage:
        """Return a field that names one post; an id is printed as the post's title."""
        role = self._organisation.role(text)
        if role is None or text is None:
            return self.link(text, on=on)
        shown = role.title if text == role.id else text
        own = on is not None and on.id == role.id
        return Passage((Span(shown) if own else self._mention(shown, role),))

    def _mention(self, text: str, role: Role) -> Span:
        return Span(text, role_anchor(role)) if self._linked else Span(text, apart=True)

    def references(
        self, texts: Iterable[str], separator: str, *, on: Role | None = None
    ) -> Passage:
        """Return several references as one passage, ``separator`` between them."""
        spans: list[Span] = []
        for text in texts:
            if spans:
                spans.append(Span(separator))
            spans.extend(self.reference(text, on=on))
        return Passage(tuple(spans))
