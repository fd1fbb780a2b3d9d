"""jdgen: an organisation's posts kept once, as data, and printed from it."""

__version__ = "0.1.0"
