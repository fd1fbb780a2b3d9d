"""Views to PDF. The only importer of WeasyPrint."""

from jdgen.render.pdf.renderer import PdfRenderer
from jdgen.render.pdf.typesetter import Typesetter, write_pdf

__all__ = ["PdfRenderer", "Typesetter", "write_pdf"]
