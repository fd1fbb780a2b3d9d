"""A project's own templates, themes and fonts come first, and each that can't be used is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jdgen.errors import InputError, Location, Problem, message
from jdgen.project import Checks, Materials, gather, theme_names
from jdgen.render.templates import check_html, check_word
from jdgen.resources import installed
from jdgen.word_file import is_word_file, read_paragraphs
from tests.small import CLERK, SMALL, Files, hashes, jdgen, refused, whats, write_project

TEMPLATES = installed("templates")
LATIN = (TEMPLATES / "fonts" / "LiberationSerif-Regular.ttf").read_bytes()
STANDARD = (TEMPLATES / "themes" / "standard.yaml").read_text(encoding="utf-8")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def collect(project: Path, theme: str = "standard") -> Materials:
    """Gather a project's materials, any template being good."""

    def good(texts: Mapping[str, str]) -> None:
        assert texts

    def good_too(name: str, paragraphs: Sequence[str]) -> None:
        assert name
        assert paragraphs

    return gather(project, theme, Checks(good, good_too))


def test_without_files_of_its_own_a_project_gets_the_installed_ones(tmp_path: Path) -> None:
    """All that pages are made of, and two pairs of faces."""
    materials = collect(tmp_path)
    assert materials.theme.name == "standard"
    assert materials.word_theme is materials.theme
    assert {"section.html", "macros.html", "sections/role.html"} <= set(materials.html)
    assert materials.css == (TEMPLATES / "html" / "base.css").read_text(encoding="utf-8")
    assert materials.word_template == (TEMPLATES / "word" / "handbook.docx").read_bytes()
    assert {role: [face.latin for face in faces] for role, faces in materials.faces.items()} == {
        "text": [True, False],
        "heading": [True, False],
    }


def test_a_projects_own_files_come_first_one_by_one(tmp_path: Path) -> None:
    """What it doesn't bring is still there; a byte order mark is no part of a template."""
    files: Files = {
        "templates/html/sections/role.html": b"\xef\xbb\xbfmine",
        "templates/html/sections/more.html": "more",
        "templates/html/base.css": "p {}",
        "templates/themes/form.yaml": STANDARD.replace("name: standard", "name: mine"),
        "fonts/LiberationSerif-Regular.ttf": LATIN + b"\0",
        "fonts/Further.TTF": LATIN,
        "fonts/notes.txt": "",
    }
    materials = collect(write_project(tmp_path, files), "form")
    assert materials.html["sections/role.html"] == "mine"
    assert materials.html["sections/more.html"] == "more"
    assert "section.html" in materials.html
    assert (materials.css, materials.theme.name) == ("p {}", "mine")
    latin, _, further = materials.faces["text"]
    assert (latin.data, further.family) == (LATIN + b"\0", "text-Further")


def test_without_a_theme_the_word_templates_own_styles_win(tmp_path: Path) -> None:
    """The pages need one all the same."""
    materials = collect(tmp_path, "none")
    assert (materials.word_theme, materials.theme.name) == (None, "standard")


def test_themes_are_named_by_their_files(tmp_path: Path) -> None:
    """The project's own beside those that came with jdgen, each once."""
    files = {f"templates/themes/{name}.yaml": "" for name in ("mine", "standard")}
    assert theme_names(write_project(tmp_path, files)) == ("form", "mine", "standard")


@pytest.mark.parametrize("content", [b"", b"no font", b"OTTO", LATIN[:5000], b"ttcf" + LATIN])
def test_a_font_file_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    """Also one that only begins like a font; it would fail in the middle of the build."""
    project = write_project(tmp_path, {"fonts/own.otf": content})
    assert refused(project, lang="en") == [
        "fonts/own.otf: this is not a font that can be used",
        "    put an OpenType or TrueType font (.otf, .ttf) there",
    ]
    assert refused(project, lang="zh") == [
        "fonts/own.otf: 这不是可用的字体文件",
        "    请换成 OpenType 或 TrueType 字体（.otf、.ttf）",
    ]


def test_a_font_that_a_theme_names_and_nobody_has_is_told(tmp_path: Path) -> None:
    """A name is only ever a name: no theme reads a file elsewhere."""
    (tmp_path / "secret.ttf").write_bytes(LATIN)
    theme = STANDARD.replace("LiberationSerif-Regular.ttf", "../../secret.ttf").replace(
        "NotoSansSC-Regular.otf", "../secret.ttf"
    )
    project = write_project(tmp_path / "project", {"templates/themes/standard.yaml": theme})
    assert refused(project, lang="zh") == [
        "fonts/secret.ttf: 没有找到字体 ../secret.ttf",
        "    请把它放入项目的 fonts 文件夹；中文字体可这样安装：pip install pylopdf-fonts-zh-cn",
    ]


def test_folders_where_files_are_expected_are_told(tmp_path: Path) -> None:
    """In templates and fonts as in data."""
    names = (
        "fonts/own.ttf",
        "templates/html/sections/role.html",
        "templates/themes/standard.yaml",
        "templates/word/handbook.docx",
    )
    project = write_project(tmp_path, {f"{name}/x": "" for name in names[1:]})
    assert refused(project) == [
        line
        for name in names[1:]
        for line in (
            f"{name}: this is a folder, where a file is expected",
            "    rename the folder, or remove it to use jdgen's own file",
        )
    ]


def test_a_template_in_another_encoding_is_told(tmp_path: Path) -> None:
    """Unlike data, nobody types templates in Notepad: nothing is guessed."""
    project = write_project(tmp_path, {"templates/html/own.html": "模板".encode("gb18030")})
    assert refused(project, lang="zh") == [
        "templates/html/own.html: 这个模板不是 UTF-8 编码的文本，无法读取",
        "    请存为 UTF-8 编码；也可以删除它，改用 jdgen 自带的模板",
    ]


def _never(*_template: object) -> None:
    """Fail: nobody should be asked."""
    raise AssertionError


def test_templates_that_came_with_jdgen_can_be_read() -> None:
    """All of them; builds rely on it, and look at a project's own ones alone."""
    gather(TEMPLATES.parent, "standard", Checks(check_html, check_word))


def test_the_checks_hear_of_every_template_and_their_problems_come_together(
    tmp_path: Path,
) -> None:
    """Who can read templates is no business of this module.

    Where none is the project's own, nobody is asked.
    """
    gather(tmp_path, "standard", Checks(_never, _never))
    (tmp_path / "templates" / "html").mkdir(parents=True)
    seen: list[tuple[str, Sequence[str]]] = []
    gather(tmp_path, "standard", Checks(lambda _: None, lambda *template: seen.append(template)))
    assert any(
        name == "word/handbook.docx" and "book.title" in paragraph
        for name, part in seen
        for paragraph in part
    )

    def bad(texts: Mapping[str, str]) -> None:
        raise InputError([Problem(Location("x"), message("{number} texts", number=len(texts)))])

    def bad_too(_name: str, paragraphs: Sequence[str]) -> None:
        bad(dict.fromkeys(paragraphs, ""))

    with pytest.raises(InputError) as raised:
        gather(tmp_path, "standard", Checks(bad, bad_too))
    assert len(raised.value.problems) == 1 + len(seen)


def docx(parts: Mapping[str, str]) -> bytes:
    """Return a zip with the parts that a Word file needs, and ``parts``."""
    needed = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {**dict.fromkeys(needed, "<a/>"), **parts}.items():
            if content:
                archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("parts", "good"),
    [
        ({}, True),
        ({"word/media/image1.png": "no XML"}, True),
        ({"word/styles.xml": ""}, False),
        ({"word/header1.xml": "<a>"}, False),
        ({"customXml/item1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, False),
    ],
)
def test_a_word_file_is_a_zip_of_whole_parts(parts: Mapping[str, str], good: bool) -> None:
    """Nothing in it is carried out, and nothing is fetched."""
    assert is_word_file(docx(parts)) is good


def test_a_damaged_zip_is_no_word_file() -> None:
    """The parts' checksums are looked at."""
    whole = docx({"word/media/image1.png": "0123456789"})
    assert is_word_file(whole)
    assert not is_word_file(whole.replace(b"0123456789", b"0123456780"))
    assert not is_word_file(whole[: len(whole) // 2])


def test_paragraphs_are_read_with_their_runs_joined_and_boxes_apart() -> None:
    """A tag is cut into several runs by Word; a text box has paragraphs inside a paragraph."""
    box = "<w:txbx><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbx>"
    body = (
        f"<w:document xmlns:w='{W}' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        f"<w:p><w:r><w:t>{{{{ a</w:t></w:r>{box}<w:r><w:t>.b }}}}</w:t></w:r></w:p>"
        "<a:p><a:t>drawn</a:t></a:p><w:p><w:instrText>PAGE</w:instrText></w:p></w:document>"
    )
    parts = {"word/document.xml": body, "word/footer1.xml": f"<w:ftr xmlns:w='{W}'><w:p/></w:ftr>"}
    assert read_paragraphs(docx(parts)) == (("{{ a.b }}", "box", ""), ("",))


def test_an_output_that_can_not_be_written_is_told_before_anything_is_laid_out(
    tmp_path: Path,
) -> None:
    """A file in the way of the folder, a folder in the way of a file: both formats at once."""
    project = write_project(tmp_path)
    (project / "file").touch()
    assert refused(project, "handbook", "--output", project / "file", lang="en") == [
        line
        for suffix in ("docx", "pdf")
        for line in (
            f"{project}/file/handbook/手册.{suffix}: a file stands where a folder is needed",
            "    rename or remove that file, or choose another output folder",
        )
    ]
    (project / "output" / "handbook" / "手册.pdf").unlink()
    (project / "output" / "handbook" / "手册.pdf" / "x").mkdir(parents=True)
    before = hashes(project)
    run = jdgen("build", "--project", project, "--lang", "zh")
    assert (run.status, run.errors.splitlines(), hashes(project)) == (
        1,
        [
            f"{project}/output/handbook/手册.pdf: 这个文件的位置上已有一个同名文件夹",
            "    请重命名或移走该文件夹",
            "共 1 处问题；未写入任何文件",
        ],
        before,
    )


def test_data_and_output_are_separate_matters(tmp_path: Path) -> None:
    """The names of the files come from the data, so its problems are told first."""
    (tmp_path / "file").touch()
    project = write_project(tmp_path / "project", {CLERK: SMALL[CLERK] + "现员: 三\n"})
    assert whats(refused(project, "--output", tmp_path / "file")) == [
        "data/roles/clerk.yaml:5:5: 现员: “三” is not a whole number"
    ]
