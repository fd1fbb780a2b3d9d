"""An edition made once more from what it kept: are they the same bytes, else the same words?

Everything is made in memory; nothing is written. Where jdgen, an engine or a font is another one
now, bytes may differ for no fault of anyone's: then the text of the Word files, paragraph by
paragraph, and the number of pages are compared. The text of the PDFs is not read; both formats are
made from the same pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from jdgen.editions.environment import differences
from jdgen.editions.making import OUTPUT, Documents, Progress, make_documents, no_progress
from jdgen.editions.store import Edition
from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.word_file import is_word_file, read_paragraphs

_SHOWN = 60


@dataclass(frozen=True)
class Rebuilt:
    """How an edition came out when it was made again.

    ``same`` and ``other`` are its documents by whether their bytes are those recorded.
    ``environment``: what it was made with and is another now. ``differing``: what is not the same
    in text and pages; empty where only bytes differ. ``uncompared``: Word files whose text could
    not be compared, as the frozen one is no longer what it was.
    """

    same: tuple[str, ...]
    other: tuple[str, ...]
    environment: tuple[Message, ...]
    differing: tuple[Problem, ...]
    uncompared: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether the edition can be had again: byte for byte, else word for word."""
        if not self.other:
            return True
        return bool(self.environment) and not self.differing and not self.uncompared


def rebuild(edition: Edition, progress: Progress = no_progress) -> Rebuilt:
    """Make an edition's documents again and compare them with what it recorded.

    Raises InputError where what it was made from is no longer as it was, or can't be read by this
    jdgen; EnvironmentProblem where no PDF can be made here.
    """
    faults = edition.problems()
    made_from = tuple(
        problem for problem in faults
        if not problem.location.file.startswith(f"{edition.shown}/{OUTPUT}/")
    )  # fmt: skip
    if made_from:
        raise InputError(made_from)
    manifest = edition.manifest
    library = edition.library()
    made = make_documents(edition.folder, library, manifest.date, progress)
    recorded = {
        name: value for name, value in manifest.files.items() if name.startswith(f"{OUTPUT}/")
    }
    same = tuple(
        name for name, data in made.files.items()
        if recorded.get(name) == hashlib.sha256(data).hexdigest()
    )  # fmt: skip
    other = tuple(name for name in {**recorded, **made.files} if name not in same)
    damaged = {problem.location.file.removeprefix(f"{edition.shown}/") for problem in faults}
    differing = tuple(_differing(edition, made, other, damaged)) if other else ()
    return Rebuilt(
        same=same,
        other=other,
        environment=differences(manifest.made_with, made.made_with),
        differing=differing,
        uncompared=tuple(
            name
            for name in other
            if name.endswith(".docx") and name in damaged and name in made.files
        ),
    )


def _differing(
    edition: Edition, made: Documents, other: tuple[str, ...], damaged: set[str]
) -> Iterator[Problem]:
    """Yield what in text and pages is not as it was."""
    for pack, pages in edition.manifest.pages.items():
        now = made.pages.get(pack, 0)
        if now != pages:
            what = message("pages: {then} then, {now} now", then=pages, now=now)
            yield Problem(Location(f"{edition.shown}/{OUTPUT}/{pack}"), what)
    for name in other:
        place = Location(f"{edition.shown}/{name}")
        if name not in made.files:
            yield Problem(place, message("this document is not made any more"))
        elif name not in edition.manifest.files:
            yield Problem(place, message("this document was not there then"))
        elif name.endswith(".docx") and name not in damaged:
            text = _other_text((edition.folder / name).read_bytes(), made.files[name])
            if text is not None:
                yield Problem(place, text)


def _other_text(then: bytes, now: bytes) -> Message | None:
    """Return the first paragraph that is not the same in two Word files, None where all are."""
    if not is_word_file(then):
        return message("this is not a Word file that can be opened")
    before = [text for part in read_paragraphs(then) for text in part]
    after = [text for part in read_paragraphs(now) for text in part]
    if before == after:
        return None
    # The first place: where a line is gone, all that follow stand elsewhere.
    number = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    return message(
        "the text is not the same, from paragraph {number} on: “{then}” then, “{now}” now",
        number=number + 1,
        then=_cut("".join(before[number : number + 1])),
        now=_cut("".join(after[number : number + 1])),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
