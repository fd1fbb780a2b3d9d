"""What a post's description says to whoever signs it: so that a change of it can be told.

Not part of it are the papers' own data (numbers, dates, versions, signatures), who holds the post
at present, and what is printed elsewhere. References count as what they print: it does not matter
whether a superior is named by id or by title, but a department that is called otherwise now does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jdgen.changes import field_order, plain
from jdgen.changes.words import folded
from jdgen.model import DocumentControl, Library
from jdgen.organisation import Organisation

Description = Mapping[str, Any]

_NO_PART = frozenset(
    {"id", "aliases", "order", "recruitment", "filled_on", "supplemented", "incumbents", "openings"}
) | frozenset(DocumentControl.model_fields)
_REFERENCES = ("direct_reports", "stand_in", "promotion_to")


def descriptions(library: Library) -> Mapping[str, Description]:
    """Return each post's description by the post's id."""
    organisation = Organisation(library)
    return {
        role["id"]: _description(role, organisation)
        for role in plain(library)["roles"]
    }  # fmt: skip


def changed_fields(then: Description, now: Description) -> tuple[str, ...]:
    """Return the fields that say something else now, by canonical names in the order of a page.

    The width of signs and white space don't count.
    """
    names = field_order("role", {**then, **now})
    return tuple(name for name in names if _folded(then.get(name)) != _folded(now.get(name)))


def _description(role: Mapping[str, Any], organisation: Organisation) -> Description:
    said = {name: value for name, value in role.items() if name not in _NO_PART}
    department = organisation.department(role["department"])
    if department is not None:
        said["department"] = department.name
    if "reports_to" in said:
        said["reports_to"] = _title(said["reports_to"], organisation)
    own = organisation.role(role["id"])
    if "direct_reports" not in said and own is not None:
        # What is not stated is printed all the same: who does report to the post.
        below = [each.title for each in organisation.subordinates(own)]
        said |= {"direct_reports": below} if below else {}
    for name in _REFERENCES:
        if name in said:
            said[name] = [_title(each, organisation) for each in said[name]]
    if "reports" in said:
        said["reports"] = [_report(each, organisation) for each in said["reports"]]
    return said


def _report(entry: Mapping[str, Any], organisation: Organisation) -> Mapping[str, Any]:
    recipients = [_title(each, organisation) for each in entry.get("recipients", ())]
    return {**entry, "recipients": recipients}


def _title(reference: str, organisation: Organisation) -> str:
    role = organisation.role(reference)
    return role.title if role is not None else reference


def _folded(value: Any) -> Any:
    """Return a value without what does not count; nothing said is the same as an empty list."""
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, Mapping):
        return {name: _folded(each) for name, each in value.items() if each not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [_folded(each) for each in value] or None
    return value
