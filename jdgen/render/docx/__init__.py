"""A handbook's view to a Word file.

Templates are Word files with Jinja tags, rendered by docxtpl; what Jinja can't say in a way that
survives editing in Word (links, bookmarks, fields, charts, headers) is told by marks inside the
text (``marks``) and carried out on the finished document (``finish``). The only importers of
docxtpl and python-docx.
"""

from jdgen.render.docx.context import DocumentFacts, Filling
from jdgen.render.docx.renderer import DocxRenderer, FilledWord

__all__ = ["DocumentFacts", "DocxRenderer", "FilledWord", "Filling"]
