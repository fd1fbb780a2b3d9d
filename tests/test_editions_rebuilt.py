"""Editions made again: the same bytes, or with other engines the same words on as many pages."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from jdgen.editions import open_edition
from jdgen.editions.environment import made_with
from jdgen.editions.rebuild import rebuild
from jdgen.errors import InputError
from tests.editions import (
    EDITION,
    FOLDER,
    change_data,
    copy_of,
    lose_a_document,
    manifest_of,
    released_once,
    reseal,
    run,
    write,
)  # fmt: skip
from tests.projects import make_project
from tests.small import CLERK, HANDBOOK, SMALL, hashes


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with one edition that all share."""
    return released_once(tmp_path_factory)


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return copy_of(released, tmp_path)


def test_a_frozen_edition_rebuilds_byte_for_byte(project: Path) -> None:
    """Whatever became of the project's own data and templates; nothing is written."""
    shutil.rmtree(project / "data")
    shutil.rmtree(project / "templates")
    before = hashes(project)
    again = run(project, "editions", EDITION, "--rebuild", epoch="1700000000")
    assert again.status == 0, again.errors
    assert again.output.splitlines()[-1] == (
        "Rebuilt: all 6 documents are the same, byte for byte."
    )
    assert hashes(project) == before


def test_an_edition_without_dates_rebuilds_with_its_own(tmp_path: Path) -> None:
    """The date in its files is the recorded one, not that of the day it is rebuilt on."""
    project = write(tmp_path, {HANDBOOK: SMALL[HANDBOOK]})
    assert run(project, "release", "first").status == 0
    assert manifest_of(project, "first").date == date(2012, 2, 23)
    document = (project / "editions/first/output/handbook/手册.docx").read_bytes()
    with zipfile.ZipFile(BytesIO(document)) as archive:
        assert b"2012-02-23T" in archive.read("docProps/core.xml")
    assert run(project, "editions", "first", "--rebuild", epoch="1700000000").status == 0


@pytest.mark.parametrize("theme", ["standard", "form"])
def test_a_generated_handbook_rebuilds_byte_for_byte(tmp_path: Path, theme: str) -> None:
    """With everything a handbook can have, in both themes; errors let through are recorded."""
    project = make_project(tmp_path, posts=3, seed=11)
    path = project / HANDBOOK
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("主题: standard", f"主题: {theme}"), encoding="utf-8")
    done = run(project, "release", "2024年第2版", "--force")
    assert done.status == 0, done.errors
    edition = open_edition(project, "2024年第2版")
    rebuilt = rebuild(edition)
    assert rebuilt.other == ()
    assert len(rebuilt.same) == 2 * (1 + 3)


def test_documents_that_do_not_come_out_alike_are_told(project: Path) -> None:
    """A hash that no build gives, under a seal that fits, though all is made with the same."""
    files = {**manifest_of(project).files, "output/roles/出纳.docx": "0" * 64}
    # Of now, in case somebody has worked on the code since the project was released.
    made = manifest_of(project).made_with.model_copy(update={"code": made_with({}).code})
    reseal(project / FOLDER, files=files, made_with=made)
    again = run(project, "editions", EDITION, "--rebuild")
    assert again.status == 1
    assert again.output.splitlines()[-3:] == [
        "Rebuilt: 5 documents are the same, byte for byte; 1 are not.",
        "Everything they are made with is the same as it was then:",
        "    output/roles/出纳.docx",
    ]


def made_elsewhere(project: Path, words: tuple[str, str], pages: int = 0) -> None:
    """Turn an edition into one of another jdgen and engine, its Word files packed otherwise.

    ``words``: a text in the Word file of the clerk, and what stood in its place then.
    """
    folder = project / FOLDER
    manifest = manifest_of(project)
    files = dict(manifest.files)
    for name in files:
        if name.endswith(".docx"):
            data = repacked((folder / name).read_bytes(), words if "出纳" in name else ("", ""))
            (folder / name).write_bytes(data)
            files[name] = hashlib.sha256(data).hexdigest()
    engines = {**manifest.made_with.engines, "weasyprint": "69.9"}
    fonts = {**manifest.made_with.fonts, "text-LiberationSerif-Regular": "0" * 64}
    made = manifest.made_with.model_copy(
        update={"jdgen": "0.0.9", "engines": engines, "fonts": fonts}
    )
    seen = {**manifest.pages, "handbook": manifest.pages["handbook"] + pages}
    reseal(folder, files=files, made_with=made, pages=seen)


def repacked(data: bytes, words: tuple[str, str]) -> bytes:
    """Return a Word file with the same parts, stored and not compressed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "word/document.xml" and words[0]:
                assert words[0].encode() in part
                part = part.replace(words[0].encode(), words[1].encode())
            written.writestr(entry.filename, part)
    return target.getvalue()


def test_with_another_jdgen_text_and_pages_are_compared(project: Path) -> None:
    """What differs is said; the same words on the same pages are good enough."""
    made_elsewhere(project, ("", ""))
    again = run(project, "editions", EDITION, "--rebuild")
    said = again.output.splitlines()
    assert (again.status, said[-6:-4]) == (0, [
        "Rebuilt: 3 documents are the same, byte for byte; 3 are not.",
        "They were made with something else then:",
    ])  # fmt: skip
    assert said[-4].startswith("    jdgen: 0.0.9 then, ")
    assert said[-3].startswith("    weasyprint: 69.9 then, 70")
    assert said[-2] == "    font text-LiberationSerif-Regular: not the same"
    assert said[-1].endswith("No difference was found.")


def test_with_another_jdgen_other_words_and_pages_are_found(project: Path) -> None:
    """A planted word and a planted page are both told, with their files."""
    made_elsewhere(project, ("销售部", "总部"), pages=1)
    again = run(project, "editions", EDITION, "--rebuild")
    pages = manifest_of(project).pages["handbook"]
    assert again.status == 1
    assert again.output.endswith("They differ in 2 places.\n")
    told = [line for line in again.errors.splitlines() if not line.endswith("…")]
    assert told[0] == f"editions/2012年版/output/handbook: pages: {pages} then, {pages - 1} now"
    assert told[1].startswith("editions/2012年版/output/roles/出纳.docx: the text is not the same")
    assert "总部" in told[1].partition("then")[0]
    assert "销售部" in told[1].partition("then")[2]


def test_a_word_file_that_was_changed_since_is_not_compared(project: Path) -> None:
    """Its words are nobody's any more: that is said, and the edition can't be vouched for."""
    made_elsewhere(project, ("", ""))
    (project / FOLDER / "output/roles/出纳.docx").write_bytes(b"")
    again = run(project, "editions", EDITION, "--rebuild")
    said = again.output.splitlines()
    assert again.status == 1
    assert said[-3:-1] == [
        "Not compared, as the edition's own file was changed:", "    output/roles/出纳.docx",
    ]  # fmt: skip


def test_an_edition_whose_data_was_changed_is_not_rebuilt(project: Path) -> None:
    """It would be another edition that comes out."""
    change_data(project / FOLDER)
    again = run(project, "editions", EDITION, "--rebuild")
    assert again.status == 1
    assert "Rebuilt" not in again.output
    assert f"editions/2012年版/{CLERK}: somebody changed this file" in again.errors


def test_a_lost_document_can_still_be_vouched_for(project: Path) -> None:
    """The rebuilt one has the recorded hash; the edition is not whole all the same."""
    lose_a_document(project / FOLDER)
    again = run(project, "editions", EDITION, "--rebuild")
    assert again.status == 1
    assert again.output.endswith("Rebuilt: all 6 documents are the same, byte for byte.\n")


def test_rebuild_wants_an_edition(project: Path) -> None:
    """All of them would take minutes, and nobody asked."""
    refused = run(project, "editions", "--rebuild")
    assert refused.status == 2
    assert "--rebuild: name the edition to rebuild" in refused.errors


def test_an_edition_that_this_jdgen_cannot_read_is_told_with_its_folder(project: Path) -> None:
    """The place is that of the frozen file, not of the data as it is."""
    folder = project / FOLDER
    data = b"id: clerk\nnever_known: 1\n"
    (folder / CLERK).write_bytes(data)
    reseal(folder, files={**manifest_of(project).files, CLERK: hashlib.sha256(data).hexdigest()})
    edition = open_edition(project, EDITION)
    with pytest.raises(InputError) as caught:
        edition.library()
    files = {problem.location.file for problem in caught.value.problems}
    assert files == {f"editions/2012年版/{CLERK}"}
