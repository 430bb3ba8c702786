"""Pictures in papers: nothing in them meets or runs off, everything can be seen, and the figures follow as a table."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.dates import When, on_day, parse_when
from cqcplan.model.delivery import Observation, Target
from cqcplan.model.document import Plan
from cqcplan.papers.blocks import (
    Bar,
    Bars,
    Block,
    Chart,
    Dated,
    Dot,
    Mark,
    Rated,
    RatedRow,
    RatingGrid,
    Series,
    Table,
    Timeline,
    Trend,
)
from cqcplan.papers.charts.draw import picture, svg
from cqcplan.papers.charts.lettering import width
from cqcplan.papers.charts.scale import value_axis
from cqcplan.papers.facts import measures
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import Writer
from cqcplan.timeline.periods import parse_period
from cqcplan.view.audience import for_audience
from cqcplan.view.suppress import Withheld
from tests.papers.example_papers import PAPERS, paper
from tests.papers.read_drawing import WIDTHS, contrast, drawing, parsed
from tests.places import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
LONG = "A title that goes on for longer than anybody would read, about the waiting times of every team in the county"


def generated_plan() -> dict[str, Any]:
    """Return a plan of a made-up council with 24 dated actions, 10 measures and two years of ratings."""
    rags = ("green", "amber", "red", "blue", "grey")
    dues = ("2025-06", "2025-09-30", "autumn 2025", "2026-27", "2026-01-15", "by 2026-03-31")
    priorities: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    for number in range(6):
        actions = []
        for place in range(4):
            name = f"action-{number}-{place}"
            actions.append({"id": name, "title": f"{LONG} {place}" if place == 3 else name, "due": dues[number]})
            for month in range(place, 18, 3):
                on = f"{2025 + month // 12}-{month % 12 + 1:02}-20"
                updates.append({"on": on, "about": name, "rag": rags[(number + month) % 5], "text": "Said."})
            if place == 1:
                updates.append({"on": "2025-05-01", "about": name, "due": "2026-05", "reason": "Late."})
                updates.append({"on": "2026-02-01", "about": name, "due": "summer 2026", "reason": "Later."})
            if place == 2:
                updates.append({"on": "2025-08", "about": name, "status": "complete"})
        priorities.append({"id": f"priority-{number}", "title": f"Priority {number}", "actions": actions})
    values: list[list[float]] = [
        [5, 4],
        [0, 0],
        [-3, 8, -12],
        [1e12, 2e12],
        [0.001, 0.002],
        [99.1, 99.3, 99.2],
        [7.5, 7.5],
    ]
    values += ([10**30, 10**31], [1, 10_000_000], [-1_000_000.25, -1_000_001.75])
    counted: list[dict[str, Any]] = [
        {
            "id": f"measure-{place}",
            "title": f"Measure {place}",
            "unit": "per cent" if place == 5 else "people",
            "better": "lower",
            "target": {"by": "2027-03", "value": row[0], "illustrative": place % 2 == 0},
            "observations": [{"on": f"2025-{month + 4:02}", "value": value} for month, value in enumerate(row)],
        }
        for place, row in enumerate(values)
    ]
    header = {"id": "madeupshire", "council": {"name": "Madeupshire Council"}, "framework": "la-2026-04"}
    return {"plan": header, "priorities": priorities, "updates": updates, "measures": counted}


@cache
def written(folder: Path) -> Path:
    """Write the generated plan into a folder."""
    file = folder / "plan.yaml"
    file.write_text(yaml.safe_dump(generated_plan(), sort_keys=False), encoding="utf-8")
    return file


def figures_in(html: str) -> list[str]:
    """Return the charts of a page."""
    return re.findall(r"<figure>.*?(<svg.*?</svg>)\s*</figure>", html, re.DOTALL)


def report(plan: Path, period: str, as_of: str, output_format: str) -> str:
    options = ["--paper", "appendix", "--period", period, "--as-of", as_of, "--format", output_format]
    result = CliRunner().invoke(app, ["report", str(plan), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def occasion_of(path: Path, period: str, as_of: str) -> Occasion:
    plan = load_plan(Location(path, "plan")).plan
    assert plan
    return occasion(for_audience(plan), period, as_of)


def occasion(plan: Plan, period: str, as_of: str) -> Occasion:
    day = date.fromisoformat(as_of)
    return Occasion(plan, day, parse_period(period, plan, day), None)


def blocks_of(chosen: Occasion) -> list[Block]:
    """Return the blocks of every section that has pictures of the work."""
    sections = ("confidence", "measures", "due-against-done", "milestones")
    return [block for name in sections for block in Writer(chosen).write(name).blocks]


def charts_of(blocks: list[Block]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def faults(chart: Chart) -> list[str]:
    markup = svg(chart)
    return [fault for wide in WIDTHS for fault in drawing(markup, wide).faults()]


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_nothing_meets_in_the_example_papers(name: str) -> None:
    for figure in figures_in(paper(name, "html")):
        for wide in WIDTHS:
            assert drawing(figure, wide).faults() == []


def test_nothing_meets_in_papers_with_every_kind_of_chart(tmp_path: Path) -> None:
    texts = (report(FIXTURE, "Q1", "2026-06-30", "html"), report(written(tmp_path), "Q1", "2026-05-31", "html"))
    for text in texts:
        found = figures_in(text)
        assert len(found) > 4
        for figure in found:
            for wide in WIDTHS:
                assert drawing(figure, wide).faults() == []


@pytest.mark.parametrize("plan", ["exampleshire", "generated"])
def test_pictures_of_the_work(plan: str, tmp_path: Path) -> None:
    if plan == "generated":
        chosen = occasion_of(written(tmp_path), "Q1", "2026-05-31")
    else:
        chosen = occasion_of(FIXTURE, "Q1", "2026-06-30")
    blocks = blocks_of(chosen)
    drawn = charts_of(blocks)
    assert {type(chart) for chart in drawn} == {Trend, Timeline, RatingGrid}
    assert [fault for chart in drawn for fault in faults(chart)] == []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Chart):
            assert isinstance(following, Table), f"no table after {block.title}"
            assert block.description


def test_table_comes_straight_after_its_figure() -> None:
    for name in PAPERS:
        html = paper(name, "html")
        assert len(
            re.findall(r"</figure>\s*<details class=\"figures\"><summary>[^<]*</summary>\s*<table", html)
        ) == html.count("</figure>")


def test_contrast_is_computed_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_widths_are_those_of_arial() -> None:
    assert width("Hello") == pytest.approx(13 * (0.722 + 0.556 + 0.222 + 0.222 + 0.556))
    assert width("Hello", bold=True) > width("Hello")
    assert width("é") == width("e")


def test_faults_are_found() -> None:
    """Keeps the tests above from passing because nothing is looked at."""
    head = '<svg height="40"><rect width="100%" height="100%" fill="#ffffff"/>'
    two = '<text x="0" y="20" fill="#000000">One word</text><text x="5%" y="22" fill="#000000">Two words</text></svg>'
    assert drawing(head + two, 264).faults() == ["at 264: “One word” meets “Two words”"]
    assert drawing(head + '<text x="90%" y="20" fill="#000000">Runs off the side</text></svg>', 264).faults()
    assert drawing(head + '<text x="0" y="20" fill="#999999">Faint</text></svg>', 264).faults()
    assert drawing(head + '<line x1="0" x2="9" y1="9" y2="9" stroke="#aab4bd"/></svg>', 264).faults()


# charts of any content

words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=120)
labels = words | st.just(LONG) | st.just("W" * 300) | st.sampled_from(["Reviews", "<b>&amp;|`{{ 7*7 }}", "待機者" * 20])
day = st.dates(date(1900, 1, 1), date(2200, 12, 31))
near = st.dates(date(2026, 1, 1), date(2026, 3, 31))
number = (
    st.integers(-(10**30), 10**30)
    | st.integers(-20, 20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(99, 100)
    | st.just(0)
)
rated = st.sampled_from(
    [
        Rated(word, word[0], colour)
        for word, colour in zip("GARBN", ("green", "amber", "red", "blue", "grey"), strict=True)
    ]
)


@st.composite
def whens(draw: st.DrawFn) -> When:
    first = draw(day | near)
    return draw(
        st.sampled_from(
            [on_day(first), parse_when(f"{first.year}-{first.month:02}"), parse_when(f"autumn {first.year}")]
        )
    )


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    when = draw(st.sampled_from([day, near]))
    days = sorted(draw(st.lists(when, min_size=2, max_size=40, unique=True)))
    values = [draw(number) for _ in days]
    if draw(st.booleans()):
        values = [values[0]] * len(days)
    dots = [Dot(on, value, f"{value:,}") for on, value in zip(days, values, strict=True)]
    for place in draw(st.sets(st.integers(1, len(dots)), max_size=5)):
        if place < len(dots) - 1:
            dots[place] = Dot(dots[place].on, None)
    target = Dot(draw(when), draw(number)) if draw(st.booleans()) else None
    series: tuple[Series, ...] = (Series(draw(labels), tuple(dots), valued=True),)
    if draw(st.booleans()):
        series += (Series(draw(labels), tuple(dots[:1]), "square", "2 3"),)
    unit = draw(labels | st.just("per cent"))
    baseline = draw(st.sampled_from([None, dots[0]]))
    return Trend("Title", "Said", unit, series, baseline, draw(labels), target, draw(labels))


@st.composite
def grids(draw: st.DrawFn) -> RatingGrid:
    days = tuple(sorted(draw(st.sets(day, min_size=2, max_size=8))))
    row = st.tuples(*[rated | st.none() for _ in days])
    rows = draw(st.lists(st.builds(RatedRow, labels, row), min_size=1, max_size=40))
    return RatingGrid("Title", "Said", days, tuple(rows))


dated = st.builds(
    Dated, labels, labels, whens(), st.lists(whens(), max_size=3).map(tuple), st.none() | whens(), st.none() | whens()
)
timelines = st.builds(
    Timeline, st.just("Title"), st.just("Said"), st.lists(dated, min_size=1, max_size=40).map(tuple), day
)
bars = st.builds(
    Bars,
    st.just("Title"),
    st.just("Said"),
    st.lists(st.builds(Bar, labels, st.integers(-5, 120), labels), min_size=1, max_size=40).map(tuple),
    st.just(100),
    st.lists(st.builds(Mark, st.integers(0, 100), words), max_size=5).map(tuple),
)


@given(st.one_of(trends(), grids(), timelines, bars))
@settings(max_examples=150, deadline=None)
def test_nothing_meets_whatever_is_drawn(chart: Chart) -> None:
    assert faults(chart) == []


@given(st.one_of(trends(), grids(), timelines, bars))
@settings(max_examples=40, deadline=None)
def test_a_picture_stands_on_its_own(chart: Chart) -> None:
    alone = picture(chart).svg
    root = parsed(alone)
    assert root.attrib["viewBox"] == f"0 0 640 {root.attrib['height']}"
    assert root.attrib["width"] == "640"
    # per cent in words is text; in a place it would need a page
    assert not any("%" in value for node in root.iter() for value in node.attrib.values())
    assert not any(name in ("class", "style", "id") for node in root.iter() for name in node.attrib)
    in_page = drawing(svg(chart), 640)
    on_its_own = drawing(alone, 640)
    assert [box.what for box in on_its_own.texts] == [box.what for box in in_page.texts]
    for one, other in zip(on_its_own.texts, in_page.texts, strict=True):
        assert one.left == pytest.approx(other.left, abs=0.1)
    assert on_its_own.faults() == []


def test_every_kind_of_chart_is_drawn_above() -> None:
    assert set(get_args(Chart)) == {Bars, Trend, RatingGrid, Timeline}


# what each picture says


def words_in(chart: Chart) -> str:
    root = parsed(svg(chart))
    return " ".join("".join(node.itertext()) for node in root.iter("text"))


def trend_of(chosen: Occasion, title: str) -> Trend:
    every = charts_of(list(Writer(chosen).write("measures").blocks))
    found = [chart for chart in every if chart.title.startswith(title)]
    assert len(found) == 1
    assert isinstance(found[0], Trend)
    return found[0]


def test_trend_says_its_baseline_target_and_scale() -> None:
    text = report(FIXTURE, "Q1", "2026-06-30", "html")
    chart = next(figure for figure in figures_in(text) if "occupational therapy assessment: the trend" in figure)
    for said in (
        ">605<", ">540.5<", "Baseline: 605 people (31 March 2026)", "Scale from 0 to 750",
        "Target: 300 people by March 2027;", "illustrative",
    ):  # fmt: skip
        assert said in chart
    markdown = report(FIXTURE, "Q1", "2026-06-30", "markdown")
    assert "| 31 March 2026 | 605 people | Baseline |" in markdown
    assert "| March 2027 | 300 people | Target, illustrative |" in markdown


def test_a_scale_that_leaves_out_nought_says_so() -> None:
    text = paper("leicestershire-2026-06", "html")
    chart = next(figure for figure in figures_in(text) if "eight weeks: the trend" in figure)
    assert "Scale from 92 to 100, not from 0" in chart


def test_one_figure_makes_no_picture() -> None:
    text = report(FIXTURE, "Q1", "2026-06-30", "html")
    assert "Reviews completed: the trend" not in text
    early = occasion_of(FIXTURE, "Q1", "2026-04-29")
    assert [type(chart) for chart in charts_of(blocks_of(early))] == [Trend, Timeline]


def test_a_vague_date_stands_at_its_last_day() -> None:
    chosen = occasion_of(ROOT / "plans" / "leicestershire", "Q1", "2026-06-01")
    dots = trend_of(chosen, "Assessments that start").series[0].dots
    assert [dot.on for dot in dots] == [date(2025, 5, 31), date(2026, 6, 1)]


def when_of(counted: Observation | Target) -> When:
    return counted.by if isinstance(counted, Target) else counted.on


def test_a_withheld_value_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = Withheld("not printed")
    monkeypatch.setattr(
        measures, "figure_of", lambda one: hidden if when_of(one) == parse_when("2026-04-30") else one.value
    )
    chosen = occasion_of(FIXTURE, "Q1", "2026-06-30")
    chart = trend_of(chosen, "People waiting for an occupational")
    assert [dot.value for dot in chart.series[0].dots] == [605, None, 540.5]
    assert "551" not in svg(chart)
    lines = re.findall(r'<line [^>]*stroke="#14406b"', svg(chart))
    assert lines == [], "no line is drawn across the gap"
    # the other measure has one known value left: no picture
    assert len(charts_of(list(Writer(chosen).write("measures").blocks))) == 1


def test_a_baseline_is_marked_wherever_it_stands() -> None:
    plan = occasion_of(FIXTURE, "Q1", "2026-06-30").plan
    measure = plan.measures[0]
    assert measure.baseline
    earlier = measure.baseline.model_copy(update={"on": parse_when("2026-01-31"), "value": 700})
    changed = measure.model_copy(update={"observations": (earlier, *measure.observations)})
    chosen = occasion(plan.model_copy(update={"measures": (changed,)}), "Q1", "2026-06-30")
    chart = trend_of(chosen, "People waiting")
    assert chart.baseline == Dot(date(2026, 3, 31), 605, "605")
    assert "Baseline: 605 people (31 March 2026)" in words_in(chart)
    assert ">700<" in svg(chart)
    assert chart.description.startswith("From 700 people (31 January 2026) to 540.5 people")


def test_timeline_tells_how_far_a_date_slipped() -> None:
    chosen = occasion_of(FIXTURE, "Q1", "2026-06-30")
    (chart,) = charts_of(list(Writer(chosen).write("milestones").blocks))
    said = words_in(chart)
    assert "Due spring 2027 (illustrative), at first Quarter 1 2026/27: slipped 11 months" in said
    assert "Due April 2026. Done 30 April 2026" in said
    assert "From start to due" in said
    assert "From April 2026, due autumn 2026" in said
    assert isinstance(chart, Timeline)
    assert [str(row.start) for row in chart.rows if row.start] == ["April 2026"]
    assert "As at 30 June 2026" in said
    table = Writer(chosen).write("milestones").blocks[1]
    assert isinstance(table, Table)
    assert (
        "Milestone: Backlog cleared", "Timeliness of assessments and reviews", "Quarter 1 2026/27",
        "spring 2027 (illustrative)", "Slipped 11 months", "In progress",
    ) in table.rows  # fmt: skip


def test_every_dated_piece_of_work_is_on_a_timeline(tmp_path: Path) -> None:
    chosen = occasion_of(written(tmp_path), "Q1", "2026-05-31")
    blocks = Writer(chosen).write("milestones").blocks
    drawn = [row for block in blocks if isinstance(block, Timeline) for row in block.rows]
    assert len(drawn) == 24
    moved = [row for row in drawn if row.earlier]
    assert len(moved) == 6
    assert all(len(row.earlier) == 2 for row in moved)


def test_grid_has_a_letter_for_every_rating() -> None:
    chosen = occasion_of(FIXTURE, "Q1", "2026-06-30")
    grid, table = Writer(chosen).write("confidence").blocks
    assert isinstance(grid, RatingGrid)
    assert isinstance(table, Table)
    assert grid.days == (date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30))
    rows = {row.label: [rated.letter if rated else "" for rated in row.ratings] for row in grid.rows}
    assert rows["Recruit social workers"] == ["", "R", "R"]
    assert rows["Milestone: Backlog cleared"] == ["A", "A", "A"]
    letters = re.findall(r'<text [^>]*font-weight="bold"[^>]*>(\w)</text>', svg(grid))
    given = sum(1 for row in grid.rows for rated in row.ratings if rated)
    assert len(letters) == given + len({letter for row in rows.values() for letter in row if letter})
    assert "not rated, then Off track" in grid.description
    assert table.rows[3][1:] == ("", chosen.rated("red"), chosen.rated("red"))


def test_too_many_months_become_quarters(tmp_path: Path) -> None:
    chosen = occasion_of(written(tmp_path), "Q1", "2026-05-31")
    (grid, *_) = charts_of(list(Writer(chosen).write("confidence").blocks))
    assert isinstance(grid, RatingGrid)
    assert [day.isoformat() for day in grid.days] == [
        "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-05-31",
    ]  # fmt: skip


def test_due_against_done_is_the_table_drawn() -> None:
    text = report(FIXTURE, "Q1", "2026-06-30", "markdown")
    assert "| 30 June 2026 | 2 | 1 | 2 |" in text
    assert "| 31 July 2026 | 2 | 1 |  |" in text
    chart = next(figure for figure in figures_in(report(FIXTURE, "Q1", "2026-06-30", "html")) if "added up" in figure)
    assert "Of 8 actions and milestones with a date, by 30 June 2026: due 1, done 2." in chart


def test_no_shade_is_told_by_colour_alone() -> None:
    """Two ratings that look alike in grey still differ in letter and edge."""
    days = (date(2026, 1, 31), date(2026, 2, 28))
    marks = set()
    for letter, colour in zip("GARBN", ("green", "amber", "red", "blue", "grey"), strict=True):
        chart = RatingGrid("T", "D", days, (RatedRow("Row", (Rated("Word", letter, colour),) * 2),))
        boxes = re.findall(r"<rect x=.*?/>", svg(chart))
        marks.add(re.sub(r'(fill|stroke)="[^"]*"|(x|y|width|height)="[^"]*"', "", "".join(boxes)))
    assert len(marks) >= 4, "green and grey alone share an edge: one is dark and the other white"


def test_a_day_after_the_last_still_fits() -> None:
    """A target long past, and one far ahead, are both on the scale."""
    dots = tuple(Dot(date(2026, 1, 1) + timedelta(days=7 * place), place, str(place)) for place in range(5))
    for by in (date(2020, 1, 1), date(2150, 1, 1)):
        chart = Trend(
            "T", "D", "people", (Series("Recorded", dots, valued=True),), target=Dot(by, 3), target_words="Target: 3"
        )
        assert faults(chart) == []
        assert "Target: 3" in words_in(chart)


@pytest.mark.parametrize(
    ("last", "named"), [(30, ["1 April 2026", "30 April 2026"]), (31, ["1 April 2026", "1 May 2026"])]
)
def test_a_trend_names_days_however_short_it_is(last: int, named: list[str]) -> None:
    days = (date(2026, 4, 1), date(2026, 4, 1) + timedelta(days=last - 1))
    dots = tuple(Dot(day, number, str(number)) for number, day in enumerate(days))
    said = words_in(Trend("Title", "Said", "people", (Series("Recorded", dots, valued=True),)))
    assert all(name in said for name in named)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=9))
def test_whole_values_have_whole_figures_beside_them(values: list[int]) -> None:
    axis = value_axis(values, room=60)
    assert all(tick.denominator == 1 for tick in axis.ticks), "nobody counts 2.5 actions"
    assert axis.ticks[0] <= min(values) <= max(values) <= axis.ticks[-1]
    assert len(axis.ticks) <= 6
