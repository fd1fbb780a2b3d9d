"""Every redline there is, held to everything: longer than the tests take (``make redlines``).

    python -m tests.every_redline [RANDOM EDITS]

All edits in both themes, and as many random ones as asked for: accepted and rejected by rule and
by LibreOffice, held against the pages, and judged by both validators. Exit status 0: all hold.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jdgen.model import Library
from tests.checkers.ooxml import check_docx
from tests.checkers.tracked import settle
from tests.random_edits import check_random_edits
from tests.redlines import (
    AUTHOR,
    EDITS,
    ENGLISH_EDITS,
    chinese,
    compared,
    edited,
    english,
    page_marks,
    pages,
)
from tests.tracked import accept, body_of, faults, marks, outline, reject, texts

_MOMENT = "2012-02-20T00:00:00Z"


def _cases() -> Iterator[tuple[str, str, Library, Library]]:
    for theme in ("standard", "form"):
        for library, edits in ((chinese(), EDITS), (english(), ENGLISH_EDITS)):
            for name, edit in edits.items():
                yield theme, name, library, edited(library, edit)


def _wrong(theme: str, old: Library, new: Library, folder: Path, name: str) -> Iterator[str]:
    """Yield what is wrong with one redline, and write it down for the others to judge."""
    made = compared(old, new, theme)
    (folder / f"{name}.docx").write_bytes(made.redline)
    if outline(accept(body_of(made.redline))) != outline(body_of(made.new)):
        yield f"{name}: accepted, it is not the new handbook"
    if outline(reject(body_of(made.redline))) != outline(body_of(made.old)):
        yield f"{name}: rejected, it is not the old handbook"
    if page_marks(pages(old, new, theme)) != marks(body_of(made.redline), drawn=False):
        yield f"{name}: the pages mark something else"
    yield from (f"{name}: {fault}" for fault in faults(made.redline, AUTHOR, _MOMENT))
    orders = []
    for action, whole in (("accept", made.new), ("reject", made.old)):
        file = folder / f"{name}-{action}.docx"
        file.write_bytes(made.redline)
        orders.append((file, action, folder / f"{name}-{action}-saved.docx", whole))
    settle([order[:3] for order in orders])
    for _, action, saved, whole in orders:
        if texts(body_of(saved.read_bytes())) != texts(body_of(whole)):
            yield f"{name}: LibreOffice's {action} gives another text"


def main(arguments: list[str]) -> int:
    """Hold every redline to everything and say what is wrong."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = []
        for number, (theme, name, old, new) in enumerate(_cases()):
            stem = f"{number:03} {theme} {name}".replace(" ", "-")
            wrong += _wrong(theme, old, new, folder, stem)
            files.append(folder / f"{stem}.docx")
            sys.stdout.write(f"{stem}\n")
        wrong += [str(finding) for finding in check_docx(files)]
    for theme in ("standard", "form"):
        check_random_edits(theme, int(arguments[0]) if arguments else 150)
    sys.stdout.write("\n".join([*wrong, f"{len(files)} redlines, {len(wrong)} faults\n"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
