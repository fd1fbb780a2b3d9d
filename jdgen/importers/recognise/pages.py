# ruff: noqa: E501 - a Chinese character counts as two columns
"""What pages leave in a text: their headers and numbers taken out, broken lines joined again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jdgen.importers.blocks import Block, Document, Heading, Paragraph
from jdgen.importers.recognise.fields import is_rest
from jdgen.importers.recognise.labels import is_section, match_label
from jdgen.importers.recognise.lines import ends, is_broken_off, join
from jdgen.importers.recognise.names import is_department, is_post
from jdgen.importers.recognise.numbering import split_number

_FOLIO = re.compile(
    r"[-—–·•~\s]*(?:第\s*[0-9一二三四五六七八九十]+\s*页\s*[,，/、]?\s*(?:共\s*[0-9一二三四五六七八九十]+\s*页)?"
    r"|(?:页码|页次|page|p\.)\s*[:：]?\s*[0-9]+\s*(?:(?:/|of|共)\s*[0-9]+\s*页?)?|[0-9]{1,3}\s*/\s*[0-9]{1,3}\s*页?"
    r"|[-—–]\s*[0-9]{1,3}\s*[-—–])[-—–·•~\s]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^.{1,50}?(?:[.．…·•_]{3,}|\s[-—]{3,})\s*[0-9]{1,3}$")
_FOLIO_BEHIND = re.compile(
    r"\s{2,}(?:第\s*[0-9]+\s*页.*|page\s*[0-9]+.*|[0-9]{1,3}\s*/\s*[0-9]{1,3})$", re.IGNORECASE
)
_OWNER = re.compile(r"公司|集团|有限|手册|说明书|汇编|文件编号|版本|机密|内部资料|co\.|ltd|inc\b|handbook|manual|confidential", re.IGNORECASE)  # fmt: skip
_BEFORE_GAP = re.compile(r"[^\s:：]{2,16}(?=[ 　]{2,}\S)")
# Two characters drawn apart to be as wide as the labels above and below.
_SPACED = re.compile(r"(?:(?<=^)|(?<=[ 　]{2}))([一-鿿])[ 　]{1,8}([一-鿿])(?=[ 　]{2}|[ 　]*[:：])")
_RULE = re.compile(r"[\s\-=_*~—–─━═·.#＝－＊＿+]{3,}")
_COLON = re.compile(r"^[^:：]{1,24}[:：]")


def clean(document: Document) -> list[Block]:
    """Return the blocks of a document without what only its pages needed."""
    kept = [_unspaced(block) for block in _without_headers(document)]
    width = _wrapped_at([_width(b.text) for b in kept if _is_line(b)])  # type: ignore[union-attr]
    return _joined(kept, width)


def _unspaced(block: Block) -> Block:
    """Return a line with its letter-spaced labels written together: 定    员      2人."""
    if not isinstance(block, Paragraph) or not _SPACED.search(block.text):
        return block
    return replace(block, text=_SPACED.sub(_together, block.text))


def _together(found: re.Match[str]) -> str:
    word = f"{found[1]}{found[2]}"
    return word if match_label(word) else found[0]


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.number


# ---- headers and folios


def _without_headers(document: Document) -> list[Block]:
    blocks = document.blocks
    folios = {n for n, block in enumerate(blocks) if _is_folio(block)}
    margins = {_squeezed(line.text) for line in document.margins if line.text.strip()}
    repeated = _repeated_headers(blocks, folios)
    kept: list[Block] = []
    first = set()
    page_ended = False
    for number, block in enumerate(blocks):
        if page_ended and isinstance(block, Paragraph):
            # The empty lines are those of the page's edge.
            block = replace(block, apart=False)  # noqa: PLW2901
        page_ended = True
        if number in folios or (isinstance(block, Paragraph) and _CONTENTS.match(block.text)):
            continue
        if isinstance(block, Paragraph):
            squeezed = _squeezed(block.text)
            if squeezed in repeated or squeezed in margins:
                # The first of them may be the document's title.
                if number > 3 or squeezed in first:
                    continue
                first.add(squeezed)
            if _RULE.fullmatch(block.text):
                # A rule drawn with characters says that what stood before it has ended.
                kept.append(Heading("", 9, block.place))
                continue
        page_ended = False
        kept.append(block)
    return kept


def _is_folio(block: Block) -> bool:
    return (
        isinstance(block, Paragraph) and len(block.text) < 40 and bool(_FOLIO.fullmatch(block.text))
    )


def _squeezed(text: str) -> str:
    """Return a line without what changes from page to page."""
    return re.sub(r"[0-9\s]+", "", _FOLIO_BEHIND.sub("", text))


def _repeated_headers(blocks: Sequence[Block], folios: set[int]) -> set[str]:
    """Return the lines that stand on many pages: beside their numbers, or naming the owner."""
    places: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and number not in folios and len(block.text) <= 60:
            places.setdefault(_squeezed(block.text), []).append(number)
    found = set()
    for text, numbers in places.items():
        if len(numbers) < 2 or len(text) < 3:
            continue
        line = blocks[numbers[0]]
        if not isinstance(line, Paragraph):
            continue
        beside = sum(bool({n - 2, n - 1, n + 1, n + 2} & folios) for n in numbers)
        owner = len(numbers) > 2 and _OWNER.search(line.text) and not is_section(line.text)
        numbered = len({b.text for n in numbers if isinstance(b := blocks[n], Paragraph)}) > 1
        with_folio = numbered and all(
            _FOLIO_BEHIND.search(b.text) for n in numbers if isinstance(b := blocks[n], Paragraph)
        )
        # A duty that many posts share is no header: headers stand on most pages, and end nowhere.
        item = split_number(line.text).level >= 0 or ends(line.text) or _is_label(line.text)
        most = beside * 2 > len(numbers) and len(numbers) * 2 > len(folios)
        if with_folio or (not item and (most or owner)):
            found.add(text)
    return found


def _is_label(text: str) -> bool:
    head = _COLON.match(text)
    return match_label(text) is not None or bool(head and match_label(head[0]))


# ---- lines broken in the middle of a sentence


def _width(text: str) -> int:
    """Return how wide a line is: 2 for a Chinese character, 1 for a Latin one."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wrapped_at(widths: Sequence[int]) -> int:
    """Return the width at which lines were broken, 0 where they weren't.

    Lines of a text that was broken are nearly all as wide as the page or shorter, many just as wide.
    """
    wide = sorted((width for width in widths if width >= 24), reverse=True)
    if len(wide) < 3:
        return 0
    # A few lines may be wider than the page: bullets out in the margin, a table's row.
    longest = wide[min(len(wide) - 1, len(wide) // 50)]
    if longest > 130:
        return 0
    counts = Counter(width > longest - 9 for width in wide)
    return longest if counts[True] >= 3 and counts[True] * 4 >= len(wide) else 0


def _joined(blocks: Sequence[Block], width: int) -> list[Block]:
    joined: list[Block] = []
    last_width = 0
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and not block.number
            and not (block.apart and ends_or_new(before.text, block.text))
            and _continues(before.text, block.text, last_width, width)
        ):
            joined[-1] = replace(before, text=join(before.text, block.text))
        else:
            joined.append(block)
        last_width = _width(block.text) if isinstance(block, Paragraph) else 0
    return joined


def ends_or_new(before: str, text: str) -> bool:
    """Whether an empty line between two lines parts them: unless the first is broken off."""
    return not is_broken_off(before) or _begins_anew(text)


def _continues(before: str, text: str, last: int, width: int) -> bool:
    """Whether ``text`` goes on where the line before it was broken off."""
    if len(before) > 4000 or _begins_anew(text):
        return False
    if _is_label(before) and match_label(before) is not None:
        return False
    if is_broken_off(before):
        return last >= 16
    full = width > 0 and last >= width - 9
    item = split_number(before).level >= 3
    return full and (not ends(before) or item or text[:1].islower())


def _begins_anew(text: str) -> bool:
    if text.startswith("【"):
        return True
    if is_rest(text) and split_number(text).level < 0 and not _COLON.match(text):
        return False
    if split_number(text).level >= 0 or match_label(text) is not None or is_section(text):
        return True
    head = _COLON.match(text) or _BEFORE_GAP.match(text)
    if head and match_label(head[0]):
        return True
    return len(text) <= 20 and (is_post(text) or is_department(text)) and not ends(text)
