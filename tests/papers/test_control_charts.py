"""The part of papers that tells chance from change, for boards: charts, icons, and stocks that have none."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests import programs

IN_TIME = [71, 72, 71, 72, 80, 71, 72, 71, 72, 71, 72, 71, 72, 71]
WAITING = [600, 590, 585, 570, 575, 551]
CALM = [20, 22, 19, 21, 20, 23, 21, 20]
BEGUN_ANEW = [*CALM, 40, 42, 39, 41, 40, 43, 41]


def observed(values: list[int]) -> str:
    return ", ".join(f"{{on: {2024 + n // 12}-{n % 12 + 1:02}-28, value: {value}}}" for n, value in enumerate(values))


PLAN = f"""schema: 1
plan: {{id: p, council: {{name: Seaport}}, framework: la-2026-04}}
measures:
  - {{id: in-time, title: Started in time, unit: "%", better: higher, target: {{by: 2026-12-31, value: 90}},
     observations: [{observed(IN_TIME)}]}}
  - {{id: list, title: People waiting, unit: people, better: lower, observations: [{observed(WAITING)}]}}
  - {{id: few, title: Visits, unit: visits, better: higher, observations: [{observed(WAITING[:3])}]}}
  - {{id: calm, title: Reviews, unit: reviews, better: higher, target: {{by: 2026-12-31, value: 21}},
     observations: [{observed(CALM)}]}}
  - {{id: contacts, title: Contacts, unit: contacts, target: {{by: 2026-12-31, value: 21}},
     observations: [{observed([*CALM[:7], 60])}]}}
  - {{id: short, title: People waiting under a week, unit: people, better: higher, stock: false,
     target: {{by: 2026-12-31, value: 5}}, observations: [{observed(CALM)}]}}
  - {{id: home, title: People supported at home, unit: people, stock: true, observations: [{observed(WAITING[:3])}]}}
  - {{id: starts, title: New starts, unit: people, adds_to: home, observations: [{observed([20, 30, 25])}]}}
  - {{id: ends, title: Ends, unit: people, takes_from: home, observations: [{observed([21, 40])}]}}
  - {{id: new, title: Open cases, unit: cases, observations: [{observed([7])}]}}
  - {{id: anew, title: Calls, unit: calls, better: higher, observations: [{observed(BEGUN_ANEW)}],
     rebased: [{{on: 2024-09-01, text: A second team began}}, {{on: 2025-02-01, text: It grew}}]}}
"""


@cache
def written(form: str) -> bytes:
    with TemporaryDirectory() as folder:
        plan, out = Path(folder) / "p" / "plan.yaml", Path(folder) / "out"
        plan.parent.mkdir()
        plan.write_text(PLAN)
        words = ["report", str(plan), "--paper", "performance", "--as-of", "2026-03-10", "--format", form]
        result = CliRunner().invoke(app, [*words, "-o", str(out)])
        assert result.exit_code == 0, result.output
        return out.read_bytes()


@pytest.fixture
def paper() -> str:
    return written("markdown").decode()


def test_each_chart_has_a_sentence_and_a_table(paper: str) -> None:
    assert "Started in time: its latest figure is part of a change for the worse that is more than chance" in paper
    assert "(special cause, concerning); if nothing changes, it will miss the target." in paper
    assert "| 28 May 2024 | 80% | beyond the limits |" in paper
    assert "| 28 June 2024 | 71% | seven on one side |" in paper


def test_limits_of_fewer_than_twelve_are_trial_limits(paper: str) -> None:
    said = re.findall(r"\d ([A-Z][\w ]+): (?:nothing|its latest)[^\n]*trial limits", paper)
    assert said == ["Reviews", "Contacts", "People waiting under a week", "Calls"]


@pytest.mark.parametrize(
    "row",
    [
        "| Started in time | 71% (28 February 2025) | Special cause, concerning (L) | Will miss the target (F) |",
        "| Reviews | 20 reviews (28 August 2024) | Common cause (C) | Hit and miss (?) |",
        "| Contacts | 60 contacts (28 August 2024) | Special cause (H) | No direction set |",
        "| People waiting under a week | 20 people (28 August 2024) | Common cause (C) | Will meet the target (P) |",
        "| Calls | 41 calls (28 March 2025) | Common cause (C) | No target |",
    ],
)
def test_icons_are_words_and_letters_in_a_table(row: str, paper: str) -> None:
    assert row in paper
    assert "H or L is special cause" in paper


def test_a_list_that_piles_up_has_its_changes_instead(paper: str) -> None:
    assert "People waiting: no control chart is drawn, because its title tells of what has piled up" in paper
    assert "| 28 February 2024 | 590 people | \\-10 people |" in paper
    assert "| 28 May 2024 | 575 people | \\+5 people |" in paper
    assert "People waiting: figures and limits" not in paper


def test_a_stock_whose_flows_are_counted_has_these(paper: str) -> None:
    assert "People supported at home: no control chart is drawn, because it is what stands on a day" in paper
    assert "| Date | In: new starts | Out: ends |" in paper
    assert "| 28 February 2024 | 30 people | 40 people |" in paper
    assert "| 28 March 2024 | 25 people |  |" in paper


def test_limits_begin_anew_with_a_reason_where_there_are_figures_enough(paper: str) -> None:
    assert "Mean 21 calls; limits 15 calls and 26 calls." in paper
    assert "The limits begin anew on 1 September 2024: A second team began." in paper
    assert "The limits are to begin anew on 1 February 2025, and do so when there are six figures on both" in paper


def test_fewer_than_six_have_no_chart(paper: str) -> None:
    assert "Too few figures for a chart, which takes six: Visits, New starts and Ends." in paper
    assert "Too few figures for a change, which takes two: Open cases." in paper


def in_html(made: bytes) -> str:
    figures = re.findall(r"<figure>.*?</figure>", made.decode(), re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", " ".join(figures)).split())


def in_docx(made: bytes) -> str:
    with ZipFile(BytesIO(made)) as package:
        pictures = [package.read(name).decode() for name in package.namelist() if name.endswith(".svg")]
    return " ".join(re.sub("<[^>]*>", " ", " ".join(pictures)).split())


def in_pdf(made: bytes) -> str:
    return " ".join(programs.run("pdftotext", "-", "-", input=made).stdout.decode().split())


@pytest.mark.parametrize(
    ("form", "drawn"),
    [("html", in_html), ("docx", in_docx), pytest.param("pdf", in_pdf, marks=programs.needs("pdftotext"))],
)
def test_icons_changes_and_flows_are_drawn(form: str, drawn: Callable[[bytes], str]) -> None:
    words = drawn(written(form))
    for said in (
        "L Variation: special cause, concerning, lower F Assurance: will miss the target",
        "C Variation: common cause, no more than chance ? Assurance: meets and misses the target by chance",
        "P Assurance: will meet the target",
        "Change from the figure before",
        "In: new starts",
        "Out: ends",
        "More than chance",
        "Target: 90% by 31 December 2026",
    ):
        assert said in words


def test_a_picture_says_its_icons_to_those_who_cannot_see_it() -> None:
    told = re.findall(r"<desc[^>]*>([^<]*)</desc>", written("html").decode())
    assert any("special cause, concerning" in each and "miss the target" in each for each in told)
