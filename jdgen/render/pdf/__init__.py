"""A handbook's view to a PDF. The only importer of WeasyPrint."""

from jdgen.render.pdf.folios import Layout
from jdgen.render.pdf.renderer import Attached, PdfRenderer

__all__ = ["Attached", "Layout", "PdfRenderer"]
