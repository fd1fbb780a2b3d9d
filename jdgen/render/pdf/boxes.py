"""What WeasyPrint laid out, as its boxes: it gives them to its own modules, to no one else.

The one place that reaches them. What is read or changed on a box elsewhere in this package
(positions, styles, rules of tables) is as WeasyPrint 70 has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document


def page_boxes(document: Document) -> Iterator[Any]:
    """Yield the box of each page, from which all others descend."""
    for page in document.pages:
        yield page._page_box  # noqa: SLF001 - WeasyPrint has no public way to a page's boxes


def children(box: Any) -> list[Any]:
    """Return the boxes inside ``box``; a placeholder stands for the box that it places."""
    return [getattr(inside, "_box", inside) for inside in getattr(box, "children", ())]
