"""List numbers as people type them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

Style = Callable[[int], str]
_HAN = "一二三四五六七八九十"


def han(number: int) -> str:
    """Return 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _HAN[number - 1]
    head = "" if tens == 1 else _HAN[tens - 1]
    return f"{head}十{_HAN[ones - 1] if ones else ''}"


STYLES: dict[str, Style] = {
    "1、": lambda n: f"{n}、",
    "1.": lambda n: f"{n}.",
    "1. ": lambda n: f"{n}. ",
    "1．": lambda n: f"{n}．",
    "1)": lambda n: f"{n}) ",
    "1）": lambda n: f"{n}）",
    "(1)": lambda n: f"({n})",
    "（1）": lambda n: f"（{n}）",
    "①": lambda n: chr(0x245F + n),
    "一、": lambda n: f"{han(n)}、",
    "（一）": lambda n: f"（{han(n)}）",
    "a)": lambda n: f"{chr(96 + n)}) ",
    "A.": lambda n: f"{chr(64 + n)}. ",
    "第一条": lambda n: f"第{han(n)}条　",
    "•": lambda _: "• ",
    "●": lambda _: "●",
    "-": lambda _: "- ",
    "◆": lambda _: "◆ ",
    "": lambda _: "",
}


def numbered(items: Iterable[str], style: str) -> list[str]:
    """Return the texts with their numbers before them."""
    return [STYLES[style](number) + text for number, text in enumerate(items, 1)]


def outline(
    duties: Sequence[Mapping[str, object]], first: str, second: str, indent: str = ""
) -> list[str]:
    """Return duties and below each its tasks as lines with numbers of two styles."""
    lines = []
    for number, duty in enumerate(duties, 1):
        lines.append(STYLES[first](number) + str(duty["text"]))
        tasks = duty.get("tasks", ())
        texts = [str(task) for task in tasks] if isinstance(tasks, list) else []
        lines += [indent + line for line in numbered(texts, second)]
    return lines
