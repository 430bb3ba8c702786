"""Shell completion: what Tab offers, and that it stays cheap."""

import os
import subprocess
import sys

import pytest

from tests.places import ROOT


def tab(line: str) -> list[str]:
    """Return what bash would be offered after a line."""
    words = line.split(" ")
    environment = os.environ | {
        "_CQCPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    code = "import sys; sys.argv = ['cqcplan']; from cqcplan.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cqcplan score not", ["nottingham"]),
        ("cqcplan report ", ["bathnes", "leicestershire", "nottingham"]),
        ("cqcplan validate lei", ["leicestershire"]),
        ("cqcplan validate --ignore PLAN20", ["PLAN201", "PLAN202"]),
        ("cqcplan report bathnes --period ", ["Q1", "Q2", "Q3", "Q4"]),
        ("cqcplan scor", ["score"]),
        ("cqcplan update scrutiny-2024", ["scrutiny-2024-02"]),
        ("cqcplan new meeting --body scrutiny-c", ["scrutiny-committee"]),
        ("cqcplan new body --kind scr", ["scrutiny"]),
        ("cqcplan update x --status comp", ["complete"]),
        ("cqcplan report --paper bo", ["board"]),
        ("cqcplan list self", ["self-assessment"]),
    ],
)
def test_what_is_offered(line: str, expected: list[str]) -> None:
    assert tab(line) == expected
