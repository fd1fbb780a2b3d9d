"""The typefaces of one PDF: cut to its characters, named for CSS, served from memory."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from jdgen.errors import InputError, Location, Problem, message
from jdgen.fonts import Face, assign, cut
from jdgen.theme import FontRole

_SCHEME = "jdgen-font:"
# Printed by CSS and the layout itself, not by any section's text.
_ALWAYS_SET = "0123456789IVXL.()- \u3000"


class FontFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Serves cut fonts from memory and refuses every other address."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._fonts = fonts

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """Return the font at ``url``, one of ours; a ValueError says that anything else is not."""
        name = url.removeprefix(_SCHEME)
        if url.startswith(_SCHEME) and name in self._fonts:
            return URLFetcherResponse(url, self._fonts[name], {"Content-Type": "font/otf"})
        raise ValueError(f"not fetched: {url}")


@dataclass(frozen=True)
class Typefaces:
    """The cut faces of one document.

    ``families`` names those of each font role, the first one asked first; ``rules`` declare them
    in CSS; ``fetcher`` serves their bytes.
    """

    families: Mapping[FontRole, tuple[str, ...]]
    rules: tuple[str, ...]
    fetcher: FontFetcher


def prepare_typefaces(
    faces: Mapping[FontRole, tuple[Face, ...]], texts: Iterable[str], *, chinese: bool
) -> Typefaces:
    """Cut each role's faces to the characters of ``texts``, all that a document prints.

    A character that one role's faces lack may be in another's. Raises InputError with every
    character that none has.
    """
    characters = _printed(texts)
    everything = tuple(face for own in faces.values() for face in own)
    fonts: dict[str, bytes] = {}
    families: dict[FontRole, tuple[str, ...]] = {}
    for role, own in faces.items():
        order = (*own, *(face for face in everything if face not in own))
        assigned, missing = assign(characters, order, chinese=chinese)
        if missing:
            raise InputError(_missing_characters(missing))
        used = {
            f"{role}{number}": face for number, face in enumerate(order) if assigned[face.family]
        }
        for name, face in used.items():
            # Pango sets a blank in the face of what stands before it, whether that has one or not.
            fonts[name] = cut(face.data, {*assigned[face.family], " "})
        families[role] = tuple(used)
    rules = (f'@font-face {{ font-family: "{name}"; src: url({_SCHEME}{name}) }}' for name in fonts)
    return Typefaces(families, tuple(rules), FontFetcher(fonts))


# Unicode categories of what no font draws: controls, formats, surrogates, line separators.
_NOT_DRAWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _printed(texts: Iterable[str]) -> set[str]:
    # Both as written and as read: &#39; prints an apostrophe, and none of its own characters.
    characters = set(_ALWAYS_SET).union(*(text + unescape(text) for text in texts))
    return {each for each in characters if unicodedata.category(each) not in _NOT_DRAWN}


def _missing_characters(missing: frozenset[str]) -> list[Problem]:
    """Return the problems; ``build`` finds each character's place in the data, if it is there."""
    return [
        Problem(
            Location("templates/html"),
            message(
                "no font has the character “{character}” (U+{code})",
                character=character,
                code=f"{ord(character):04X}",
            ),
            message(
                "put a font that has it into the project's fonts folder, or write it another way"
            ),
        )
        for character in sorted(missing)
    ]
