"""The example papers that several tests read."""

from datetime import date
from functools import cache

from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.cli.audience import Audience
from cqcplan.cli.paper_choices import style_of, the_kind, the_occasion, the_style
from cqcplan.files.discover import Location
from cqcplan.files.house_styles import load_style
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from cqcplan.model.house_style import HouseStyle
from cqcplan.papers.blocks import Paper
from cqcplan.papers.occasion import Occasion, find_meeting
from cqcplan.papers.paper import make_paper
from cqcplan.papers.template_files import section_names
from cqcplan.timeline.periods import parse_period
from cqcplan.view.exempt import ExemptEntry
from cqcplan.view.known import as_known
from tests.places import ROOT

EXAMPLESHIRE = "../tests/fixtures/good/exampleshire"
"""A made-up council's plan, which uses every field, as a path from the folder of the example plans."""
PAPERS: dict[str, tuple[str, ...]] = {
    "leicestershire-2026-06": ("leicestershire", "Q1", "2026-06-01", "--style", "plain"),
    "bathnes-2025-04": ("bathnes", "Q1", "2025-04-14", "--style", "plain"),
    "bathnes-2025-11": ("bathnes", "2025-26-Q3", "2025-11-13", "--style", "plain", "--paper", "progress"),
    "nottingham-2024-02": ("nottingham", "2023-24-Q4", "2024-02-15", "--style", "plain"),
    "leicestershire-scrutiny-2026-06": ("leicestershire", "Q1", "2026-06-01"),
    "bathnes-panel-2025-04": ("bathnes", "Q1", "2025-04-14"),
    "bathnes-cabinet-2025-11": ("bathnes", "2025-26-Q3", "2025-11-22", "--meeting", "cabinet-2025-11"),
    "nottingham-scrutiny-2024-02": ("nottingham", "2023-24-Q4", "2024-02-15"),
    "board-exampleshire": (EXAMPLESHIRE, "q1", "2026-06-17", "--paper", "board", "--audience", "internal"),
    "dhsc-exampleshire": (EXAMPLESHIRE, "q1", "2026-06-17", "--paper", "dhsc", "--audience", "internal"),
    "plan-table-exampleshire": (EXAMPLESHIRE, "q1", "2026-06-17", "--paper", "plan-table"),
    "brief-exampleshire": (EXAMPLESHIRE, "q1", "2026-06-17", "--paper", "brief", "--audience", "internal"),
    "assurance-meeting-exampleshire": (
        *(EXAMPLESHIRE, "q1", "2026-06-17"),
        *("--paper", "assurance-meeting", "--audience", "confidential"),
    ),
    "self-assessment-nottingham": (
        *("nottingham", "2023-24-Q4", "2024-02-15", "--style", "plain"),
        *("--paper", "self-assessment", "--audience", "internal"),
    ),
    "public-exampleshire": (EXAMPLESHIRE, "q1", "2026-06-17", "--paper", "public"),
}
"""Plan, period and as-of date of each, then what else is said: each plan in plain
style and in its council's own, then one paper of every further kind."""


UNNUMBERED = ("plan-table-exampleshire", "brief-exampleshire", "public-exampleshire")
"""The papers that number nothing."""


def words_for(name: str, output_format: str = "markdown") -> list[str]:
    """Return the command line of a paper."""
    plan, period, as_of, *more = PAPERS[name]
    words = ["report", str(ROOT / "plans" / plan), "--period", period, "--as-of", as_of]
    return [*words, "--revision", "none", "--format", output_format, *more]


def paper_day(name: str) -> date:
    """Return the day a paper is made."""
    return date.fromisoformat(PAPERS[name][2])


@cache
def paper(name: str, output_format: str = "markdown") -> str:
    """Return a paper as the command prints it."""
    result = CliRunner().invoke(app, words_for(name, output_format))
    assert result.exit_code == 0, result.output
    return result.stdout


def occasion_of(name: str) -> Occasion:
    """Return what a paper is written from."""
    plan, period, as_of, *more = PAPERS[name]
    loaded = load_plan(Location(ROOT / "plans" / plan, plan)).plan
    assert loaded is not None
    said = dict(zip(more[::2], more[1::2], strict=True))
    day = date.fromisoformat(as_of)
    return the_occasion(loaded, day, Audience.PUBLIC, period=period, meeting=said.get("--meeting"))


@cache
def plain_style() -> HouseStyle:
    """Return the house style that defines every kind of paper."""
    style, problems = load_style("plain", [ROOT / "templates" / "house-styles"], section_names())
    assert style is not None, problems
    return style


def made(kind: str, plan: Plan, period: str, day: date) -> Paper:
    """Make one kind of paper in plain style from a plan as its audience may see it."""
    known = as_known(plan, day)
    span = parse_period(period, known, day)
    meeting = find_meeting(known, span, day)
    if meeting:
        known = as_known(plan, day, meeting.id)
        meeting = next(item for item in known.meetings if item.id == meeting.id)
    return make_paper(Occasion(known, day, span, meeting), plain_style(), kind)


def exempt_occasion(plan: Plan, entries: tuple[ExemptEntry, ...]) -> Occasion:
    """Return what part 2 is written from: a plan as the public may see it, at its quarter's end, and what is exempt."""
    day = date(2026, 6, 30)
    return Occasion(plan, day, parse_period("Q1", plan, day), None, exempt=entries)


def paper_of(name: str) -> Paper:
    """Return a paper as a tree of blocks."""
    more = PAPERS[name][3:]
    said = dict(zip(more[::2], more[1::2], strict=True))
    occasion = occasion_of(name)
    style = the_style(said.get("--style") or style_of(occasion) or "plain", None)
    return make_paper(occasion, style, the_kind(said.get("--paper"), style))
