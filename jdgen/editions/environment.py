"""What documents' bytes depend on besides the data: jdgen itself, its engines, the fonts."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import jdgen
from jdgen.editions.manifest import MadeWith
from jdgen.errors import Message, message
from jdgen.fonts import Face
from jdgen.resources import installed
from jdgen.theme import FontRole

# Packages that write, lay out or compress what is in the files.
_PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "uharfbuzz",
    "docxtpl", "python-docx", "lxml", "Jinja2", "pillow",
)  # fmt: skip
_CODE = (".py",)
_TEMPLATES = (".html", ".css", ".yaml", ".docx")


def made_with(faces: Mapping[FontRole, Iterable[Face]]) -> MadeWith:
    """Return what documents made now, with these faces, are made with.

    Raises OSError where Pango can't be loaded: then no PDF can be made either.
    """
    from jdgen.render.pdf.engine_versions import engine_versions  # loads Pango

    engines = {name: _version(name) for name in _PACKAGES}
    engines |= engine_versions()
    engines["Python"] = platform.python_version()
    engines["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    fonts = {
        face.family: hashlib.sha256(face.data).hexdigest()
        for role in sorted(faces)
        for face in faces[role]
    }
    return MadeWith(jdgen=jdgen.__version__, code=_code(), engines=engines, fonts=fonts)


def differences(then: MadeWith, now: MadeWith) -> tuple[Message, ...]:
    """Return in words what is not the same; empty where documents must come out alike."""
    told: list[Message] = []
    if then.jdgen != now.jdgen:
        told.append(message("jdgen: {then} then, {now} now", then=then.jdgen, now=now.jdgen))
    elif then.code != now.code:
        what = message("jdgen {version}: its code or its templates are not the same",
                       version=now.jdgen)  # fmt: skip
        told.append(what)
    for name in dict.fromkeys((*then.engines, *now.engines)):
        one, other = then.engines.get(name, "–"), now.engines.get(name, "–")
        if one != other:
            told.append(message("{name}: {then} then, {now} now", name=name, then=one, now=other))
    fonts = dict.fromkeys((*then.fonts, *now.fonts))
    unlike = [name for name in fonts if then.fonts.get(name) != now.fonts.get(name)]
    return (*told, *(message("font {name}: not the same", name=name) for name in unlike))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def _code() -> str:
    """Return a hash over jdgen's code and templates, the same in a checkout and installed.

    Line ends don't count: version control may turn them.
    """
    package = Path(jdgen.__file__).resolve().parent
    seen = hashlib.sha256()
    for top, suffixes in ((package, _CODE), (installed("templates"), _TEMPLATES)):
        for name, path in _files(top, suffixes):
            data = path.read_bytes()
            if path.suffix != ".docx":
                data = data.replace(b"\r\n", b"\n")
            seen.update(f"{name} {len(data)}\n".encode())
            seen.update(data)
    return seen.hexdigest()


def _files(top: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    found = {path.relative_to(top).as_posix(): path for path in top.rglob("*")}
    for name in sorted(found):
        if found[name].suffix in suffixes and not name.startswith("_installed/"):
            yield name, found[name]
