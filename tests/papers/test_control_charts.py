"""The part of papers that tells chance from change, named by a style of a board's own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

IN_TIME = [71, 72, 71, 72, 80, 71, 72, 71, 72, 71, 72, 71, 72, 71]
WAITING = [600, 590, 585, 570, 560, 551]


def observed(values: list[int]) -> str:
    return ", ".join(f"{{on: {2024 + n // 12}-{n % 12 + 1:02}-28, value: {value}}}" for n, value in enumerate(values))


@pytest.fixture
def paper(tmp_path: Path) -> str:
    style = tmp_path / "own.yaml"
    style.write_text("style: 1\ntitle: Own\npapers:\n  control: {about: Charts, sections: [control-charts]}\n")
    plan = tmp_path / "p" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text(
        "schema: 1\nplan: {id: p, council: {name: Seaport}, framework: la-2026-04}\nmeasures:\n"
        '  - {id: in-time, title: Started in time, unit: "%", better: higher, target: {by: 2026-12-31, value: 90},\n'
        f"     observations: [{observed(IN_TIME)}]}}\n"
        f"  - {{id: list, title: People waiting, unit: people, better: lower, observations: [{observed(WAITING)}]}}\n"
        f"  - {{id: few, title: Visits, unit: visits, better: higher, observations: [{observed(WAITING[:3])}]}}\n"
    )
    words = ["report", str(plan), "--style", str(style), "--paper", "control", "--as-of", "2026-03-10"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_chart_has_a_sentence_and_a_table(paper: str) -> None:
    assert "Started in time: Its latest figure is part of a change for the worse that is more than chance" in paper
    assert "as it runs, it cannot meet the target." in paper
    assert "| 28 May 2024 | 80% | beyond the limits |" in paper
    assert "| 28 June 2024 | 71% | seven on one side |" in paper
    assert "trial limits" not in paper


def test_a_list_that_piles_up_has_its_changes_instead(paper: str) -> None:
    assert "People waiting: no control chart is drawn" in paper
    assert "| 28 February 2024 | 590 people | \\-10 |" in paper
    assert "People waiting: figures and limits" not in paper


def test_fewer_than_six_have_no_chart(paper: str) -> None:
    assert "Too few figures for a chart, which takes six: Visits." in paper
