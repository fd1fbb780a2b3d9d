"""A posting as one web page: style sheet and job markup inside, nothing to fetch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from jdgen.render.contrast import readable
from jdgen.render.jsonld import as_json, job_posting
from jdgen.render.templates import environment, explain
from jdgen.terms.phrases import phrase
from jdgen.theme import Theme
from jdgen.views.posting import Block, Posting

_TEMPLATE = "posting/posting.html"
_STYLE_SHEET = "posting/posting.css"
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,24}")
# What may stand in an address as it is (RFC 3986, 2.2 and 2.3); brackets are for IPv6 only.
_IN_ADDRESSES = ":/?#@!$&'()*+,;=%-._~"
_WHITE = "FFFFFF"


def posting_page(
    posting: Posting, theme: Theme, templates: Mapping[str, str], style_sheets: Mapping[str, str]
) -> str:
    """Return the page as HTML.

    Raises InputError, with the template's name and line, where a template fails.
    """
    post = posting.post
    apply = posting.block("apply")
    jinja = environment(templates, _show)
    try:
        return jinja.get_template(_TEMPLATE).render(
            posting=posting,
            post=post,
            parts=_web_order(posting),
            apply=apply,
            language_tag="zh-CN" if post.language == "zh" else "en",
            between=" – " if post.language == "en" else "｜",
            words=lambda name: phrase(name, post.language),
            colours=page_colours(theme),
            style_sheet=Markup(style_sheets[_STYLE_SHEET]),  # noqa: S704 - a file of the project
            markup=as_json(job_posting(posting)),
            address=_address,
            mail=_mail,
            dial=_dial,
        )
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        raise explain(failure, "html/posting.html") from failure


def _show(value: Any) -> Any:
    return "" if value is None else value


def _web_order(posting: Posting) -> tuple[Block, ...]:
    """Return the parts beside the way to apply: on the web the post first, then who offers it."""
    parts = [block for block in posting.blocks if block.name != "apply"]
    return tuple(sorted(parts, key=lambda block: block.name == "company"))


def page_colours(theme: Theme) -> Mapping[str, Any]:
    """Return a theme's colours as the page uses them, each readable where it stands."""
    colours = theme.colours
    fill = readable(colours.text, colours.label_fill, _WHITE)
    named = {
        "accent": colours.accent,
        "on_accent": readable(colours.accent, _WHITE, colours.text),
        "link": readable(fill, colours.accent, colours.text),
        "text": colours.text,
        "quiet": readable(fill, colours.quiet, colours.text),
        "line": colours.line,
        "fill": fill,
    }
    return {name: f"#{colour}" for name, colour in named.items()}


def _address(link: str) -> str:
    """Return an address on the web as it may stand in a page: other characters by their codes."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", link), safe=_IN_ADDRESSES)


def _mail(text: str) -> str:
    return f"mailto:{quote(text, safe='@.+-_')}" if _EMAIL.fullmatch(text) else ""


def _dial(text: str) -> str:
    """Return the address that dials a number, empty where the text is more than one number."""
    return f"tel:{re.sub('[^+0-9]', '', text)}" if _PHONE.fullmatch(text) else ""
