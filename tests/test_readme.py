"""The READMEs and docs: their commands run, and what they list is what the product has."""

from __future__ import annotations

import ast
import dataclasses
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import click
import docx
import pytest

from jdgen import doctor, model
from jdgen.cli import main
from jdgen.render.docx.styles import STYLE_IDS
from jdgen.terms import TERMS
from jdgen.terms.phrases import PHRASES
from jdgen.views import parts, role, tables
from jdgen.views import sections as section_views

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
PAGES = (
    *READMES, "docs/data.md", "docs/templates.md", "docs/checks.md", "docs/compare.md",
    "docs/editions.md",
)  # fmt: skip
LARGEST_IMAGE = 150 * 1024

# Blocks of these languages hold commands, one a line.
SHELLS = ("sh", "powershell")
# Set-up: .ci/run runs the make lines, nobody here installs anything.
NOT_RUN = (
    "make ", "sudo ", "git clone ", "brew ", "winget ", "pip ", "python3 -m venv ", "py -m venv ",
    "source ", ".venv\\", 'cmd /c "winget ',
)  # fmt: skip
# What the example is cut down to, so that a build takes no time.
FEW_CHAPTERS = "\n章节: [封面, 目录, 签收表]\n"

RECORDS: Mapping[str, type[model.Record]] = {
    "handbook": model.Handbook,
    "checks": model.CheckSettings,
    "exception": model.CheckException,
    "foreword": model.Foreword,
    "signoff": model.Signoff,
    "signature": model.Signature,
    "revision": model.Revision,
    "outside": model.Outside,
    "department": model.Department,
    "role": model.Role,
    "duty": model.Duty,
    "relations": model.Relations,
    "qualifications": model.Qualifications,
    "labelled": model.LabelledText,
    "report": model.ReportEntry,
    "indicator": model.Indicator,
    "extra": model.Extra,
    "recruitment": model.Recruitment,
    "employer": model.Employer,
    "address": model.Address,
    "pay": model.Pay,
    "application": model.Application,
}
# What a template is handed, and what hangs from it.
VIEWS = (
    section_views.HandbookView, section_views.Section, section_views.Heading,
    section_views.DepartmentView,
    section_views.Chart, role.RoleView, parts.Part, parts.DutyItem, parts.Field, parts.SignatureBox,
    tables.Table, tables.Cell,
)  # fmt: skip


def read(name: str) -> str:
    """Return a page of the documentation."""
    return (ROOT / name).read_text(encoding="utf-8")


# ---- code blocks and commands


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each code block's language and content."""
    yield from re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def commands(text: str) -> list[str]:
    """Return the lines of all blocks of commands."""
    return [
        line for language, content in blocks(text) if language in SHELLS
        for line in content.splitlines() if line
    ]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """One command that was run, how it ended and what it said."""

    command: str
    status: int
    said: str


def jdgen(folder: Path, *arguments: str, language: str = "en") -> Ran:
    """Run the jdgen that belongs to this Python."""
    # PYTHONUTF8: what a program prints is then UTF-8 whatever the machine is set to.
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", *arguments],
        cwd=folder,
        env={**os.environ, "JDGEN_LANG": language, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return Ran(shlex.join(("jdgen", *arguments)), done.returncode, done.stdout + done.stderr)


def run_commands(text: str, folder: Path) -> list[Ran]:
    """Run a README's jdgen commands in their order, in a project that prints few chapters."""
    place, ran = folder, []
    for line in commands(text):
        if line.startswith("cd "):
            place /= line.removeprefix("cd ")
        elif line.startswith("jdgen "):
            ran.append(jdgen(place, *shlex.split(line)[1:]))
            if line.startswith("jdgen new "):
                print_few_chapters(place / shlex.split(line)[2])
        elif not line.startswith(NOT_RUN):
            ran.append(Ran(line, 127, "nobody knows whether this line works"))
    return ran


def print_few_chapters(project: Path) -> None:
    """Leave the chapters out that take long; the data stays whole."""
    with (project / "data/handbook.yaml").open("a", encoding="utf-8") as file:
        file.write(FEW_CHAPTERS)


def failed(ran: Sequence[Ran]) -> list[str]:
    """Return the commands that did not end with 0, each with what it said."""
    return [f"{each.command}: {each.said.strip()}" for each in ran if each.status]


def test_every_jdgen_command_of_the_readme_works(tmp_path: Path) -> None:
    """They are run in order, as a reader types them; the Chinese README has the same ones."""
    ran = run_commands(read("README.md"), tmp_path)
    assert failed(ran) == []
    assert {each.command.split()[1] for each in ran} >= {"new", "build", "check", "schema"}


@pytest.mark.parametrize(
    ("lines", "word"),
    [("jdgen brew", "No such command"), ("jdgen check --fast", "No such option"),
     ("jdgen check", "data"), ("curl somewhere", "nobody knows")],
)  # fmt: skip
def test_a_command_that_does_not_work_is_found(lines: str, word: str, tmp_path: Path) -> None:
    """An unknown command, an unknown option, one that fails here, one that nobody can judge."""
    (fault,) = failed(run_commands(f"```sh\nmake test\n{lines}\n```\n", tmp_path))
    assert word in fault


def test_both_readmes_have_the_same_commands_and_headings() -> None:
    """One is the other's translation: what is added to one is missing in the other."""
    english, chinese = read(READMES[0]), read(READMES[1])
    assert commands(english) == commands(chinese)
    assert "make handbook" in commands(english)
    assert "make test" in commands(english)
    assert heading_levels(english) == heading_levels(chinese)


def heading_levels(text: str) -> list[int]:
    """Return the level of every heading, in order."""
    return [len(marks) for marks, _ in headings(text)]


def headings(text: str) -> list[tuple[str, str]]:
    """Return each heading's marks and words; what stands in code is none."""
    bare = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^(#+) (.+)$", bare, re.MULTILINE)


def test_a_command_or_a_heading_in_one_readme_only_is_found() -> None:
    """Both readers see what was added; a comment in a code block is no heading."""
    text = "# A\n```sh\n# no heading\njdgen check\n```\n"
    assert commands(text) == ["# no heading", "jdgen check"]
    assert heading_levels(text) == [1]
    assert commands(text + "```sh\njdgen build\n```\n")[-1] == "jdgen build"
    assert heading_levels(text + "## B\n") == [1, 2]


def test_every_make_line_has_a_target() -> None:
    """Those that the READMEs name are there in the Makefile; .ci/run runs them."""
    assert missing_targets(read("README.md"), read("Makefile")) == []
    assert missing_targets("```sh\nmake books\n```\n", "test: system\n") == ["make books"]


def missing_targets(text: str, makefile: str) -> list[str]:
    """Return the make lines whose target the Makefile lacks."""
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    lines = [line for line in commands(text) if line.startswith("make ")]
    return [line for line in lines if line.removeprefix("make ") not in targets]


# ---- commands and options


def options_of(command: click.Command) -> set[str]:
    """Return the options of one command as they are typed."""
    return {
        name for option in command.params if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }  # fmt: skip


def cli_commands(group: click.Group, prefix: str = "jdgen") -> dict[str, set[str]]:
    """Return every command, however deep, with its options."""
    found: dict[str, set[str]] = {}
    for name, command in group.commands.items():
        whole = f"{prefix} {name}"
        if isinstance(command, click.Group):
            found |= cli_commands(command, whole)
        else:
            found[whole] = options_of(command)
    return found


def listed_commands(text: str) -> dict[str, set[str]]:
    """Return the commands of a README's table, with the options named in the last column."""
    found = {}
    for written, rest in re.findall(r"^\| `(jdgen [^`]+)` \|(.+)\|$", text, re.MULTILINE):
        words = re.match(r"[a-z]+(?: [a-z]+)*", written)
        assert words is not None
        found[words[0]] = set(re.findall(r"`(-[^` ]+)", rest.split("|")[-1]))
    return found


def unlisted_options(text: str, named: set[str]) -> set[str]:
    """Return the options that no row of the table of options explains, and those it invents."""
    rows = re.findall(r"^\| (`-.*?) \|", text, re.MULTILINE)
    explained = {option for row in rows for option in re.findall(r"`(-[^` ]+)", row)}
    return explained ^ named


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_is_in_both_readmes(name: str) -> None:
    """Neither is one missing there, nor is one named that ``--help`` does not show."""
    known = cli_commands(main)
    assert listed_commands(read(name)) == known
    named = options_of(main).union({"-h", "--help"}, *known.values())
    assert unlisted_options(read(name), named) == set()


def test_a_missing_or_invented_option_is_found() -> None:
    """Deep commands are seen too, and each option in its own command's row."""

    @click.group()
    def top() -> None:
        """Hold the commands."""

    @top.group()
    def theme() -> None:
        """Hold one more."""

    @theme.command("from")
    @click.option("--name")
    @click.option("-q", "--quiet/--loud")
    def take(name: str, quiet: bool) -> None:
        """Take."""

    expected = {"jdgen theme from": {"--name", "-q", "--quiet", "--loud"}}
    assert cli_commands(top) == expected
    row = "| `jdgen theme from FILE` | takes `--name` | `-q`, `--quiet`, `--loud` |\n"
    assert listed_commands(row) == {"jdgen theme from": {"-q", "--quiet", "--loud"}}
    explained = "| `-q`, `--quiet` | no `--name` |\n| `--colour X` | |\n"
    assert unlisted_options(explained, {"-q", "--quiet", "--name"}) == {"--name", "--colour"}


# ---- what is quoted


def quoted(text: str) -> list[str]:
    """Return the blocks of output."""
    return [content for language, content in blocks(text) if language == "text"]


def without_numbers(text: str) -> str:
    """Return a text with every number the same: sizes, pages and seconds change."""
    return re.sub(r"\d+(\.\d+)?", "0", text)


@pytest.mark.parametrize("name", READMES)
def test_quoted_output_is_what_jdgen_says(name: str, tmp_path: Path) -> None:
    """What a build writes, and what is said of a misspelt key, word by word in both languages."""
    language = LANGUAGES[name]
    built, misspelt = quoted(read(name))
    jdgen(tmp_path, "new", "staff")
    project = tmp_path / "staff"
    path = project / "data/roles/market-development/supervisor.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("  教育水平:", "  教育水准:"), encoding="utf-8")
    said = jdgen(project, "build", "handbook", language=language)
    assert (said.status, said.said) == (1, misspelt)
    path.write_text(good, encoding="utf-8")
    print_few_chapters(project)
    done = jdgen(project, "build", "handbook", language=language)
    # Without a terminal, progress is told in lines that end in an ellipsis, on the error stream.
    lines = [line for line in done.said.splitlines() if not line.endswith("…")]
    assert without_numbers("\n".join(lines) + "\n") == without_numbers(built)


def test_a_quoted_sentence_that_changed_is_found() -> None:
    """Words count, numbers don't."""
    assert quoted("```text\nwrote a (45 KB)\n```\n```sh\nls\n```\n") == ["wrote a (45 KB)\n"]
    assert without_numbers("wrote a (45 KB), 6.2 s") == without_numbers("wrote a (1 KB), 13 s")
    assert without_numbers("wrote a (45 KB)") != without_numbers("written a (45 KB)")


@pytest.mark.parametrize("name", READMES)
def test_the_windows_command_is_the_one_doctor_names(name: str) -> None:
    """There is one command that mends it, in one wording."""
    assert doctor.PANGO.windows in commands(read(name))
    assert doctor.PYTHON.windows in commands(read(name))


# ---- pictures and links


def links(text: str) -> list[str]:
    """Return the targets of links and pictures; what stands in code is none."""
    bare = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\]\(([^)\s]+)\)", bare)


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for _, words in headings(text)}


def broken_links(name: str, text: str) -> list[str]:
    """Return the relative links of a page that lead nowhere; files must be there, anchors too."""
    broken = []
    for target in links(text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        page = text if not file else path.read_text("utf-8") if anchor and path.exists() else ""
        if not path.exists() or (anchor and anchor not in anchors(page)):
            broken.append(target)
    return broken


def images(text: str) -> list[tuple[str, str]]:
    """Return each picture's alternative text and its file."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)


@pytest.mark.parametrize("name", PAGES)
def test_relative_links_resolve(name: str) -> None:
    """To files of the repository and to headings in them."""
    assert links(read(name))
    assert broken_links(name, read(name)) == []


def test_a_broken_link_is_found() -> None:
    """A missing file, a missing heading here and in another page; the rest is whole."""
    text = (
        "# Some heading, here\n[a](LICENSE) [b](docs/no.md) [c](#some-heading-here) [d](#other)"
        " [e](docs/data.md#role) [f](docs/data.md#rule) [g](https://example.org/x) `[h](no)`"
    )
    assert broken_links("README.md", text) == ["docs/no.md", "#other", "docs/data.md#rule"]


def picture_faults(text: str) -> list[str]:
    """Return what is wrong with the pictures of a README."""
    faults = []
    for words, target in images(text):
        path = ROOT / target
        if not words:
            faults.append(f"{target}: no alternative text")
        if not path.is_file() or not path.read_bytes().startswith(b"\x89PNG\r\n"):
            faults.append(f"{target}: no PNG file")
        elif path.stat().st_size > LARGEST_IMAGE:
            faults.append(f"{target}: too large")
    return faults


def test_pictures_are_there_and_shown_in_both_readmes() -> None:
    """Each with words for who can't see it; none lies about unused."""
    shown = [[target for _, target in images(read(name))] for name in READMES]
    assert shown[0] == shown[1]
    assert [picture_faults(read(name)) for name in READMES] == [[], []]
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/images").iterdir()}
    assert set(shown[0]) == there


def test_a_missing_picture_is_found() -> None:
    """No file, a file that is no picture, no words."""
    text = "![a](docs/images/no.png) ![b](LICENSE) ![](docs/images/cover.png)"
    assert picture_faults(text) == [
        "docs/images/no.png: no PNG file",
        "LICENSE: no PNG file",
        "docs/images/cover.png: no alternative text",
    ]


# ---- docs/data.md


def sections(text: str) -> dict[str, str]:
    """Return what stands below each heading of level 2, by its words."""
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    """Return the rows of a section's tables, without their heads."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for before, row in zip([None, *cells], cells, strict=False)
            if before is not None and not set(row[0]) <= {"-"}]  # fmt: skip


def field_faults(text: str) -> list[str]:
    """Return where the tables of fields differ from the vocabulary and the model."""
    written = {
        name: [
            (row[:4], "**必填 required**" in row[4], bool(row[4] and row[5])) for row in rows(part)
        ]
        for name, part in sections(text).items()
    }
    faults = [f"{name}: no table" for name in TERMS if not written.get(name)]
    for name, terms in TERMS.items():
        expected = [
            ([t.zh, t.en, f"`{t.name}`", "、".join(t.known)],
             RECORDS[name].model_fields[t.name].is_required(), True)
            for t in terms
        ]  # fmt: skip
        found = written.get(name) or []
        faults += [f"{name}: {row}" for row in found if row not in expected]
        faults += [f"{name}: {row} is missing" for row in expected if row not in found]
        if sorted(map(str, found)) == sorted(map(str, expected)) and found != expected:
            faults.append(f"{name}: another order")
    return faults


def test_docs_data_lists_every_field() -> None:
    """Chinese and English key, name, other labels, whether it must be there, and what it takes."""
    assert set(RECORDS) == set(TERMS)
    assert field_faults(read("docs/data.md")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 年龄要求 | Age | `age` |", "| 年龄 | Age | `age` |"),
        ("| 年龄要求 | Age |", "| 年龄要求 | Ages |"),
        ("| 权限、岗位权限、职权 |", "| 权限、岗位权限 |"),
        ("| **必填 required**，文字 text | 考核指标表", "| 文字 text | 考核指标表"),
        ("\n## labelled\n", "\n## labels\n"),
    ],
)
def test_a_stale_row_of_docs_data_is_found(old: str, new: str) -> None:
    """A key of another spelling, a label missing, what is required and not said, a lost table."""
    text = read("docs/data.md")
    assert text.count(old) == 1
    assert field_faults(text.replace(old, new)) != []


def test_a_missing_row_of_docs_data_is_found() -> None:
    """Each of them: no row can be taken out unseen."""
    lines = read("docs/data.md").splitlines()
    places = [n for n, line in enumerate(lines) if re.search(r"\| `[a-z_]+` \|", line)]
    assert len(places) == sum(map(len, TERMS.values()))
    for place in places:
        assert field_faults("\n".join(lines[:place] + lines[place + 1 :])) != [], lines[place]


# ---- docs/templates.md


def template_names() -> set[str]:
    """Return every name that a template can use: of the contexts, and of the views in them."""
    names: set[str] = set()
    for view in VIEWS:
        names |= {field.name for field in dataclasses.fields(view)}
        names |= {name for name, value in vars(view).items() if isinstance(value, property)}
    # Read from the code, as the contexts are put together in methods that need a whole handbook.
    for node in ast.walk(ast.parse(read("jdgen/render/docx/context.py"))):
        if isinstance(node, ast.FunctionDef) and node.name == "context":
            (returned,) = (part for part in node.body if isinstance(part, ast.Return))
            assert isinstance(returned.value, ast.Dict)
            keys = [key for key in returned.value.keys if isinstance(key, ast.Constant)]
            names |= {str(key.value) for key in keys}
    for node in ast.walk(ast.parse(read("jdgen/render/html.py"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("update", "render")
        ):
            names |= {keyword.arg for keyword in node.keywords if keyword.arg}
    return names


def explained_names(text: str) -> set[str]:
    """Return every word that a page sets as code."""
    bare = sections(text)
    bare.pop("words", None)
    codes = re.findall(r"`([^`\n]+)`", "\n".join(bare.values()))
    return {word for code in codes for word in re.findall(r"[a-z_]\w*", code)}


def test_docs_templates_names_all_that_a_template_can_use() -> None:
    """The contexts of both formats and every field of the views."""
    names = template_names()
    assert names >= {"book", "section", "pages", "contents_line", "supplemented", "in_grid"}
    assert names - explained_names(read("docs/templates.md")) == set()


def test_docs_templates_lists_words_and_styles() -> None:
    """The fixed words in both languages, and the styles by their names in Word."""
    parts = sections(read("docs/templates.md"))
    words = [tuple(row) for row in rows(parts["words"])]
    assert words == [(f"`{n}`", zh.strip(), en.strip()) for n, (zh, en) in PHRASES.items()]
    template = docx.Document(str(ROOT / "templates/word/handbook.docx"))
    # By the element's own name: python-docx shows "heading 1" as "Heading 1".
    shown = {s.style_id: str(s.element.name_val) for s in template.styles}
    styles = [tuple(row) for row in rows(parts["styles"])]
    assert styles == [(f"`{name}`", shown[style]) for name, style in STYLE_IDS.items()]


def test_a_name_missing_from_docs_templates_is_found() -> None:
    """A name in running text is not explained; one set as code is."""
    assert explained_names("## a\n`page(ANCHOR)`, `section.kind`, in_grid\n## words\n`none`\n") == {
        "page", "section", "kind",
    }  # fmt: skip
    text = read("docs/templates.md").replace("`in_grid`", "in_grid")
    assert template_names() - explained_names(text) == {"in_grid"}
    assert rows("| a | b |\n| --- | --- |\n| `x` | 一 |\n") == [["`x`", "一"]]
