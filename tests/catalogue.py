"""Message catalogues kept in step with the code: ``python -m tests.catalogue``.

Every ``message("…")`` in jdgen/ is an entry of the catalogue. Translations that exist are kept,
entries that no code uses any more are dropped, and the .mo files are compiled. Neither file holds
a date, so the same messages give the same bytes. The checks are used by test_messages.py.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "jdgen"
LANGUAGES = ("zh",)

_NAMES = {"message", "Message"}
_HEADERS = {"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


@dataclass(frozen=True)
class Found:
    """A message id in the code: the files that use it, relative to the package's parent."""

    text: str
    files: tuple[str, ...]


class NotLiteralError(Exception):
    """A message that can't be extracted, as its text is put together while running."""


class _Undated(Catalog):
    """A catalogue whose header holds only what gettext needs to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [pair for pair in self._get_mime_headers() if pair[0] in _HEADERS]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def extract(package: Path = PACKAGE) -> list[Found]:
    """Return every message of the package, by file and then as they come in it.

    Raises NotLiteralError for a text that is not one literal (the ``.text`` of another message is
    let through: it was found where that message is made).
    """
    used: dict[str, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        for text in _texts(path, name):
            files = used.setdefault(text, [])
            if name not in files:
                files.append(name)
    return [Found(text, tuple(files)) for text, files in used.items()]


def _texts(path: Path, name: str) -> Iterator[str]:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8"), name))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in _NAMES
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        text = call.args[0] if call.args else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value
        elif name != "jdgen/errors.py" and not (
            isinstance(text, ast.Attribute) and text.attr == "text"
        ):
            raise NotLiteralError(f"{name}:{call.lineno}: a message's text must be one literal")


def po_path(language: str, package: Path = PACKAGE) -> Path:
    """Return where a language's translations are."""
    return package / "locale" / language / "LC_MESSAGES" / "jdgen.po"


def read_translations(po: bytes) -> Mapping[str, str]:
    """Return message id to translation; what is not translated has the empty string."""
    catalogue = read_po(io.BytesIO(po))
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def build_po(language: str, found: list[Found], translations: Mapping[str, str]) -> bytes:
    """Return the catalogue as text: the messages found, with the translations that fit."""
    catalogue = _Undated(
        language,
        project="jdgen",
        charset="utf-8",
        fuzzy=False,
        header_comment=(
            "# What jdgen says. Edit the msgstr lines, then run: python -m tests.catalogue"
        ),
    )
    for entry in found:
        # A line number would change this file whenever the code above a message changes.
        places = [(file, 0) for file in entry.files]
        catalogue.add(entry.text, translations.get(entry.text, ""), locations=places)
    stream = io.BytesIO()
    write_po(stream, catalogue, width=96, include_lineno=False)
    return stream.getvalue()


def build_mo(language: str, po: bytes) -> bytes:
    """Return the compiled catalogue; the same bytes from the same translations."""
    catalogue = _Undated(language, project="jdgen", charset="utf-8", fuzzy=False)
    for text, translation in sorted(read_translations(po).items()):
        catalogue.add(text, translation)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def fields(template: str) -> list[str]:
    """Return the names of the values that a template speaks of, sorted, repeated ones once."""
    return sorted(
        {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    )


def complaints(found: list[Found], po: bytes, mo: bytes, language: str) -> Iterator[str]:
    """Yield whatever is not in step: code and .po, template and translation, .po and .mo."""
    translations = read_translations(po)
    known = {entry.text: entry.files for entry in found}
    for text, files in known.items():
        if not translations.get(text):
            yield f"no {language} translation ({', '.join(files)}): {text}"
    for text, translation in translations.items():
        if text not in known:
            yield f"{language} translates what nothing says: {text}"
        if translation and fields(text) != fields(translation):
            yield f"the {language} translation has other fields: {text}"
    if build_mo(language, po) != mo:
        yield f"the compiled {language} catalogue is not what its .po says"


def update(package: Path = PACKAGE) -> list[str]:
    """Bring all catalogues up to date and return what is still to be translated."""
    found = extract(package)
    left: list[str] = []
    for language in LANGUAGES:
        path = po_path(language, package)
        path.parent.mkdir(parents=True, exist_ok=True)
        translations = read_translations(path.read_bytes()) if path.exists() else {}
        po = build_po(language, found, translations)
        mo = build_mo(language, po)
        path.write_bytes(po)
        path.with_suffix(".mo").write_bytes(mo)
        left += complaints(found, po, mo, language)
    return left


if __name__ == "__main__":
    remaining = update()
    sys.stdout.write("".join(f"{complaint}\n" for complaint in remaining))
    sys.exit(1 if remaining else 0)
