"""The names of WordprocessingML that reading needs, and the styles of jdgen's documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The strict form (ISO/IEC 29500-1) has names of its own for the same things.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element class no public name

# A style by what it is for: its id in our templates, and its name there, which programs keep that
# make new ids when they save (LibreOffice).
_STYLES: Mapping[str, tuple[str, str]] = {
    "heading1": ("Heading1", "heading 1"),
    "heading2": ("Heading2", "heading 2"),
    "heading3": ("Heading3", "heading 3"),
    "heading4": ("Heading4", "heading 4"),
    "role_title": ("JDRoleTitle", "岗位标题"),
    "front_title": ("JDFrontTitle", "目录标题"),
    "body": ("JDBody", "手册正文"),
    "note": ("JDNote", "手册说明"),
    "warning": ("JDWarning", "草稿提示"),
    "control": ("JDControl", "文控行"),
    "duty": ("JDDuty", "职责条目"),
    "task": ("JDTask", "职责子项"),
    "duty_note": ("JDDutyNote", "职责备注"),
    "sign": ("JDSign", "签字栏"),
    "cover_organisation": ("JDCoverOrganisation", "封面单位"),
    "cover_title": ("Title", "title"),
    "cover_field": ("JDCoverField", "封面信息"),
    "cover_sign": ("JDCoverSign", "封面签署"),
    "chart": ("JDChart", "组织图"),
    "chart_caption": ("JDChartCaption", "组织图标题"),
    "toc": ("TOC1", "toc 1"),
    "toc2": ("TOC2", "toc 2"),
    "toc3": ("TOC3", "toc 3"),
    "gap": ("JDGap", "间隔"),
}
_BY_ID = {identifier: name for name, (identifier, _) in _STYLES.items()}
_BY_NAME = {title: name for name, (_, title) in _STYLES.items()}


def w(name: str) -> str:
    """Return ``name`` in Word's namespace."""
    return f"{{{W}}}{name}"


def style_purpose(identifier: str, title: str) -> str:
    """Return what a paragraph style is for, by its id, else by its name; empty if it isn't ours."""
    return _BY_ID.get(identifier) or _BY_NAME.get(title) or _BY_NAME.get(title.lower(), "")
