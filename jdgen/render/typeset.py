"""A parsed page set in the Chinese way: gaps, half-width marks, the levels of its headings."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from jdgen.typography import Setting, settings

_NOT_TYPESET = frozenset({"head", "style", "script", "title", "svg"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLASSES = {
    Setting.GAP_AFTER: "gap-after",
    Setting.HALF_WIDTH: "half",
    Setting.JOINED: "joined",
    Setting.JOINED_GAP_AFTER: "joined joined-gap",
}


def typeset(root: Element) -> None:
    """Mark, in a parsed page, where gaps and half-width marks go; the text stays as it is.

    The headings of a document of its own (``<html class="loose">``) are put on their levels.
    """
    if "loose" in (root.get("class") or "").split():
        _level_headings(root)
    for element in list(root.iter()):
        if _is_typeset(element.tag):
            _typeset_children(element)


def _level_headings(root: Element) -> None:
    """Let headings begin at level 1 and skip none, as PDF/UA asks (ISO 14289-1, 7.4.2).

    A section of a handbook goes on from the levels above it; on its own it has none above. What
    headings look like goes by their classes.
    """
    headings = [element for element in root.iter() if element.tag in _HEADINGS]
    levels = sorted({str(element.tag) for element in headings})
    for element in headings:
        element.tag = _HEADINGS[levels.index(str(element.tag))]


def _is_typeset(tag: object) -> bool:
    """Whether an element of this name holds text of the page; a comment has no name at all."""
    if not isinstance(tag, str) or tag.startswith("{http://www.w3.org/2000/svg}"):
        return False
    return tag.rpartition("}")[2] not in _NOT_TYPESET


def _typeset_children(element: Element) -> None:
    for link in [child for child in element if child.tag == "a"]:
        _split_link(element, link)
    children = list(element)
    if element.text and element.text.strip() and element.tag != "a":
        pieces = list(settings(element.text))
        if any(setting is not Setting.PLAIN for _, setting in pieces):
            element.text = None
            _insert(element, 0, pieces)
    for child in children:
        if child.tail and child.tail.strip():
            pieces = list(settings(child.tail))
            if any(setting is not Setting.PLAIN for _, setting in pieces):
                child.tail = None
                _insert(element, list(element).index(child) + 1, pieces)


def _split_link(parent: Element, link: Element) -> None:
    """Cut a link into links of one setting: WeasyPrint leaves a span inside a link untagged."""
    pieces = list(settings(link.text or ""))
    if len(link) or len(pieces) < 2:
        return
    index, tail = list(parent).index(link), link.tail
    parent.remove(link)
    for offset, (text, setting) in enumerate(pieces):
        attributes = dict(link.attrib)
        if setting is not Setting.PLAIN:
            attributes["class"] = f"{attributes.get('class', '')} {_CLASSES[setting]}".strip()
        part = Element(link.tag, attributes)
        part.text = text
        parent.insert(index + offset, part)
    parent[index + len(pieces) - 1].tail = tail


def _insert(parent: Element, index: int, pieces: list[tuple[str, Setting]]) -> None:
    """Insert text and spans before the child at ``index``."""
    previous = parent[index - 1] if index else None
    for text, setting in pieces:
        if setting is Setting.PLAIN:
            if previous is None:
                parent.text = (parent.text or "") + text
            else:
                previous.tail = (previous.tail or "") + text
            continue
        span = Element("span", {"class": _CLASSES[setting]})
        span.text = text
        parent.insert(index, span)
        index += 1
        previous = span
