# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Nothing internal leaves the house, and what is public does, in each format that it belongs to.

A project is made whose every field, found by walking the vocabulary, holds a word of its own: an
internal field a secret, a public one a sign. All outward packs are built of it, and every file is
looked into as deep as it goes.
"""

from __future__ import annotations

import html
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from jdgen.build import Request, build
from jdgen.packs import PACKS
from jdgen.terms import TERMS, Term
from jdgen.views.public import PUBLIC
from tests.checkers.pages import page_texts
from tests.checkers.tools import need
from tests.reading import open_pdf

OUTWARD = [pack.name for pack in PACKS.values() if pack.outward]

# Records of which a field holds several; the others are held once.
LISTS = frozenset({"duty", "revision", "extra", "report", "indicator", "labelled", "exception"})
# The department above the post's, which no page outside the house names.
ABOVE = "机密上级部"
# Fields that hold no free text, and what is written there. Words that jdgen knows can be no
# secret of their own; they are looked for as they are, unless they are None here.
WRITTEN: Mapping[tuple[str, str], tuple[Any, str | None]] = {
    ("handbook", "language"): ("zh", None),
    ("handbook", "theme"): ("standard", None),
    ("handbook", "chapters"): (["岗位职责"], None),
    ("handbook", "labels"): ({"权力": "机密labels1", "年龄要求": "机密labels2"}, "机密labels"),
    ("handbook", "status"): ("征求意见稿", "征求意见稿"),
    ("handbook", "headcount"): ("739101", "739101"),
    ("handbook", "review_months"): ("739102", "739102"),
    ("handbook", "record_revisions"): ("是", None),
    ("handbook", "issue_date"): ("1987-01-02", "1987-01-02"),
    ("handbook", "effective_date"): ("1987-01-03", "1987-01-03"),
    ("checks", "severities"): ({"JD1": "提示"}, None),
    ("department", "id"): ("sales", None),
    ("department", "name"): ("公开部门", None),
    ("department", "parent"): (ABOVE, ABOVE),
    ("department", "order"): ("739103", "739103"),
    ("department", "headcount"): ("739104", "739104"),
    ("department", "status"): ("作废", "作废"),
    ("role", "id"): ("open-post", "open-post"),
    ("role", "department"): ("公开部门", "公开部门"),
    ("role", "headcount"): ("739105", "739105"),
    ("role", "incumbents"): ("739106", "739106"),
    ("role", "openings"): ("739107", "739107"),
    ("role", "order"): ("739108", "739108"),
    ("role", "status"): ("试行", "试行"),
    ("role", "effective_date"): ("1987-01-04", "1987-01-04"),
    ("role", "filled_on"): ("1987-01-05", "1987-01-05"),
    ("recruitment", "openings"): ("7301", "7301"),
    ("recruitment", "employment_type"): ("劳务派遣", "劳务派遣"),
    ("recruitment", "date_posted"): ("2024-07-01", "2024-07-01"),
    ("recruitment", "valid_through"): ("2024-12-31", "2024-12-31"),
    ("employer", "website"): ("https://www.example.com/gongkai", "https://www.example.com/gongkai"),
    # The post says all of these for itself.
    ("employer", "employment_type"): ("实习", "实习"),
    ("employer", "date_posted"): ("1987-01-06", "1987-01-06"),
    ("employer", "valid_through"): ("1987-01-07", "1987-01-07"),
    ("address", "country"): ("DE", "DE"),
    ("address", "remote"): ("否", None),
    ("pay", "minimum"): ("7311", "7311"),
    ("pay", "maximum"): ("7322", "7322"),
    ("pay", "unit"): ("小时", "小时"),
    ("pay", "currency"): ("EUR", "EUR"),
    ("application", "link"): (
        "https://jobs.example.com/gongkai",
        "https://jobs.example.com/gongkai",
    ),
    # A ready picture takes the place of the code that carries the link; cards and notices are
    # tested with one elsewhere.
    ("application", "qr"): (None, None),
    ("application", "direct"): ("是", None),
}
# Public, and yet printed only where something else is missing: the employer has a name of its own.
FALLBACKS = {("handbook", "organisation"), ("handbook", "company")}

# Which formats print a public field: in postings; what the table doesn't name is in every one.
ALL = frozenset({"docx", "pdf", "txt", "md", "html", "jsonld"})
POSTINGS: Mapping[tuple[str, str], frozenset[str]] = {
    ("role", "id"): frozenset({"html", "jsonld"}),
    ("role", "department"): ALL - {"jsonld"},
    ("role", "reports_to"): ALL - {"jsonld"},
    ("qualifications", "environment"): ALL - {"txt"},
    ("recruitment", "category"): frozenset({"txt", "md", "html"}),
    ("recruitment", "occupation_code"): frozenset({"md", "html", "jsonld"}),
    ("recruitment", "date_posted"): ALL - {"txt"},
    # CONTRACTOR, HOUR and DE there; in the description the unit stands as it is.
    ("recruitment", "employment_type"): ALL - {"jsonld"},
    ("address", "postal_code"): ALL - {"txt"},
}
# What boards and search engines ask for is nothing for a page to be read on one's feet.
_FOR_MACHINES = {
    ("role", "id"), ("recruitment", "category"), ("recruitment", "occupation_code"),
    ("address", "postal_code"),
}  # fmt: skip
# What cards and notices leave out, in both formats alike; all else is on both, where it has room.
LEFT_OUT: Mapping[str, set[tuple[str, str]]] = {
    "cards": {*_FOR_MACHINES, ("recruitment", "date_posted")},
    # In its table a post's summary stands for the duties.
    "notice": {
        *_FOR_MACHINES, ("role", "reports_to"), ("duty", "text"), ("duty", "tasks"),
        ("qualifications", "environment"),
    },
}  # fmt: skip


@dataclass
class Planted:
    """The words of one project: what may not be found, and what must, by record and field."""

    secrets: dict[str, str] = field(default_factory=dict)
    signs: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def record(self, record: str, *, public: bool, at: str) -> dict[str, Any]:
        """Return a record whose every field holds a word of its own."""
        return {
            known.name: value
            for known in TERMS[record]
            if (value := self._value(record, known, public=public, at=f"{at}.{known.name}"))
            is not None
        }

    def _value(self, record: str, known: Term, *, public: bool, at: str) -> Any:
        open_ = public and known.name in PUBLIC.get(record, ())
        if known.holds:
            below = self.record(known.holds, public=open_, at=at)
            return [below] if known.holds in LISTS else below
        if (record, known.name) in WRITTEN:
            value, word = WRITTEN[record, known.name]
            if word is not None:
                self._note(record, known.name, word, public=open_, at=at)
            return value
        word = (
            f"{'公开' if open_ else '机密'}{known.name.replace('_', '')[:6]}{next(self.numbers)}句"
        )
        self._note(record, known.name, word, public=open_, at=at)
        if known.name == "table":
            return [["表头"], [word]]
        return word

    def forget(self, value: Any) -> None:
        """Look for none of the words in a value that isn't written after all."""
        for text in _texts(value):
            # A word that jdgen knows may stand elsewhere as well: there it is still looked for.
            holders = (words for words in self.signs.values() if text in words)
            next(holders, [text]).remove(text)

    def _note(self, record: str, name: str, word: str, *, public: bool, at: str) -> None:
        if public:
            self.signs.setdefault((record, name), []).append(word)
        else:
            self.secrets[at] = word


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for below in value.values() if isinstance(value, dict) else value:
            yield from _texts(below)


def plant(folder: Path) -> Planted:
    """Write a project of one open post and one draft that is all secret."""
    planted = Planted()
    handbook = planted.record("handbook", public=True, at="handbook")
    department = planted.record("department", public=False, at="department")
    post = planted.record("role", public=True, at="role")
    # What the employer says for all, the post says for itself: nobody reads it there.
    for name in set(PUBLIC["employer"]) & set(PUBLIC["recruitment"]):
        planted.forget(handbook["recruitment"].pop(name))
    draft = planted.record("role", public=False, at="draft")
    draft |= {"id": "secret-post", "status": "草稿"}
    planted.secrets["draft.id"] = "secret-post"
    # Words that jdgen knows are the same ones in the draft.
    known = {word for words in planted.signs.values() for word in words}
    planted.secrets = {at: word for at, word in planted.secrets.items() if word not in known}
    files = {"handbook": handbook, "departments/sales": department, "roles/open": post}
    files |= {"roles/secret": draft, "departments/above": {"id": "above", "name": ABOVE}}
    for name, data in files.items():
        path = folder / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return planted


# ---- looking into files


def squash(text: str) -> str:
    """Return a text without white space: lines are broken anywhere."""
    return re.sub(r"\s", "", text)


def inside(name: str, data: bytes) -> Iterator[str]:
    """Yield every text that a file holds: its name, its parts, what programs show and hide."""
    yield name
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "replace")
            for part in archive.infolist():
                yield part.comment.decode("utf-8", "replace")
                yield from inside(part.filename, archive.read(part))
    elif data.startswith(b"%PDF"):
        yield data.decode("latin-1")
        yield from _inside_pdf(data)
    else:
        text = data.decode("utf-8", "replace")
        yield text
        # Words cut into runs, signs written as entities or as codes.
        yield html.unescape(re.sub(r"<[^>]*>", "", text))
        yield html.unescape(text)
        if name.endswith(".jsonld"):
            yield json.dumps(json.loads(text), ensure_ascii=False)


def _inside_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in (*document.objects, document.trailer):
            yield from _strings(thing)
            if isinstance(thing, pikepdf.Stream):
                try:
                    content = thing.read_bytes()
                except pikepdf.PdfError:
                    content = thing.read_raw_bytes()
                yield content.decode("utf-8", "replace")
                yield content.decode("utf-16-be", "replace")


def _strings(thing: Any, depth: int = 0) -> Iterator[str]:
    """Yield the strings of a PDF object; what it refers to is an object of its own."""
    if isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array) and depth < 50:
        for item in thing:
            yield from _strings(item, depth + 1) if not _is_reference(item) else ()
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) and depth < 50:
        for key in thing.keys():  # noqa: SIM118 - no mapping in Python's sense
            yield str(key)
            item = thing[key]
            yield from _strings(item, depth + 1) if not _is_reference(item) else ()


def _is_reference(item: Any) -> bool:
    return isinstance(item, pikepdf.Object) and item.is_indirect


def drawn(path: Path) -> str:
    """Return a PDF's text in the order in which it is drawn: the lines of a cell together."""
    with open_pdf(path) as document:
        return "".join(page.get_text() for page in document)


def found_in(path: Path, words: Mapping[str, str]) -> dict[str, str]:
    """Return which of the words stand anywhere in a file, by their place in the data."""
    pieces = list(inside(path.name, path.read_bytes()))
    if path.suffix == ".pdf":
        pieces += [*page_texts(path), drawn(path)]
    text = "\n".join(map(squash, pieces))
    return {at: word for at, word in words.items() if squash(word) in text}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The words, all of one project."""
    return plant(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module", params=OUTWARD)
def pack(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Planted, list[Path]]:
    """Each outward pack of the project, with its files."""
    folder = tmp_path_factory.mktemp("public")
    words = plant(folder)
    result = build(Request(folder, packs=(request.param,), output=folder / "output"))
    assert result.refused == ()
    assert result.files
    return request.param, words, list(result.files)


def test_nothing_internal_is_in_any_file_that_leaves_the_house(
    pack: tuple[str, Planted, list[Path]],
) -> None:
    """Not in parts, properties, attachments or names; a draft has no file at all."""
    need("pdftotext")
    _, words, files = pack
    assert len(words.secrets) > 120
    assert {str(path): found for path in files if (found := found_in(path, words.secrets))} == {}
    assert not [path for path in files if "机密" in str(path)]


def test_every_internal_field_was_planted(planted: Planted) -> None:
    """The walk reaches each field of each record that a project has, and misses none silently."""
    reached = {at.rsplit(".", 1)[1] for at in planted.secrets} | {n for _, n in planted.signs}
    passed_over = {name for (_, name), (_, word) in WRITTEN.items() if word is None}
    holders = {known.name for terms in TERMS.values() for known in terms if known.holds}
    every = {known.name for terms in TERMS.values() for known in terms}
    assert every - reached <= passed_over | holders
    for at in (
        "role.authority", "role.qualifications.age", "role.direct_reports", "role.indicators.target",
        "role.relations.internal", "role.grade", "role.filled_on", "role.incumbents", "role.source",
        "role.status", "role.recruitment.source", "role.signoff.approved.name", "role.extra.text",
        "role.revisions.change", "role.document_number", "role.duties.share", "handbook.title",
        "handbook.foreword.purpose", "handbook.outside.posts", "handbook.revisions.change",
        "handbook.labels", "handbook.recruitment.source", "department.duties.text", "draft.title",
        "draft.summary",
    ):  # fmt: skip
        assert at in planted.secrets


def printed(path: Path) -> str:
    """Return what a file shows to its readers."""
    if path.suffix == ".pdf":
        return squash(drawn(path))
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            shown = [
                archive.read(name).decode("utf-8")
                for name in archive.namelist()
                if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
            ]
        return squash(html.unescape(re.sub("<[^>]*>", "", "".join(shown))))
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL)
        return squash(html.unescape(re.sub("<[^>]*>", "", text)))
    return squash(re.sub(r"\\([^\w\s])", r"\1", text) if path.suffix == ".md" else text)


def test_every_public_field_is_in_each_format_that_it_belongs_to(
    pack: tuple[str, Planted, list[Path]],
) -> None:
    """And in no other: tables say which."""
    name, words, files = pack
    texts = {path.suffix[1:]: printed(path) for path in files if path.suffix != ".zip"}
    # Of cards there is one more file, with all of them: of one, here.
    texts |= {path.name: printed(path) for path in files if path.name == "cards.pdf"}
    assert set(texts) == ({"docx", "pdf", "cards.pdf"} if name == "cards" else
                          {"docx", "pdf"} if name == "notice" else ALL)  # fmt: skip
    for where, signs in words.signs.items():
        kinds = set(texts) if name in LEFT_OUT else set(POSTINGS.get(where, ALL))
        if not signs or where in FALLBACKS or where in LEFT_OUT.get(name, ()):
            kinds = set()
        shown = {
            kind for kind, text in texts.items() if signs and all(squash(s) in text for s in signs)
        }
        assert (where, signs, shown) == (where, signs, kinds)


# ---- the search is seen finding

HUSHED = "机密词7句"


def _zip_with(data: bytes, **parts: bytes) -> bytes:
    """Return a zip with further parts, or others in place of its own."""
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, parts.pop(name, source.read(name)))
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _pdf_with(data: bytes, hide: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        hide(document)
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _attach(document: pikepdf.Pdf) -> None:
    document.attachments["x.txt"] = pikepdf.AttachedFileSpec(
        document, HUSHED.encode(), filename="x"
    )


def _describe(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:subject"] = {HUSHED}


def _comment(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=pikepdf.String(HUSHED))
    document.pages[0].Annots = pikepdf.Array([note])


def _title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Subject"] = HUSHED


def _word_part(data: bytes, old: bytes, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml")
    assert old in document
    return _zip_with(data, **{"word/document.xml": document.replace(old, new.encode(), 1)})


_RUNS = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>机密</w:t></w:r><w:r><w:t>词7句</w:t></w:r></w:p>"
HIDDEN: Mapping[str, tuple[str, Any]] = {
    # In which kind of file a secret is hidden, and how.
    "custom part": (
        ".docx",
        lambda d: _zip_with(d, **{"customXml/item1.xml": f"<a>{HUSHED}</a>".encode()}),
    ),
    "hidden runs": (".docx", lambda d: _word_part(d, b"<w:body>", f"<w:body>{_RUNS}")),
    "name of a part": (".docx", lambda d: _zip_with(d, **{f"word/{HUSHED}.xml": b"<a/>"})),
    "zip in a zip": (".zip", lambda d: _zip_with(d, x=_zip_with(d, y=HUSHED.encode()))),
    "attachment": (".pdf", lambda d: _pdf_with(d, _attach)),
    "metadata": (".pdf", lambda d: _pdf_with(d, _describe)),
    "comment": (".pdf", lambda d: _pdf_with(d, _comment)),
    "subject": (".pdf", lambda d: _pdf_with(d, _title)),
    "comment of a page": (
        ".html",
        lambda d: d.replace(b"</body>", f"<!-- {HUSHED} --></body>".encode()),
    ),
    "entities": (
        ".html",
        lambda d: d.replace(b"</body>", "".join(f"&#{ord(c)};" for c in HUSHED).encode()),
    ),
    "codes": (
        ".jsonld",
        lambda d: d.replace(b'"@type"', f'"x": {json.dumps(HUSHED)}, "@type"'.encode(), 1),
    ),
    "line breaks": (".txt", lambda d: d + "机密词\n7句".encode()),
}


@pytest.fixture(scope="module")
def posting(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of one posting by suffix."""
    folder = tmp_path_factory.mktemp("hiding")
    plant(folder)
    files = build(Request(folder, packs=("postings",), output=folder / "output")).files
    return {path.suffix: path for path in files}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_word_is_found(posting: dict[str, Path], tmp_path: Path, way: str) -> None:
    """However it is hidden, and not where it isn't."""
    need("pdftotext")
    suffix, hide = HIDDEN[way]
    spoilt = tmp_path / f"x{suffix}"
    spoilt.write_bytes(hide(posting[suffix].read_bytes()))
    assert found_in(spoilt, {"way": HUSHED}) == {"way": HUSHED}
    assert found_in(posting[suffix], {"way": HUSHED}) == {}


def test_words_printed_on_a_page_are_found(posting: dict[str, Path]) -> None:
    """As glyphs, which no search of the file's bytes would show."""
    need("pdftotext")
    assert found_in(posting[".pdf"], {"a": "公开部门", "b": "公开部们"}) == {"a": "公开部门"}
