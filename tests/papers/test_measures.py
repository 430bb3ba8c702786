"""Measures of the shapes that councils have published, printed: Seaport is made up, its shapes are not."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.papers.example_papers import plain_style
from tests.papers.words_of_formats import of_docx, of_html
from tests.places import FIXTURES

SEAPORT = str(FIXTURES / "measures" / "seaport")
TOLD = {
    "progress": ["| 301 people (30 September 2025) |"],
    "appendix": [
        "| Home care arranged and waiting | 1,200 hours (date not stated) | No figure since | 300 hours by",
        "Starting point: when the plan began.",
        "England: 60.7% (2024/25; A national set of measures, table 4). Fifteen similar councils: 58.2% (2024/25).",
        "On the way to the target: 260 people by 30 October 2025 (A list that can be sustained), then 220 people by",
        "| under 300 days (30 September 2025) |",
    ],
    "decision": [],  # of work and risks alone
    "board": ["| Agency staff | £1,093,684 (30 September 2025) | £1,069,534 |"],
    "dhsc": ["**Home care arranged and waiting:** Starting point 1,200 hours (date not stated). No figure since the"],
    "plan-table": [
        "| Home care arranged and waiting | 1,200 hours (date not stated) | No figure since | 300 hours by",
        "Counted otherwise from 1 April 2025, so that earlier figures cannot be compared: Counted from client",
    ],
    "brief": ["**Agency staff (off track):** £1,093,684 (30 September 2025)"],
    "assurance-meeting": [
        "| The longest wait | 500 days or more (31 March 2024) | under 300 days (30 September 2025) |"
    ],
    "self-assessment": [
        "| Home care arranged and waiting | Starting point 1,200 hours (date not stated) | No figure since"
    ],
    "performance": [
        "| Started within 28 days | 61.5 per cent (30 September 2025) | Common cause (C) | Will miss the target (F) |",
        "| Date | In: new requests for an assessment | Out: assessments completed in the month |",
        "| 30 September 2025 | 55 people | 96 people |",
    ],
    "public": [
        "People waiting to have their needs assessed: 301 people (30 September 2025). Before: 800 people",
        "Hours of care at home that people wait for: at the start 1,200 hours (date not stated). We have no newer",
    ],
    "region": [],  # of ratings alone
}
"""What each kind of paper prints of them."""
KINDS = tuple(TOLD)


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
        "England: 60.7% (2024/25; A national set of measures, table 4). Fifteen similar councils: 58.2% (2024/25).",
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
    assert not re.search(r"\d ?£|\d %|\.\d people|1093683|\bNone\b|\bnan\b", text)
    assert "1 January 1" not in text
    for said in TOLD[kind]:
        assert said in text


def test_no_kind_of_paper_is_left_out() -> None:
    assert set(KINDS) == set(plain_style().papers)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_other_formats_print_the_starting_point_too(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    paper("appendix", "--format", form, "-o", str(out))
    words = of_html(out.read_text(encoding="utf-8")) if form == "html" else of_docx(out.read_bytes())
    assert "Home care arranged and waiting 1,200 hours (date not stated) No figure since" in " ".join(words.split())


def test_the_line_goes_through_what_is_to_be_reached_on_the_way() -> None:
    """Agency staff are judged by their own line; the list, whose start has no date, from its first dated figure."""
    result = CliRunner().invoke(app, ["status", SEAPORT, "--as-of", "2025-10-10", "--format", "json"])
    shown = json.loads(result.stdout)["plans"][0]
    assert [found["id"] for found in shown["off_track"]] == ["agency"]


def test_figures_before_a_break_are_not_compared(progress: str) -> None:
    row = next(line for line in progress.splitlines() if line.startswith("| Long-term clients"))
    assert row.endswith("|  | 57.4% (30 September 2025) | No target set | One figure so far |")
