"""The rows of a table of reports whose text was run together, told by their times."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

# When a report is due, as people write it; words that also begin names (月度总结) are left out.
TIMING = re.compile(
    r"(?:每(?:个)?(?:工作日|[日天]|周[一二三四五六日天末]?|月(?:末|底|初|中)?|季度?(?:末|底|初)?|半年|年(?:末|底|初)?|旬|班|次)"
    r"|(?:次|下|当)月(?:初|末|底)?(?=[0-9前])|[月季年旬周](?:末|底|初)|季度[末底初]|半年度?末|年度末"
    r"|随时|不定期|即时|实时|按需|当[日天]|次日|工作日(?!志))"
    r"(?:上午|下午|晚)?(?:的?第?[0-9０-９一二三四五六七八九十]{1,3}(?:[日号点时]|[:：][0-9]{2}|个工作日)?)*(?:以?前|之前|内)?"
)
_NAME = re.compile(
    r"[^、,，;；/及和与\s]{1,10}?(?:总经理|副总经理|经理|主管|总监|主任|董事长|总裁|部门|部|处|科|室|中心"
    r"|办公室|领导|上级|公司|组长|厂长|店长|负责人|秘书|专员|会计|助理)"
)
_BETWEEN = re.compile(r"\s*(?:[、,，;；/]|及|和|与|以及)\s*")


def report_rows(text: str, names: Collection[str]) -> list[dict[str, str]]:
    """Return the reports in ``text``; ``names`` are posts and departments known to be recipients.

    Without any time in the text there is no telling where a report ends: it is one document.
    """
    times = [found for found in TIMING.finditer(text) if text[: found.start()].strip()]
    times = [
        found
        for place, found in enumerate(times)
        if place == 0 or found.start() > times[place - 1].end()
    ]
    if not times:
        return [{"document": text.strip()}] if text.strip() else []
    between = [text[one.end() : other.start()].strip() for one, other in pairwise(times)]
    last = text[times[-1].end() :].strip()
    recipients = [*_split_off(between, last, names), last]
    documents = [text[: times[0].start()].strip()]
    documents += [
        middle[len(taken) :].strip() for middle, taken in zip(between, recipients, strict=False)
    ]
    return [
        {"document": document, "timing": found[0].strip(), "recipients": whom}
        for document, found, whom in zip(documents, times, recipients, strict=True)
    ]


def _split_off(middles: Sequence[str], last: str, names: Collection[str]) -> list[str]:
    """Return what stands for recipients at the beginning of each middle (recipients, next name)."""
    shared = _shared_start([*middles, last]) if len(middles) > 1 else ""
    known = sorted({*names, last} - {""}, key=len, reverse=True)
    return [names_at_start(middle, known) or shared for middle in middles]


def _shared_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    length = 0
    while length < len(first) and first[length] == last[length]:
        length += 1
    return first[:length]


def names_at_start(text: str, known: Sequence[str]) -> str:
    """Return the names, one or several with 、 or 及 between them, that ``text`` begins with.

    ``known`` names come first, the longest of them; else a name is what ends like one.
    """
    end = _one(text, 0, known)
    while end and (joint := _BETWEEN.match(text, end)):
        further = _one(text, joint.end(), known)
        if not further:
            break
        end = further
    return text[:end].strip()


def _one(text: str, place: int, known: Sequence[str]) -> int:
    for name in known:
        if text.startswith(name, place):
            return place + len(name)
    found = _NAME.match(text, place)
    return found.end() if found else 0
