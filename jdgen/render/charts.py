"""The charts of a handbook, laid out once and drawn for both formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from jdgen.charts.drawingml import draw_drawingml, ids_used
from jdgen.charts.layout import Chart, Look, Palette
from jdgen.charts.svg import draw_svg, link_areas
from jdgen.render.chart_layouts import ChartLayouts
from jdgen.store import Nothing, Store
from jdgen.theme import Theme
from jdgen.views.sections import Chart as ChartView
from jdgen.views.sections import HandbookView

# The names that the cut faces of headings have in a page's style sheet, in order.
CHART_FAMILIES = ", ".join(f"heading{number}" for number in range(4))

# What a page keeps for the headings above a chart, in points.
_HEADROOM = 110.0
_NOWHERE = Nothing()


@dataclass(frozen=True)
class Drawings:
    """Every chart by its anchor: as HTML figures, and as pieces of DrawingML with captions."""

    html: Mapping[str, str]
    word: Mapping[str, tuple[tuple[str, str], ...]]


def draw_charts(
    view: HandbookView, theme: Theme, latin: bytes, store: Store = _NOWHERE
) -> Drawings:
    """Lay out and draw all charts of a handbook; ``latin`` is the headings' Latin face.

    ``store`` keeps how they are laid out.
    """
    page = theme.page
    layouts = ChartLayouts(page.text_width, page.text_height - _HEADROOM, latin, store)
    palette = theme_palette(theme)
    html: dict[str, str] = {}
    word: dict[str, tuple[tuple[str, str], ...]] = {}
    next_id = 1
    for section in view.sections:
        for wanted in section.charts:
            charts = layouts.of(wanted.root)
            html[wanted.anchor] = "".join(_figure(chart, wanted, palette) for chart in charts)
            pieces = []
            for chart in charts:
                pieces.append((chart.caption, _drawing(chart, wanted, palette, theme, next_id)))
                next_id += ids_used(chart)
            word[wanted.anchor] = tuple(pieces)
    return Drawings(html, word)


def theme_palette(theme: Theme) -> Palette:
    """Return a chart's colours from a theme's."""
    colours = theme.colours
    ink, heading = f"#{colours.text}", f"#{colours.heading}"
    return Palette(
        levels=(
            Look(heading, heading, "#FFFFFF", "#FFFFFF"),
            Look(f"#{colours.header_fill}", heading, ink, ink),
            Look("#FFFFFF", f"#{colours.quiet}", ink, ink),
        ),
        draft=Look("#FFFFFF", f"#{colours.quiet}", ink, ink),
        line=f"#{colours.quiet}",
    )


def _figure(chart: Chart, wanted: ChartView, palette: Palette) -> str:
    """One chart with its links laid over it, since WeasyPrint has none inside SVG."""
    svg = draw_svg(chart, palette=palette, font_family=CHART_FAMILIES, alt=wanted.description)
    links = []
    below = chart.height
    for target, x, y, width, height in link_areas(chart):
        # In the flow, each moved from where the last one ended: WeasyPrint loses the tags of
        # absolutely placed links when a chart moves to the next page.
        links.append(
            f'<a class="chart-link" href="#{escape(target)}" style="margin:{y - below:.2f}pt 0 0 '
            f'{x:.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt"></a>'
        )
        below = y + height
    caption = f'<p class="chart-caption">{escape(chart.caption)}</p>' if chart.caption else ""
    return (
        f'<div class="keep chart">{caption}<div class="chart-frame" style="width:{chart.width}pt;'
        f'height:{chart.height}pt">{svg}{"".join(links)}</div></div>'
    )


def _drawing(chart: Chart, wanted: ChartView, palette: Palette, theme: Theme, first_id: int) -> str:
    fonts = theme.fonts["heading"]
    return draw_drawingml(
        chart,
        palette=palette,
        first_id=first_id,
        alt=wanted.description,
        name=chart.caption or wanted.heading,
        paragraph_style="JDChartBox",
        latin_font=fonts.word_latin,
        east_asian_font=fonts.word_han,
    )
