"""Imports the corpus and prints how much came back: ``python -m tests.import_corpus``."""

from __future__ import annotations

import sys

from tests.import_corpus.table import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
