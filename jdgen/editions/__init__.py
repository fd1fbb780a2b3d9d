"""Editions: the data and the documents as they were when they were released, kept to be compared.

An edition is a folder ``editions/NAME/`` of a project and a whole project itself: ``data/``, its
own ``templates/`` and ``fonts/``, the documents in ``output/``, and ``edition.json``, which holds
the hash of each of these files and says what they were made with.

``open_edition(project, name)`` is the way in for whoever wants to read one: it is told apart there
whether anyone changed it since. ``open_edition(…).library()`` is its data.
"""

from jdgen.editions.manifest import Manifest
from jdgen.editions.store import Edition, Fault, find_editions, open_edition

__all__ = ["Edition", "Fault", "Manifest", "find_editions", "open_edition"]
