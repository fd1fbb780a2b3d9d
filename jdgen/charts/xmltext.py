"""Writing any text into XML so that the result can always be read back."""

import re
from xml.sax.saxutils import escape

# What XML 1.0 (section 2.2, production 2) doesn't allow in a document at all.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Escape a text for use as content or inside a double-quoted attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), {'"': "&quot;"})


def number(value: float) -> str:
    """Write points with two decimals at most and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
