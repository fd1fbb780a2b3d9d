"""Templates handed out to be restyled in Word, and a restyled one written down as a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jdgen.errors import InputError, Location, OutputError, Problem, message
from jdgen.importers.readers.safety import open_package, read_file
from jdgen.project import installed_theme
from jdgen.render.docx.restyle import read_styles, themed_template, write_theme
from jdgen.resources import installed

_WORD = "word/handbook.docx"
# Their styles are written anew for each paper: they are handed out as they are.
_OTHERS = ("word/card.docx", "word/notice.docx")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")


def templates_to_edit(project: Path) -> Mapping[Path, bytes]:
    """Return the files of ``jdgen templates``: the Word templates, and the themes.

    The handbook's template has its theme's styles, to be seen and changed in Word.

    Raises OutputError where the project has any of them: nothing that exists is overwritten.
    """
    source = installed("templates")
    files = {
        project / "templates" / _WORD: themed_template(
            (source / _WORD).read_bytes(), installed_theme("standard")
        )
    }
    for name in _OTHERS:
        files[project / "templates" / name] = (source / name).read_bytes()
    for path in sorted((source / "themes").glob("*.yaml")):
        files[project / "templates" / "themes" / path.name] = path.read_bytes()
    problems = [
        Problem(
            Location(path.as_posix()),
            message("this file is there already"),
            message("move it away first: what you have changed is never overwritten"),
        )
        for path in files
        if path.exists()
    ]
    if problems:
        raise OutputError(problems)
    return files


def theme_from(file: Path, name: str, project: Path) -> Mapping[Path, bytes]:
    """Return the theme file that ``jdgen theme from`` writes for a restyled Word template.

    Raises InputError where the file is no Word file or the name can't be a theme's.
    """
    if not _NAME.fullmatch(name) or name == "none":
        raise InputError(
            [
                Problem(
                    Location(name),
                    message("this can't be the name of a theme"),
                    message("use small letters, digits and hyphens, such as house-style"),
                )
            ]
        )
    data = open_package(read_file(file), str(file)).data
    try:
        theme = read_styles(data, installed_theme("standard"), name)
    except Exception as failure:
        # python-docx tells a broken package by errors of its own, of zipfile and of lxml alike.
        raise InputError([_no_word_file(file)]) from failure
    target = project / "templates" / "themes" / f"{name}.yaml"
    return {target: write_theme(theme).encode("utf-8")}


def _no_word_file(file: Path) -> Problem:
    return Problem(
        Location(str(file)),
        message("this is not a Word file that can be opened"),
        message("open it in Word and save it as .docx"),
    )
