"""Boxes to tick: of the choices that a form prints, the ones that somebody ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jdgen.importers.blocks import Block, Heading, Paragraph

_TICKED = "[☑☒✓✔■◉\U0001f5f9√]|\\[[xX√✓]\\]|[(（][√✓xX][)）]|[\uf052\uf0fe]"
_EMPTY = "[□☐○◯\uf0a3\uf06f]|\\[[ 　]*\\]|[(（][ 　]*[)）]"
_MARK = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")
_BLANK = re.compile(r"[_＿‗\s]{2,}$")


def chosen(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return a value's blocks with only the ticked ones of its choices.

    Blocks without choices are returned as they are, and so is a form where nothing is ticked.
    """
    if not any(isinstance(block, Paragraph) and _choices(block.text) for block in blocks):
        return tuple(blocks)
    found = [
        block
        if isinstance(block, Heading) or not isinstance(block, Paragraph)
        else replace(block, text=_ticked(block.text))
        for block in blocks
    ]
    if not any(isinstance(block, Paragraph) and block.text for block in found):
        return tuple(blocks)
    return tuple(block for block in found if not isinstance(block, Paragraph) or block.text)


def _choices(text: str) -> bool:
    """Whether a text offers choices: an empty box, or two ticked ones (one alone is a bullet)."""
    marks = list(_MARK.finditer(text))
    return any(mark["empty"] for mark in marks) or sum("☑☒✔".find(m[0]) >= 0 for m in marks) > 0


def _ticked(text: str) -> str:
    """Return the ticked choices of a line with 、 between them; a line without choices as it is."""
    marks = list(_MARK.finditer(text))
    if not marks or not _choices(text):
        return text
    before = text[: marks[0].start()].strip(" 　:：")
    # 本科√ 硕士□: the marks stand behind their choices.
    if before and not text[marks[-1].end() :].strip():
        starts = [0, *(mark.end() for mark in marks[:-1])]
        parts = [text[start : mark.start()] for start, mark in zip(starts, marks, strict=True)]
        before = ""
    else:
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    found = [
        _BLANK.sub("", part).strip(" 　,，、;；/")
        for part, mark in zip(parts, marks, strict=True)
        if mark["ticked"]
    ]
    return "、".join(each for each in (before, *found) if each)
