"""A project's own pictures on the pages of a PDF, served from memory as fonts are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from jdgen.render.pieces.batch import PICTURE


class PictureFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Serves PNG pictures from memory and leaves every other address to another fetcher."""

    def __init__(self, pictures: Mapping[str, bytes], others: URLFetcher) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures
        self._others = others

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the picture at ``url``, or what the other fetcher says of it."""
        if not url.startswith(PICTURE):
            return self._others.fetch(url, headers)
        picture = self._pictures[url.removeprefix(PICTURE)]
        return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
