"""What is kept is made anew as soon as the code that made it is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdgen.render.code_digest import code_digest


def test_other_code_and_other_packages_have_another_digest(tmp_path: Path) -> None:
    """Whichever file of a pattern it is; files that no pattern names don't count."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("own/a.py", "own/b.py", "above.py", "own/note.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    patterns = ("*.py", "../above.py")

    def now(packages: tuple[str, ...] = ("lxml",)) -> bytes:
        code_digest.cache_clear()
        return code_digest(packages, folder, patterns)

    seen = {now(), now(("jinja2",))}
    for name in ("own/a.py", "own/b.py", "above.py"):
        (tmp_path / name).write_text(f"{name} changed", encoding="utf-8")
        seen.add(now())
    assert len(seen) == 5
    (tmp_path / "own" / "note.txt").write_text("changed", encoding="utf-8")
    assert now() in seen


def test_code_that_has_moved_is_missed(tmp_path: Path) -> None:
    """A pattern that names nothing any more would let what is kept grow stale."""
    with pytest.raises(AssertionError, match=r"no code is called gone\.py"):
        code_digest((), tmp_path, ("gone.py",))
