"""The command line: arguments, printing, progress, exit codes, and the only look at the clock.

Each command is a module here. Exit status 0: done. 1: something is wrong, and has been said. 2: a
wrong command line.
"""

from __future__ import annotations

import click

import jdgen
from jdgen.cli.build import build
from jdgen.cli.check import check
from jdgen.cli.compare import compare
from jdgen.cli.doctor import doctor
from jdgen.cli.editions import editions
from jdgen.cli.export import export
from jdgen.cli.importing import import_documents
from jdgen.cli.release import release
from jdgen.cli.review import review
from jdgen.cli.shared import ProblemsInWords
from jdgen.cli.start import new, schema, templates, theme
from jdgen.cli.sync import sync
from jdgen.cli.watch import watch


@click.group(cls=ProblemsInWords, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(jdgen.__version__, prog_name="jdgen")
def main() -> None:
    """Print staffing handbooks and job descriptions from data (人员规划与岗位说明书)."""


for _command in (
    new, import_documents, check, build, watch, schema, templates, theme, doctor, release,
    editions, compare, review, export, sync,
):  # fmt: skip
    main.add_command(_command)
