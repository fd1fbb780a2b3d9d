"""A project's folder, and what is looked up there before the files that come with jdgen.

A project is a folder with ``data/`` and, where it has its own, ``templates/`` and ``fonts/``.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, Problems, message
from jdgen.fonts import Face, character_map, cut, is_font
from jdgen.pictures import Mentioned, read_picture
from jdgen.project_file import MOST_FONT, MOST_WORD, read_material
from jdgen.records import read_theme
from jdgen.resources import installed
from jdgen.source import parse_yaml
from jdgen.theme import FontRole, Theme
from jdgen.word_file import is_word_file, read_paragraphs
from jdgen.word_safety import refuse_dangers

NO_THEME = "none"
# The Word templates that documents are filled into, by name: word/handbook.docx and so on.
_WORD_TEMPLATES = ("handbook", "notice", "card")
_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_FONT_SUFFIXES = (".otf", ".ttf")


@dataclass(frozen=True)
class Named:
    """Where a theme was chosen: in the data, with the key as written, or on the command line."""

    location: Location
    key: str = ""


@dataclass(frozen=True)
class Checks:
    """Who can tell whether templates can be read: HTML by name, a Word file's paragraphs.

    ``word`` is told the file's name below ``templates`` as well.
    """

    html: Callable[[Mapping[str, str]], None]
    word: Callable[[str, Sequence[str]], None]


COMMAND_LINE = Named(Location("--theme"))


@dataclass(frozen=True)
class Materials:
    """Everything besides the data that a build reads, in memory.

    ``word_theme`` is None where the handbook says ``theme: none``: the Word template's own styles
    win then. ``html`` and ``style_sheets`` map names to text, ``word_templates`` to bytes
    (``handbook``, without a suffix), ``pictures`` their names in the data to PNG. ``own_word``: the
    names of those Word templates that did not come with jdgen; ``own_html``: whether any HTML
    template did not.
    """

    theme: Theme
    word_theme: Theme | None
    html: Mapping[str, str]
    style_sheets: Mapping[str, str]
    word_templates: Mapping[str, bytes]
    faces: Mapping[FontRole, tuple[Face, ...]]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    own_word: frozenset[str] = frozenset()
    own_html: bool = False

    @property
    def css(self) -> str:
        """The rules of the handbook's pages that are no theme's."""
        return self.style_sheets["base.css"]

    @property
    def word_template(self) -> bytes:
        """The handbook's Word template."""
        return self.word_templates["handbook"]


def gather(
    project: Path,
    theme_name: str,
    checks: Checks,
    named: Named = COMMAND_LINE,
    pictures: Mapping[str, Mentioned] | None = None,
) -> Materials:
    """Read themes, templates and fonts; a project's own ones come first.

    ``named``: where the theme was chosen; ``pictures``: those that will be printed, and where the
    data names each. Raises InputError with all that can't be used.
    """
    problems = Problems()
    theme: Theme | None = None
    faces: Mapping[FontRole, tuple[Face, ...]] = {}
    html: Mapping[str, str] = {}
    css: Mapping[str, str] = {}
    word_templates: dict[str, bytes] = {}
    found: dict[str, bytes] = {}
    # Those that came with jdgen are known to be good.
    own = (project / "templates").exists()
    with problems:
        theme = _read_theme(project, "standard" if theme_name == NO_THEME else theme_name, named)
    with problems:
        faces = _faces(project, theme) if theme is not None else {}
    with problems:
        html = _texts(project, "html", ".html")
        if own:
            checks.html(html)
    with problems:
        css = _texts(project, "html", ".css")
    for name in _WORD_TEMPLATES:
        file = f"word/{name}.docx"
        with problems:
            word_templates[name] = _word_template(project, file)
        checked = own and name in word_templates
        for paragraphs in read_paragraphs(word_templates[name]) if checked else ():
            with problems:
                checks.word(file, paragraphs)
    for name, mentioned in (pictures or {}).items():
        with problems:
            found[name] = read_picture(project, name, mentioned)
    problems.stop()
    if theme is None:
        raise AssertionError("a theme that can't be read is a problem")
    return Materials(
        theme=theme,
        word_theme=None if theme_name == NO_THEME else theme,
        html=html,
        style_sheets=css,
        word_templates=word_templates,
        faces=faces,
        pictures=found,
        own_html=_brings(project, "html"),
        own_word=frozenset(
            name for name in word_templates if _brings(project, f"word/{name}.docx")
        ),
    )


def _brings(project: Path, name: str) -> bool:
    """Whether a template, or a folder of some, is the project's, jdgen's own checkout excepted."""
    own = project / "templates"
    return (own / name).exists() and own.resolve() != installed("templates").resolve()


def html_templates(project: Path) -> Mapping[str, str]:
    """Return the HTML templates by name; raises InputError where one can't be opened or read."""
    return _texts(project, "html", ".html")


def theme_names(project: Path) -> tuple[str, ...]:
    """Return the names that ``theme`` may have, besides ``none``."""
    return tuple(sorted({path.stem for path in _all(project, "themes", ".yaml")}))


def _roots(project: Path) -> tuple[Path, Path]:
    return project / "templates", installed("templates")


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
    problems = Problems()
    for path, name in _all(project, folder, suffix).items():
        with problems:
            location = Location(f"templates/{folder}/{name}")
            try:
                texts[name] = read_material(project, path, location).decode("utf-8-sig")
            except UnicodeDecodeError as failure:
                what = message("this template can't be read as UTF-8 text")
                hint = message("save it as UTF-8, or delete it to use jdgen's own")
                raise InputError([Problem(location, what, hint)]) from failure
    problems.stop()
    return texts


def _read_theme(project: Path, name: str, named: Named) -> Theme:
    own = {within: path for path, within in _all(project, "themes", ".yaml").items()}
    path = own.get(f"{name}.yaml")
    if path is None:
        what = message("there is no theme called “{name}”", name=name)
        hint = message("the themes here are: {names}", names=[*theme_names(project), NO_THEME])
        raise InputError([Problem(named.location, what, hint, named.key)])
    location = Location(f"templates/themes/{name}.yaml")
    return read_theme(parse_yaml(read_material(project, path, location), location.file))


def _word_template(project: Path, name: str) -> bytes:
    """Return a Word template; what is no Word file is refused before anyone opens it."""
    path = next((root / name for root in _roots(project) if (root / name).exists()), None)
    location = Location(f"templates/{name}")
    if path is None:
        raise EnvironmentProblem(
            [
                Problem(
                    location,
                    message("this file should have come with jdgen, and is not there"),
                    message("install jdgen again: pip install --force-reinstall jdgen"),
                )
            ]
        )
    data = read_material(project, path, location, MOST_WORD)
    if not is_word_file(data):
        what = message("this is not a Word file that can be opened")
        hint = message("save it once more in Word as .docx, or delete it to use jdgen's own")
        raise InputError([Problem(location, what, hint)])
    refuse_dangers(data, location.file)
    return data


def _faces(project: Path, theme: Theme) -> dict[FontRole, tuple[Face, ...]]:
    """Load the faces that a theme names, and a project's further ones as a last resort."""
    problems: dict[Location, Problem] = {}
    own = project / "fonts"
    cache: dict[str, bytes] = {}

    def face(role: FontRole, name: str, latin: bool) -> Face:
        if name not in cache:
            path = _font_path(project, name)
            location = Location(f"fonts/{Path(name).name}")
            cache[name] = read_material(project, path, location, MOST_FONT) if path else b""
            if path is None or (path.parent == own and not _can_be_cut(cache[name])):
                problems[location] = _no_font(name, location, found=path is not None)
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
        raise EnvironmentProblem(problems.values())
    return faces


def _can_be_cut(data: bytes) -> bool:
    """Whether a font that somebody put here is whole: tried on one of its characters."""
    characters = character_map(data) if is_font(data) else frozenset()
    try:
        return bool(characters) and bool(cut(data, chr(max(characters))))
    except (RuntimeError, ValueError, struct.error):
        return False


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


def _no_font(name: str, location: Location, *, found: bool) -> Problem:
    if found:
        return Problem(
            location,
            message("this is not a font that can be used"),
            message("put an OpenType or TrueType font (.otf, .ttf) there"),
        )
    return Problem(
        location,
        message("the font {name} was not found", name=name),
        message(
            "put it into the project's fonts folder; the Chinese fonts come with: "
            "pip install pylopdf-fonts-zh-cn"
        ),
    )


def installed_theme(name: str) -> Theme:
    """Return a theme that came with jdgen."""
    path = installed("templates") / "themes" / f"{name}.yaml"
    return read_theme(parse_yaml(path.read_bytes(), f"templates/themes/{path.name}"))
