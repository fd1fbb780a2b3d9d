"""Posts, departments and fields found in blocks, whatever the format was.

``pieces`` is the form between the two halves: ``tables`` and ``prose`` turn blocks into pieces
(“a post begins”, “this label has this value”, “this has no label”), ``assembly`` puts pieces
together into records and reads each value as its field's type.
"""

from jdgen.importers.recognise.recognising import recognise

__all__ = ["recognise"]
