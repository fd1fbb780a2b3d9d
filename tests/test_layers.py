"""Who may import whom in jdgen: the table, and a reader of imports that holds the code to it.

To add a module, give it a floor in ``FLOORS``. It may import what lies on lower floors and its own
package; the tables after that say what is narrower or wider than this, each with its reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

FLOORS = (
    # 0: words and places; they import nothing of jdgen
    "errors  terms  resources  typography  word_file  garbage  store",
    # 1: types and single jobs
    "model  source  theme  fonts  messages  yaml_text  bounds  project_file  word_safety",
    # 2: what the data says; how two states of it differ
    "records  organisation  schedule  pictures  advertisement  changes",
    # 3: all of it, or every problem; what editors know of it; what is signed
    "library  edit  project  schema  signatures  descriptions  meaning",
    "checks  charts  views",  # 4: what is wrong with it; what a page shows
    "render",  # 5: text or bytes
    "packs  writer",  # 6: which files; the only writer
    "request",  # 7: what is asked of a build, and what came of it
    # 8: what each pack consists of; documents read into data; what an earlier build has left
    "produce  importers  cache",
    # 9: what a command does, and who works for it
    (
        "build  checking  importing  restyle  sync  exporting  compare  editions  review"
        "  doctor  starter  watching  workers"
    ),
    "cli",  # 10: arguments, printing, exit codes
    "__main__",  # 11: python -m jdgen
)

# Steps to the side, inside a floor.
SIDEWAYS = {
    "views": "charts",  # a page shows a chart that is laid out already
    "build": "workers",  # who lays out its pages
    "editions": "checking",  # an edition keeps what the checks found, as the command tells it
    "review": "editions",  # what is due is told by what was released
    # a state may be an edition; who signed what, how changes are told and written is theirs
    "compare": "editions review sync",
}

# These may import nothing but what stands here.
NARROW = {
    "writer": "errors",  # knows only paths and bytes
    "doctor": "errors resources",  # runs where everything else may be broken
}

# The wings meet only in the build and in the report of the checks. What they share (model, theme,
# terms …) is in neither.
DATA_WING = "source records edit library schema checks"
PAGE_WING = "charts views render packs produce"
MEETING = "build checking.page exporting compare.history compare.printing"

# Packages from outside that one place alone may import, so that they can be replaced there.
OWNERS = {
    "yaml": "source",
    "ruamel": "edit",
    "weasyprint": "render.pdf",
    "docxtpl": "render.docx",
    "xlsxwriter": "render.xlsx",
    "icalendar": "render.ics",
    "distributed": "workers.cluster",
    "docx": "render.docx importers.readers.docx",
}

FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}


def room_of(module: str) -> str:
    """Return the name that stands for a module in the tables: its own, or its package's."""
    return module.split(".", maxsplit=1)[0]


def read_imports(package: Path) -> dict[str, set[str]]:
    """Return for each module (``render.pdf``) the dotted names it imports, wherever it does."""
    found: dict[str, set[str]] = {}
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package).with_suffix("").parts
        # A package's __init__ is the package; jdgen's own holds nothing but the version.
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if module:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found[module] = set(_imported(tree, ["jdgen", *parts[:-1]]))
    return found


def _imported(tree: ast.AST, package: list[str]) -> Iterator[str]:
    """Yield every imported name in full; ``package`` is where relative imports start from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from jdgen import model` names the module only in the alias.
            yield from (f"{base}.{alias.name}" for alias in node.names)


def violations(imports: Mapping[str, set[str]]) -> list[str]:
    """Return a sentence for every import that the tables don't allow."""
    said: list[str] = []
    for module, names in imports.items():
        room = room_of(module)
        if room not in FLOOR:
            said.append(f"{module} has no floor in the table")
            continue
        inside = {room_of(name.removeprefix("jdgen.")) for name in names if "jdgen." in name}
        for other in inside & FLOOR.keys():
            said += _disallowed(module, room, other)
        said += _both_wings(module, inside | {room})
        said += _not_owned(module, {name.split(".", maxsplit=1)[0] for name in names})
    return sorted(said)


def _not_owned(module: str, packages: set[str]) -> Iterator[str]:
    for name in packages & OWNERS.keys():
        # A place may grow into a package: then all of it is the owner.
        owners = OWNERS[name].split()
        inside = any(f"{module}.".startswith(f"{owner}.") for owner in owners)
        if not inside and room_of(module) not in owners:
            yield f"{module} imports {name}: only {OWNERS[name]} may"


def _disallowed(module: str, room: str, other: str) -> Iterator[str]:
    if other == room:
        return
    if FLOOR[other] >= FLOOR[room] and other not in SIDEWAYS.get(room, "").split():
        yield f"{module} imports {other}: floor {FLOOR[room]} from floor {FLOOR[other]}"
    elif room in NARROW and other not in NARROW[room].split():
        yield f"{module} imports {other}: it may import only {NARROW[room]}"


def _both_wings(module: str, rooms: set[str]) -> Iterator[str]:
    data = sorted(rooms & set(DATA_WING.split()))
    page = sorted(rooms & set(PAGE_WING.split()))
    if data and page and module not in MEETING.split():
        wings = f"the data wing ({' '.join(data)}) and the page wing ({' '.join(page)})"
        yield f"{module} joins {wings}"


def test_the_code_keeps_to_the_table() -> None:
    """No module of jdgen imports upwards, sideways or across the wings, and all have a floor."""
    assert violations(read_imports(ROOT / "jdgen")) == []


def test_each_name_has_one_floor() -> None:
    """A name written twice would hold for its second floor only; all tables know the names."""
    names = " ".join(FLOORS).split()
    assert len(names) == len(set(names))
    tables = [*NARROW.items(), *SIDEWAYS.items(), (DATA_WING, PAGE_WING)]
    known = {name for pair in tables for side in pair for name in side.split()}
    owners = {room_of(owner) for owner in " ".join(OWNERS.values()).split()}
    assert known | owners <= set(names)
    for room, others in SIDEWAYS.items():
        assert {FLOOR[other] for other in others.split()} == {FLOOR[room]}


@pytest.mark.parametrize(
    ("file", "source", "complaint"),
    [
        ("model.py", "from jdgen.library import a", "model imports library: floor 1 from floor 3"),
        ("model.py", "from . import cli", "model imports cli: floor 1 from floor 10"),
        ("theme.py", "import jdgen.fonts", "theme imports fonts: floor 1 from floor 1"),
        ("charts/a.py", "import jdgen.views", "charts.a imports views: floor 4 from floor 4"),
        (
            "render/pdf.py",
            "def late():\n    from ..build import plan",
            "render.pdf imports build: floor 5 from floor 9",
        ),
        (
            "views/card.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from jdgen import library",
            "views.card joins the data wing (library) and the page wing (views)",
        ),
        (
            "compare.py",
            "from jdgen import library, packs",
            "compare joins the data wing (library) and the page wing (packs)",
        ),
        ("writer.py", "import jdgen.theme", "writer imports theme: it may import only errors"),
        ("library.py", "import yaml.nodes", "library imports yaml: only source may"),
        (
            "render/docxlike.py",
            "from docx import Document",
            "render.docxlike imports docx: only render.docx importers.readers.docx may",
        ),
        (
            "writer/failures.py",
            "from jdgen.terms import TERMS",
            "writer.failures imports terms: it may import only errors",
        ),
        ("helpers.py", "", "helpers has no floor in the table"),
        ("tools/__init__.py", "", "tools has no floor in the table"),
    ],
)
def test_a_planted_violation_is_caught(
    tmp_path: Path, file: str, source: str, complaint: str
) -> None:
    """Each rule is broken once, in every way of writing an import."""
    planted = tmp_path / file
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(source, encoding="utf-8")
    assert violations(read_imports(tmp_path)) == [complaint]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("__init__.py", "__version__ = '1'"),
        ("build.py", "from jdgen import __version__, library, packs\nimport yamlish, json"),
        ("render/pdf.py", "import weasyprint\nfrom . import html\nfrom .html import page"),
        ("views/handbook.py", "from jdgen.charts.layout import a\nfrom jdgen.model import b"),
        ("render/docx/styles.py", "from docx import Document"),
        ("source/text.py", "import yaml\nfrom jdgen.source import scalar"),
    ],
)
def test_what_the_table_allows_is_let_through(tmp_path: Path, file: str, source: str) -> None:
    """Downwards, inside a package, and by the owner of a package from outside."""
    planted = tmp_path / file
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(source, encoding="utf-8")
    assert violations(read_imports(tmp_path)) == []
