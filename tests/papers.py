"""The example papers that several tests read."""

from datetime import date
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from cqcplan.cli.app import app

ROOT = Path(__file__).parent.parent
PAPERS = {
    "leicestershire-2026-06": ("leicestershire", "Q1", "2026-06-01"),
    "bathnes-2025-04": ("bathnes", "Q1", "2025-04-14"),
    "bathnes-2025-11": ("bathnes", "2025-26-Q3", "2025-11-13"),
    "nottingham-2024-02": ("nottingham", "2023-24-Q4", "2024-02-15"),
}
"""Plan, period and as-of date of each."""


def words_for(name: str, output_format: str = "markdown") -> list[str]:
    """Return the command line of a paper."""
    plan, period, as_of = PAPERS[name]
    return ["report", str(ROOT / "plans" / plan), "--period", period, "--as-of", as_of, "--format", output_format]


def paper_day(name: str) -> date:
    """Return the day a paper is made."""
    return date.fromisoformat(PAPERS[name][2])


@cache
def paper(name: str, output_format: str = "markdown") -> str:
    """Return a paper as the command prints it."""
    result = CliRunner().invoke(app, words_for(name, output_format))
    assert result.exit_code == 0, result.output
    return result.stdout
