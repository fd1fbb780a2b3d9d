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
    found: list[str | None] = [None] * len(pages)
    marked = [_marked(page, printed) for page in pages]
    titled = [_titled(each, printed) for each in said]
    taken: set[str] = set()

    def give(number: int, identifier: str | None) -> None:
        if identifier is not None and identifier not in taken and found[number] is None:
            found[number] = identifier
            taken.add(identifier)

    for number, identifier in enumerate(marked):
        if identifier is not None and identifier in titled[number]:
            give(number, identifier)
    for number, identifiers in enumerate(titled):
        # A bare title is a weaker sign than a mark; two posts may have one title.
        for identifier in identifiers:
            if marked[number] is None or identifier != marked[number]:
                another = any(mark == identifier for mark in marked)
                renamed = any(
                    mark == identifier and identifier not in titled[n]
                    for n, mark in enumerate(marked)
                )
                if not another or renamed:
                    give(number, identifier)
    for number, identifier in enumerate(marked):
        give(number, identifier)
    for number, each in enumerate(said):
        if found[number] is None:
            rest = {key: page for key, page in printed.items() if key not in taken}
            give(number, _likest(each, rest))
    return found


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
