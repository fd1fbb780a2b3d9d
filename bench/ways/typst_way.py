"""Typst: ``python typst_way.py SOURCE FONTS TARGET`` compiles one PDF, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

if __name__ == "__main__":
    source, fonts, target = sys.argv[1:]
    typst.compile(source, output=target, font_paths=fonts.split(":"), ignore_system_fonts=True)
    assert Path(target).is_file()
