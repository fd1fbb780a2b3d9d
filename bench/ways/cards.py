"""docxtpl and WeasyPrint, one card after another: ``python cards.py CONTENT TARGET``.

Each card is a document of its own: its template opened, patched and compiled by docxtpl, its page
laid out and written by WeasyPrint, as a loop over the posts does it. What fits on each card was
found out by jdgen, and is given.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    """Print all cards."""
    from jdgen.render import templates
    from jdgen.render.docx import filling, package
    from jdgen.render.docx.cards import CardWriter
    from jdgen.render.pdf.cards import CardSetter

    kept, target = (Path(each) for each in sys.argv[1:])
    fitted, (paper, materials, template) = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    setter = CardSetter([card for card, _ in fitted], paper, materials, None)
    for number, (card, picture) in enumerate(fitted):
        # As docxtpl has it by itself: nothing is kept from one document for the next.
        filling._patched.cache_clear()
        templates._compiled.cache_clear()
        package._kept.cache_clear()
        writer = CardWriter(template, materials.theme)
        target.joinpath(f"{number}.docx").write_bytes(writer.write(card, picture))
        document = setter.lay_out(card)
        target.joinpath(f"{number}.pdf").write_bytes(setter.write(document, card))


if __name__ == "__main__":
    main()
