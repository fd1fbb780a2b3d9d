"""Random edits of a handbook, built after each with and without its cache.

    python -m tests.every_edit [EDITS]

Posts are reworded, made longer and shorter by pages, renamed, added and taken away, one edit on
the other, so that what is kept comes from many different states. Exit status 0: after each edit
both files were byte for byte the same both ways. ``make test-edits`` does two hundred.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jdgen.build import Request, build
from tests.small import write_project

_CHARACTERS = "审核预算，并报总监。ABC 12“”《》——"
_POSTS = 30
_LONG = 120


class Edited:
    """A project of small posts that is edited at random; the same seed gives the same edits."""

    def __init__(self, folder: Path, posts: int, seed: int) -> None:
        self.folder = write_project(folder)
        self._chance = random.Random(seed)  # noqa: S311 - the same edits each time
        self._duties: dict[int, list[str]] = {}
        self._titles: dict[int, str] = {}
        for number in range(posts):
            self._add(number)

    def edit(self) -> str:
        """Change one thing, and say what."""
        post = self._chance.choice(list(self._duties))
        kind = self._chance.choice(("reword", "longer", "shorter", "rename", "add", "leave"))
        duties = self._duties[post]
        if kind == "reword":
            duties[self._chance.randrange(len(duties))] = self._sentence()
        elif kind == "longer":
            duties += [self._sentence() for _ in range(self._chance.randint(1, _LONG))]
        elif kind == "shorter":
            del duties[1:]
        elif kind == "rename":
            self._titles[post] = f"文员{post}{self._chance.choice('甲乙丙丁')}"
        elif kind == "add":
            post = max(self._duties) + 1
            self._add(post)
        elif len(self._duties) > 1:
            del self._duties[post]
            self._file(post).unlink()
        if post in self._duties:
            self.write(post)
        return f"{kind} {post}"

    def write(self, post: int, *more: str) -> None:
        """Write a post down, with more duties than it has."""
        duties = "".join(f"- '{each}'\n" for each in (*self._duties[post], *more))
        head = f"id: clerk-{post}\n岗位名称: {self._titles[post]}\n"
        text = f"{head}所在部门: 销售部\n直接上级: 经理\n岗位职责:\n{duties}"
        self._file(post).write_text(text, encoding="utf-8")

    def _file(self, post: int) -> Path:
        return self.folder / "data" / "roles" / f"clerk-{post}.yaml"

    def _add(self, post: int) -> None:
        self._duties[post] = [self._sentence()]
        self._titles[post] = f"文员{post}"
        self.write(post)

    def _sentence(self) -> str:
        characters = self._chance.choices(_CHARACTERS, k=self._chance.randint(1, 80))
        return f"岗{''.join(characters).strip()}。"


def differing(project: Path, folder: Path, packs: tuple[str, ...]) -> list[str]:
    """Build a project with and without its cache, and return the files that differ."""
    printed = []
    for cache in (True, False):
        output = folder / f"output-{cache}"
        shutil.rmtree(output, ignore_errors=True)
        result = build(Request(project, packs=packs, output=output, cache=cache))
        printed.append({path.name: path.read_bytes() for path in result.files})
    kept, anew = printed
    if not anew:
        raise AssertionError("nothing was built")
    return sorted(name for name in kept.keys() | anew if kept.get(name) != anew.get(name))


def _check(edits: int, folder: Path) -> Iterator[str]:
    edited = Edited(folder / "project", _POSTS, seed=edits)
    done: list[str] = []
    for number in range(edits + 1):
        for name in differing(edited.folder, folder, ("handbook",)):
            yield f"{name} is another with its cache after: {', '.join(done) or 'nothing'}"
        print(f"\r{number} of {edits} edits", end="", file=sys.stderr, flush=True)
        done.append(edited.edit())


def main(edits: int) -> int:
    """Make so many edits; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(_check(edits, Path(folder)))
    print(f"\n{edits} edits; {len(found)} files differ", *found, sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
