"""Where the files that come with jdgen are: templates, themes, fonts, the example projects.

They stand beside the package in a checkout and inside it (``jdgen/_installed``) once installed.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def installed(name: str) -> Path:
    """Return the folder ``name`` (``templates`` or ``data``) that came with jdgen."""
    inside = _PACKAGE / "_installed" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def has_own_templates(project: Path) -> bool:
    """Whether a project brings anything that pages are made with, jdgen's own checkout excepted."""
    templates = project / "templates"
    own = templates.exists() and templates.resolve() != installed("templates").resolve()
    return own or (project / "fonts").exists()
