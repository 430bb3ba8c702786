"""Charts as inline SVG: no script, text that can be read, and never colour alone.

Widths are in per cent and heights in pixels, so a chart fits a phone and a page without
its letters shrinking. Everything a bar shows is also written beside it.
"""

from markupsafe import Markup, escape

from cqcplan.reports.blocks import Bars

ROW = 58
"""Pixels from one bar to the next: a line for its name, a line for its words, then the bar."""
BAR = 14
FOOT = 40
"""Pixels under the bars for the names of the marks."""


def bars_svg(chart: Bars) -> Markup:
    """Draw a chart of bars; its title and description are named by its anchor."""
    anchor = chart.anchor
    height = ROW * len(chart.bars) + (FOOT if chart.marks else 4)
    bottom = ROW * len(chart.bars)
    parts = [
        f'<svg class="bars" width="100%" height="{height}" role="img" aria-labelledby="{anchor}-t {anchor}-d">',
        f'<title id="{anchor}-t">{escape(chart.title)}</title>',
        f'<desc id="{anchor}-d">{escape(chart.description)}</desc>',
    ]
    for place, bar in enumerate(chart.bars):
        top = ROW * place
        parts += [
            f'<text x="0" y="{top + 14}">{escape(bar.label)}</text>',
            f'<text class="words" x="0" y="{top + 31}">{escape(bar.words)}</text>',
            f'<rect class="track" x="0" y="{top + 37}" width="100%" height="{BAR}"/>',
            f'<rect class="bar" x="0" y="{top + 37}" width="{_share(bar.value, chart)}" height="{BAR}"/>',
        ]
        parts += [_tick(_share(mark.value, chart), top + 34, top + 40 + BAR) for mark in chart.marks]
    for place, mark in enumerate(chart.marks):
        share = _share(mark.value, chart)
        # names stand on two lines in turn, so that near ones do not meet
        line = bottom + 14 + 16 * (place % 2)
        end = ' text-anchor="end"' if mark.value > chart.maximum // 2 else ""
        parts += [
            _tick(share, bottom - 8, line - 11),
            f'<text class="mark-name" x="{share}" y="{line}"{end}>{escape(mark.label)}</text>',
        ]
    parts.append("</svg>")
    return Markup("\n".join(parts))  # noqa: S704 - every text in it is escaped above


def _tick(share: str, top: int, bottom: int) -> str:
    return f'<line class="mark" x1="{share}" x2="{share}" y1="{top}" y2="{bottom}"/>'


def _share(value: int, chart: Bars) -> str:
    return f"{round(100 * value / chart.maximum, 2):g}%"
