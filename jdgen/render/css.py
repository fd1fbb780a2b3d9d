"""A theme as CSS: the page box, one rule per paragraph style, the few rules of tables."""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.theme import FontRole, Style, Theme

_ALIGN = {"start": "left", "center": "center", "end": "right", "justify": "justify"}


def theme_css(theme: Theme, families: Mapping[FontRole, tuple[str, ...]]) -> str:
    """Return the style sheet of a theme; ``families`` names the cut faces of each font role."""
    colours = theme.colours
    rules = [
        _page_rule(theme),
        f"html {{ color: #{colours.text}; font-kerning: none }}",
        _cell_rule(theme),
        f".label-cell {{ background: #{colours.label_fill} }}",
        f".head-cell {{ background: #{colours.header_fill} }}",
        f"tr.total td, tr.total th {{ background: #{colours.label_fill} }}",
        f".warning-text {{ color: #{colours.warning} }}",
        f".quiet-text {{ color: #{colours.quiet} }}",
        f".toc-leader {{ border-color: #{colours.line} }}",
        f".rule-below {{ border-bottom: 1pt solid #{colours.accent}; padding-bottom: 1pt }}",
    ]
    rules += [_style_rule(theme, name, style, families) for name, style in theme.styles.items()]
    rules += [
        f".{name} > .number {{ width: {-theme.style(name).indent_points}pt }}"
        for name in ("duty", "task")
    ]
    rules += [
        f".{name.replace('_', '-')} {{ height: {theme.style(name).pitch}pt }}"
        for name in ("gap", "cover_top", "cover_middle", "cover_bottom")
    ]
    # A label beside several rows is as high as all of them: it must not make the first one higher.
    rules.append(f".form .open > .label {{ height: {theme.style('label').pitch}pt }}")
    return "\n".join(rules)


def _style_rule(
    theme: Theme, name: str, style: Style, families: Mapping[FontRole, tuple[str, ...]]
) -> str:
    declarations = (
        _font(style, families),
        f"margin: 0 0 {style.after}pt {style.left_points}pt",
        f"text-indent: {style.indent_points}pt",
        f"text-align: {_ALIGN[style.align]}",
        f"color: #{getattr(theme.colours, style.colour)}",
        f"break-after: {'avoid' if style.keep else 'auto'}",
    )
    return f".{name.replace('_', '-')} {{ {'; '.join(declarations)} }}"


def _font(style: Style, families: Mapping[FontRole, tuple[str, ...]]) -> str:
    family = ", ".join(f'"{family}"' for family in families[style.font])
    pitch = f"{style.pitch}pt" if style.pitch is not None else "1"
    return f"font: {style.size}pt/{pitch} {family}"


def _cell_rule(theme: Theme) -> str:
    tables = theme.tables
    # Word measures a cell's margin from the middle of its rule, CSS from the rule's edge.
    padding = tables.padding_horizontal - tables.border / 2
    return (
        f"td, th {{ border: {tables.border}pt solid #{theme.colours.line};"
        f" padding: {tables.padding_vertical}pt {padding:.3f}pt }}"
    )


def _page_rule(theme: Theme) -> str:
    """The page box; running heads and folios come from the page's own elements of these names."""
    page = theme.page
    # Word wants room for the whole of a row's lower rule, WeasyPrint for its upper half.
    bottom = page.bottom + theme.tables.border / 2
    return (
        f"@page {{ size: {page.width}pt {page.height}pt;"
        f" margin: {page.top}pt {page.right}pt {bottom}pt {page.left}pt;"
        f" @top-left {{ content: element(head-left); width: 50%; {_head(theme)} }}"
        f" @top-right {{ content: element(head-right); width: 50%; {_head(theme)} }}"
        f" @bottom-center {{ content: element(folio); width: 100%; vertical-align: bottom;"
        f" padding-bottom: {page.footer}pt }} }}"
    )


def _head(theme: Theme) -> str:
    return (
        f"vertical-align: top; padding-top: {theme.page.header}pt;"
        f" font-size: {theme.style('running_head').size}pt"
    )
