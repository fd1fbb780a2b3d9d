"""The typefaces of one PDF: cut to its characters, and named for CSS."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from jdgen.errors import InputError, Location, Problem, message
from jdgen.fonts import Face, assign, cut

if TYPE_CHECKING:
    from jdgen.theme import FontRole

FONT = "jdgen-font:"
"""What the address of a font begins with; its family follows."""

# Printed by CSS and the layout itself, not by any section's text.
_ALWAYS_SET = "0123456789IVXL.()- \u3000"


@dataclass(frozen=True)
class Typefaces:
    """The cut faces of one document.

    ``families`` names those of each font role, the first one asked first, whether a character needs
    it or not: pages then don't change with what is printed elsewhere. ``fonts`` are those that are
    needed, by family.
    """

    families: Mapping[FontRole, tuple[str, ...]]
    fonts: Mapping[str, bytes]


def font_rules(families: Iterable[str]) -> str:
    """Declare cut faces in CSS."""
    return "\n".join(
        f'@font-face {{ font-family: "{name}"; src: url({FONT}{name}) }}' for name in families
    )


def name_families(
    faces: Mapping[FontRole, tuple[Face, ...]],
) -> Mapping[FontRole, Mapping[str, Face]]:
    """Name, for each font role, its own faces and then those of others, in the order of asking."""
    everything = tuple(face for own in faces.values() for face in own)
    return {
        role: {
            f"{role}{number}": face
            for number, face in enumerate((*own, *(f for f in everything if f not in own)))
        }
        for role, own in faces.items()
    }


def prepare_typefaces(
    faces: Mapping[FontRole, tuple[Face, ...]], texts: Iterable[str], *, chinese: bool
) -> Typefaces:
    """Cut each role's faces to the characters of ``texts``, all that a document prints.

    A character that one role's faces lack may be in another's. Raises InputError with every
    character that none has.
    """
    characters = _printed(texts)
    fonts: dict[str, bytes] = {}
    families = name_families(faces)
    for named in families.values():
        order = tuple(named.values())
        assigned, missing = assign(characters, order, chinese=chinese)
        if missing:
            raise InputError(_missing_characters(missing))
        for name, face in named.items():
            if assigned[face.family]:
                # Pango sets a blank in the face of what stands before it, whether that has one or
                # not.
                fonts[name] = cut(face.data, {*assigned[face.family], " "})
    return Typefaces({role: tuple(named) for role, named in families.items()}, fonts)


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
