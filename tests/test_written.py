"""Where values stand in the data files and how their keys are written, also when packed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from jdgen.errors import Location
from jdgen.library import load
from jdgen.records.written import Written
from tests.projects import make_project

_WRITTEN = Written(
    "f.yaml",
    (
        {(): (), ("duties",): ("职责",), ("duties", 0): ("职责", 1), ("title",): ("名称",)},
        {(): (1, 1), ("职责",): (2, 3), ("职责", 1): (4, 5), ("名称",): (6, 7)},
    ),
)


@pytest.mark.parametrize("written", [_WRITTEN, Written("f.yaml", None, _WRITTEN.packed())])
def test_a_path_of_the_model_is_found_in_the_file(written: Written) -> None:
    """Items that are left out count in the file; what came packed says the same."""
    assert {path: written.place(path) for path in written.paths} == {
        (): Location("f.yaml", 1, 1),
        ("duties",): Location("f.yaml", 2, 3),
        ("duties", 0): Location("f.yaml", 4, 5),
        ("title",): Location("f.yaml", 6, 7),
    }
    assert written.key(("duties", 0)) == "职责[2]"
    with pytest.raises(KeyError):
        written.place(("duties", 1))
    with pytest.raises(KeyError):
        written.key(("duties", 1))


def test_a_library_tells_another_process_where_everything_stands(tmp_path: Path) -> None:
    """Every place and every key survives, of the handbook, its departments and its posts."""
    make_project(tmp_path / "p", posts=6)
    library = load(tmp_path / "p").library
    there = pickle.loads(pickle.dumps(library))  # noqa: S301 - made one line ago
    assert {path[0] for path in library.places} == {"handbook", "department", "role"}
    assert dict(there.places) == dict(library.places)
    assert dict(there.keys) == dict(library.keys)
    assert len(there.places) == len(dict(library.places)) > 300
    assert there.locate("role", library.roles[0].id, "nothing") == library.locate(
        "role", library.roles[0].id
    )
    assert there.locate("role", "nobody") == Location("data")
    assert there == library
