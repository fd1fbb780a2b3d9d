"""The records of a document completed, and those of several documents joined."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jdgen.errors import Message, message
from jdgen.importers.recognise.assembly import FIRST_LINE, OF_DOCUMENT, Assembly, owner_in
from jdgen.importers.recognise.builders import Builder, value_of
from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.names import is_department, is_post, name_in_heading
from jdgen.importers.recognised import Found

_NO_LABEL = message("no label: taken from the heading")
_FILE_NAME = message("no label: taken from the file's name")
_SECTION = message("no label: the department whose section it stands in")


def finish(assembly: Assembly) -> None:
    """Complete the posts of a document: names and departments from what stands around them."""
    posts = _borne_out(assembly)
    _name_departments(assembly, posts)
    if len(posts) == 1 and not posts[0].name:
        _name_from_document(assembly, posts[0])
    for post in posts:
        if ("title",) not in post and post.name:
            reason: Message | str = "" if post.sure else _NO_LABEL
            post.put(Found(("title",), post.name, post.name, post.place, "", post.sure, reason))
        if ("department",) not in post and post.section:
            place = post.place
            post.put(Found(("department",), post.section, post.section, place, "", False, _SECTION))
    if len(posts) == 1 and not assembly.departments:
        # A document of one post: its number and version are the post's.
        for name in sorted(OF_DOCUMENT):
            _hand_over(assembly.handbook, posts[0], name)
    assembly.posts = posts


def _name_departments(assembly: Assembly, posts: list[Builder]) -> None:
    """Name the department whose duties stand under no name; without one they are left over.

    By the document's title or its file's name (综合管理部岗位职责汇编), else by what its posts say.
    """
    nameless = [each for each in assembly.departments if not each.name]
    if not nameless:
        return
    stem = re.sub(r".*[/\\]|\.[^.]*$", "", assembly.document.file)
    titles = (assembly.handbook.name, assembly.document.title, stem)
    named = (owner_in(title) for title in titles)
    names = [*filter(is_department, named), *_departments_of(posts)]
    for each in nameless:
        if names and not any(plain_label(one.name) == plain_label(names[0])
                             for one in assembly.departments):  # fmt: skip
            each.name = names[0]
            found = Found(("name",), names[0], names[0], each.place, "", False, _NO_LABEL)
            each.put(found)
            for post in posts:
                post.section = post.section or each.name
        else:
            assembly.departments.remove(each)
            for field in each.fields.values():
                assembly.handbook.leave(field.source, field.place, field.label)
            assembly.handbook.leftovers += each.leftovers


def _departments_of(posts: Iterable[Builder]) -> list[str]:
    """Return the department that all posts name, if it is one."""
    names = {str(value) for post in posts if (value := value_of(post, "department"))}
    return list(names) if len(names) == 1 else []


def _borne_out(assembly: Assembly) -> list[Builder]:
    """Return the posts but those that only the form of some words suggested."""
    posts: list[Builder] = []
    for post in assembly.posts:
        named = post.name or ("duties",) in post or ("title",) in post or len(assembly.posts) == 1
        if (post.fields or post.sure) and named:
            posts.append(post)
            continue
        before = posts[-1] if posts else assembly.handbook
        before.leave(post.name, post.place)
        for found in post.fields.values():
            # A date and a department above a list of posts speak of the list.
            before.leave(found.source, found.place, found.label)
        before.leftovers += post.leftovers
    return posts


def _hand_over(handbook: Builder, post: Builder, name: str) -> None:
    for path in [path for path in handbook.fields if path[0] == name]:
        if path not in post:
            post.fields[path] = handbook.fields.pop(path)


def _name_from_document(assembly: Assembly, post: Builder) -> None:
    stem = re.sub(r".*[/\\]|\.[^.]*$", "", assembly.document.file)
    for text, reason in (
        (assembly.handbook.name, FIRST_LINE),
        (assembly.document.title, FIRST_LINE),
        (stem, _FILE_NAME),
    ):
        name = name_in_heading(text)
        if name and (is_post(name) or reason is _FILE_NAME) and not is_department(name):
            post.name = name
            post.put(Found(("title",), name, text, post.place, "", False, reason))
            return


def merged(builders: Iterable[Builder]) -> list[Builder]:
    """Return records of one name as one: a list of posts and the posts' own pages."""
    found: dict[str, list[Builder]] = {}
    order: list[Builder] = []
    for each in builders:
        key = plain_label(each.name)
        same = next((one for one in found.get(key, ()) if _mergeable(one, each)), None)
        if key and same is not None:
            same.merge(each)
        else:
            found.setdefault(key, []).append(each)
            order.append(each)
    return order


def _mergeable(one: Builder, other: Builder) -> bool:
    """Whether two records of one name may be one: no two departments, no two lists of duties."""
    if ("duties",) in one and ("duties",) in other and one.record == "role":
        return False
    first, second = value_of(one, "department"), value_of(other, "department")
    return not (first and second) or plain_label(str(first)) == plain_label(str(second))


def add_parents(departments: list[Builder], handbook: Builder) -> None:
    """Add the departments that others are part of and that no section describes."""
    named = {plain_label(each.name) for each in departments}
    named.add(plain_label(str(value_of(handbook, "organisation"))))
    for each in list(departments):
        parent = value_of(each, "parent")
        if parent and plain_label(parent) not in named:
            named.add(plain_label(parent))
            departments.append(Builder("department", parent, each.fields[("parent",)].place))
