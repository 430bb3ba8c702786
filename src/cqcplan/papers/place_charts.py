"""Charts in sections: a template calls one with its words, and its place is kept until the Markdown is read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from cqcplan.papers.blocks import Bar, Bars, Chart, Dated, Dot, Mark, RatedRow, RatingGrid, Series, Timeline, Trend
from cqcplan.papers.printed import ALONE, MARK, marked
from cqcplan.papers.read_markdown import plain

Words = Callable[..., str]
"""A macro of the template: takes an entry, gives its words."""


def chart_makers(charts: list[Chart]) -> dict[str, Callable[..., Markup]]:
    """Return the functions by which a template places charts, each added to the list."""

    def place(chart: Chart) -> Markup:
        charts.append(chart)
        return marked(f"\n\n{MARK}chart {len(charts) - 1}{MARK}\n\n")

    def bars(
        *, title: str, description: str, of: Iterable[Any], label: Words, words: Words, maximum: int,
        marks: Iterable[Any] = (), mark: Words | None = None,
    ) -> Markup:  # fmt: skip
        """Draw bars: ``of`` holds entries with a ``value``; ``marks`` holds thresholds with a ``value``."""
        return place(
            Bars(
                _plain(title),
                _plain(description),
                tuple(Bar(_plain(label(item)), item.value, _plain(words(item))) for item in of),
                maximum,
                tuple(Mark(item.value, _plain(mark(item)) if mark else str(item.value)) for item in marks),
            )
        )

    def trend(
        *, title: str, description: str, unit: str, series: Iterable[Any], name: Words,
        baseline: Dot | None = None, baseline_words: str = "", target: Dot | None = None, target_words: str = "",
        icons: Iterable[Any] = (), icon: Words | None = None, marked: str = "", from_nought: bool = True,
    ) -> Markup:  # fmt: skip
        """Draw lines through time: ``series`` holds lines whose names ``name`` says, and ``icons`` above them."""
        return place(
            Trend(
                _plain(title),
                _plain(description),
                _plain(unit),
                tuple(Series(_plain(name(line)), line.dots, line.shape, line.dash, line.valued) for line in series),
                baseline,
                _plain(baseline_words),
                target,
                _plain(target_words),
                tuple(replace(each, words=_plain(icon(each) if icon else each.words)) for each in icons),
                _plain(marked),
                from_nought,
            )
        )

    def timeline(*, title: str, description: str, of: Iterable[Any], label: Words, words: Words, as_of: Any) -> Markup:
        """Draw dates and how they moved: ``of`` holds entries with ``start``, ``due``, ``earlier`` and ``done``."""
        rows = tuple(
            Dated(_plain(label(item)), _plain(words(item)), item.due, item.earlier, item.done, item.start)
            for item in of
        )
        return place(Timeline(_plain(title), _plain(description), rows, as_of))

    def grid(*, title: str, description: str, days: Iterable[Any], of: Iterable[Any], label: Words) -> Markup:
        """Draw ratings through time: ``of`` holds entries with ``ratings``, one for each of ``days`` or nothing."""
        rows = tuple(RatedRow(_plain(label(item)), tuple(item.ratings)) for item in of)
        return place(RatingGrid(_plain(title), _plain(description), tuple(days), rows))

    return {"bars": bars, "trend": trend, "timeline": timeline, "grid": grid}


def _plain(words: Any) -> str:
    """Return the words that a template gave, as text."""
    text = " ".join(str(words).replace(ALONE, "").split())
    return plain(text) if isinstance(words, Markup) else text
