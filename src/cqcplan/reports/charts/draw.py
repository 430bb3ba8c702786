"""Draw any chart of a paper."""

from markupsafe import Markup

from cqcplan.reports.blocks import Chart
from cqcplan.reports.charts.bars import bars_svg


def svg(chart: Chart) -> Markup:
    """Return a chart as SVG."""
    return bars_svg(chart)
