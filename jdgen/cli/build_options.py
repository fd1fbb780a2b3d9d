"""The options of the build, read: what can't be meant is a wrong command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import click

from jdgen.errors import Message, message
from jdgen.packs import FORMATS, PACKS, Format

Say = Callable[[Message], str]
_MAX_EPOCH = 4102444800  # the year 2100: past it, SOURCE_DATE_EPOCH is a mistake


def check_pack(pack: str | None, options: Mapping[str, Any], say: Say) -> None:
    """Raise UsageError for an option that the pack doesn't have, or a value it doesn't know."""
    chosen = PACKS.get(pack or "")
    if options["roles"] and chosen is not None and not chosen.by_role:
        what = message(
            "{pack} is made of all posts; --role goes with {packs}",
            pack=pack,
            packs=[each.name for each in PACKS.values() if each.by_role],
        )
        raise click.UsageError(say(what))
    for option, name in (("--size", "sizes"), ("--sheet", "sheets")):
        value = options[name[:-1]]
        if value is None:
            continue
        known = getattr(chosen, name) if chosen is not None else ()
        if not known:
            packs = [each.name for each in PACKS.values() if getattr(each, name)]
            what = message(
                "{option} goes with {packs}: name one of them", option=option, packs=packs
            )
            raise click.UsageError(say(what))
        if value.upper() not in known:
            what = message(
                "{pack} knows no {option} {value}; write one of {known}",
                pack=pack,
                option=option,
                value=value,
                known=list(known),
            )
            raise click.UsageError(say(what))


def read_formats(text: str, say: Say) -> tuple[Format, ...]:
    """Return the formats that a list with commas names; UsageError for what is none."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for part in wanted or [""]:
        if part not in FORMATS:
            what = message("“{format}” is no format; write docx, pdf or both: docx,pdf",
                           format=part)  # fmt: skip
            raise click.UsageError(f"--format: {say(what)}")
    return tuple(part for part in FORMATS if part in wanted)


def source_date(say: Say) -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH names, None where it is unset."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,10}", text) or int(text) > _MAX_EPOCH:
        what = message("seconds since 1970-01-01 are expected, a whole number up to {limit}",
                       limit=_MAX_EPOCH)  # fmt: skip
        raise click.UsageError(f"SOURCE_DATE_EPOCH={text}: {say(what)}")
    return datetime.fromtimestamp(int(text), UTC)
