"""What a Word file says outside of its text: styles, list numbers, relations between its parts.

ISO/IEC 29500-1 §17.7 (styles) and §17.9 (numbering). Elements are known by their local names, as
the transitional and the strict form differ in nothing else that is read here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jdgen.importers.readers.numerals import numeral
from jdgen.importers.readers.safety import Package, parse_xml

Element = etree._Element  # noqa: SLF001  # the name that lxml gives its type

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题", "標題")
_LEVELS = 9


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute, whatever its namespace."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as ``w:vanish`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number of up to six digits, ``otherwise`` for anything else."""
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else otherwise


def relations(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and target of a part's relations; those to the outside are left out."""
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels".lstrip("/")
    if file not in package:
        return
    for each in parse_xml(package.read(file), package.file):
        if each.get("TargetMode") == "External":
            continue
        target = each.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = (each.get("Type") or "").rpartition("/")[2]
        yield each.get("Id") or "", kind, posixpath.normpath(path)


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, what it is based on included.

    ``level`` is a heading's, 0 for the title, None for text; ``listed`` is number and level of the
    list that it belongs to.
    """

    level: int | None = None
    listed: tuple[str, int] | None = None
    contents: bool = False


def read_styles(package: Package, part: str) -> Mapping[str, Style]:
    """Return the paragraph styles by id; empty if the part is missing."""
    if part not in package:
        return {}
    root = parse_xml(package.read(part), package.file)
    found = {value(each, "styleId") or "": each for each in root if local(each) == "style"}
    return {name: _style(name, found) for name in found}


def _style(name: str, elements: Mapping[str, Element]) -> Style:
    level: int | None = None
    listed: tuple[str, int] | None = None
    contents = False
    seen: set[str] = set()
    while name in elements and name not in seen and len(seen) < 20:
        seen.add(name)
        element = elements[name]
        words = (value(child(element, "name")) or "").strip()
        properties = child(element, "pPr")
        contents = contents or bool(_CONTENTS_NAME.match(words))
        if level is None:
            level = _level_of(words, properties)
        if listed is None:
            listed = list_of(properties)
        name = value(child(element, "basedOn")) or ""
    return Style(level, listed, contents)


def _level_of(name: str, properties: Element | None) -> int | None:
    if heading := _HEADING_NAME.fullmatch(name):
        return int(heading[1])
    if name.lower() in _TITLE_NAMES:
        return 0
    return outline_level(properties)


def outline_level(properties: Element | None) -> int | None:
    """Return the heading level (from 1) that a paragraph's properties state; None for text."""
    stated = value(child(properties, "outlineLvl"))
    number = whole(stated, _LEVELS)
    return number + 1 if number < _LEVELS else None


def list_of(properties: Element | None) -> tuple[str, int] | None:
    """Return number and level of the list that properties name; number 0 means none."""
    listed = child(properties, "numPr")
    if listed is None:
        return None
    number = value(child(listed, "numId"))
    level = min(whole(value(child(listed, "ilvl"))), _LEVELS - 1)
    return (number or "", level)


@dataclass(frozen=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a file, counted on as its paragraphs are read.

    ``levels`` has each list's levels by its number, ``shared`` the list whose counters it uses.
    """

    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)

    def draw(self, number: str, level: int) -> str:
        """Return what Word draws before the next paragraph of a list, empty for nothing."""
        levels = self.levels.get(number, {})
        if level not in levels:
            return ""
        counted = self.counters.setdefault(self.shared.get(number, number), [-1] * _LEVELS)
        for below in range(level + 1, _LEVELS):
            counted[below] = -1
        for above in range(level):
            if counted[above] < 0:
                counted[above] = levels[above].start if above in levels else 1
        start = levels[level].start
        counted[level] = start if counted[level] < 0 else counted[level] + 1
        here = levels[level]
        if here.kind == "bullet":
            return "•"
        if here.kind == "none":
            return ""

        def counter(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            known = levels.get(index)
            return numeral(counted[index], known.kind if known else "decimal")

        return re.sub("%([1-9])", counter, here.text).strip()


def read_numbering(package: Package, part: str) -> Numbering:
    """Return the lists of a file; none if the part is missing."""
    if part not in package:
        return Numbering()
    root = parse_xml(package.read(part), package.file)
    abstract: dict[str, dict[int, _Level]] = {}
    levels: dict[str, dict[int, _Level]] = {}
    shared: dict[str, str] = {}
    for each in root:
        if local(each) == "abstractNum":
            abstract[value(each, "abstractNumId") or ""] = dict(_levels(each))
        elif local(each) == "num":
            name = value(each, "numId") or ""
            base = value(child(each, "abstractNumId")) or ""
            levels[name] = dict(abstract.get(base, {}))
            restarts = _override(each, levels[name])
            shared[name] = name if restarts else f"abstract {base}"
    return Numbering(levels, shared)


def _override(num: Element, levels: dict[int, _Level]) -> bool:
    """Put a list's own levels over those it is based on; return whether it counts anew."""
    restarts = False
    for each in num:
        if local(each) != "lvlOverride":
            continue
        index = whole(value(each, "ilvl"))
        levels.update(_levels(each))
        start = value(child(each, "startOverride"))
        if start is not None and index in levels:
            restarts = True
            old = levels[index]
            levels[index] = _Level(old.kind, old.text, whole(start, 1))
    return restarts


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for each in parent:
        if local(each) == "lvl":
            yield (
                whole(value(each, "ilvl")),
                _Level(
                    value(child(each, "numFmt")) or "decimal",
                    value(child(each, "lvlText")) or "",
                    whole(value(child(each, "start")), 0),
                ),
            )
