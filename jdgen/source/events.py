"""A YAML parser's events; floor 1, below ``source``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from jdgen.source.loader import TabbedLoader


def events(text: str, loader: Any) -> Iterator[yaml.Event]:
    """Yield the events of ``text`` as ``loader`` gives them.

    libyaml 0.2.6 looks ahead and gives up at a thousand brackets without a word of where they
    began. PyYAML's own parser then goes on where libyaml stopped, until whoever reads has enough.
    """
    passed = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            passed += 1
            yield event
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in (error.problem or ""):
            raise
        yield from islice(yaml.parse(text, Loader=TabbedLoader), passed, None)
