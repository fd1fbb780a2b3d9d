"""Edited documents taken back into the data: a handbook or description in Word, or a roster.

One way for both: a reader supplies what was printed and what the file says now (``Taken``),
``merging`` brings that together with what ``data/`` says, ``writing`` puts the result into its
files by changing only the lines that say something else. ``prepare`` does all of that in memory;
``carry_out`` writes, all or nothing.
"""

from jdgen.sync.merging import Conflict, Taken
from jdgen.sync.pipeline import Prepared, Request, carry_out, prepare

__all__ = ["Conflict", "Prepared", "Request", "Taken", "carry_out", "prepare"]
