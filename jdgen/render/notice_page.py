"""A recruitment notice as HTML, and its style as CSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup, escape

from jdgen.render.card_style import PrintStyle
from jdgen.render.notice_style import NoticeStyle
from jdgen.render.templates import environment, explain
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.theme import TWIPS, FontRole
from jdgen.typography import cut_to
from jdgen.views.notice_parts import NoticeView

_TEMPLATE = "notice/notice.html"
# A mark to cut the words around page numbers at, which no phrase holds.
_HERE = "\ufdd0"


def notice_html(
    view: NoticeView,
    style: NoticeStyle,
    templates: Mapping[str, str],
    codes: Sequence[str],
) -> str:
    """Return the notice as an HTML document; ``codes`` are QR codes as HTML, one for each way.

    Raises InputError, with the template's name and line, where a template fails.
    """
    before, between, after = page_words(view.language)
    try:
        return (
            environment(templates, _show)
            .get_template(_TEMPLATE)
            .render(
                notice=view,
                language_tag="zh-CN" if view.language == "zh" else "en",
                words=lambda name: phrase(name, view.language),
                widths=[width / TWIPS for width in style.widths],
                tall=style.tall,
                codes=[Markup(code) for code in codes],  # noqa: S704 - ours
                head=running_head(view, style),
                before_page=before,
                before_pages=between,
                after_pages=after,
            )
        )
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        # Names of templates count from the folder html, whichever of them this one is in.
        raise explain(failure, "html/notice.html") from failure


def page_words(language: Language) -> tuple[str, str, str]:
    """Return what stands before, between and after the page's number and that of all pages."""
    before, between, after = phrase("page_of_pages", language, page=_HERE, pages=_HERE).split(_HERE)
    return before, between, after


def running_head(view: NoticeView, style: NoticeStyle) -> str:
    """Return the running head of all pages but the first: title and employer, in two thirds."""
    separator = "　" if view.language == "zh" else ": "
    room = style.paper.text_width * 2 / 3 / style.styles["running"].size
    return cut_to(view.title + separator + view.employer, room)


def _show(value: Any) -> Any:
    return "" if value is None else value if isinstance(value, Markup) else escape(str(value))


def notice_css(style: NoticeStyle, families: Mapping[FontRole, tuple[str, ...]]) -> str:
    """Return the sizes and colours of a notice; ``families`` names the cut faces."""
    paper, colours = style.paper, style.theme.colours
    thin = f"{style.rule}pt solid #{colours.line}"
    strong = f"{2 * style.rule}pt solid #{style.band}"
    label, way, code = (f"{width / TWIPS}pt" for width in style.way_widths)
    head = f"vertical-align: top; padding-top: {style.head}pt"
    rules = [
        f"@page {{ size: {paper.width}pt {paper.height}pt; margin: {paper.margin}pt }}",
        f"@page {{ margin-bottom: {paper.bottom}pt }}",
        f"@page {{ @top-left {{ content: element(head-left); width: 70%; {head} }} }}",
        f"@page {{ @top-right {{ content: element(head-right); width: 30%; {head} }} }}",
        "@page :first { @top-left { content: none } @top-right { content: none } }",
        f"html {{ color: #{colours.text}; font-kerning: none }}",
        f"table, .foot {{ width: {sum(style.widths) / TWIPS}pt }}",
        f"td, th {{ padding: {style.above}pt {style.padding}pt; border-bottom: {thin} }}",
        f".posts thead tr {{ background: #{colours.header_fill} }}",
        f".posts thead th {{ border-top: {strong} }}",
        f".gap {{ height: {style.gap}pt }}",
        f".band {{ background: #{style.band}; padding: {style.inset}pt {style.padding}pt }}",
        f".term {{ color: #{style.styles['below'].colour} }}",
        f".foot {{ background: #{style.band} }}",
        f".ways-cell {{ padding: {style.inset}pt {style.padding}pt }}",
        f".label-column, .ways-name {{ width: {label} }}",
        f".ways-lines {{ width: {way} }}",
        f".ways-code {{ width: {code} }}",
    ]
    rules += [_style_rule(name, each, families) for name, each in style.styles.items()]
    return "\n".join(rules)


def _style_rule(name: str, style: PrintStyle, families: Mapping[FontRole, tuple[str, ...]]) -> str:
    fonts = ", ".join(f'"{family}"' for family in families[style.font])
    return (
        f".{name} {{ font: {style.size}pt/{style.pitch}pt {fonts}; color: #{style.colour};"
        f" text-align: {style.align}; margin-bottom: {style.after}pt }}"
    )
