"""The table of layouts and how much of each came back."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterable, Sequence

from tests.import_corpus import (
    by_hand_forms,
    by_hand_later,
    by_hand_text,
    chinese_forms,
    chinese_prose,
    chinese_text,
    held_out,
    in_english,
    opened,
    sheets,
)
from tests.import_corpus.importing import ImportFailed, import_files
from tests.import_corpus.scoring import Found, Result, Score, score, summary
from tests.import_corpus.telling import Layout, printed

SEEN: tuple[Layout, ...] = (
    *chinese_forms.LAYOUTS,
    *chinese_prose.LAYOUTS,
    *chinese_text.LAYOUTS,
    *sheets.LAYOUTS,
    *in_english.LAYOUTS,
    *opened.LAYOUTS,
    *by_hand_forms.LAYOUTS,
    *by_hand_text.LAYOUTS,
    *by_hand_later.LAYOUTS,
)
HELD_OUT: tuple[Layout, ...] = held_out.LAYOUTS


@functools.cache
def imported(layout: Layout) -> Found:
    """Return what the import makes of a layout's files.

    Raises:
        ImportFailed: the command did not exit with 0.
    """
    return import_files(printed(layout))


def measure(layout: Layout) -> Result:
    """Import what a layout printed and score it; an import that fails gives nothing back."""
    printing = printed(layout)
    try:
        found = imported(layout)
    except ImportFailed as failed:
        result = score(printing, Found({}, (), ()))
        result.misses.insert(0, f"the import failed: {failed}")
        return result
    return score(printing, found)


def _line(name: str, one: Score) -> str:
    figures = f"{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>8.3f}"
    return f"{name:38}{figures}{one.right + one.missed:>8}"


def _block(results: Sequence[tuple[Layout, Result]]) -> Iterable[str]:
    for layout, result in results:
        yield _line(layout.name, result.total)
    if len(results) > 1:
        worst = min((result.total for _, result in results), key=lambda one: one.f1)
        yield _line("total", summary(result for _, result in results))
        yield _line("worst", worst)


def _by_field(results: Iterable[tuple[Layout, Result]]) -> Iterable[str]:
    fields: dict[str, Score] = {}
    for _, result in results:
        for name, one in result.by_field.items():
            fields.setdefault(name, Score()).add(one)
    for name, one in sorted(fields.items(), key=lambda pair: pair[1].f1):
        yield _line(name, one)


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.import_corpus", description=__doc__)
    parser.add_argument("--layout", action="append", help="only this one; may be repeated")
    parser.add_argument("--misses", action="store_true", help="list the fields that are wrong")
    wanted = parser.parse_args(arguments)
    names = wanted.layout or [layout.name for layout in (*SEEN, *HELD_OUT)]
    unknown = set(names) - {layout.name for layout in (*SEEN, *HELD_OUT)}
    if unknown:
        parser.error(f"no such layout: {', '.join(sorted(unknown))}")
    seen = [(layout, measure(layout)) for layout in SEEN if layout.name in names]
    hidden = [(layout, measure(layout)) for layout in HELD_OUT if layout.name in names]
    head = f"{'layout':38}{'precision':>10}{'recall':>8}{'F1':>8}{'items':>8}"
    lines = [head, *_block(seen)]
    if seen:
        lines += [
            "",
            f"{'kind of field':38}{'precision':>10}{'recall':>8}{'F1':>8}{'items':>8}",
            *_by_field(seen),
        ]
    if hidden:
        # Their misses are told to nobody: who mended the recogniser by them would measure nothing.
        lines += ["", "held out", *_block(hidden)]
    if wanted.misses:
        for layout, result in seen:
            lines += ["", layout.name, *result.misses] if result.misses else []
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
