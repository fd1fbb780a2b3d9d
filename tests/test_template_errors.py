"""Templates that fail: the file, the line of the right file or the text of the tag, a way out.

All through the command line, on a project that brings one broken template of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jdgen.errors import InputError
from jdgen.render.templates import check_html
from jdgen.resources import installed
from tests.small import CLERK, HANDBOOK, SMALL, Files, refused, whats, write_project

ROLE = "templates/html/sections/role.html"
WORD = "templates/word/handbook.docx"
IMPOSSIBLE = "this can't be done with the value that it is given"
COMPARE = "    compare it with the template that came with jdgen"


def edited_word_template(edit: Callable[[str], str]) -> bytes:
    """Return the installed Word template with its text edited, as by hand in its XML."""
    source = zipfile.ZipFile(installed("templates") / "word" / "handbook.docx")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                before = content.decode("utf-8")
                content = edit(before).encode("utf-8")
                assert content != before.encode("utf-8")
            archive.writestr(name, content)
    return target.getvalue()


def with_first_value(tag: str) -> bytes:
    """Return the installed Word template with the first value that it prints replaced."""
    return edited_word_template(lambda text: re.sub(r"\{\{ [^}]*\}\}", tag, text, count=1))


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    """Line 5 of the included file; the page that includes it is not spoken of."""
    text = "<p>\n\n\n\n  {% fro part in role.parts %}{% endfor %}\n"
    project = write_project(tmp_path, {ROLE: text})
    assert refused(project, lang="en") == [
        f"{ROLE}:5:6: there is no instruction called “fro”", COMPARE,
    ]  # fmt: skip
    assert refused(project, lang="zh") == [
        f"{ROLE}:5:6: 没有名为“fro”的指令", "    请与 jdgen 自带的模板对照",
    ]  # fmt: skip


def test_an_unknown_name_is_told_with_its_line(tmp_path: Path) -> None:
    """Found only where the page is filled in, two templates below the one that was asked for."""
    project = write_project(tmp_path, {ROLE: "<p>\n\n\n\n  {{ section.role.salery }}\n"})
    assert refused(project, lang="en") == [
        f"{ROLE}:5:19: there is nothing called “salery” here",
        "    correct the name; docs/templates.md lists all names that a template can use",
    ]
    assert refused(project, lang="zh") == [
        f"{ROLE}:5:19: 这里没有名为“salery”的内容",
        "    请改正名称；模板可用的名称见 docs/templates.md",
    ]


def test_an_unknown_name_inside_a_macro_is_told_where_the_macro_stands(tmp_path: Path) -> None:
    """Not where it is called."""
    files = {
        ROLE: '{% import "own.html" as own %}\n{{ own.line(section.role) }}\n',
        "templates/html/own.html": "\n{% macro line(role) %}\n{{ role.nix }}\n{% endmacro %}\n",
    }
    project = write_project(tmp_path, files)
    assert whats(refused(project)) == [
        "templates/html/own.html:3:9: there is nothing called “nix” here"
    ]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('\n{% include "nix.html" %}', "2:13", "there is no template called “nix.html”"),
        ("{% for x in 5 %}{% endfor %}", "1:1", IMPOSSIBLE),
        ("\n {{ 1 / 0 }}", "2:2", IMPOSSIBLE),
        ('{% include "sections/role.html" %}', "1:1", IMPOSSIBLE),
        ("{{ ''.__class__ }}", "1:1", "this does something that templates may not do"),
        ("{{ section.headings.append(1) }}", "1:21", "there is nothing called “append” here"),
    ],
)  # fmt: skip
def test_whatever_else_a_template_runs_into_is_told(
    tmp_path: Path, text: str, place: str, what: str
) -> None:
    """A missing part, a sum that can't be done, one that includes itself, one that looks around."""
    project = write_project(tmp_path, {ROLE: text})
    assert whats(refused(project)) == [f"{ROLE}:{place}: {what}"]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a\n{{ x", "2:1", "a tag or comment begins here and never ends"),
        ("{# a", "1:1", "a tag or comment begins here and never ends"),
        ("{% raw %}a", "1:1", "a tag or comment begins here and never ends"),
        ("\n{% for x in y %}", "2:1", "“for” begins and is never closed"),
        (
            "{% for x in y %}\n{% endif %}",
            "2:4",
            "“endif” can't stand here; “for”, which begins above, is not closed yet",
        ),
        ("{% endfor %}", "1:4", "“endfor” stands here, and there is nothing for it to close"),
        ("{{ x y }}", "1:6", "something is missing before “y”, or it is too much"),
        ("{% if x = 3 %}{% endif %}", "1:9", "something is missing before “=”, or it is too much"),
        ("{{ x + }}", "1:1", "something is missing at the end of this tag"),
        ("{% for %}", "1:1", "something is missing at the end of this tag"),
        ("{{ “x” }}", "1:4", "the character “ can't stand here"),
        ("{{ x | nix }}", "1:8", "there is no filter or test called “nix”"),
        ("{{ x is nix }}", "1:9", "there is no filter or test called “nix”"),
        ("{{ 1 if }}", "1:1", "something is missing at the end of this tag"),
        ("{{ x is y is z }}", "1:1", "this can't be read as an instruction"),
    ],
)
def test_each_syntax_error_is_said_in_plain_words(text: str, place: str, what: str) -> None:
    """Jinja's own words are for programmers, and English."""
    with pytest.raises(InputError) as raised:
        check_html({"sections/a.html": text})
    (problem,) = raised.value.problems
    assert f"{problem.location}: {problem.what}" == (
        f"templates/html/sections/a.html:{place}: {what}"
    )


def test_an_unknown_name_in_a_word_template_is_told_by_its_tag(tmp_path: Path) -> None:
    """A Word file has no lines; the tag can be searched for in Word."""
    book = SMALL[HANDBOOK] + "章节: [封面]\n"
    project = write_project(tmp_path, {HANDBOOK: book, WORD: with_first_value("{{ book.titel }}")})
    assert refused(project, lang="en") == [
        f"{WORD}: {{{{ book.titel }}}}: there is nothing called “titel” here",
        "    correct the name; docs/templates.md lists all names that a template can use",
    ]
    assert refused(project, lang="zh") == [
        f"{WORD}: {{{{ book.titel }}}}: 这里没有名为“titel”的内容",
        "    请改正名称；模板可用的名称见 docs/templates.md",
    ]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ a b }}", "{{ a b }}: something is missing before “b”, or it is too much"),
        ("{{ book.title", "{{ book.title: a tag or comment begins here and never ends"),
        ("{%p fro x in y %}", "{% fro x in y %}: there is no instruction called “fro”"),
    ],
)  # fmt: skip
def test_a_syntax_error_in_a_word_template_is_told_by_its_tag(
    tmp_path: Path, tag: str, said: str
) -> None:
    """Before docxtpl joins a tag that is never closed with the text after it."""
    project = write_project(tmp_path, {WORD: with_first_value(tag)})
    assert refused(project) == [f"{WORD}: {said}", COMPARE]


def test_what_docxtpl_understands_besides_jinja_is_no_error(tmp_path: Path) -> None:
    """Quotation marks as Word types them, a tag in several runs, colours of cells."""
    cell = "{% cellbg “FFFFFF” %}{{ “a” ~ ‘b’ }}{</w:t></w:r><w:r><w:t>{r book.title }}"
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p>'
        f"<w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr"
    )
    template = edited_word_template(lambda xml: xml.replace("<w:sectPr", table, 1))
    project = write_project(tmp_path, {WORD: template, ROLE: "{{ nix }}"})
    assert whats(refused(project)) == [f"{ROLE}:1:4: there is nothing called “nix” here"]


def bomb() -> bytes:
    """Return a Word file that says of itself that it opens to 300 MB."""
    target = io.BytesIO(with_first_value("{{ book.title }}~"))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/media/image1.bmp", b"")
        archive.getinfo("word/media/image1.bmp").file_size = 300_000_000
    return target.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"\xd0\xcf\x11\xe0 Word 97",
        lambda: with_first_value("{{ book.title }}~")[:3000],
        lambda: edited_word_template(lambda text: text.replace("<w:body>", "<w:bdy>")),
        lambda: edited_word_template(lambda text: text.replace("<w:doc", "<!DOCTYPE a><w:doc", 1)),
        bomb,
    ],
    ids=["empty", "old", "cut off", "broken inside", "with a document type", "bomb"],
)  # fmt: skip
def test_a_word_template_that_is_none_is_told(tmp_path: Path, make: Callable[[], bytes]) -> None:
    """Whatever is wrong with it, Word mends it or can't."""
    project = write_project(tmp_path, {WORD: make()})
    assert refused(project, lang="en") == [
        f"{WORD}: this is not a Word file that can be opened",
        "    save it once more in Word as .docx, or delete it to use jdgen's own",
    ]
    assert refused(project, lang="zh") == [
        f"{WORD}: 这不是可以打开的 Word 文件",
        "    请在 Word 中重新存为 .docx；也可以删除它，改用 jdgen 自带的模板",
    ]


def test_all_problems_of_templates_theme_fonts_and_output_come_together(tmp_path: Path) -> None:
    """Seven problems in one run, and the data was fine."""
    (tmp_path / "file").touch()
    project = write_project(
        tmp_path / "project",
        {
            ROLE: "{% fro %}",
            "templates/html/macros.html": "{{ x",
            "templates/html/base.css": b"\xff\xfe",
            "templates/themes/standard.yaml": "name: standard\nnix: 1\npost: both\n",
            WORD: with_first_value("{{ book.title"),
        },
    )
    said = whats(
        refused(project, "handbook", "--output", tmp_path / "file" / "x", "--format", "pdf")
    )
    missing = [line for line in said if line.endswith("is missing")]
    assert [line for line in said if line not in missing] == [
        f"{tmp_path}/file/x/handbook/手册.pdf: a file stands where a folder is needed",
        "templates/html/base.css: this template can't be read as UTF-8 text",
        "templates/html/macros.html:1:1: a tag or comment begins here and never ends",
        f"{ROLE}:1:4: there is no instruction called “fro”",
        "templates/themes/standard.yaml:2:1: nix: there is no field called “nix” here",
        "templates/themes/standard.yaml:3:7: post: “both” is not one of the words allowed here",
        f"{WORD}: {{{{ book.title: a tag or comment begins here and never ends",
    ]
    assert len(missing) == 5


def test_failures_of_both_formats_come_together(tmp_path: Path) -> None:
    """What only filling in shows is looked for in the Word file even if the pages failed."""
    files: Files = {ROLE: "{{ nix }}", WORD: with_first_value("{{ book.titel }}")}
    assert whats(refused(write_project(tmp_path, files))) == [
        f"{ROLE}:1:4: there is nothing called “nix” here",
        f"{WORD}: {{{{ book.titel }}}}: there is nothing called “titel” here",
    ]


def test_a_character_that_no_font_has_is_told_with_its_field(tmp_path: Path) -> None:
    """Never an empty box: its place in the data, or the templates where it is not in the data."""
    post = SMALL[CLERK] + "本职概述: 收款😀\n任职资格:\n  学历:\n    大专𐎀以上\n"
    text = (installed("templates") / "html" / "sections" / "role.html").read_text("utf-8")
    project = write_project(tmp_path, {CLERK: post, ROLE: text + "<p>𓀀</p>"})
    hint = "put a font that has it into the project's fonts folder, or write it another way"
    assert refused(project, lang="en") == [
        "data/roles/clerk.yaml:5:7: 本职概述: no font has the character “😀” (U+1F600)",
        f"    {hint}",
        "data/roles/clerk.yaml:8:5: 任职资格.学历: no font has the character “𐎀” (U+10380)",
        f"    {hint}",
        "templates/html: no font has the character “𓀀” (U+13000)",
        f"    {hint}",
    ]
    assert refused(project, lang="zh")[:2] == [
        "data/roles/clerk.yaml:5:7: 本职概述: 所有字体中都没有“😀”（U+1F600）这个字符",
        "    请把含有这个字符的字体放入项目的 fonts 文件夹，或换一种写法",
    ]
