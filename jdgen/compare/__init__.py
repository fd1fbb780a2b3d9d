"""``jdgen compare``: two states of a handbook, and what changed from one to the other.

A state is an edition, a project's folder, a git revision, a document that jdgen made, or the data
as it is. What changed is told by ``jdgen.meaning``; here states are found and opened, and the
answer is put on paper, into a page, or into the data's own revision history.
"""

from jdgen.compare.pairs import compare_sides
from jdgen.compare.sides import Side, open_sides

__all__ = ["Side", "compare_sides", "open_sides"]
