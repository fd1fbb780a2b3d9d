"""Tracked changes of a Word file settled: accepted, or rejected (ECMA-376 part 1, 17.13.5).

Works on the parsed part in place. What was put in or taken out is runs, marks of paragraphs, rows
and cells; changes of formatting matter where they change a paragraph's style.
"""

from __future__ import annotations

from jdgen.sync.word_names import Element, w

_PUT_IN = (w("ins"), w("moveTo"))
_TAKEN_OUT = (w("del"), w("moveFrom"))


def settle(root: Element, *, original: bool) -> None:
    """Carry out all tracked changes, or with ``original`` take all back."""
    keep, drop = (_TAKEN_OUT, _PUT_IN) if original else (_PUT_IN, _TAKEN_OUT)
    if original:
        _restore_styles(root)
    _drop_rows_and_cells(root, drop, w("cellIns") if original else w("cellDel"))
    joined = [each for each in root.iter(w("p")) if _mark_is(each, drop)]
    for name in drop:
        for each in list(root.iter(name)):
            if not _is_property(each):
                _remove(each)
    for name in keep:
        for each in list(root.iter(name)):
            if not _is_property(each):
                _unwrap(each)
    for text in list(root.iter(w("delText"))):
        text.tag = w("t")
    # From the end, so that several joined in a row all flow into the one that stays.
    for paragraph in reversed(joined):
        _join_with_next(paragraph)


def _is_property(change: Element) -> bool:
    """Whether it marks a paragraph's end, a row or a cell, and holds nothing itself."""
    parent = change.getparent()
    return parent is None or parent.tag in (w("rPr"), w("trPr"), w("tcPr"), w("numPr"))


def _mark_is(paragraph: Element, names: tuple[str, ...]) -> bool:
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(mark.find(name) is not None for name in names)


def _drop_rows_and_cells(root: Element, names: tuple[str, ...], cell_name: str) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        if properties is not None and any(properties.find(name) is not None for name in names):
            _remove(row)
    for cell in list(root.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{cell_name}") is not None:
            _remove(cell)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None and not any(True for _ in table.iter(w("tr"))):
            _remove(table)


def _restore_styles(root: Element) -> None:
    """Give paragraphs the properties that they had before a tracked change of formatting."""
    for change in list(root.iter(w("pPrChange"))):
        properties, before = change.getparent(), change.find(w("pPr"))
        if properties is None or before is None:
            continue
        kept = [each for each in properties if each.tag in (w("rPr"), w("sectPr"))]
        for each in list(properties):
            properties.remove(each)
        properties.extend(list(before))
        properties.extend(kept)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


def _join_with_next(paragraph: Element) -> None:
    """Make a paragraph whose end is gone part of the one behind it, which gives the style."""
    following = paragraph.getnext()
    while following is not None and following.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        following = following.getnext()
    content = [each for each in paragraph if each.tag != w("pPr")]
    if following is None or following.tag != w("p"):
        # Nothing to flow into: the last paragraph of a cell has to stay.
        return
    start = 1 if following.find(w("pPr")) is not None else 0
    for offset, each in enumerate(content):
        following.insert(start + offset, each)
    _remove(paragraph)
