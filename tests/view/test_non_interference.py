"""Nothing that is shown depends on what came later, or on what its audience may not read: not by a single byte."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cqcplan.cli import calendar, councils, diff, export, report, score, status, trace
from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.files.loaded import LoadedPlan
from cqcplan.view.levels import ORDER
from tests.papers.example_papers import plain_style
from tests.view.later_deleted import hidden_deleted, later_deleted
from tests.view.marked_plan import id_of, marked, walk

DAY = date(2026, 6, 30)
DATES = (
    "2024-11", "2025-12-01", "spring 2026", "2026-05-15", "2026-06-29", "2026-06-30", "2026", "2026-06",
    "2026-07-01", "2026-07", "2026-07-06", "autumn 2026", "2026-10-12", "2026-12", "2027-02-03",
)  # fmt: skip
"""Before the day, on it and after; none where only the count of working days tells whether a paper is out."""
_DATE = re.compile(r"20\d\d-\d\d(-\d\d)?")
MEETING = id_of("public", "meeting")
COMMON = ("--as-of", DAY.isoformat())
PAPERS = [
    ("report", "--paper", kind, "--meeting", MEETING, "--revision", "none", "--style", "plain", *COMMON)
    for kind, form in plain_style().papers.items()
    if not form.councils
]
OF_COUNCILS = [("report", "--paper", "region", *COMMON), ("score", "--region", "--format", "json", *COMMON)]
"""They take no audience: they are for the public alone."""
ANSWERS = [
    ("score", *COMMON),
    ("score", "--format", "json", *COMMON),
    ("score", "--format", "json", "--target", "good", *COMMON),
    ("status", "--format", "json", *COMMON),
    ("status", "--email", id_of("public", "role"), *COMMON),
    ("diff", "2026-03-01", "--format", "json", *COMMON),
    ("diff", "2026-03-01", "2026-06-30", *COMMON),
    ("trace", "--orphans", "--format", "json", *COMMON),
    ("trace", id_of("public", "priority"), *COMMON),
    ("trace", "assessing-needs", "--format", "json", *COMMON),
    ("calendar", "--from", "2020-01-01", *COMMON),
    ("export", "--format", "json", *COMMON),
]
FOR_READERS = ("report", "status", "diff", "trace", "calendar", "export")
"""Commands that take an audience."""
PROPERTY = settings(
    max_examples=3,  # each prints every paper, or every answer, of two plans
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read(data: dict[str, Any], folder: Path) -> LoadedPlan:
    """Read a plan from a file, under one name whatever is in it."""
    file = folder / "anyshire.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    loaded = load_plan(locate(str(file))[0])
    assert loaded.plan is not None, loaded.problems
    return loaded


def shown(loaded: LoadedPlan, *words: str) -> Result:
    """Run a command on a plan that is read already."""
    assert loaded.plan
    pair = (loaded, loaded.plan)
    with (
        patch.object(report, "open_every", lambda *_: [pair]),
        patch.object(councils, "each_of", lambda _, look: [look(pair[1])]),
        patch.object(export, "open_one", lambda _: pair),
        patch.object(score, "open_every", lambda _: [pair]),
        patch.object(status, "open_every", lambda _: [pair]),
        patch.object(diff, "open_plans", lambda _: [pair]),
        patch.object(trace, "open_plans", lambda _: [pair]),
        patch.object(calendar, "open_plans", lambda _: [pair]),
    ):
        return CliRunner().invoke(app, words)


def differences(whole: LoadedPlan, less: LoadedPlan, commands: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Return the commands that do not print the same of two plans."""
    for words in commands:
        one, other = (shown(loaded, *words) for loaded in (whole, less))
        if (one.exit_code, one.output) != (other.exit_code, other.output):
            lines = set(one.output.splitlines()) ^ set(other.output.splitlines())
            yield (*words, *sorted(lines)[:8])


def dated_at_random(choose: Random, share: float) -> dict[str, Any]:
    """Make a plan with every field, all of it public, each date some date and a few left out."""
    data = marked("alike")
    header = {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"}
    data["plan"] = header | data["plan"] | {"id": "anyshire"}
    data["plan"].pop("disclosure", None)
    ids = sorted(item["id"] for item in walk(data) if isinstance(item, dict) and str(item.get("id")).startswith("zq"))
    for item in walk(data):
        if isinstance(item, dict):
            _date(item, choose, share)
    for update in data["updates"]:
        update["about"] = choose.choice(ids)
    for edition in data["self_assessments"]:
        edition["status"] = choose.choice(("planned", "in-progress", "published"))
    for assessment in data["assessments"]:
        assessment["kind"] = choose.choice(("comprehensive", "pilot", "self", "target"))
    for letter in data["correspondence"]:
        letter["reply"] = choose.choice(("none", "acknowledged", "substantive"))
    for promise in data["commitments"]:
        promise["met_by"] = choose.choice(
            [entry["id"] for section in ("meetings", "submissions", "evidence") for entry in data[section]]
        )
    return data


def _date(item: dict[str, Any], choose: Random, share: float) -> None:
    """Make an entry public, with some dates of its own."""
    item.pop("exempt", None)
    if "visibility" in item:
        item["visibility"] = "public"
    for name, value in item.items():
        if isinstance(value, str) and _DATE.fullmatch(value):
            item[name] = choose.choice(DATES)
        elif isinstance(value, list) and value and isinstance(value[0], str) and _DATE.fullmatch(value[0]):
            item[name] = choose.sample(DATES, 3)
    for name in ("notified", "information_return_due", "assessed", "site_visit", "received", "began", "due"):
        if choose.random() < share:
            item.pop(name, None)


@pytest.fixture
def folders(tmp_path: Path) -> Callable[[str], Path]:
    """Make folders to keep plans in."""

    def made(name: str) -> Path:
        (tmp_path / name).mkdir(exist_ok=True)
        return tmp_path / name

    return made


@given(st.randoms(use_true_random=True), st.sampled_from((0.1, 0.5)))
@PROPERTY
def test_what_came_later_changes_no_paper(folders: Callable[[str], Path], choose: Random, share: float) -> None:
    data = dated_at_random(choose, share)
    whole = read(data, folders("whole"))
    less = read(later_deleted(data, DAY, MEETING), folders("less"))
    assert list(differences(whole, less, PAPERS)) == []


@given(st.randoms(use_true_random=True), st.sampled_from((0.1, 0.5)))
@PROPERTY
def test_what_came_later_changes_no_answer(folders: Callable[[str], Path], choose: Random, share: float) -> None:
    data = dated_at_random(choose, share)
    whole = read(data, folders("whole"))
    less = read(later_deleted(data, DAY), folders("less"))
    assert list(differences(whole, less, [*ANSWERS, *OF_COUNCILS])) == []


@given(st.randoms(use_true_random=True), st.sampled_from((0.05, 0.4)), st.sampled_from(ORDER[:-1]))
@PROPERTY
def test_what_an_audience_may_not_read_changes_nothing(
    folders: Callable[[str], Path], choose: Random, share: float, audience: str
) -> None:
    data = dated_at_random(choose, 0.1)
    for item in walk(data):
        if isinstance(item, dict) and "visibility" in item:
            item["visibility"] = choose.choice(ORDER) if choose.random() < share else "public"
    whole = read(data, folders("whole"))
    for commands, meeting in ((PAPERS, MEETING), (ANSWERS, None)):
        # what came later goes first: of something hidden and still to come, nobody knew
        less = read(hidden_deleted(later_deleted(data, DAY, meeting), audience), folders("less"))
        asked = [(*words, "--audience", audience) for words in commands if words[0] in FOR_READERS]
        assert list(differences(whole, less, asked)) == []
    less = read(hidden_deleted(later_deleted(data, DAY), "public"), folders("less"))
    assert list(differences(whole, less, OF_COUNCILS)) == []
