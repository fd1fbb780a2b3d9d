"""What a handbook says about its checks: how much each matters, and what is right all the same.

The section 检查 of ``handbook.yaml``. Which codes there are is known where
the checks are; here they are words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from jdgen.model.fields import Count, Record, Text
from jdgen.terms.choices import SEVERITIES


def _as_severity(value: Any) -> Any:
    """Turn the English word into the Chinese one, which is the canonical one."""
    if isinstance(value, str):
        for chinese, english in SEVERITIES.items():
            if value.casefold() == english.casefold():
                return chinese
    return value


SeverityWord = Annotated[Literal["错误", "警告", "提示", "关闭"], BeforeValidator(_as_severity)]
# A period of no months would have everything overdue on the day it is written.
Months = Annotated[
    Count,
    Field(ge=1),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 1}),
]


class CheckException(Record):
    """Something that a check finds and that is right: which check, where, and why.

    ``post``: by id, title or alias; None for every post. ``words``: a part of the text that it is
    about; None for any text.
    """

    code: Text
    post: Text | None = None
    words: Text | None = None
    reason: Text


class CheckSettings(Record):
    """How much each check matters, by code or its beginning (``JD4``), and the exceptions."""

    severities: Mapping[str, SeverityWord] = Field(default_factory=dict)
    exceptions: tuple[CheckException, ...] = ()
