"""What changed between two states of the data, by meaning: posts and fields, not lines.

``jdgen sync`` and ``jdgen compare`` print the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class Change:
    """One change of one field.

    ``role`` is the post's id, empty for the handbook and for departments' fields, whose ``field``
    begins with ``department.ID`` or ``handbook``. ``field`` is the path by canonical names
    (``qualifications.education``, ``duties``); empty where the whole record was added or removed.
    ``before`` and ``after`` are the value's text, or its plain value where it is no text; None
    where there is none. For ``moved``, both are the item's text and its position, from 1.
    """

    kind: Kind
    role: str
    field: str
    before: Any
    after: Any
