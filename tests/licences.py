# ruff: noqa: E501 - each paragraph of the page stands on one line
"""``docs/licences.md``, the licence of every package, is made by ``python -m tests.licences``.

Licences are read from what is installed; a package for another platform or another Python keeps
the line that it has. What each licence asks of us is judged below, by hand: one that is not in the
table stops the page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from tests.pins import FOLDER, ROOT, pins

PAGE = ROOT / "docs" / "licences.md"

# What a licence asks where jdgen is used, changed or handed on.
_FREE = ("可自由使用，须保留版权声明", "free to use; its notice is kept")
_FILES = ("不修改其文件即可自由使用", "free to use as long as its own files are not changed")
_LIBRARY = ("作为库原样使用，可由用户替换", "used unchanged as a library that users can replace")
JUDGED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0",
         "Apache-2.0 OR BSD-2-Clause", "BSD-3-Clause OR Apache-2.0", "MIT OR Apache-2.0",
         "W3C-20150513"),
        _FREE,
    ),
    **dict.fromkeys(("MPL-2.0", "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"), _FILES),
    **dict.fromkeys(("LGPL-2.1-only", "LGPL-3.0-or-later"), _LIBRARY),
    "OFL-1.1": (
        "字体，可嵌入文件，不得单独出售",
        "fonts: may be embedded in documents, not sold by themselves",
    ),
    "AGPL-3.0": (
        "仅测试时运行，不随产品分发",
        "run by the tests alone, part of nothing that is handed on",
    ),
}  # fmt: skip
# Where the package states none, or in words that could mean several: read in its own LICENSE file.
STATED: Mapping[str, str] = {
    "atheris": "Apache-2.0",
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "docx2txt": "MIT",
    "pymupdf": "AGPL-3.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "python-dateutil": "BSD-3-Clause OR Apache-2.0",
    "pyyaml-ft": "MIT",
}
# A package that reaches users may be under none of these.
NOT_FOR_USERS = frozenset({"AGPL-3.0"})
_WORDS: tuple[tuple[str, str], ...] = (
    ("SIL Open Font", "OFL-1.1"),
    ("Mozilla Public License 2.0", "MPL-2.0"),
    ("Apache", "Apache-2.0"),
    ("MIT License", "MIT"),
    ("BSD License", "BSD"),
    ("ISC License", "ISC"),
    ("LGPLv3+", "LGPL-3.0-or-later"),
)
_USES = {"run.txt": ("运行", "use"), "build.txt": ("安装", "installing"),
         "test.txt": ("测试", "tests"), "tools.txt": ("维护", "upkeep")}  # fmt: skip
_HEAD = """# 第三方软件包的许可 Licences of packages

`make requirements` 由各包的元数据生成本页；每种许可由人判断一次（`tests/licences.py`）。jdgen 自身：MIT；随附的 Liberation 字体：OFL-1.1。

`make requirements` makes this page from the packages' metadata; what each licence asks was judged once, by hand (`tests/licences.py`). jdgen itself is MIT; the Liberation fonts that it carries are OFL-1.1. Programs from Debian and npm that the tests run are part of nothing that is handed on.

| 包 Package | 许可 Licence | 用途 For | 判断 Judgement |
| --- | --- | --- | --- |
"""


class Unjudged(Exception):
    """A licence that nobody has judged, or a package that is not installed and has no line yet."""


def licence(name: str) -> str | None:
    """Return a package's licence as SPDX spells it, None where it is not installed."""
    if name in STATED:
        return STATED[name]
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    if "License-Expression" in about:
        return about["License-Expression"]
    short = about["License"].strip().split("\n")[0] if "License" in about else ""
    if short in JUDGED:
        return short
    classifiers = [line for line in about.get_all("Classifier") or [] if "License ::" in line]
    for words, spdx in _WORDS:
        if any(words in line for line in (short, *classifiers)):
            return spdx
    raise Unjudged(f"{name}: “{short}” {classifiers}")


def packages() -> dict[str, str]:
    """Return the file of ``requirements/`` that first needs each package."""
    found: dict[str, str] = {}
    for file in _USES:
        for name in pins((FOLDER / file).read_text(encoding="utf-8")):
            found.setdefault(name, file)
    return dict(sorted(found.items()))


def lines(page: str) -> dict[str, str]:
    """Return the licence of each package as a page says it."""
    return dict(re.findall(r"^\| ([a-z0-9][a-z0-9-]*) \| ([^|]+) \|", page, re.MULTILINE))


def rows(before: str) -> Iterator[str]:
    """Yield the table's lines; ``before``: the page that there is, for what is not installed.

    Raises Unjudged.
    """
    known = lines(before)
    for name, file in packages().items():
        found = licence(name) or known.get(name)
        if found is None:
            raise Unjudged(f"{name} is not installed: write its licence into STATED")
        if found not in JUDGED or (file == "run.txt" and found in NOT_FOR_USERS):
            raise Unjudged(f"{name}: {found}")
        zh, en = JUDGED[found]
        use, use_en = _USES[file]
        yield f"| {name} | {found} | {use} {use_en} | {zh} {en} |\n"


def page(before: str) -> str:
    """Return the page. Raises Unjudged."""
    return _HEAD + "".join(rows(before))


def read(file: Path = PAGE) -> str:
    """Return the page as it lies in docs/, nothing where it is not there yet."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""


if __name__ == "__main__":
    text = page(read())
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(lines(text))} packages\n")
