"""Lists in which some items end in a mark and the others don't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdgen.checks.check import Check, Hit, Path, Reach, Severity, Subject
from jdgen.checks.prose import HAN
from jdgen.errors import message
from jdgen.model import Duty, Extra, Role

_ENDED = re.compile(r"[。．.；;！!？?…][”’\"）)]*\s*$")
_INNER_STOP = re.compile(r"[。！？]|[.!?]\s+[A-Z]")

_List = tuple[Path, Sequence[str]]


def _find_ends(subject: Subject) -> Iterator[Hit]:
    for path, items in _lists(subject):
        ended = [number for number, item in enumerate(items) if _ENDED.search(item)]
        bare = [number for number in range(len(items)) if number not in ended]
        # Where half of them have one and half have none, nobody can say which half is wrong.
        if len(ended) >= 2 * len(bare):
            for number in bare:
                yield Hit(
                    (*path, number),
                    message("no mark at the end, where the other items of this list have one"),
                    message("end it as the others do: “{mark}”", mark=_mark(items, ended, number)),
                )
        elif len(bare) >= 2 * len(ended):
            for number in ended:
                # Several sentences in one item end in marks, whatever the others do.
                if not _INNER_STOP.search(_ENDED.sub("", items[number])):
                    yield Hit(
                        (*path, number),
                        message("a mark at the end, where the other items of this list have none"),
                        message("delete the mark, or give one to every item"),
                    )


def _mark(items: Sequence[str], ended: Sequence[int], number: int) -> str:
    """Return the mark that would be right: of the last item the full stop, else the commonest."""
    marks = [found[0][0] for each in ended if (found := _ENDED.search(items[each]))]
    if number == len(items) - 1:
        return "。" if re.search(f"[{HAN}]", items[number]) else "."
    return max(marks, key=marks.count)


def _lists(subject: Subject) -> Iterator[_List]:
    library = subject.library
    handbook = library.handbook
    if handbook.foreword is not None:
        yield ("handbook", "foreword", "notes"), handbook.foreword.notes
    yield from _extra(("handbook", "extra"), handbook.extra)
    for department in library.departments:
        yield from _duties(("department", department.id, "duties"), department.duties)
    for role in library.roles:
        yield from _lists_of(("role", role.id), role)


def _lists_of(start: Path, role: Role) -> Iterator[_List]:
    yield from _duties((*start, "duties"), role.duties)
    yield from _duties((*start, "safety_duties"), role.safety_duties)
    yield (*start, "authority"), role.authority
    yield from _extra((*start, "extra"), role.extra)
    if role.recruitment is not None:
        yield (*start, "recruitment", "requirements"), role.recruitment.requirements
        yield (*start, "recruitment", "highlights"), role.recruitment.highlights


def _duties(path: Path, duties: Sequence[Duty]) -> Iterator[_List]:
    yield path, [duty.text for duty in duties]
    for number, duty in enumerate(duties):
        yield (*path, number, "tasks"), duty.tasks


def _extra(path: Path, extra: Sequence[Extra]) -> Iterator[_List]:
    for number, section in enumerate(extra):
        yield (*path, number, "items"), section.items


CHECK = Check(
    code="JD404",
    reach=Reach.POST,
    severity=Severity.HINT,
    title=message("A list in which only some items end in a mark"),
    find=_find_ends,
    fails="工作职责与任务:\n  - 收发文件。\n  - 保管印章\n  - 接待来访客户。\n",
    passes="工作职责与任务:\n  - 收发文件；\n  - 保管印章；\n  - 接待来访客户。\n",
)
