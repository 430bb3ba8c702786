"""The tracker of one post, or of one body: its own rows, and what is typed in them comes back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.round_trip import DAY, EXAMPLESHIRE, bytes_of, copy_of, fine, plan_in, run, type_in


def part(plan: Path, out: Path, *words: str) -> list[str]:
    """Export the tracker of a part, and return the ids of its rows."""
    fine("export", plan, "--format", "tracker", "--audience", "internal", "--as-of", DAY, "-o", out, *words)
    return [str(row[0].value) for row in load_workbook(out)["Tracker"].iter_rows(min_row=2) if row[0].value]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (("--owner", "Head of Occupational Therapy"), ["timeliness", "ot-external", "ot-external-live"]),
        (("--owner", "director"), ["timeliness"]),
        (
            ("--for", "nhs-exampleshire"),
            [
                "timeliness", "ot-external", "ot-external-live", "ot-backlog-cleared", "workforce", "recruit", "retain",
                "train",
            ],
        ),
    ],
)  # fmt: skip
def test_a_part_holds_what_somebody_answers_for(tmp_path: Path, words: tuple[str, str], rows: list[str]) -> None:
    assert part(EXAMPLESHIRE, tmp_path / "t.xlsx", *words) == rows


def test_what_is_typed_in_a_part_comes_back(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    before, updates = bytes_of(plan), len(plan_in(plan).updates)
    tracker = tmp_path / "t.xlsx"
    part(plan, tracker, "--owner", "head-of-ot")
    come_back = ("import", tracker, "--plan", plan, "--on", "2026-07-20", "--yes")
    fine(*come_back)
    assert bytes_of(plan) == before
    type_in(tracker, {("ot-external", "What happened"): "Twelve people were seen."})
    fine(*come_back)
    assert [(item.about, item.text) for item in plan_in(plan).updates[updates:]] == [
        ("ot-external", "Twelve people were seen.")
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--owner", "nobody"), 'no post of this plan is called "nobody"'),
        (("--for", "cqc-lead"), "is a post of this plan, not a body"),
        (("--owner", "cqc-lead"), "nothing in this plan is for Assessment Lead"),
        (("--owner", "director", "--for", "nhs-exampleshire"), "do not go together"),
        (("--owner", "director", "--format", "csv"), "go with --format tracker"),
    ],
)
def test_a_part_that_is_nobodys_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    told = run("export", EXAMPLESHIRE, "--format", "tracker", "--as-of", DAY, "-o", tmp_path / "t.xlsx", *words)
    assert (told.exit_code, said in told.output) == (2, True), told.output
    assert not (tmp_path / "t.xlsx").exists()
