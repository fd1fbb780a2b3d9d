"""Markdown as blocks: as CommonMark says, with tables, and a line break kept as one."""

from __future__ import annotations

import re

from jdgen.errors import message
from jdgen.importers.blocks import Document
from jdgen.importers.readers.characters import decode
from jdgen.importers.readers.html import read_page
from jdgen.importers.readers.safety import refusal

MAX_BYTES = 4 * 1024 * 1024
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<inside>(?:.*\n){1,60}?)---[ \t]*(?:\n|\Z)")


def read_markdown(data: bytes, file: str) -> Document:
    """Read a Markdown file. Raises InputError for what is no text, or larger than 4 MB."""
    if len(data) > MAX_BYTES:
        what = message("this file is larger than {limit} MB", limit=MAX_BYTES // (1024 * 1024))
        raise refusal(file, what, message("cut it into several files"))
    from markdown_it import MarkdownIt

    text = decode(data, file).replace("\r\n", "\n").replace("\r", "\n")
    # The lines of a front matter would be one underlined heading.
    text = _FRONT_MATTER.sub(lambda found: f"{found['inside']}\n", text)
    # “名称：…” on a line of its own is meant so; CommonMark would join the lines.
    markdown = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
    return read_page(markdown.render(text), file)
