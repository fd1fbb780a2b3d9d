"""Lines as Chinese typesetting wants them: punctuation squeezed, both edges flush.

WeasyPrint breaks lines and stops there: it widens no gap between Han characters, and a mark that
gives up half its square would break lines elsewhere than Word does. So lines are broken with all
characters on their full square, as in Word, and set afterwards: of two marks in a row one gives up
half an em (Requirements for Chinese Text Layout, 3.1.6), then what is left of a line that
continues is shared out between its characters (3.2.4 there, justification).

WeasyPrint shapes a text box again when it draws it, from the box's style: changing the style is
all that is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from jdgen.render.pdf.boxes import children, page_boxes

# A line further from its edge than this was broken on purpose, or holds a long word: left as it is.
_MOST_SLACK_EM = 3.0
_FEWEST_CHARACTERS = 8
_HALF_CLASS = "half"


def set_lines(document: Document) -> None:
    """Squeeze marks and justify lines, in place; no line and no page breaks elsewhere."""
    last_line: dict[int, Any] = {}
    lines: list[tuple[Any, Any]] = []
    for page_box in page_boxes(document):
        for block, line in _lines(page_box):
            lines.append((block, line))
            # A paragraph goes on over pages: its last line is the last one of its element.
            last_line[id(block.element)] = line
    for block, line in lines:
        _set_line(block, line, is_last=last_line[id(block.element)] is line)


def _lines(box: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every line with the block it stands in, in the order in which they are read."""
    waiting: list[tuple[Any, Any]] = [(None, box)]
    while waiting:
        block, current = waiting.pop()
        if isinstance(current, boxes.LineBox):
            yield block, current
        waiting.extend((current, child) for child in reversed(children(current)))


def _set_line(block: Any, line: Any, *, is_last: bool) -> None:
    texts = list(_texts(line, squeezed=False))
    if not texts:
        return
    saved = 0.0
    for text, squeezed in texts:
        if saved:
            text.position_x -= saved
        if squeezed:
            text.style = _with(text.style, font_feature_settings=(("halt", 1),))
            half = text.style["font_size"] / 2
            text.width -= half
            saved += half
    align = block.style["text_align_all"]
    last = texts[-1][0]
    slack = block.content_box_x() + block.width - (last.position_x + last.width)
    if align == "center" and saved:
        _move(texts, saved / 2)
    elif align in ("right", "end") and saved:
        _move(texts, saved)
    elif align == "justify" and not is_last and not _is_broken_on_purpose(line):
        _justify(texts, slack)


def _justify(texts: list[tuple[Any, bool]], slack: float) -> None:
    """Share ``slack`` (CSS pixels) out between the characters of a line."""
    count = sum(len(text.text) for text, _ in texts)
    size = texts[0][0].style["font_size"]
    if not 0.01 < slack < _MOST_SLACK_EM * size or count < _FEWEST_CHARACTERS:
        return
    extra = slack / (count - 1)
    moved = 0.0
    for text, _ in texts:
        text.position_x += moved
        spacing = text.style["letter_spacing"]
        spacing = 0 if spacing == "normal" else spacing
        text.style = _with(text.style, letter_spacing=spacing + extra)
        text.width += extra * len(text.text)
        moved += extra * len(text.text)


def _move(texts: list[tuple[Any, bool]], distance: float) -> None:
    for text, _ in texts:
        text.position_x += distance


def _texts(box: Any, *, squeezed: bool) -> Iterator[tuple[Any, bool]]:
    """Yield a line's text boxes in order, and whether each gives up half its square."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child, squeezed
        elif isinstance(child, boxes.InlineBox):
            element = child.element
            half = element is not None and _HALF_CLASS in (element.get("class") or "").split()
            yield from _texts(child, squeezed=squeezed or half)


def _is_broken_on_purpose(line: Any) -> bool:
    """Whether a line ends in a line break of the text (a ``br``)."""
    last = line
    while getattr(last, "children", ()):
        last = last.children[-1]
        if getattr(last, "element_tag", "") in ("br", "br::before"):
            return True
    return False


def _with(style: Any, **changes: object) -> Any:
    new = style.copy()
    for name, value in changes.items():
        new[name] = value
    return new
