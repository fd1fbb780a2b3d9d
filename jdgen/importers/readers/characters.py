"""Text from outside as the data of a project may hold it, and bytes of unknown encoding as text."""

from __future__ import annotations

import re
import unicodedata

from jdgen.errors import InputError, message
from jdgen.importers.readers.safety import refusal
from jdgen.source.text import FORBIDDEN, has_endless_marks

# What ends a line in any program: a form feed is the end of a page.
LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Invisible, and in no word: joiners of width zero, a byte order mark inside, a hyphen never drawn.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
# Signs of Microsoft's symbol fonts (Wingdings, Symbol) that stand in their private places.
_SYMBOLS = str.maketrans(
    {
        "\uf0fe": "☑", "\uf052": "☑", "\uf0a8": "□", "\uf06f": "□", "\uf0a3": "□", "\uf071": "□",
        "\uf0fc": "√", "\uf050": "√", "\uf0fb": "×", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆",
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e0": "→", "\uf0f0": "→",
    }
)  # fmt: skip
# In most Chinese texts of some length, and hardly ever what a wrong encoding makes of one.
_SIMPLIFIED = frozenset("的和是在有对为与及等了不以位作部门人责任工员上管理要时间公司业经资务计")
_TRADITIONAL = frozenset("的和是在有對為與及等了不以位作部門人責任工員上管理要時間公司業經資務計")
_PUNCTUATION = frozenset("，。、：；（）“”《》 \r\n\t")


def clean(text: str) -> str:
    """Return one line of text without what is invisible, controls included; NFC; no outer space."""
    text = _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text.translate(_SYMBOLS)))
    text = FORBIDDEN.sub("", LINE_BREAK.sub(" ", text))
    if has_endless_marks(text):
        text = _without_endless_marks(text)
    return unicodedata.normalize("NFC", text).strip()


def _without_endless_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= 4:  # more marks than any language sets on one letter
            kept.append(character)
    return "".join(kept)


def lines(text: str) -> list[str]:
    """Return the lines of a text, cleaned; empty ones stay empty."""
    return [clean(line) for line in LINE_BREAK.split(text)]


def decode(data: bytes, file: str, named: str = "") -> str:
    """Return the text that bytes are: UTF-8, UTF-16 or 32, GB18030 or Big5, in that order.

    ``named`` is the encoding that the file itself states; it is tried after UTF-8. Raises
    InputError for what is no text in any of them.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        # Half characters, as a careless program cuts them, are taken out with the controls.
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = None
    if data[:4096].count(0) and len(data) % 2 == 0:
        # No other text has zeros: UTF-16 without its mark has them in its spaces and line breaks.
        wide = [_try(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
        likely = max((each for each in wide if each is not None), key=_likelihood, default=None)
        if likely is not None and (text is None or likely.count("\x00") < text.count("\x00") // 4):
            return _readable(likely, file)
    if text is not None:
        return _readable(text, file)
    tried = [_try(data, encoding) for encoding in (named, "gb18030", "big5hkscs")]
    found = [text for text in tried if text is not None]
    if not found:
        # One damaged byte in a long text is no reason to refuse all of it.
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 100 < len(text):
            return _readable(text, file)
        raise _unreadable(file)
    return _readable(max(found, key=_likelihood), file)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _likelihood(text: str) -> float:
    """Return how much a text looks like Chinese: the share of its most usual characters."""
    sample = text[:20_000]
    usual = _SIMPLIFIED | _TRADITIONAL | _PUNCTUATION
    known = sum(each in usual or " " < each <= "~" for each in sample)
    return known / (len(sample) or 1)


def _readable(text: str, file: str) -> str:
    """Refuse what decodes and is no text all the same: a picture, a program."""
    sample = text[:20_000]
    odd = sum(unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") for each in sample)
    breaks = sum(each in "\n\r\t\x0b\x0c" for each in sample)
    if (odd - breaks) * 10 > len(sample):
        raise _unreadable(file)
    return text


def _unreadable(file: str) -> InputError:
    what = message("this file is no text, or its encoding is unknown")
    hint = message("save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)")
    return refusal(file, what, hint)
