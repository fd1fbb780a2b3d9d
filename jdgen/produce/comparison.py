"""The table of changes (修订对照表), and the list to sign anew, in Word and as PDF."""

from __future__ import annotations

from dataclasses import replace

from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.produce.document import Printed, print_document
from jdgen.produce.job import Job, Progress, Wanted, no_progress
from jdgen.project import Materials
from jdgen.theme import Page, Theme
from jdgen.views.sections import HandbookView

# Of the handbook's side margins: five columns need the width.
_NARROWER = 0.75


def print_sheet(
    view: HandbookView,
    library: Library,
    materials: Materials,
    wanted: Wanted,
    progress: Progress = no_progress,
) -> Printed:
    """Print a document of tables on pages turned sideways, in the formats wanted.

    No data is attached: whoever reads the file back would take it for a handbook. Raises as
    ``print_document`` does.
    """
    theme = _sideways(materials.theme)
    turned = replace(
        materials, theme=theme, word_theme=None if materials.word_theme is None else theme
    )
    job = Job(library, Organisation(library), wanted, turned, progress)
    return print_document(view, job, None)


def _sideways(theme: Theme) -> Theme:
    """Return the theme with its page turned, if it stands upright."""
    page = theme.page
    if page.width >= page.height:
        return theme
    turned = Page(
        width=page.height, height=page.width, top=page.top, bottom=page.bottom,
        left=round(page.left * _NARROWER, 2), right=round(page.right * _NARROWER, 2),
        header=page.header, footer=page.footer,
    )  # fmt: skip
    return theme.model_copy(update={"page": turned})
