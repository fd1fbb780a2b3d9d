"""A whole folder written at once, or not at all; floor 6, beside ``writer``.

The files are written into a folder beside the new one, down to the disk, and that folder then
takes the name. A run that is killed leaves nothing under the name, and what it left beside is
cleared by the next one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jdgen.errors import Location, OutputError, Problem
from jdgen.writer import write_files
from jdgen.writer.failures import NotOursError, describe_failure
from jdgen.writer.leftovers import clear_leftovers, temporary_name


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, by path below it, as the new ``folder``; missing folders above are made.

    Raises OutputError where something has this name already or a file can't be written;
    everything is then as it was before.
    """
    above = folder.parent
    made = [each for each in (above, *above.parents) if not os.path.lexists(each)]
    stage = above / temporary_name(folder=True)
    done = False
    try:
        if above.is_dir():
            clear_leftovers(above)
        if os.path.lexists(folder):
            raise _failure(folder, NotOursError(NotOursError.FOLDER))
        write_files({stage / name: data for name, data in files.items()})
        _put(stage, folder)
        done = True
    except OutputError as failure:
        raise OutputError(_below(problem, stage, folder) for problem in failure.problems) from None
    finally:
        if not done:
            shutil.rmtree(stage, ignore_errors=True)
            for each in made:
                with contextlib.suppress(OSError):
                    each.rmdir()


def _put(stage: Path, folder: Path) -> None:
    try:
        # Never onto a folder, not even an empty one, which some systems would replace.
        if os.path.lexists(folder):
            raise NotOursError(NotOursError.FOLDER)
        stage.rename(folder)
    except OSError as error:
        # Another run was faster: each system has its own way of saying so.
        taken = NotOursError(NotOursError.FOLDER) if os.path.lexists(folder) else error
        raise _failure(folder, taken) from error
    if os.name != "nt":
        with contextlib.suppress(OSError):
            handle = os.open(folder.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _failure(folder: Path, error: OSError) -> OutputError:
    return OutputError([describe_failure(folder, error)])


def _below(problem: Problem, stage: Path, folder: Path) -> Problem:
    """Name a file by where it was meant to be."""
    file = problem.location.file.replace(str(stage), str(folder), 1)
    return replace(problem, location=Location(file))
