"""The HTML of a document's sections, rendered only where it isn't known what it comes to.

What a section's HTML comes to (its digest, the anchors that it links to) is kept under a key of
all that it is made from. So a section that nothing has changed is neither rendered nor laid out.
For templates that came with jdgen alone: others may print anything of the whole document.
"""

from __future__ import annotations

import hashlib
import html as html_text
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jdgen.render
from jdgen.render.code_digest import code_digest
from jdgen.render.html import HtmlRenderer
from jdgen.render.pieces.piece import Damaged, sealed, unsealed
from jdgen.render.section_digest import SectionDigests
from jdgen.store import Store

_LINK = re.compile(r'href="#([^"]*)"')
_PACKAGES = ("jinja2", "markupsafe")
# The code that decides what a section's HTML is.
_CODE = (
    "html.py", "section_digest.py", "section_html.py", "sections.py", "templates.py",
    "../terms/phrases.py", "../typography.py", "../views/columns.py", "../views/heads.py",
)  # fmt: skip


@dataclass(frozen=True)
class KnownHtml:
    """What a section's HTML comes to: its digest and its links; ``render`` returns it."""

    digest: str
    links: tuple[str, ...]
    render: Callable[[], str]


def known_html(
    renderer: HtmlRenderer,
    render: Sequence[Callable[[], str]],
    digests: SectionDigests,
    store: Store | None,
) -> Iterator[KnownHtml]:
    """Yield each section's HTML, ``render`` giving it, from ``store`` as far as it is kept there.

    ``store`` None: each is rendered. Raises what ``render`` raises.
    """
    if store is None:
        yield from map(_rendered, render)
        return
    base = _base(renderer)
    for section, digest, each in zip(renderer.view.sections, digests.each, render, strict=True):
        drawn = [renderer.drawings[chart.anchor] for chart in section.charts]
        key = hashlib.blake2b(base + digest + repr(drawn).encode("utf-8"), digest_size=32)
        found = _kept(store, key.hexdigest(), each)
        if found is None:
            found = _rendered(each)
            told = json.dumps([found.digest, found.links])
            store.put(key.hexdigest(), sealed(told.encode("utf-8")))
        yield found


def _rendered(render: Callable[[], str]) -> KnownHtml:
    html = render()
    links = dict.fromkeys(html_text.unescape(each) for each in _LINK.findall(html))
    return KnownHtml(hashlib.blake2b(html.encode("utf-8")).hexdigest(), tuple(links), lambda: html)


def _kept(store: Store, key: str, render: Callable[[], str]) -> KnownHtml | None:
    data = store.get(key)
    try:
        if data is None:
            return None
        digest, links = json.loads(unsealed(data))
        return KnownHtml(str(digest), tuple(map(str, links)), render)
    except (Damaged, ValueError, TypeError):
        return None


def _base(renderer: HtmlRenderer) -> bytes:
    """Return what all sections of a document depend on."""
    made_by = code_digest(_PACKAGES, Path(jdgen.render.__path__[0]), _CODE)
    digest = hashlib.blake2b(made_by, digest_size=32)
    told = (sorted(renderer.templates.items()), renderer.theme, renderer.unknown)
    digest.update(repr(told).encode("utf-8"))
    return digest.digest()
