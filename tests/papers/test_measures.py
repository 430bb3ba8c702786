"""Measures of the shapes that councils have published, printed: Seaport is made up, its shapes are not."""

import json
import re

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import FIXTURES

SEAPORT = str(FIXTURES / "measures" / "seaport")
KINDS = ("progress", "board", "brief", "public", "dhsc", "self-assessment", "appendix", "plan-table")


def paper(kind: str, *more: str) -> str:
    result = CliRunner().invoke(app, ["report", SEAPORT, "--as-of", "2025-10-10", "--paper", kind, *more])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def progress() -> str:
    return paper("progress")


@pytest.mark.parametrize(
    "said",
    [
        "| 800 people (date not stated) | 301 people (30 September 2025) | 200 people by 31 January 2026 |",
        "Starting point: eighteen months before.",
        "Why 200 people: Modelling shows that 200 people can each be assessed within 28 days.",
        "On the way to the target: 260 people by 30 October 2025 (A list that can be sustained), then 220 people by",
        "| 500 days or more (31 March 2024) | under 300 days (30 September 2025) | No target set | Better: down |",
        "England: 60.7% (2024/25). Fifteen similar councils: 58.2% (2024/25).",
        "Counted otherwise from 1 April 2025, so that earlier figures cannot be compared: Counted from client",
        "| 16.9 days (30 September 2025) |",
        "| £1,240,000 (31 March 2025) | £1,093,684 (30 September 2025) | £900,000 by 31 March 2026 |",
        "Pace: 301 people; 200 people by 31 January 2026 needs 25 fewer a month; the last month was 41 fewer, from two",
        "figures, which is too few to call a trend.",
        "£900,000 by 31 March 2026 needs a fall of £32,391 a month; the change since 31 March 2025 was a fall",
        "Better: down by £146,316; £193,684 from the target",
        "| Date not stated | 800 people | Baseline |",
        "| 30 October 2025 | 260 people | On the way to the target |",
    ],
)
def test_a_paper_prints_it(progress: str, said: str) -> None:
    assert said in progress


def test_a_tail_stands_after_its_total(progress: str) -> None:
    rows = re.findall(r"^\| (\D+?) \| ", progress, re.MULTILINE)
    assert rows.index("The longest wait") == rows.index("People waiting for a Care Act assessment") + 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper_prints_its_figures_with_their_units(kind: str) -> None:
    text = paper(kind)
    assert not re.search(r"\d ?£|\d %|\.\d people|1093683", text)
    assert "1 January 1" not in text


def test_the_line_goes_through_what_is_to_be_reached_on_the_way() -> None:
    """Agency staff are judged by their own line; the list, whose start has no date, from its first dated figure."""
    result = CliRunner().invoke(app, ["status", SEAPORT, "--as-of", "2025-10-10", "--format", "json"])
    shown = json.loads(result.stdout)["plans"][0]
    assert [found["id"] for found in shown["off_track"]] == ["agency"]


def test_figures_before_a_break_are_not_compared(progress: str) -> None:
    row = next(line for line in progress.splitlines() if line.startswith("| Long-term clients"))
    assert row.endswith("|  | 57.4% (30 September 2025) | No target set | One figure so far |")
