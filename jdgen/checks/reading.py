"""What may be found while the data is read (JD1xx), for the table of all checks.

Nothing here looks for it: ``library`` and what it is built on do. The examples are whole files by
name; a file that is null is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.errors import Kind, Message, message


def found_elsewhere(subject: Subject) -> Iterator[Hit]:  # noqa: ARG001 - as every check is called
    """Find nothing: what this would find is known to those who read the data or run the checks."""
    return iter(())


def _reading(kind: Kind, title: Message, fails: str, passes: str) -> Check:
    return Check(kind.value, Severity.ERROR, title, found_elsewhere, fails, passes)


_CLERK = """\
data/roles/clerk.yaml: |
  id: clerk
  岗位名称: 文员
  所在部门: 综合部
  直接上级: 综合部经理
"""
NOTE = Check(
    "JD106",
    Severity.WARNING,
    message("A file that is not read, or was read otherwise than its writer may think"),
    found_elsewhere,
    """\
data/roles/driver.yaml.txt: |
  id: driver
  岗位名称: 司机
""",
    """\
data/roles/README.txt: |
  每个岗位一个文件。
""",
)
READING: tuple[Check, ...] = (
    _reading(
        Kind.SYNTAX,
        message("A file that can't be read"),
        _CLERK.replace("岗位名称: ", "岗位名称："),
        _CLERK,
    ),
    _reading(
        Kind.KEY,
        message("A key that nothing is called, or that stands twice"),
        f"{_CLERK}  权利: 建议权\n",
        f"{_CLERK}  权限: 建议权\n",
    ),
    _reading(
        Kind.MISSING,
        message("A field that must be there and is missing"),
        _CLERK.replace("  所在部门: 综合部\n", ""),
        _CLERK,
    ),
    _reading(
        Kind.VALUE,
        message("A value that can't stand where it stands"),
        f"{_CLERK}  现员: 三\n",
        f"{_CLERK}  现员: 3\n",
    ),
    _reading(
        Kind.OTHER,
        message("A file or folder that is missing or can't be opened"),
        "data/handbook.yaml: null\n",
        "data/departments/general.yaml: |\n  id: general\n  部门名称: 综合部\n",
    ),
    NOTE,
)
