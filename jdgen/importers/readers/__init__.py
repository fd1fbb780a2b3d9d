"""Files of every format as blocks: headings, paragraphs and tables, each with its place.

``safety`` opens what comes from outside within bounds; one module per format does the rest. A
reader carries nothing out, fetches nothing and knows nothing of posts.
"""

from jdgen.importers.readers.files import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
