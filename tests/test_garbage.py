"""The search for garbage is put off, and on again afterwards as it was."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest

from jdgen.garbage import no_search


class _Circle:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_nothing_is_searched_inside_and_all_is_as_before_afterwards() -> None:
    """Also where it ends in a failure, where it is nested, and where nobody searched before."""
    assert gc.isenabled()
    with no_search():
        assert not gc.isenabled()
        with no_search():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), no_search():
        raise ValueError("x")
    assert gc.isenabled()
    gc.disable()
    try:
        with no_search():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_garbage_of_later_work_is_found() -> None:
    """Only the first work of a process is passed over for good: a long one must not grow."""
    with no_search():
        pass
    circle = _Circle()
    known = weakref.ref(circle)
    with no_search():
        del circle
    assert known() is not None
    gc.collect()
    assert known() is None


def test_what_the_first_work_made_is_passed_over() -> None:
    """In a process of its own, as it is the first work of a process that counts."""
    code = (
        "import gc\nfrom jdgen.garbage import no_search\n"
        "with no_search():\n    made = [[] for _ in range(1000)]\n"
        "first = gc.get_freeze_count()\n"
        "with no_search():\n    more = [[] for _ in range(1000)]\n"
        "print(first > 1000, gc.get_freeze_count() == first)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
