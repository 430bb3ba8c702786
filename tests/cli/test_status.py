"""The screen of a morning, through the front door."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model.delivery import Measure
from cqcplan.timeline.trajectory import trajectory
from tests.places import ROOT

PLAN = """\
plan:
  {id: anyshire, title: The plan, council: {name: Anyshire Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Therapy}, {id: lead, title: Lead Officer}, {id: idle, title: Idle Officer}]
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
  - {id: board, name: Improvement Board, kind: board}
  - {id: dhsc, name: Department of Health and Social Care, short_name: DHSC, kind: government}
priorities:
  - id: waiting
    title: Waiting
    lead: lead
    actions:
      - id: service
        title: Outside service
        due: 2026-05
        owner: head
        milestones:
          - {id: live, title: Service live, due: 2026-05-31}
          - {id: cleared, title: Backlog cleared, due: 2026-06-01}
      - {id: letters, title: Shorter letters, due: 2026-07-01}
      - {id: portal, title: Portal, due: 2026-07-02}
      - {id: talks, title: Talks}
  - {id: given-up, title: Given up, actions: [{id: dropped, title: Dropped, due: 2026-01}]}
measures:
  - {id: queue, title: People waiting, unit: people, better: lower, priorities: [waiting],
     baseline: {on: 2026-01-01, value: 100}, target: {by: 2027-01-01, value: 0},
     observations: [{on: 2026-04-02, value: 76}]}
  - {id: talked, title: Reviews, unit: reviews, better: higher, cumulative: true, priorities: [waiting],
     baseline: {on: 2026-01-01, value: 0}, target: {by: 2027-01-01, value: 365},
     observations: [{on: 2026-02-01, value: 31}, {on: 2026-03-01, value: 28}]}
  - {id: untold, title: Untold, unit: people}
risks: [{id: money, title: Money, owner: head, reviewed: 2026-03-01, review_every: quarter}]
meetings:
  - {id: cabinet-2026-06, body: cabinet, on: 2026-06-10, title: Progress}
  - {id: board-2026-06, body: board, on: 2026-06-11, title: Highlights}
  - {id: cabinet-2026-05, body: cabinet, on: 2026-05-28, title: Before, published: 2026-05-29, call_in: true}
commitments:
  - {id: visit, title: A visit, made_to: cabinet, due: 2026-05-20, by: lead}
  - {id: kept, title: Kept, made_to: cabinet, due: 2026-05-20, met: 2026-05-19}
  - {id: monthly, title: A word every month, made_to: board, every: month}
submissions:
  - {id: q1, to: dhsc, title: First update, due: 2026-06-17, by: lead}
  - {id: q0, to: dhsc, title: Sent before, due: 2026-03-17, submitted: 2026-03-17}
updates:
  - {on: 2026-02-01, about: service, status: in-progress, rag: red, reason: No supplier., recovery: Find one.}
  - {on: 2026-05-30, about: live, status: complete}
  - {on: 2026-01-10, about: letters, status: in-progress, rag: amber, reason: Words are hard.}
  - {on: 2026-02-01, about: given-up, status: closed}
  - {on: 2026-06-02, about: cleared, status: complete}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Write the plan."""
    file = tmp_path / "any shire.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def shown(*words: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(app, ["status", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def data(plan: Path, *words: str, as_of: str = "2026-06-01") -> dict[str, Any]:
    """Return the screen of one plan as data."""
    told = json.loads(shown(str(plan), "--as-of", as_of, "--format", "json", *words))
    assert told["version"] == 1
    return dict(told["plans"][0])


def ids(found: dict[str, Any], name: str) -> list[str]:
    """Return the ids of one list."""
    return [each["id"] for each in found[name]]


def test_what_is_late_and_what_is_due(plan: Path) -> None:
    found = data(plan)
    assert [(each["id"], each["days_left"]) for each in found["overdue"]] == [("visit", -12), ("service", -1)]
    # cleared is due on the day itself, letters on the last day looked at, portal a day after it
    assert ids(found, "due") == ["cleared", "money", "q1", "letters"]
    assert ids(data(plan, as_of="2026-06-02"), "due") == ["q1", "letters", "portal"]
    assert ids(data(plan, "--days", "0"), "due") == ["cleared", "money"]


def test_what_is_not_recorded_is_not_called_late(plan: Path) -> None:
    text = " ".join(shown(str(plan), "--as-of", "2026-07-02", "--format", "markdown").split())
    assert "| Promise: A visit | 20 May 2026, 43 days ago; not recorded as kept | visit |" in text
    assert "| Submission: First update | 17 June 2026, 15 days ago; not recorded as sent | q1 |" in text
    assert "| Review of the risk: Money | 1 June 2026, 31 days ago; no review recorded since | money |" in text


def test_meetings_their_papers_and_what_follows_a_decision(plan: Path) -> None:
    found = data(plan)
    assert [(each["id"], each["kind"], each["when"]["last"]) for each in found["meetings"]] == [
        ("cabinet-2026-06", "paper", "2026-06-02"),
        # decided on 28 May, published on Friday the 29th: five working days for calling it in, then it is in force
        ("cabinet-2026-05", "call-in", "2026-06-05"),
        ("cabinet-2026-05", "effective", "2026-06-06"),
        ("cabinet-2026-06", "meeting", "2026-06-10"),
        ("board-2026-06", "meeting", "2026-06-11"),
    ]
    later = [(each["id"], each["kind"]) for each in data(plan, as_of="2026-06-06")["meetings"]]
    assert ("cabinet-2026-05", "call-in") not in later
    assert ("cabinet-2026-05", "effective") in later
    late = shown(str(plan), "--as-of", "2026-06-04", "--format", "markdown")
    assert "2 June 2026, 2 days ago; the plan has no address of it" in late


def test_red_and_amber_with_reasons(plan: Path) -> None:
    assert [(each["id"], each["rag"], each["reason"], each["owner"]) for each in data(plan)["rated"]] == [
        ("service", "red", "No supplier.", "head"),
        ("letters", "amber", "Words are hard.", "lead"),
    ]


def test_what_has_gone_quiet_and_what_was_never_heard_of(plan: Path) -> None:
    found = data(plan)
    assert [(each["id"], each["last_update"], each["days"]) for each in found["stale"]] == [
        ("letters", "2026-01-10", 142)
    ]
    assert ids(data(plan, "--stale-after", "141"), "stale") == ["letters"]
    assert ids(data(plan, "--stale-after", "142"), "stale") == []
    assert ids(found, "unreported") == ["portal", "talks"]


def test_a_measure_is_held_to_the_straight_line(plan: Path) -> None:
    found = data(plan)
    # a quarter of the way the line is at 100 - 100 * 91 / 365
    assert [(each["id"], each["value"], each["expected"]) for each in found["off_track"]] == [("queue", 76, 75.068493)]
    assert found["untracked"] == ["untold"]


def test_one_post(plan: Path) -> None:
    found = data(plan, "--owner", "head")
    assert ids(found, "overdue") == ["service"]
    assert ids(found, "due") == ["cleared", "money"]
    assert ids(found, "rated") == ["service"]
    assert ids(found, "off_track") == []
    lead = data(plan, "--owner", "lead")
    assert (ids(lead, "overdue"), ids(lead, "rated"), ids(lead, "off_track")) == (["visit"], ["letters"], ["queue"])


def test_the_message_to_a_post(plan: Path) -> None:
    text = shown(str(plan), "--as-of", "2026-06-01", "--email", "head")
    assert text.startswith("Subject: Anyshire Council, The plan: 1 overdue and 2 due by 1 July 2026\n\nTo the Head of")
    assert '  cqcplan update service --plan "any shire" --status complete --text "WHAT WAS DONE"\n' in text
    assert "- Outside service (service): May 2026, 1 day late. Off track: No supplier.\n  Recovery: Find one.\n" in text
    assert "- Review of the risk: Money (money): 1 June 2026, today.\n" in text
    assert "letters" not in text
    assert "update money" not in text, "a risk is reviewed, not updated like work"
    assert max(len(line) for line in text.splitlines() if not line.startswith(("  cqcplan", "Subject"))) <= 76
    nothing = shown(str(plan), "--as-of", "2026-06-01", "--email", "idle")
    assert "nothing to chase" in nothing
    assert "Nothing is overdue" in nothing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--owner", "haed"], ['no post of this plan is called "haed"', 'did you mean "Head of Therapy" (head)?']),
        (["--owner", "zzzz"], ['there is "Head of Therapy" (head), "Lead Officer" (lead) and "Idle Officer" (idle)']),
        (["--owner", "head", "--email", "lead"], ["both name a post"]),
        (["--as-of", "2026-06"], ["is not one day"]),
    ],
)
def test_messages(plan: Path, words: list[str], said: list[str]) -> None:
    result = CliRunner().invoke(app, ["status", str(plan), *words])
    assert result.exit_code == 2
    assert all(part in result.stderr for part in said), result.stderr


def test_several_plans_in_one_go_each_once(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = json.loads(shown("nottingham", str(plan), "plans/nottingham", "--as-of", "2026-06-01", "--format", "json"))
    assert [each["plan"] for each in found["plans"]] == ["nottingham", "anyshire"]
    every = json.loads(shown("--as-of", "2026-06-01", "--format", "json"))
    assert [each["plan"] for each in every["plans"]] == ["bathnes", "leicestershire", "nottingham"]


def test_an_audience_sees_less() -> None:
    folder = str(ROOT / "tests" / "fixtures" / "good" / "exampleshire")
    assert "offer-made" in shown(folder, "--as-of", "2026-07-12", "--audience", "confidential")
    public = shown(folder, "--as-of", "2026-07-12")
    assert "offer-made" not in public
    assert "Workstream" in public


@pytest.mark.parametrize("output_format", ["table", "markdown"])
def test_the_screen_fits_and_has_no_colour_alone(plan: Path, output_format: str) -> None:
    text = shown(str(plan), "--as-of", "2026-06-01", "--format", output_format)
    assert "Off track" in text
    if output_format == "table":
        assert max(map(len, text.splitlines())) <= 100
        assert "\x1b" not in text
    else:
        assert "| Action: Outside service | May 2026, 1 day late | service |" in text


def test_every_field_of_the_data_is_documented(plan: Path) -> None:
    words = set(re.findall(r"\w+", (ROOT / "docs" / "reference" / "status-json.md").read_text(encoding="utf-8")))

    def names(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {name for value in node.values() for name in names(value)}
        return {name for value in node for name in names(value)} if isinstance(node, list) else set()

    assert names(data(plan)) - {"value", "by"} <= words


@settings(deadline=None, max_examples=100)
@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    st.integers(1, 400),
    st.integers(0, 100),
    st.integers(0, 100),
    st.sampled_from(["higher", "lower"]),
)
def test_a_figure_on_the_line_is_never_off_it(first: date, days: int, start: int, end: int, better: str) -> None:
    def measure(value: float, day: date) -> Measure:
        last = date.fromordinal(first.toordinal() + days)
        return Measure.model_validate(
            {
                "id": "m", "title": "M", "unit": "people", "better": better,
                "baseline": {"on": first.isoformat(), "value": start},
                "target": {"by": last.isoformat(), "value": end},
                "observations": [{"on": day.isoformat(), "value": value}],
            }
        )  # fmt: skip

    day = date.fromordinal(first.toordinal() + (days + 1) // 2)
    line = trajectory(measure(0, day), day)
    assert line
    on_it = trajectory(measure(line.expected, day), day)
    assert on_it
    assert not on_it.off_track
    worse = line.expected - 1 if better == "higher" else line.expected + 1
    off_it = trajectory(measure(worse, day), day)
    assert off_it
    assert off_it.off_track
    assert min(start, end) <= line.expected <= max(start, end)


def test_a_post_is_named_by_its_title_too(plan: Path) -> None:
    words = ["status", str(plan), "--as-of", "2026-06-01"]
    by_title = CliRunner().invoke(app, [*words, "--owner", "head of  Therapy"])
    assert by_title.exit_code == 0
    assert by_title.stdout == CliRunner().invoke(app, [*words, "--owner", "head"]).stdout
