"""What jdgen says, in Chinese and English: gettext catalogues, and how a problem is printed.

English templates stand in the code and are the message ids; ``locale/zh`` translates them. After
changing a message, run ``python -m tests.catalogue``.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from importlib.resources import files

from jdgen.errors import Location, Message, Problem

_VARIABLES = ("JDGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_JOINERS = {"zh": "、", "en": ", "}
# Terminals act on control characters, bidi controls reorder a line, and a stray half of a
# character (from a file name that is no UTF-8) can't be printed at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def preferred_language(option: str | None, environ: Mapping[str, str]) -> str:
    """Return ``zh`` or ``en``: what ``--lang`` says, else the first variable that is set.

    The order is POSIX's (XBD §8.2) with JDGEN_LANG before it. Everything Chinese is ``zh``
    (also ``Chinese (Simplified)_China.936``, as Windows calls it), all the rest is ``en``.
    """
    named = [option, *(environ.get(variable) for variable in _VARIABLES)]
    language = next((name for name in named if name), "")
    return "zh" if language.lower().startswith(("zh", "chinese")) else "en"


def translator(language: str) -> Callable[[Message], str]:
    """Return the function that turns a message into a sentence of ``language`` (zh or en).

    Messages among a message's values are translated too, lists and tuples are joined. A template
    without a translation is said in English.
    """
    catalogue = _catalogue(language)
    joiner = _JOINERS[language]

    def say(value: object) -> object:
        if isinstance(value, Message):
            return translate(value)
        if isinstance(value, (list, tuple)):
            return joiner.join(str(say(part)) for part in value)
        return value

    def translate(message: Message) -> str:
        # An empty id would fetch the catalogue's own header.
        template = catalogue.gettext(message.text) if message.text else ""
        return template.format(**{name: say(value) for name, value in message.values.items()})

    return translate


def format_problem(problem: Problem, translate: Callable[[Message], str]) -> str:
    """Return a problem as a terminal shows it, the hint on a line of its own.

    ``file:line:column: key: what``: terminals and editors make the beginning a link, in both
    languages, so its colons stay half-width. What can't be printed is shown as an escape.
    """
    parts = [_place(problem.location), problem.key, translate(problem.what)]
    lines = [": ".join(_printable(part) for part in parts if part)]
    if problem.hint is not None:
        lines += [f"    {_printable(line)}" for line in translate(problem.hint).split("\n")]
    return "\n".join(lines)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    compiled = files("jdgen") / "locale" / language / "LC_MESSAGES" / "jdgen.mo"
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def _place(location: Location) -> str:
    return str(location) if location.file else ""


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)
