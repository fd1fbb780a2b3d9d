"""PyYAML's own parser, which reads files where libyaml is missing.

As it comes, it stops at a tab between two tokens or two words, which YAML 1.2.2 §6.1 and §7.3.3
allow and libyaml takes: a file that can be read here could not be read on another machine.
"""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["TabbedLoader"]

_LINE_ENDS = "\r\n\x85\u2028\u2029"


class TabbedLoader(yaml.SafeLoader):
    """PyYAML's own parser, with tabs where libyaml takes them."""

    def scan_to_next_token(self) -> None:
        """Skip what stands between two tokens; a tab that indents a line is none of it."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """Return the white space between two words of a text without quotation marks."""
        length = 0
        while self.peek(length) in (" ", "\t"):
            length += 1
        blanks = self.prefix(length)
        if "\t" not in blanks:
            return super().scan_plain_spaces(indent, start_mark)
        self.forward(length)
        if self.peek() in _LINE_ENDS:
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks]
