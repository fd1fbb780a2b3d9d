"""What a document says and the project that was made of it doesn't: nothing, or words of its form.

The files are read here without jdgen. What may be missing is what a form needs and its data don't:
labels, names of sections, heads of columns, sums, running heads, lines to sign on.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from tests.import_corpus.scoring import Found, plain_text
from tests.import_corpus.telling import Printing

# Where words of a field may end; a project's own way to cut a text into items is among these.
_EDGE = re.compile(r"[，。；：、;:,!?！？|｜\n]|\. ")
_LEAST = 4
# Words of forms and of pages, each as a clause of its own.
_OF_FORMS = re.compile(
    r".*(?:说明书|描述书?|责任书|职责卡|标准卡|职责书|说明|一览表|信息表|编制表|对照表|清单|汇编|手册|规划|通知)"
    r"|第\d+页.*|共\d+页.*|.*(?:签字|签名|签章).*|.*signature.*|jobdescription|positiondescription"
    r"|(?:填报|打印|制表)(?:日期|时间|人)|\d{4}-\d{2}-\d{2}.*|.*年月日",
    re.IGNORECASE,
)


def lost(
    printing: Printing, found: Found, known: Iterable[str], is_label: Callable[[str], bool]
) -> list[str]:
    """Return the words that no field and no free section of the project has.

    ``known`` are labels and heads that the recogniser reads as such; ``is_label`` tells of a line.
    """
    records = (found.handbook, *found.departments, *found.roles)
    texts = [text for record in records for text in _leaves(dict(record))]
    kept = {_squeezed(part) for text in texts for part in (text, *_EDGE.split(text))}
    kept |= {_squeezed(label) for label in known}
    longest_first = sorted((each for each in kept if len(each) > 1), key=len, reverse=True)
    missing = []
    for name, data in printing.files.items():
        # In one piece: a line may be broken in the middle of a sentence.
        rest = "".join(_spoken(line for line in _lines(name, data) if not is_label(line)))
        for each in longest_first:
            rest = rest.replace(each, "\0")
        missing += [part for part in re.split("[\\0\\d]+", rest) if len(part) >= _LEAST]
    return [part for part in dict.fromkeys(missing) if not _OF_FORMS.fullmatch(part)]


def _spoken(lines: Iterable[str]) -> list[str]:
    """Return lines without running heads, and without choices that nobody ticked."""
    squeezed = [_squeezed(re.sub(r"□[^□☑√]*", "", line)) for line in lines]
    often = Counter(re.sub(r"\d", "", line) for line in squeezed)
    return [line for line in squeezed if often[re.sub(r"\d", "", line)] < 3 or len(line) > 40]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\W_]", "", plain_text(text)).casefold()


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield str(value)


def _lines(name: str, data: bytes) -> Iterator[str]:
    suffix = name.rsplit(".", 1)[1]
    if suffix in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            wanted = r"word/document\.xml" if suffix == "docx" else r"xl/sharedStrings\.xml"
            for part in package.namelist():
                if re.fullmatch(wanted, part):
                    root = etree.fromstring(package.read(part))
                    for each in root.iter("{*}p", "{*}si"):
                        yield "\n".join(each.itertext()) if suffix == "xlsx" else "".join(
                            each.itertext()
                        )
        return
    encoding = "gb18030" if b"gb2312" in data else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    if suffix == "html":
        text = re.sub(r"(?s)<(script|style|head|nav)\b.*?</\1>|<!--.*?-->", "", text)
        text = html.unescape(re.sub(r"<[^>]*>", "\n", text))
    yield from text.split("\n")
