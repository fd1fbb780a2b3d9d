"""What a Word file was printed from: the data inside it, and the pages that they made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from jdgen.changes import Plain
from jdgen.model import Library, Role
from jdgen.organisation import Organisation
from jdgen.render.data import NOT_PRINTED
from jdgen.sync.page_printing import printed_page
from jdgen.sync.page_reading import Page as Said
from jdgen.sync.page_words import Words, bare_label
from jdgen.views.labels import printed_labels
from jdgen.views.role import RoleViews
from jdgen.views.text import Mentions


def data_inside(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the data that a file carries, None where it isn't what jdgen put there."""
    if data is None:
        return None
    lists = all(isinstance(data.get(name), list) for name in ("departments", "roles"))
    if not isinstance(data.get("handbook"), dict) or not lists or not data["roles"]:
        return None
    ids = [each.get("id") for name in ("departments", "roles") for each in data[name]
           if isinstance(each, dict)]  # fmt: skip
    if len(ids) != len(data["departments"]) + len(data["roles"]) or None in ids:
        return None
    return {name: data[name] for name in ("handbook", "departments", "roles")}


def whole_of(base: Plain, data: Plain) -> dict[str, Any]:
    """Return what was printed with what pages need besides: labels, order, other posts.

    ``base`` is what was printed, ``data`` what the project says now.
    """
    steering = {
        name: value for name, value in data["handbook"].items()
        if name in NOT_PRINTED["handbook"] or name not in base["handbook"]
    }  # fmt: skip
    single = len(base["roles"]) == 1 and "foreword" not in base["handbook"]
    if not single:
        steering = {k: v for k, v in steering.items() if k in NOT_PRINTED["handbook"]}
    whole: dict[str, Any] = {"handbook": {**steering, **base["handbook"]}}
    for name in ("departments", "roles"):
        printed = {each["id"]: each for each in base[name]}
        unseen = {
            each["id"]: {k: v for k, v in each.items() if k in NOT_PRINTED[name]}
            for each in data[name]
        }
        whole[name] = [{**unseen.get(each["id"], {}), **each} for each in base[name]]
        whole[name] += [
            each
            for each in data[name]
            if each["id"] not in printed and (single or name == "departments")
        ]
    return whole


def as_library(whole: Plain) -> Library | None:
    """Return the data as a library; None where it isn't what jdgen put there."""
    try:
        return Library.model_validate(dict(whole))
    except ValidationError:
        return None


class PrintedPages:
    """The posts' pages as they were printed."""

    def __init__(self, library: Library, *, fixed: bool) -> None:
        self.library = library
        self.words = Words(library.handbook)
        organisation = Organisation(library)
        mentions = Mentions(organisation, linked=False)
        self.views = RoleViews(organisation, mentions, printed_labels(library.handbook))
        self.fixed = fixed
        self.roles = {role.id: role for role in library.roles}

    @property
    def organisation_name(self) -> str:
        """The unit, to which a post belongs that names no department."""
        return self.library.handbook.organisation

    def page(self, identifier: str) -> Said:
        """Return what a post's page said."""
        view = self.views.view(self.roles[identifier], fixed_grid=self.fixed)
        return printed_page(view, self.words)

    def is_title(self, text: str) -> bool:
        """Whether a post of this title was printed."""
        return any(bare_label(role.title) == bare_label(text) for role in self.roles.values())

    def empty(self, title: str, department: str) -> Said:
        """Return what the page of a post says of which nothing else is known."""
        role = Role(id="new", title=title or "-", department=department)
        page = printed_page(self.views.view(role, fixed_grid=self.fixed), self.words)
        return {**page, "grid.department": ""}


def only_printed(data: Plain) -> dict[str, Any]:
    """Return of the project's data what a handbook carries."""

    def kept(record: Mapping[str, Any], name: str) -> dict[str, Any]:
        return {key: value for key, value in record.items() if key not in NOT_PRINTED[name]}

    return {
        "handbook": kept(data["handbook"], "handbook"),
        "departments": [kept(each, "departments") for each in data["departments"]],
        "roles": [kept(each, "roles") for each in data["roles"]],
    }
