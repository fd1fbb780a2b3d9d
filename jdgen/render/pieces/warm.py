"""Loads WeasyPrint when it is imported: what the processes of a pool are forked off imports this.

Where Pango can't be loaded nothing is said here: the first batch says it.
"""

from contextlib import suppress

with suppress(OSError):
    import jdgen.render.pdf.pieces  # noqa: F401 - to have it loaded
