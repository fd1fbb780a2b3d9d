"""Word files, judged by two validators that share no code.

    python -m tests.checkers.ooxml FILE.docx ...

``openxml-audit`` also knows files that obey the schema and that Word repairs all the same, such as
python-docx's default template with its stale ``stylesWithEffects`` part: what jdgen writes must
not carry that part. The Open XML SDK is the schema as Word's makers publish it.
Exit status 0: no finding; 1: findings; 2: a file could not be read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding, report
from tests.checkers.tools import require, run


def check_docx(paths: Iterable[Path]) -> list[Finding]:
    """Check Word files with both validators.

    Raises:
        ToolMissing: one of them is not on this machine.
        CheckerBroken: one of them ran without giving an answer.
    """
    files = list(paths)
    return sorted([*check_with_audit(files), *check_with_sdk(files)])


def check_with_audit(paths: Iterable[Path]) -> list[Finding]:
    """Check Word files with openxml-audit: schema, references, and Word's habits."""
    require("openxml-audit")
    # Heavy: its schemas take a second to load.
    from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity

    validator = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0)
    findings: list[Finding] = []
    for file in paths:
        if not _is_zip(file):
            findings.append(Finding(file, "openxml-audit", UNREADABLE, "not a zip archive"))
            continue
        result = validator.validate(file)
        errors = [error for error in result.errors if error.severity != ValidationSeverity.INFO]
        if not errors and not result.is_valid:
            raise CheckerBroken(f"openxml-audit calls {file} invalid without saying why")
        findings += _gathered(
            file,
            "openxml-audit",
            (
                (error.id or error.error_type.value, f"{error.description} ({_place(error)})")
                for error in errors
            ),
        )
    return findings


def _place(error: object) -> str:
    return f"{getattr(error, 'part_uri', '')} {getattr(error, 'path', '')}".strip()


def check_with_sdk(paths: Iterable[Path]) -> list[Finding]:
    """Check Word files with the Open XML SDK, one process a file, two at a time."""
    require("ooxml-validator")
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [finding for found in pool.map(_sdk_findings, paths) for finding in found]


def _sdk_findings(file: Path) -> list[Finding]:
    answer = run("ooxml-validator", file.resolve())
    try:
        result = json.loads(answer.stdout)
        errors = result["errors"]
        good = result["ok"] is True
    except (ValueError, KeyError) as error:
        raise CheckerBroken(f"{file}: {answer.stdout}{answer.stderr}") from error
    if good != (not errors):
        raise CheckerBroken(f"{file}: the validator contradicts itself: {answer.stdout}")
    return _gathered(
        file,
        "Open XML SDK",
        (
            (
                UNREADABLE if error["errorType"] == "Exception" else error["id"],
                f"{error['description']} ({error['path']} {error['xPath']})",
            )
            for error in errors
        ),
    )


def _gathered(file: Path, checker: str, errors: Iterable[tuple[str, str]]) -> list[Finding]:
    """Return one finding for each rule, with its first example."""
    examples: dict[str, list[str]] = {}
    for rule, example in errors:
        examples.setdefault(rule, []).append(example)
    return [Finding(file, checker, rule, found[0], len(found)) for rule, found in examples.items()]


def _is_zip(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return archive.testzip() is None
    except (BadZipFile, OSError):
        return False


def main(arguments: Sequence[str]) -> int:
    """Run the command; the arguments are files."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.checkers.ooxml FILE.docx ...\n")
        return 2
    files = [Path(name) for name in arguments]
    return report(check_docx(files), len(files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
