"""A project's folder, and what is looked up there before the files that come with jdgen.

A project is a folder with ``data/`` and, where it has its own, ``templates/`` and ``fonts/``.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, message
from jdgen.fonts import Face, is_font
from jdgen.records import read_theme
from jdgen.resources import installed
from jdgen.source import parse_yaml
from jdgen.theme import FontRole, Theme

NO_THEME = "none"
_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_FONT_SUFFIXES = (".otf", ".ttf")


@dataclass(frozen=True)
class Materials:
    """Everything besides the data that a build reads, in memory.

    ``word_theme`` is None where the handbook says ``theme: none``: the Word template's own styles
    win then. ``html`` and ``css`` map names to text.
    """

    theme: Theme
    word_theme: Theme | None
    html: Mapping[str, str]
    css: str
    word_template: bytes
    faces: Mapping[FontRole, tuple[Face, ...]]


def gather(project: Path, theme_name: str) -> Materials:
    """Read themes, templates and fonts; a project's own ones come first.

    Raises InputError where a theme or font can't be used, EnvironmentProblem where the fonts that
    come with jdgen are missing.
    """
    theme = _read_theme(project, "standard" if theme_name == NO_THEME else theme_name)
    return Materials(
        theme=theme,
        word_theme=None if theme_name == NO_THEME else theme,
        html=_texts(project, "html", ".html"),
        css=_texts(project, "html", ".css")["base.css"],
        word_template=_find(project, "word/handbook.docx").read_bytes(),
        faces=_faces(project, theme),
    )


def theme_names(project: Path) -> tuple[str, ...]:
    """Return the names that ``theme`` may have, besides ``none``."""
    return tuple(sorted({path.stem for path in _all(project, "themes", ".yaml")}))


def _roots(project: Path) -> tuple[Path, Path]:
    return project / "templates", installed("templates")


def _find(project: Path, name: str) -> Path:
    for root in _roots(project):
        if (root / name).is_file():
            return root / name
    raise EnvironmentProblem(
        [
            Problem(
                Location(f"templates/{name}"),
                message("this file should have come with jdgen, and is not there"),
                message("install jdgen again: pip install --force-reinstall jdgen"),
            )
        ]
    )


def _all(project: Path, folder: str, suffix: str) -> dict[Path, str]:
    """Map the files of a folder to their names within it; a project's own ones win."""
    found: dict[str, Path] = {}
    for root in reversed(_roots(project)):
        top = root / folder
        for path in sorted(top.rglob(f"*{suffix}")) if top.is_dir() else ():
            found[path.relative_to(top).as_posix()] = path
    return {path: name for name, path in found.items()}


def _texts(project: Path, folder: str, suffix: str) -> dict[str, str]:
    texts = {}
    problems = []
    for path, name in _all(project, folder, suffix).items():
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(
                Problem(
                    Location(f"templates/{folder}/{name}"),
                    message("this template can't be read as UTF-8 text"),
                    message("save it as UTF-8, or delete it to use jdgen's own"),
                )
            )
    if problems:
        raise InputError(problems)
    return texts


def _read_theme(project: Path, name: str) -> Theme:
    path = next((p for p, n in _all(project, "themes", ".yaml").items() if n == f"{name}.yaml"), None)
    if path is None:
        names = ", ".join((*theme_names(project), NO_THEME))
        raise InputError(
            [
                Problem(
                    Location("data/handbook.yaml"),
                    message("there is no theme called “{name}”", name=name),
                    message("the themes here are: {names}", names=names),
                )
            ]
        )
    document = parse_yaml(path.read_bytes(), f"templates/themes/{path.name}")
    return read_theme(document)


def _faces(project: Path, theme: Theme) -> dict[FontRole, tuple[Face, ...]]:
    """Load the faces that a theme names, and a project's further ones as a last resort."""
    problems: list[Problem] = []
    own = project / "fonts"
    cache: dict[str, bytes] = {}

    def face(role: FontRole, name: str, latin: bool) -> Face:
        if name not in cache:
            path = _font_path(project, name)
            data = path.read_bytes() if path is not None else b""
            if path is None or not is_font(data):
                problems.append(_no_font(name, found=path is not None))
            cache[name] = data
        return Face(f"{role}-{Path(name).stem}", cache[name], latin)

    faces: dict[FontRole, tuple[Face, ...]] = {}
    for role, pair in theme.fonts.items():
        chosen = [face(role, pair.latin, latin=True), face(role, pair.han, latin=False)]
        further = sorted(own.iterdir()) if own.is_dir() else []
        chosen += [
            face(role, path.name, latin=False)
            for path in further
            if path.suffix.lower() in _FONT_SUFFIXES and path.name not in (pair.latin, pair.han)
        ]
        faces[role] = tuple(chosen)
    if problems:
        raise EnvironmentProblem({problem.location: problem for problem in problems}.values())
    return faces


def _font_path(project: Path, name: str) -> Path | None:
    folders = [project / "fonts", installed("templates") / "fonts"]
    package = importlib.util.find_spec(_FONT_PACKAGE)
    if package is not None and package.submodule_search_locations:
        folders.append(Path(package.submodule_search_locations[0]))
    for folder in folders:
        # A name only, never a path: a theme that came by mail reads no other file.
        if (folder / Path(name).name).is_file():
            return folder / Path(name).name
    return None


def _no_font(name: str, *, found: bool) -> Problem:
    if found:
        return Problem(
            Location(f"fonts/{name}"),
            message("this is not a font that can be used"),
            message("put an OpenType or TrueType font (.otf, .ttf) there"),
        )
    return Problem(
        Location(f"fonts/{name}"),
        message("the font {name} was not found", name=name),
        message(
            "put it into the project's fonts folder; the Chinese fonts come with: "
            "pip install pylopdf-fonts-zh-cn"
        ),
    )
