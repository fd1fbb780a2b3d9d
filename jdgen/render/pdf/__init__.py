"""Views to PDF. The only importer of WeasyPrint."""

from jdgen.render.pdf.folios import Layout
from jdgen.render.pdf.renderer import PdfRenderer
from jdgen.render.pdf.typesetter import Attached, Description, Typesetter, write_pdf

__all__ = ["Attached", "Description", "Layout", "PdfRenderer", "Typesetter", "write_pdf"]
