"""Calendar files, through the front door, a real parser and a real calendar program."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.exchange.calendar import Event, calendar
from tests import programs
from tests.places import ROOT
from tests.programs import needs

GOOD = str(ROOT / "tests" / "fixtures" / "good" / "exampleshire")
PLAN = """\
plan: {id: anyshire, title: The plan, council: {name: Anyshire Council}, framework: la-2026-04}
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
  - {id: board, name: Improvement Board, kind: board}
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
priorities:
  - id: waiting
    title: Waiting
    actions:
      - id: service
        title: "Outside service; phase 1, 2"
        milestones: [{id: live, title: Service live, due: autumn 2026}, {id: cleared, title: Cleared, due: 2026-10-01}]
meetings:
  - {id: cabinet-2026-06, body: cabinet, on: 2026-06-01, title: Progress, url: "https://example.org/a"}
  - {id: board-2026-06, body: board, on: 2026-06}
  - {id: decision, body: cabinet, on: 2026-05-13, title: Agreed, published: 2026-05-14, call_in: true}
submissions: [{id: q1, to: dhsc, title: First update, due: 2026-06-17}]
consultations: [{id: charges, title: Charges, opens: 2026-07-01, closes: 2026-08-01}]
risks: [{id: money, title: Money, reviewed: 2026-04-01, review_every: quarter}]
assessments: [{id: cqc, kind: comprehensive, framework: la-2023-12, published: 2025-09-17,
  printed: {rating: requires-improvement, overall_percent: 59}}]
updates:
  - {on: 2026-05-20, about: cleared, status: complete}
  - {on: 2026-06-10, about: live, due: 2027-01-31, reason: Late.}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Write the plan."""
    folder = tmp_path / "anyshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def run(*words: str) -> bytes:
    """Return what the command prints."""
    result = CliRunner().invoke(app, ["calendar", *words])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def read(text: bytes) -> Any:
    """Read a calendar with the icalendar library."""
    return Calendar.from_ical(text)


def events(text: bytes) -> dict[str, Any]:
    """Return the events by UID, as the parser reads them."""
    found: list[Any] = read(text).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found), "no UID twice"
    return by_uid


def days(text: bytes) -> dict[str, tuple[str, str, str]]:
    """Return first day, day after the last, and title by the middle of the UID."""
    return {
        uid.removeprefix("anyshire.").removesuffix("@cqcplan"): (
            event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat(), str(event["SUMMARY"]),
        )
        for uid, event in events(text).items()
    }  # fmt: skip


def test_every_date_of_the_plan(plan: Path) -> None:
    assert days(run(str(plan), "--as-of", "2026-05-21", "--from", "2026-05-01")) == {
        "decision.paper": ("2026-05-05", "2026-05-06", "Last day to publish the paper: Cabinet"),
        "decision.meeting": ("2026-05-13", "2026-05-14", "Cabinet"),
        "decision.call-in": ("2026-05-21", "2026-05-22", "Call-in ends: Cabinet"),
        "decision.effective": ("2026-05-22", "2026-05-23", "Decision takes effect: Cabinet"),
        "cabinet-2026-06.paper": ("2026-05-21", "2026-05-22", "Last day to publish the paper: Cabinet"),
        "cabinet-2026-06.meeting": ("2026-06-01", "2026-06-02", "Cabinet"),
        "board-2026-06.meeting": ("2026-06-01", "2026-07-01", "Improvement Board (June 2026)"),
        "q1.submission": ("2026-06-17", "2026-06-18", "Submission due: First update"),
        "charges.opens": ("2026-07-01", "2026-07-02", "Charges: consultation opens"),
        "money.review": ("2026-07-01", "2026-07-02", "Review of the risk: Money"),
        "charges.closes": ("2026-08-01", "2026-08-02", "Charges: consultation closes"),
        "cleared.milestone": ("2026-05-20", "2026-05-21", "Done: Cleared"),
        "live.milestone": ("2026-11-30", "2026-12-01", "Milestone due: Service live (autumn 2026)"),
        "cqc.reassessment": (
            "2028-09-17", "2028-09-18",
            "Anyshire Council: CQC's usual maximum before the next comprehensive assessment ends",
        ),
    }  # fmt: skip


def test_a_second_import_updates(plan: Path) -> None:
    before, after = (events(run(str(plan), "--as-of", day)) for day in ("2026-06-09", "2026-06-10"))
    uid = "anyshire.live.milestone@cqcplan"
    assert (before[uid]["DTSTART"].dt, after[uid]["DTSTART"].dt) == (date(2026, 11, 30), date(2027, 1, 31))
    assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]
    for stamp in ("DTSTAMP", "LAST-MODIFIED"):
        assert after[uid][stamp].dt > before[uid][stamp].dt
    assert set(before) == set(after)


def test_kinds_and_dates_are_chosen(plan: Path) -> None:
    words = [str(plan), "--as-of", "2026-05-21"]
    assert set(days(run(*words, "--kind", "meeting", "--kind", "paper"))) == {
        "cabinet-2026-06.paper", "cabinet-2026-06.meeting", "board-2026-06.meeting",
    }  # fmt: skip
    assert set(days(run(*words, "--from", "2026-06-30", "--to", "2026-07-01"))) == {
        "board-2026-06.meeting", "charges.opens", "money.review",
    }  # fmt: skip


def test_texts_and_addresses_come_back(plan: Path) -> None:
    text = run(str(plan), "--as-of", "2026-05-21")
    assert b"DESCRIPTION:Anyshire Council\\, The plan\\nPriority: Waiting\\nId: live\r\n" in text
    found = events(text)
    milestone = found["anyshire.live.milestone@cqcplan"]
    assert str(milestone["DESCRIPTION"]) == "Anyshire Council, The plan\nPriority: Waiting\nId: live"
    assert str(found["anyshire.cabinet-2026-06.meeting@cqcplan"]["URL"]) == "https://example.org/a"
    assert str(read(text)["X-WR-CALNAME"]) == "Anyshire Council: The plan"


def test_same_bytes_and_the_form_the_standard_asks_for(tmp_path: Path) -> None:
    text = run(GOOD, "--as-of", "2026-05-01")
    assert text == run(GOOD, "--as-of", "2026-05-01")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    file = tmp_path / "a b é.ics"
    assert run(GOOD, "--as-of", "2026-05-01", "-o", str(file)) == b""
    assert file.read_bytes() == text


def test_only_what_is_public_unless_asked(tmp_path: Path) -> None:
    assert b"offer-made" not in run(GOOD, "--as-of", "2026-05-01")
    assert b"offer-made" in run(GOOD, "--as-of", "2026-05-01", "--audience", "exempt")
    file = tmp_path / "inside.yaml"
    file.write_text(PLAN.replace("title: The plan,", "title: The plan, visibility: internal,"), encoding="utf-8")
    result = CliRunner().invoke(app, ["calendar", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "say --audience internal where its readers may have it" in result.stderr


def test_the_sources_own_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decision of 13 November 2025, published on the 14th, in effect on the 22nd; publish by 21 May for 1 June 2026."""
    monkeypatch.chdir(ROOT)
    found = days(run("--as-of", "2025-11-01", "--kind", "paper", "--kind", "call-in", "--kind", "effective"))
    assert found["bathnes.cabinet-2025-11.paper"][0] == "2025-11-05"
    assert found["bathnes.cabinet-2025-11.call-in"][0] == "2025-11-21"
    assert found["bathnes.cabinet-2025-11.effective"][0] == "2025-11-22"
    assert found["leicestershire.committee-2026-06.paper"][0] == "2026-05-21"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "2026-13"], "--from: 2026-13 is neither a month"),
        (["--from", "2026-06-01", "--to", "2026-05-01"], "--to: 2026-05-01 is before 2026-06-01"),
        (["--kind", "party"], "'party' is not one of"),
        (["-o", "/nowhere/a.ics"], "cannot be written"),
    ],
)
def test_messages(plan: Path, words: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["calendar", str(plan), "--as-of", "2026-05-01", *words])
    assert result.exit_code == 2
    assert said in result.stderr


@settings(deadline=None, max_examples=100)
@example("é" * 60 + "日本" * 30)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200))
def test_any_text_comes_back_whatever_its_letters(title: str) -> None:
    day = date(2026, 6, 1)
    text = calendar([Event("a@b", "meeting", title, day, day, title)], title, day).encode()
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    text.decode("utf-8")
    for line in text.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two
    (event,) = read(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == " ".join(title.split())


@needs("khal")
def test_a_calendar_program_takes_it_twice_and_doubles_nothing(plan: Path, tmp_path: Path) -> None:
    store = tmp_path / "calendars"
    store.mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[work]]\npath = {store}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        f"longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[default]\ndefault_calendar = work\n[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )

    def khal(*words: str) -> str:
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        return str(programs.run("khal", "-c", str(config), *words, text=True, env=environment).stdout)

    for day in ("2026-06-01", "2026-06-10"):
        file = tmp_path / f"{day}.ics"
        run(str(plan), "--as-of", day, "--from", "2026-05-01", "-o", str(file))
        khal("import", "--batch", "-a", "work", str(file))
    listed = khal("list", "--format", "{start-date} {title}", "--day-format", "", "2026-05-01", "800d")
    lines = [line for line in listed.splitlines() if line.strip()]
    assert lines.count("2027-01-31 Milestone due: Service live") == 1
    assert not any("autumn 2026" in line for line in lines), "the milestone moved; its old day is gone"
    assert lines.count("2026-06-17 Submission due: First update") == 1
    assert len(list(store.glob("*.ics"))) == len(events((tmp_path / "2026-06-10.ics").read_bytes()))
