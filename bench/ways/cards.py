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
    from jdgen.render import card_files, templates
    from jdgen.render.card_files import describe_card
    from jdgen.render.docx import filling, package
    from jdgen.render.docx.cards import CardWriter
    from jdgen.render.docx.picture import Picture
    from jdgen.render.pdf.cards import CardSetter
    from jdgen.render.pdf.typesetter import write_pdf

    kept, target = (Path(each) for each in sys.argv[1:])
    batch, template = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    setter = CardSetter(batch)
    for number, card in enumerate(batch.cards):
        # As docxtpl has it by itself: nothing is kept from one document for the next.
        filling._patched.cache_clear()
        templates._compiled.cache_clear()
        package._kept.cache_clear()
        code, picture = card.card.applying.code, None
        if code is not None:
            data = card_files._png(code.link)
            picture = Picture(data, card.setting.code, code.description)
        writer = CardWriter(template, batch.theme)
        target.joinpath(f"{number}.docx").write_bytes(writer.write(card, picture))
        document = setter.lay_out(card)
        pdf = write_pdf([document], describe_card(card.card))
        target.joinpath(f"{number}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
