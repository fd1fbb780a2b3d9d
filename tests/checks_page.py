# ruff: noqa: E501 - the texts of the page, each sentence on one line
"""docs/checks.md, made from the checks themselves: ``python -m tests.checks_page``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from jdgen.checks.check import Article, Check, Severity
from jdgen.checks.run import ALL_CHECKS
from jdgen.messages import translator
from tests.check_samples import SAMPLE, TODAY

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"

_ZH, _EN = translator("zh"), translator("en")
_SEVERITIES = {
    Severity.ERROR: "错误 error",
    Severity.WARNING: "警告 warning",
    Severity.HINT: "提示 hint",
}
_GROUPS = (
    ("JD1", "读取数据 Reading the data"),
    ("JD2", "前后一致 Consistency"),
    ("JD3", "招聘法规 Recruitment law"),
    ("JD4", "文字 Wording"),
    ("JD5", "劳动法规 Labour law"),
)
_INTRODUCTION = """\
# 检查 · Checks

<!-- 由代码生成，勿手改 · made from the code: make checks-page -->

`jdgen check` 通读整本手册，指出写法没错、内容却有问题的地方：编号、级别、位置、问题、建议，涉及法律的并注明条文。
`jdgen check` reads the whole handbook and says what is wrong though well-formed: code, severity, place, what is wrong, what to do, and for the law the article.

| 级别 severity | 含义 meaning |
| --- | --- |
| 错误 error | 必须改；`jdgen check` 以 1 退出；JD3 的错误使该岗位不生成招聘文件 must be mended; `jdgen check` ends with 1; an error of JD3 stops the advertisement of its post |
| 警告 warning | 应当改；加 `--strict` 时也以 1 退出 should be mended; ends with 1 as well with `--strict` |
| 提示 hint | 值得看一眼 worth a look |

手册照样生成：检查不会使 `jdgen build` 少印一页手册。
No check keeps a handbook from being printed.

## 设置 Settings

在 `handbook.yaml` 中 · in `handbook.yaml`:

```yaml
检查:
  级别:
    JD4: 关闭
    JD218: 警告
  例外:
    - {编号: JD250, 岗位: 文员, 文字: 考核指标, 理由: 试用期内不考核}
复审周期: 24
```

- 级别 severities：编号或其开头，值为 `错误`、`警告`、`提示`、`关闭`（`error`、`warning`、`hint`、`off`）；几条都合适时，以最长的为准。
  A code or its beginning; of several that fit, the longest holds.
- 例外 exceptions：编号和理由必填；岗位（名称、别名或 id）和文字（所涉文字的一部分）可省。不再需要的例外本身也会报告（JD200）。
  Code and reason must be there; post and words (a part of the text that it is about) may be left out. An exception that nothing needs any more is itself reported (JD200).
- 复审周期 review period：整月数，供 JD262 使用。A whole number of months, for JD262.

## 输出 Output

`--format json` 给出一个列表，每处一个对象，键为 `code`、`severity`（`error`、`warning`、`hint`）、`message`、`hint`、`file`、`line`、`column`、`role`。行和列从 1 起，0 指整个文件；`role` 是岗位的 id；没有建议或不属于某个岗位时，值为空文字。
`--format json` gives a list of one object per finding, with the keys above. Lines and columns count from 1, 0 means the file as a whole; `role` is the post's id; `hint` and `role` are empty where there is none.

`--format html` 给出一页可直接打开或打印的报告。`--format html` gives one page to open or print.
"""
_SAMPLE = """\
## 各项检查的例子 The examples

每项检查都附一个查得出的例子和一个查不出的相近例子，写法是下面这个小项目中岗位“文员”的几项，或写明 `handbook`、`departments`、`roles`（按 id）；JD1 的例子是整个文件，`null` 指没有这个文件。日期以 {today} 为今天。两个例子由测试逐一运行。
Each check comes with an example that it finds and a near one that it leaves alone: fields of the post “文员” (`clerk`) in the small project below, or of `handbook`, `departments` and `roles` (by id); for JD1 whole files, where `null` means that the file isn't there. Today is {today}. A test runs both.

"""


def page() -> str:
    """Return the page as the code has it now."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield _INTRODUCTION
    yield "## 一览 Overview\n"
    yield "| 编号 code | 级别 severity | 检查 check | |"
    yield "| --- | --- | --- | --- |"
    for check in ALL_CHECKS:
        link = f"[{check.code}](#{check.code.lower()})"
        yield (
            f"| {link} | {_SEVERITIES[check.severity]} | {_ZH(check.title)} | {_english(check)} |"
        )
    yield ""
    yield _SAMPLE.format(today=TODAY.isoformat())
    for name, content in SAMPLE.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        yield f"`{name}`\n\n```yaml\n{text}```\n"
    for start, heading in _GROUPS:
        checks = [check for check in ALL_CHECKS if check.code.startswith(start)]
        if checks:
            yield f"## {heading}\n"
        for check in checks:
            yield from _entry(check)


def _entry(check: Check) -> Iterator[str]:
    yield f"### {check.code}\n"
    yield f"{_ZH(check.title)}。{_SEVERITIES[check.severity]}  \n{_english(check)}.\n"
    if check.articles:
        yield from (_article(article) for article in check.articles)
        yield ""
    yield "查得出 found:\n"
    yield f"```yaml\n{check.fails.rstrip()}\n```\n"
    yield "查不出 left alone:\n"
    yield f"```yaml\n{check.passes.rstrip()}\n```\n"


def _english(check: Check) -> str:
    title = _EN(check.title)
    return title[0].upper() + title[1:]


def _article(article: Article) -> str:
    doubt = "" if article.verified else " **（条文未经核对 text not verified）**"
    return f"- {article}{doubt}：{_ZH(article.rule)} {_EN(article.rule)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(ALL_CHECKS)} checks\n")
