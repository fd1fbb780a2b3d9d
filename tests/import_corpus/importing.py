"""A layout's files through ``jdgen import`` itself, and what project it wrote."""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner

from jdgen.cli import main
from tests.import_corpus.scoring import Found
from tests.import_corpus.telling import Printing
from tests.projects import read_data


class ImportFailed(Exception):
    """The command ended with an error; its words."""


def import_files(printing: Printing) -> Found:
    """Import a layout's files into a new project and return what it says.

    Raises:
        ImportFailed: the command did not exit with 0.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / file for file in printing.files]
        for path in files:
            path.write_bytes(printing.files[path.name])
        project = folder / "project"
        arguments = ["import", *map(str, files), "--into", str(project), "--lang", "en"]
        done = CliRunner().invoke(main, arguments)
        if done.exit_code:
            raise ImportFailed(f"{done.output}\n{done.exception!r}")
        data = read_data(project)
    return Found(data.handbook, data.departments, data.roles)
