"""Duties that say “whatever else comes up”: last in most lists, and the first to do without."""

from __future__ import annotations

import re

_CATCH_ALL = re.compile(
    r"(其他|其它|临时性?)(临时性?|相关|有关|各项|一切)?的?(工作|任务|事项|事务|事宜)"
    r"|(交办|交代|指派|安排的|布置的).{0,8}(工作|任务|事项|事务|事宜)"
    r"|\bother (related )?(duties|tasks|work|assignments)\b"
    r"|\b(duties|tasks|work) as (assigned|required|needed|directed)\b",
    re.IGNORECASE,
)


def is_catch_all(duty: str) -> bool:
    """Tell whether a duty's text names no work of its own."""
    return _CATCH_ALL.search(duty) is not None
