"""Numbered items, free sections and sign-off boxes of a page back into data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jdgen.changes.lists import match
from jdgen.sync.page_words import NOTES, Words, without_typed_number


def take_items(
    held: Sequence[Any], printed: Sequence[Any], items: Sequence[Any], words: Words
) -> list[Any]:
    """Return numbered items: those that are as printed stay what the data has."""
    origin = {now: before for before, now in match(printed, items)}
    result = []
    for number, item in enumerate(items):
        before = origin.get(number)
        if before is None or before >= len(held):
            result.append(_item({}, {}, item, words))
        elif printed[before] == item:
            result.append(held[before])
        else:
            result.append(_item(dict(held[before]), printed[before], item, words))
    return result


def _item(held: dict[str, Any], printed: Mapping[str, Any], item: Any, words: Words) -> Any:
    if item["text"] != printed.get("text"):
        bare = without_typed_number(item["text"])
        typed = without_typed_number(printed.get("text", "")) != printed.get("text", "")
        held["text"] = item["text"] if typed else bare
    if item["tasks"] != printed.get("tasks", []):
        held["tasks"] = [without_typed_number(task) for task in item["tasks"]]
    if item["note"] != printed.get("note", ""):
        stated = words.labelled(item["note"], "duty", NOTES)
        for name in NOTES:
            if name in stated:
                held[name] = stated[name]
            else:
                held.pop(name, None)
    return {name: value for name, value in held.items() if value}


def take_extras(held: Sequence[Any], printed: Sequence[Any], extras: Sequence[Any]) -> list[Any]:
    """Return free sections: those that are as printed stay what the data has."""
    keyed = [[each["heading"]] for each in printed]
    origin = {now: before for before, now in match(keyed, [[each["heading"]] for each in extras])}
    result = []
    for number, extra in enumerate(extras):
        before = origin.get(number)
        old = printed[before] if before is not None else {}
        if before is not None and old == extra:
            result.append(held[before])
            continue
        record = dict(held[before]) if before is not None else {}
        if extra["heading"] != old.get("heading"):
            record["heading"] = extra["heading"]
        if extra["lines"] != old.get("lines", []):
            record["text"] = "\n".join(extra["lines"])
        if extra["items"] != old.get("items", []):
            texts = [item["text"] for item in old.get("items", [])]
            record["items"] = [
                item["text"] if item["text"] in texts else without_typed_number(item["text"])
                for item in extra["items"]
            ]
        if extra["table"] != old.get("table", []):
            record["table"] = extra["table"]
        result.append({name: value for name, value in record.items() if value})
    return [each for each in result if each.get("heading")]


def take_signoff(boxes: Any, held: Any, words: Words) -> Any:
    """Return who signs, from boxes of ``label：name　date``."""
    if not boxes:
        return held
    signoff = {}
    for box in boxes:
        label, _, rest = box.replace("：", ":").partition(":")
        name = words.field("signoff", label)
        parts = [part for part in re.split("[\u3000\\s]{1,}", rest.strip()) if part]
        if name is None:
            continue
        day = parts.pop() if parts and re.search("[0-9]{2,}", parts[-1]) else ""
        stated = {"name": " ".join(parts), "date": day}
        if any(stated.values()):
            signoff[name] = {key: text for key, text in stated.items() if text}
    return signoff or (held and {})
