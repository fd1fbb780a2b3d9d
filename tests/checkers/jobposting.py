"""Job markup, judged by Adobe's validator of structured data and by a SHACL shape.

    python -m tests.checkers.jobposting FILE.html FILE.jsonld ...

Adobe's validator (npm) holds it to what Google requires and recommends of a JobPosting and, given
the vocabulary, to the properties that schema.org knows of each type. It would fetch the vocabulary
from schema.org; here it gets the one that comes with pySHACL (of April 2021), and what schema.org
has added since. ``tests/jobposting.shacl.ttl`` goes further: types, forms and published values,
and nothing that it does not name.
Exit status 0: no finding; 1: findings; 2: a file could not be read.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding, report
from tests.checkers.tools import CACHE, require, run

TOOLS = ("node", "structured-data-validator", "shacl-schema")
SHAPE = Path(__file__).parents[1] / "jobposting.shacl.ttl"
_SCRIPT = Path(__file__).with_name("jobposting.mjs")
# Of a post that is done on the spot nobody says that it is done elsewhere, and from where.
_ONLY_FROM_A_DISTANCE = {
    f'Missing field "{name}" (optional)'
    for name in ("applicantLocationRequirements", "jobLocationType")
}
# What schema.org has added since: version 13 (July 2021).
_ADDED = {"JobPosting": ("directApply",)}


def check_jobposting(paths: Iterable[Path]) -> list[Finding]:
    """Check pages and JSON-LD files with both.

    Raises:
        ToolMissing: one of them is not on this machine.
        CheckerBroken: one of them did not answer for every file.
    """
    files = list(paths)
    return sorted([*check_with_adobe(files), *check_with_shacl(files)])


def read_markup(file: Path) -> dict[str, Any]:
    """Return the one piece of JSON-LD that a page or a file holds."""
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        if len(scripts) != 1:
            raise ValueError(f"{file}: {len(scripts)} pieces of JSON-LD")
        text = scripts[0]
    markup: dict[str, Any] = json.loads(text)
    return markup


def check_with_adobe(paths: Sequence[Path]) -> list[Finding]:
    """Check with Adobe's validator; its warnings are findings, too."""
    require("structured-data-validator")
    by_name = {str(path.resolve()): path for path in paths}
    answer = run("node", _SCRIPT, _vocabulary(), *by_name)
    try:
        answers = json.loads(answer.stdout)
    except ValueError as error:
        raise CheckerBroken(f"{_SCRIPT.name}: {answer.stdout}{answer.stderr}") from error
    if [each["file"] for each in answers] != list(by_name):
        raise CheckerBroken(f"{_SCRIPT.name} did not answer for every file: {answer.stderr}")
    findings = []
    for each in answers:
        file = by_name[each["file"]]
        if each["types"] != ["JobPosting"] and not each["issues"]:
            findings.append(Finding(file, "Adobe", UNREADABLE, f"found {each['types']}"))
        for issue in each["issues"]:
            if issue["message"] in _ONLY_FROM_A_DISTANCE:
                continue
            example = f"{issue['path']}: {issue['message']}"
            findings.append(Finding(file, "Adobe", issue["severity"], example))
    return findings


def _vocabulary() -> Path:
    """Return schema.org's classes and properties in the form that the validator reads."""
    source = require("shacl-schema")
    target = CACHE / "schema.org.json"
    text = source.read_text("utf-8")
    graph = [*_classes(text), *_properties(text)]
    if len(graph) < 2000:
        raise CheckerBroken(f"{source} does not look as it used to: {len(graph)} terms")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"@graph": graph}), encoding="utf-8")
    return target


def _classes(text: str) -> Iterator[Mapping[str, Any]]:
    for name, body in _blocks(text):
        if "a rdfs:Class" in body:
            above = re.findall(r"rdfs:subClassOf schema:(\w+)", body)
            parents = [{"@id": f"schema:{each}"} for each in above]
            yield {"@id": f"schema:{name}", "@type": "rdfs:Class", "rdfs:subClassOf": parents}


def _properties(text: str) -> Iterator[Mapping[str, Any]]:
    pairs = [
        (holder, name)
        for holder, body in _blocks(text)
        for name in re.findall(rf"sh:property schema:{holder}-(\w+)", body)
    ]
    pairs += [(holder, name) for holder, names in _ADDED.items() for name in names]
    for holder, name in pairs:
        domain = {"@id": f"schema:{holder}"}
        yield {"@id": f"schema:{name}", "@type": "rdf:Property", "schema:domainIncludes": domain}


def _blocks(text: str) -> list[tuple[str, str]]:
    """Return what the file says of each term: its name and the lines up to the closing dot."""
    return re.findall(r"^schema:(\w+)\n(.*?)^\.$", text, re.DOTALL | re.MULTILINE)


def check_with_shacl(paths: Sequence[Path]) -> list[Finding]:
    """Check against our own shape, as RDF."""
    # Heavy: half a second.
    from pyshacl import validate
    from rdflib import SH, Graph

    shape = Graph().parse(SHAPE, format="turtle")
    findings = []
    for file in paths:
        try:
            # The context is schema.org's; all that counts here is that its terms have no prefix.
            markup = {**read_markup(file), "@context": {"@vocab": "https://schema.org/"}}
        except ValueError as error:
            findings.append(Finding(file, "SHACL", UNREADABLE, str(error)))
            continue
        with warnings.catch_warnings():
            # Both packages use classes of rdflib that it means to drop.
            warnings.simplefilter("ignore", DeprecationWarning)
            data = Graph().parse(data=json.dumps(markup), format="json-ld")
            good, results, text = validate(data, shacl_graph=shape)
        found = [
            Finding(
                file,
                "SHACL",
                _local(results.value(result, SH.sourceConstraintComponent)),
                f"{_local(results.value(result, SH.resultPath))}: "
                f"{results.value(result, SH.resultMessage)}",
            )
            for result in results.subjects(SH.resultSeverity)
        ]
        if good == bool(found):
            raise CheckerBroken(f"{file}: pySHACL contradicts itself: {text}")
        findings += found
    return findings


def _local(term: object) -> str:
    return re.split("[/#]", str(term))[-1]


def main(arguments: Sequence[str]) -> int:
    """Run the command; the arguments are files."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.checkers.jobposting FILE ...\n")
        return 2
    files = [Path(name) for name in arguments]
    return report(check_jobposting(files), len(files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
