"""Which post each page of a Word document is: one that was printed, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdgen.sync.document import Page
from jdgen.sync.page_reading import Page as Said
from jdgen.sync.page_words import bare_label

# So many fields of two pages must be the same for one to be the other with a new title.
_SAME = 0.7


def identify(
    pages: Sequence[Page], said: Sequence[Said], printed: Mapping[str, Said]
) -> list[str | None]:
    """Return for each page the id of the post that it is, None for a new one.

    ``said`` is what each page says, ``printed`` what was printed, by id. A bookmark tells, unless
    another page has the very title of its post: then the page was copied and the mark went along.
    """
    finding = _Finding(
        [_marked(page, printed) for page in pages], [_titled(each, printed) for each in said]
    )
    finding.by_mark_and_title()
    finding.by_title()
    finding.by_mark()
    for number, each in enumerate(said):
        if finding.found[number] is None:
            rest = {key: page for key, page in printed.items() if key not in finding.found}
            finding.give(number, _likest(each, rest))
    return finding.found


class _Finding:
    """Posts given to pages, the surest sign first; ``marked`` and ``titled`` are by page."""

    def __init__(self, marked: Sequence[str | None], titled: Sequence[Sequence[str]]) -> None:
        self.marked = marked
        self.titled = titled
        self.found: list[str | None] = [None] * len(marked)

    def give(self, number: int, identifier: str | None) -> None:
        """Give a page a post, unless one of both has its own already."""
        if identifier is not None and identifier not in self.found and self.found[number] is None:
            self.found[number] = identifier

    def by_mark_and_title(self) -> None:
        """Take what both signs agree on."""
        for number, identifier in enumerate(self.marked):
            if identifier in self.titled[number]:
                self.give(number, identifier)

    def by_title(self) -> None:
        """Take a title alone, a weaker sign than a mark: two posts may have one title."""
        for number, identifiers in enumerate(self.titled):
            for identifier in identifiers:
                if identifier != self.marked[number] and not self._is_kept_elsewhere(identifier):
                    self.give(number, identifier)

    def by_mark(self) -> None:
        """Take a mark alone: the post was renamed."""
        for number, identifier in enumerate(self.marked):
            self.give(number, identifier)

    def _is_kept_elsewhere(self, identifier: str) -> bool:
        """Whether pages have a post's mark, and its title still stands on all of them."""
        with_mark = [n for n, mark in enumerate(self.marked) if mark == identifier]
        return bool(with_mark) and all(identifier in self.titled[n] for n in with_mark)


def _marked(page: Page, printed: Mapping[str, Said]) -> str | None:
    anchors = {"role_" + identifier.replace("-", "_"): identifier for identifier in printed}
    return next((anchors[mark] for mark in page.posts if mark in anchors), None)


def _titled(said: Said, printed: Mapping[str, Said]) -> list[str]:
    titles = {bare_label(str(said.get(key, ""))) for key in ("title", "grid.title")}
    return [key for key, page in printed.items() if bare_label(page["title"]) in titles]


def _likest(said: Said, printed: Mapping[str, Said]) -> str | None:
    best, found = _SAME, None
    for identifier, page in printed.items():
        keys = {*said, *page} - {"title", "grid.title", "form", "marks"}
        same = sum(said.get(key) == page.get(key) for key in keys) / max(1, len(keys))
        if same >= best:
            best, found = same, identifier
    return found
