"""What is kept from one build to the next, as those see it who use it; floor 0."""

from __future__ import annotations

from typing import Protocol


class Store(Protocol):
    """Bytes by key. What is given back is what was kept, or nothing."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept, None where nothing is."""

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""


class Nothing:
    """Keeps nothing."""

    def get(self, _key: str) -> bytes | None:
        """Return nothing."""
        return None

    def put(self, _key: str, _data: bytes) -> None:
        """Let it go."""
