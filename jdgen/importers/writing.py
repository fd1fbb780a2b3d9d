"""What was found in documents as the files of a project that loads and builds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePath
from typing import Any

from jdgen.errors import Message, message
from jdgen.importers.found_values import Draft, Line, Reason, draft, settle
from jdgen.importers.ids import identifier
from jdgen.importers.recognised import Leftover, Recognised
from jdgen.importers.spelling import APART, spelled, spelled_path
from jdgen.messages import translator
from jdgen.schema import schemas
from jdgen.terms import TERMS, Language
from jdgen.terms.phrases import phrase
from jdgen.yaml_text import Page, write_page

# What a title says besides the name of those whose handbook it is.
_KIND = re.compile(
    "(?:人员规划|(?:岗位|职位|职务|工作)?(?:职责|责任)?(?:说明书|描述书?|手册|汇编|大全)|岗位职责)"
    "(?:汇编|合集|全集|手册)?(?:[（(].*)?$|\\s*(?:staffing handbook|job descriptions?|handbook)$",
    re.IGNORECASE,
)
_FOLDERS = {"department": "departments", "role": "roles"}


@dataclass(frozen=True)
class Entry:
    """One file of the project: what it describes, what was found for it, what is left over."""

    kind: str
    name: str
    file: str
    lines: tuple[Line, ...]
    left: tuple[Leftover, ...]


@dataclass(frozen=True)
class Made:
    """A project in memory: its files by path below its folder, and where they came from."""

    language: Language
    files: Mapping[str, bytes]
    entries: tuple[Entry, ...]

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one kind: handbook, department or role."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


@dataclass
class _Making:
    language: Language
    handbook: Draft
    numbered: bool = True  # by the order of the documents, unless the data says so itself
    departments: list[Draft] = field(default_factory=list)
    roles: list[Draft] = field(default_factory=list)
    taken: dict[str, set[str]] = field(
        default_factory=lambda: {"department": {"roles"}, "role": set()}
    )

    def identify(self, each: Draft, name: str) -> None:
        """Give a record its id, unless it brought one that is free."""
        taken = self.taken[each.kind]
        if not each.values.get("id") or each.values["id"] in taken:
            otherwise = "post" if each.kind == "role" else "department"
            each.values["id"] = identifier(name, taken, otherwise)
        taken.add(each.values["id"])


def make_project(recognised: Recognised, fallback: str) -> Made:
    """Return the project of what was recognised.

    ``fallback`` names the handbook where the documents don't: the first file's name.
    """
    making = _Making(recognised.language, draft("handbook", recognised.handbook))
    making.departments += _merged(draft("department", each) for each in recognised.departments)
    making.roles += [draft("role", each) for each in recognised.posts]
    return _finish(making, fallback)


def make_exactly(data: Mapping[str, Any]) -> Made:
    """Return the project of the data that a document of jdgen's carries."""
    whole: Mapping[str, Any] = data["handbook"]
    language: Language = "en" if whole.get("language") == "en" else "zh"
    making = _Making(language, _exact("handbook", whole), numbered=False)
    making.departments += [_exact("department", each) for each in data["departments"]]
    making.roles += [_exact("role", each) for each in data["roles"]]
    return _finish(making, str(whole.get("title") or ""))


def _exact(kind: str, values: Mapping[str, Any]) -> Draft:
    known = {each.name for each in TERMS[kind]}
    name = str(values.get("title") or values.get("name") or values.get("id") or "")
    made = Draft(kind, name, None, {key: values[key] for key in values if key in known})
    made.lines += [Line((key,), value, "", None) for key, value in made.values.items()]
    return made


def _finish(making: _Making, fallback: str) -> Made:
    _complete_handbook(making, fallback)
    _complete_departments(making)
    _complete_roles(making)
    drafts = [making.handbook, *making.departments, *making.roles]
    for each in drafts:
        settle(each)
    for each in making.departments:
        # A department has no free sections: what is left of it goes to the handbook's.
        making.handbook.left += [
            Leftover(left.text, left.place, f"{each.name} {left.heading}".strip())
            for left in each.left
        ]
    entries = tuple(_entry(each, making) for each in drafts)
    for each in (making.handbook, *making.roles):
        _keep_what_is_left(each, making.language)
    files = {
        entry.file: _text(each, entry.file, making.language).encode("utf-8")
        for each, entry in zip(drafts, entries, strict=True)
    }
    files |= {f"data/schema/{name}": text.encode("utf-8") for name, text in schemas().items()}
    files[".gitignore"] = b"output/\n.jdgen/\n.cache/\n"
    return Made(making.language, files, entries)


def _complete_handbook(making: _Making, fallback: str) -> None:
    handbook = making.handbook
    if making.language == "en":
        handbook.values["language"] = "en"
    if not handbook.values.get("title"):
        title = handbook.name or fallback or phrase("form_title", making.language)
        handbook.guess("title", title, message("the documents don't name it"))
    if not handbook.values.get("organisation"):
        title = str(handbook.values["title"])
        name = str(handbook.values.get("company") or _KIND.sub("", title).strip() or title)
        handbook.guess("organisation", name, message("the documents don't name it"))
    handbook.name = str(handbook.values["title"])


def _complete_departments(making: _Making) -> None:
    for each in making.departments:
        unnamed = phrase("unplaced", making.language)
        each.values["name"] = each.values.get("name") or each.name or unnamed
    known = {_squeezed(each.values["name"]): each for each in making.departments}
    organisation = str(making.handbook.values["organisation"])
    known_names = {*known, _squeezed(organisation)}
    for post in making.roles:
        named = post.values.get("department")
        if isinstance(named, str) and named and _squeezed(named) not in known_names:
            known_names.add(_squeezed(named))
            new = Draft("department", named, post.place, {"name": named})
            new.lines.append(Line(("name",), named, named, post.place))
            known[_squeezed(named)] = new
            making.departments.append(new)
    for number, each in enumerate(making.departments, 1):
        making.identify(each, each.values["name"])
        each.name = str(each.values["name"])
        if making.numbered and len(making.departments) > 1:
            each.values.setdefault("order", str(number))
    for post in making.roles:
        named = post.values.get("department")
        if isinstance(named, str) and _squeezed(named) in known:
            # Spelled with other spaces, it would name another department.
            post.values["department"] = known[_squeezed(named)].values["name"]


def _complete_roles(making: _Making) -> None:
    counted: dict[str, int] = {}
    for post in making.roles:
        title = str(post.values.get("title") or post.name)
        if not title:
            title = phrase("unnamed_post", making.language)
            post.guess("title", title, message("the document names no post here"))
        post.values["title"] = title
        post.name = title
        making.identify(post, title)
        if not isinstance(post.values.get("department"), str) or not post.values["department"]:
            organisation = str(making.handbook.values["organisation"])
            reason = message("the document names no department: put under the whole")
            post.guess("department", organisation, reason)
        department = post.values["department"]
        counted[department] = counted.get(department, 0) + 1
        if making.numbered:
            post.values.setdefault("order", str(counted[department]))


def _merged(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield each department once, though several documents may name it."""
    seen: dict[str, Draft] = {}
    for each in drafts:
        name = _squeezed(str(each.values.get("name") or each.name))
        if name not in seen:
            seen[name] = each
            continue
        first = seen[name]
        for line in each.lines:
            key = str(line.path[0])
            if key not in first.values:
                first.values[key] = each.values[key]
                first.lines.append(line)
            elif each.values.get(key) != first.values[key] and line.place is not None:
                first.left.append(Leftover(line.source, line.place, line.label))
        first.left += each.left
    yield from seen.values()


def _squeezed(name: str) -> str:
    return "".join(name.split()).casefold()


def _entry(each: Draft, making: _Making) -> Entry:
    if each.kind == "handbook":
        file = "data/handbook.yaml"
    else:
        folder = _FOLDERS[each.kind]
        identifiers = {one.values["name"]: one.values["id"] for one in making.departments}
        home = identifiers.get(each.values.get("department", ""), "")
        parts = [folder, home, f"{each.values['id']}.yaml"]
        file = "/".join(["data", *(part for part in parts if part)])
    return Entry(each.kind, each.name, file, tuple(each.lines), tuple(each.left))


def _keep_what_is_left(each: Draft, language: Language) -> None:
    """Put what found no field into the free sections, passages of one heading together."""
    sections: list[dict[str, Any]] = []
    for heading, group in groupby(each.left, key=lambda left: left.heading.strip()):
        texts = [left.text.strip() for left in group if left.text.strip()]
        if texts:
            title = heading or phrase("unplaced", language)
            sections.append({"heading": title, "text": "\n".join(texts)})
    if sections:
        present = each.values.get("extra", [])
        each.values["extra"] = [*(present if isinstance(present, list) else [present]), *sections]


def _text(each: Draft, file: str, language: Language) -> str:
    say = translator(language)
    depth = file.count("/") - 1
    first = [f"# yaml-language-server: $schema={'../' * depth}schema/{each.kind}.schema.json"]
    if each.place is not None:
        origin = message(
            "from {file}, {spot}", file=PurePath(each.place.file).name, spot=each.place.spot
        )
        first.append(f"# {_one_line(say(origin))}")
    comments = {
        spelled_path(path, each.kind, language): _doubt(reason, language)
        for path, reason in each.doubts().items()
    }
    values = spelled(each.values, each.kind, language)
    apart = frozenset(spelled_path((name,), each.kind, language)[0] for name in APART
                      if any(known.name == name for known in TERMS[each.kind]))  # fmt: skip
    page = Page(values, comments, first, frozenset(map(str, apart)))
    return write_page(page)


def _doubt(reason: Reason, language: Language) -> str:
    say = translator(language)
    words = say(reason) if isinstance(reason, Message) else reason
    return _one_line(say(message("to check: {reason}", reason=words)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
