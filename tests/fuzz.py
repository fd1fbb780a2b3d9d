# ruff: noqa: E501 - words of one format stand in a few lines
"""Input that nobody thought of: ``python -m tests.fuzz SECONDS [NAME …]``, behind ``make fuzz``.

Each target takes any bytes and raises where jdgen answers with anything but a result or problems
with their places. atheris looks for bytes that reach new branches; where it can't run, Hypothesis
makes them at random. Whatever fails is written into ``.cache/fuzz/`` and told; it belongs into
``tests/test_fuzz.py`` as a case of its own, once it is mended.
"""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jdgen.checks.run import run_checks
from jdgen.errors import InputError, Problem
from jdgen.importers.readers import read
from jdgen.importers.recognise import recognise
from jdgen.importers.writing import make_project
from jdgen.library import load
from jdgen.schedule import read_frequency, read_recurrences
from jdgen.source import parse_yaml
from tests.office_parts import package, word_file, workbook_parts
from tests.small import CLERK, DEPARTMENT, HANDBOOK, MANAGER, SMALL, write_project

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / ".cache" / "fuzz"
TODAY = date(2026, 1, 15)
# Where the bytes of a whole project are cut into its files.
_BREAK = b"\n%%\n"
_FILES = (HANDBOOK, DEPARTMENT, CLERK, MANAGER)

_ROWS = "<sheetData>" + "".join(
    f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{first}</t></is></c>'
    f'<c r="B{row}" t="inlineStr"><is><t>{second}</t></is></c></row>'
    for row, first, second in ((1, "岗位名称", "所在部门"), (2, "出纳", "财务部"))
) + "</sheetData>"  # fmt: skip

# What these formats are made of: random bytes alone would hardly ever come so far.
WORDS: Mapping[str, tuple[str, ...]] = {
    "source": ("a", "键", ": ", ":", "：", "- ", "\n", "\n  ", "\t", '"', "'", "[", "]", "{", "}",
               "*x", "&x ", "!t ", "? ", "|\n", ">-\n", " #", "%TAG ", "---\n", "...\n", "<<", "\\",
               "\\u0041", "\\UFFFFFFFF", "\x00", "\ufeff", "\u3000", "\u202e", ","),
    "schedule": ("每", "周", "月", "季度", "年", "半", "末", "底", "初", "前", "后", "日", "号", "五", "二十",
                 "廿", "1", "31", "9", ":", "点", "上午", "下午", "个工作日", "、", "和", "至", "第", "内",
                 "every ", "month", "-end", "quarter", "Friday ", "and ", "by ", "the ", "5th ", "last "),
    "text": ("岗位名称：", "出纳", "\n", "所在部门：", "财务部", "岗位职责：", "1、", "（1）", "①", "一、", "任职资格",
             "直接上级：", "无", "\t", "  ", "。", "；", "报表：", "月报", "每月5日前", "编制：2人", "第二章 ", "■"),
    "html": ("<p>", "</p>", "<table>", "<tr>", "<td colspan=2>", "<td rowspan=3>", "</td>", "</tr>",
             "</table>", "<h1>", "<li>", "<ol start=9>", "&lt;", "&#0;", "&#x110000;", "岗位名称：", "<!--"),
    "markdown": ("# ", "## ", "- ", "1. ", "| a | b |\n", "|---|---|\n", "\n\n", "**", "`", "岗位名称：出纳\n"),
    "csv": ("岗位名称,", "所在部门,", "出纳,", '"', '""', "\n", ",", ";", "\t", "财务部\n", "=1+1"),
    "docx": ("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "岗位名称：出纳", "<w:tbl>", "</w:tbl>",
             "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", '<w:gridSpan w:val="', '"/>', "9", "-1", "<w:tcPr>",
             "</w:tcPr>", "<w:vMerge/>", "<w:pPr>", "</w:pPr>", "<w:numPr/>", "<w:del>", "</w:del>"),
    "project": ("岗位名称: ", "所在部门: 销售部", "直接上级: ", "经理", "\n", "\n  ", "- ", "岗位定员: ", "2人", "若干",
                "工作职责与任务:", "任职资格:", "年龄要求: ", "35岁以下", "男性优先", "填写日期: ", "2024-02-30", "'",
                "权力: ", "附加内容: ", "{标题: x, 表格: [[a], [b, c]]}", "招聘: ", "{薪酬: {最低: -1}}", "%%\n"),
}  # fmt: skip


def _source(data: bytes) -> None:
    for problem in problems_of(lambda: parse_yaml(data, "f")):
        assert problem.location.file == "f"
        assert str(problem.what)


def _schedule(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    read_frequency(text)
    for rule in read_recurrences(text):
        day = rule.first(TODAY)
        assert TODAY <= day <= TODAY + timedelta(days=8 * 366), "a leap year's February at most"


def _imported(name: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        def work() -> None:
            made = make_project(recognise([read(data, name)]), "手册")
            with tempfile.TemporaryDirectory() as folder:
                for file, content in made.files.items():
                    path = Path(folder) / file
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
                if any(file.startswith("data/roles/") for file in made.files):
                    load(Path(folder))

        for problem in problems_of(work):
            assert problem.location.file in ("", name), problem

    return target


def _word(data: bytes) -> None:
    """A Word file whose body is the bytes, where they are XML; else the bytes inside a zip."""
    body = data.decode("utf-8", "replace")
    _imported("f.docx")(word_file(body))


def _workbook(data: bytes) -> None:
    """A workbook with one part spoilt by the bytes, at a place that they choose."""
    made = workbook_parts({"岗位": _ROWS})
    parts = {name: part if isinstance(part, bytes) else part.encode() for name, part in made.items()}
    name = sorted(parts)[(data or b"\0")[0] % len(parts)]
    whole = parts[name]
    place = int.from_bytes(data[1:3], "big") % (len(whole) + 1)
    parts[name] = whole[:place] + data[3:] + whole[place + len(data) // 2 :]
    _imported("f.xlsx")(package(parts))


def _project(data: bytes) -> None:
    parts = data.split(_BREAK)
    files = {name: part for name, part in zip(_FILES, parts, strict=False) if part}
    if len(parts) == 1:
        files = {CLERK: SMALL[CLERK].encode() + data}
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder), files)

        def work() -> None:
            run_checks(load(project).library, TODAY)

        for problem in problems_of(work):
            assert problem.location.file.startswith("data"), problem
            assert str(problem.what)


def problems_of(work: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that some work tells, none where it succeeds; all else goes on up."""
    try:
        work()
    except InputError as failure:
        if not failure.problems:
            raise AssertionError("a failure says what is wrong") from failure
        return tuple(failure.problems)
    return ()


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "source": _source,
    "schedule": _schedule,
    "project": _project,
    "text": _imported("f.txt"),
    "html": _imported("f.html"),
    "markdown": _imported("f.md"),
    "csv": _imported("f.csv"),
    "docx": _word,
    "xlsx": _workbook,
}


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Return what Hypothesis makes for a target: its words in any order, and any bytes."""
    anything = st.binary(max_size=300)
    if name not in WORDS:
        return anything
    words = st.lists(st.sampled_from(WORDS[name]) | st.text(max_size=3), max_size=30)
    return words.map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")) | anything


def with_hypothesis(name: str, seconds: float) -> int:
    """Try a target for so long; return how many inputs were tried. A failure goes on up."""
    end, tried = time.monotonic() + seconds, 0

    @settings(deadline=None, max_examples=40, database=None, phases=[Phase.generate, Phase.shrink],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(inputs(name))
    def one(data: bytes) -> None:
        nonlocal tried
        tried += 1
        TARGETS[name](data)

    while time.monotonic() < end:
        one()
    return tried


def has_atheris() -> bool:
    """Tell whether atheris is installed here."""
    return importlib.util.find_spec("atheris") is not None


def fuzz(name: str, seconds: float) -> str:
    """Try a target for so long, half of it with either tool; return what failed, else nothing."""
    try:
        tried = with_hypothesis(name, seconds / 2 if has_atheris() else seconds)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    sys.stdout.write(f"{name}: {tried} inputs of Hypothesis\n")
    if has_atheris():
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz_guided", name, str(seconds / 2)],
            cwd=ROOT, capture_output=True, check=False, encoding="utf-8", errors="replace",
        )  # fmt: skip
        said = done.stderr.strip().splitlines()
        with contextlib.suppress(StopIteration):
            last = next(line for line in reversed(said) if line.startswith("Done "))
            sys.stdout.write(f"{name}: atheris: {last}\n")
        if done.returncode:
            return "\n".join([done.stdout, *said[-60:]])
    return ""


def main(arguments: list[str]) -> int:
    """Try all targets, or those that are named; return 1 where one failed."""
    failed = 0
    for name in arguments[1:] or TARGETS:
        wrong = fuzz(name, float(arguments[0]))
        if wrong:
            failed = 1
            sys.stdout.write(f"{name} FAILED\n{wrong}\n")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
