"""Python's search for garbage, put off while much is made that stays; floor 0."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """Let Python look for no garbage in here: what nobody refers to any more goes all the same.

    For work whose objects hold no circles and nearly all stay, where each search would go through
    all of them in vain: a seventh of the time that reading 1,000 posts takes. What the first such
    work of a process made is passed over by later searches, too; of what comes after, as in
    ``watch``, nothing is: garbage of other work may wait among it.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            if not gc.get_freeze_count():
                gc.freeze()
            gc.enable()
