"""The objects that WeasyPrint made of a section, taken down with numbers of their own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

import pydyf
from weasyprint.document import Document

from jdgen.render.pieces.piece import (
    COLOURS,
    DOCUMENT,
    FONTS,
    PAGES,
    PROFILE,
    FontUse,
    PageSize,
    Piece,
    Stamp,
    StreamPart,
)

_REFERENCE = re.compile(rb"(\d+) 0 R")
_POINTS = 0.75  # a CSS pixel


class Place(bytes):
    """Where in a page's stream a stamp is to be written."""

    def __new__(cls, stamp: int) -> Place:
        """Stand for a stamp, as a NUL, which no page contains."""
        place = super().__new__(cls, b"\0")
        place.stamp = stamp
        return place

    stamp: int


class Taken:
    """The objects of one section, off WeasyPrint's, with numbers of their own."""

    def __init__(self, pdf: pydyf.PDF, stamped: set[int]) -> None:
        self._pdf = pdf
        self._stamped = stamped
        root = self._object(pdf.catalog["StructTreeRoot"])
        self._document = self._object(root["K"][0])
        self._parents = self._object(root["ParentTree"])
        pages = pdf.pages["Kids"][::3]
        self._pages = [pdf.objects[number] for number in pages]
        resources = self._object(self._pages[0]["Resources"])
        fonts = self._object(resources["Font"])
        colours = self._object(resources["ColorSpace"])
        profile = colours["srgb"][1]
        self._fixed = {
            pdf.pages.number: PAGES,
            self._document.number: DOCUMENT,
            fonts.number: FONTS,
            colours.number: COLOURS,
            int(profile.split()[0]): PROFILE,
        }
        left_out = {0, pdf.catalog.number, root.number, *self._fixed}
        self._objects = [each for each in pdf.objects if each.number not in left_out]
        self._numbers = {each.number: number for number, each in enumerate(self._objects)}

    def _object(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def piece(
        self,
        document: Document,
        anchors: Mapping[str, tuple[int, float, float]],
        bookmarks: tuple[tuple[int, str, int, float, float, bool], ...],
        stamps: tuple[Stamp, ...],
        fonts: Mapping[str, FontUse],
    ) -> Piece:
        """Return them as a piece; the parameters are what it bears besides."""
        count = len(self._objects)
        pages = []
        for number, page in enumerate(self._pages):
            page["StructParents"] = _Own(page["StructParents"])
            own = count + number
            if number in self._stamped:
                contents = page["Contents"]
                page["Contents"] = pydyf.Array([contents, _OwnReference(own)])
            height = document.pages[number].height * _POINTS
            pages.append(PageSize(height, self._numbers[page.number], own))
        nums = self._parents["Nums"]
        for index in range(0, len(nums), 2):
            nums[index] = _Own(nums[index])
        limits = pydyf.Array([nums[0], nums[-2]])
        self._parents["Limits"] = limits
        template: list[bytes] = []
        numbers: list[int] = []
        inside: list[int] = []
        streams = []
        for own, each in enumerate(self._objects):
            if isinstance(each, pydyf.Stream):
                streams.append(self._stream(own, each))
                continue
            inside.append(own)
            if "StructParent" in each:
                each["StructParent"] = _Own(each["StructParent"])
            if each.get("Type") == "/StructElem":
                self._open_names(each)
            if each.get("Type") == "/Annot":
                each["F"] = 4  # printed, as PDF/A asks
            self._write(each, template, numbers)
            template.append(b"\n")
        return Piece(
            count=count + len(self._pages),
            pages=tuple(pages),
            objects=tuple(inside),
            template=b"".join(template),
            numbers=tuple(numbers),
            streams=tuple(streams),
            parents=self._numbers[self._parents.number],
            keys=len(nums) // 2,
            top=tuple(self._numbers[int(each.split()[0])] for each in self._document["K"]),
            anchors=anchors,
            bookmarks=bookmarks,
            stamps=stamps,
            fonts=fonts,
        )

    def _open_names(self, element: Any) -> None:
        """Let the names of header cells begin with an object's number, unlike in the document."""
        if "ID" in element:
            element["ID"] = self._name(element["ID"])
        headers = element.get("A", {}).get("Headers")
        if headers:
            headers[:] = [self._name(each) for each in headers]

    def _name(self, name: pydyf.String) -> _OwnName:
        number, _, rest = name.string.partition("-")
        return _OwnName(self._numbers[int(number)], rest)

    def _stream(self, own: int, stream: Any) -> StreamPart:
        data = b"\n".join(_plain(item) for item in stream.stream)
        head = pydyf.Dictionary(stream.extra)
        if not head.get("Filter"):
            data = zlib.compress(data, 9)
            head["Filter"] = "/FlateDecode"
        template: list[bytes] = []
        numbers: list[int] = []
        self._write(head, template, numbers)
        places = [item.stamp for item in stream.stream if isinstance(item, Place)]
        return StreamPart(own, b"".join(template), numbers, data, places)

    def _write(self, value: Any, template: list[bytes], numbers: list[int]) -> None:
        if isinstance(value, dict):
            template.append(b"<<")
            for key, item in value.items():
                template.append(b"/" + _plain(key) + b" ")
                self._write(item, template, numbers)
            template.append(b">>")
        elif isinstance(value, list):
            template.append(b"[")
            for item in value:
                self._write(item, template, numbers)
                template.append(b" ")
            template.append(b"]")
        elif isinstance(value, _Own):
            template.append(value.template)
            numbers.append(value.number)
        elif isinstance(value, pydyf.String):
            # One object a line: none may hold another line's end.
            text = value.data.replace(b"\r", b"\\r").replace(b"\n", b"\\n")
            template.append(text.replace(b"%", b"%%"))
        elif isinstance(value, bytes) and (found := _REFERENCE.fullmatch(value)):
            number = int(found[1])
            if number in self._fixed:
                template.append(b"%d 0 R" % self._fixed[number])
            else:
                template.append(b"%d 0 R")
                numbers.append(self._numbers[number])
        else:
            template.append(_plain(value).replace(b"%", b"%%"))


def _plain(value: Any) -> bytes:
    """Write a value as pydyf does."""
    return pydyf._to_bytes(value)  # type: ignore[no-any-return]  # noqa: SLF001 - its one writer


class _Own:
    """A number counted from the piece's first."""

    template = b"%d"

    def __init__(self, number: int) -> None:
        self.number = number


class _OwnReference(_Own):
    """A reference to an object of the piece."""

    template = b"%d 0 R"


class _OwnName(_Own):
    """A name that begins with the number of an object of the piece."""

    def __init__(self, number: int, rest: str) -> None:
        super().__init__(number)
        self.template = b"(%%d-%b)" % rest.encode("ascii")
