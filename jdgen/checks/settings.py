"""What a handbook says about its checks, applied: severities, and exceptions with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from jdgen.checks.check import Check, Hit, Path, Severity, Subject, texts_of
from jdgen.checks.reading import found_elsewhere
from jdgen.errors import message
from jdgen.model import Department, Duty, Handbook, Headcount, Library, ReportEntry, Role
from jdgen.model.check_settings import CheckException

_SEVERITIES: Mapping[str, Severity | None] = MappingProxyType(
    {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.HINT, "关闭": None}
)
_SECTION = ("handbook", "checks")


@dataclass(frozen=True)
class Settings:
    """The settings of one library."""

    subject: Subject

    @property
    def _library(self) -> Library:
        return self.subject.library

    @property
    def _exceptions(self) -> tuple[CheckException, ...]:
        return self._library.handbook.checks.exceptions

    def severity(self, code: str, own: Severity) -> Severity | None:
        """Return how much ``code`` matters here, None where it is off; ``own``: if not set."""
        setting = self._setting(code)
        return _SEVERITIES[setting] if setting is not None else own

    def is_set(self, code: str) -> bool:
        """Whether the handbook says how much ``code`` matters."""
        return self._setting(code) is not None

    def _setting(self, code: str) -> str | None:
        """Return the word for ``code``; of ``JD4`` and ``JD402`` the longer one holds."""
        written = self._library.handbook.checks.severities
        fitting = [each for each in written if each and code.startswith(each.upper())]
        return written[max(fitting, key=len)] if fitting else None

    def exceptions(self, code: str, hit: Hit) -> frozenset[int]:
        """Return which of the exceptions, counted from 0, let ``hit`` pass."""
        return frozenset(
            number
            for number, exception in enumerate(self._exceptions)
            if exception.code.upper() == code and self._fits(exception, hit)
        )

    def _fits(self, exception: CheckException, hit: Hit) -> bool:
        if exception.post is not None:
            post = self.subject.organisation.role(exception.post)
            if post is None or hit.path[:2] != ("role", post.id):
                return False
        if exception.words is None:
            return True
        value = value_at(self._library, hit.path)
        if isinstance(value, (Role, Department, Handbook)):
            # About a page as a whole: every text that stands anywhere on it would do.
            value = ""
        texts = (text for _, text in texts_of((), value))
        return exception.words in hit.words or any(exception.words in text for text in texts)

    def unknown(self, codes: Collection[str]) -> Iterator[Hit]:
        """Yield each code in the settings that is none of ``codes``, nor the beginning of one."""
        hint = message("write a code as “jdgen check” shows it, such as JD202")
        for written in self._library.handbook.checks.severities:
            if not any(code.startswith(written.upper()) for code in codes):
                what = message("no check has the code “{code}”", code=written)
                yield Hit((*_SECTION, "severities", written), what, hint, written)
        for number, exception in enumerate(self._exceptions):
            if exception.code.upper() not in codes:
                what = message("no check has the code “{code}”", code=exception.code)
                path = (*_SECTION, "exceptions", number, "code")
                yield Hit(path, what, hint, exception.code)

    def unused(self, used: Collection[int], codes: Collection[str]) -> Iterator[Hit]:
        """Yield each exception for one of the checks ``codes`` that is not among those ``used``."""
        for number, exception in enumerate(self._exceptions):
            if number in used or exception.code.upper() not in codes:
                continue
            what = message("nothing is found any more that this exception would let pass")
            hint = message("delete it, or correct its post or its words")
            if exception.post and self.subject.organisation.role(exception.post) is None:
                hint = message("no post is called “{name}”", name=exception.post)
            yield Hit((*_SECTION, "exceptions", number), what, hint, exception.code)


def value_at(library: Library, path: Path) -> Any:
    """Return the value of the model at ``path``, None where there is none.

    What has a text of its own besides parts (a duty, a report, a headcount) is that text.
    """
    value: Any
    kind, *rest = path
    if kind == "handbook":
        value = library.handbook
    else:
        records = library.roles if kind == "role" else library.departments
        identifier, *rest = rest or ("",)
        value = next((each for each in records if each.id == identifier), None)
    for part in rest:
        try:
            value = value[part] if isinstance(part, int) else _member(value, part)
        except (IndexError, KeyError, TypeError):
            return None
    if isinstance(value, (Duty, Headcount)):
        return value.text
    return value.document if isinstance(value, ReportEntry) else value


def _member(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, Mapping) else getattr(value, name, None)


UNUSED = Check(
    "JD200",
    Severity.WARNING,
    message("An exception that nothing needs any more"),
    found_elsewhere,
    """\
handbook:
  检查:
    例外:
      - {编号: JD202, 岗位: 文员, 理由: 上级岗位待定}
roles:
  clerk: {直接上级: 综合部经理}
""",
    """\
handbook:
  检查:
    例外:
      - {编号: JD202, 岗位: 文员, 理由: 上级岗位待定}
roles:
  clerk: {直接上级: 副经理}
""",
)
UNKNOWN = Check(
    "JD201",
    Severity.WARNING,
    message("A code in the settings that no check has"),
    found_elsewhere,
    """\
handbook:
  检查:
    级别: {JD999: 关闭}
""",
    """\
handbook:
  检查:
    级别: {JD4: 关闭}
""",
)
