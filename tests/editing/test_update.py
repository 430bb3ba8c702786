"""``cqcplan update`` and ``cqcplan new`` through the front door."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli import new as new_command
from cqcplan.cli import update as command
from cqcplan.cli import wanted
from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan

PLAN = """\
# The plan of Exampleshire, which does not exist.
schema: 1
plan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}
roles:
  - {id: head-of-ot, title: Head of Occupational Therapy}
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
assessments:
  - {id: cqc-2025, kind: comprehensive, framework: la-2023-12, published: 2025-11-14}
evidence:
  - {id: contract, title: The signed contract}
priorities:
  - id: waits
    title: Shorter waits
    actions:
      - id: ot-service
        title: External service
        due: 2026-06
measures:
  - id: ot-waiting
    title: People waiting
    unit: people
    observations:
      - {on: 2026-03-31, value: 120}
updates:
  # newest last
  - on: 2026-04-01
    about: ot-service
    status: in-progress
    rag: green
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, with a space and a letter that is not ASCII, that has one plan in it."""
    place = tmp_path / "plans é" / "of councils"
    folder = place / "plans" / "exampleshire"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(place)
    return folder


def run(*words: str, answers: str | None = None) -> Result:
    result = CliRunner().invoke(app, list(words), input=answers)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def plan_in(folder: Path) -> Plan:
    loaded = load_plan(locate(str(folder))[0])
    assert loaded.plan, loaded.problems
    return loaded.plan


def added(folder: Path) -> str:
    """Return what was put in, where nothing was taken out."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    start = next((n for n, pair in enumerate(zip(PLAN, text, strict=False)) if pair[0] != pair[1]), len(PLAN))
    new = text[start : len(text) - len(PLAN) + start]
    assert PLAN[:start] + new + PLAN[start:] == text
    return new


def test_an_update_is_added_and_said_where(here: Path) -> None:
    result = run(
        "update", "ot-service", "--status", "complete", "--rag", "green", "--text", " It is live. ", "--owner",
        "head-of-ot", "--evidence", "contract", "--on", "2026-05-20",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr == (
        "recorded of External service (ot-service) on 20 May 2026: status complete, rag green, owner Head of "
        'Occupational Therapy (head-of-ot), text "It is live.", evidence The signed contract (contract)\n'
        "wrote plans/exampleshire/plan.yaml:31\n"
    )
    assert added(here) == (
        "  - on: 2026-05-20\n    about: ot-service\n    status: complete\n    rag: green\n    owner: head-of-ot\n"
        "    text: It is live.\n    evidence: [contract]\n"
    )


def test_without_a_day_it_is_today(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    assert run("update", "waits", "--text", "x").exit_code == 0
    assert plan_in(here).updates[-1].on.earliest == date.today()  # noqa: DTZ011


def test_a_value_is_an_observation_with_its_text(here: Path) -> None:
    assert run("update", "ot-waiting", "--value", "96", "--text", "A fall.", "--on", "2026-04-30").exit_code == 0
    assert added(here) == "      - {on: 2026-04-30, value: 96, text: A fall.}\n"


def test_nought_is_a_value(here: Path) -> None:
    assert run("update", "ot-waiting", "--value", "0", "--on", "2026-04-30").exit_code == 0
    assert added(here) == "      - {on: 2026-04-30, value: 0}\n"


def test_a_date_is_moved_with_its_reason(here: Path) -> None:
    words = ["update", "ot-service", "--due", "autumn 2026", "--on", "2026-05-20"]
    refused = run(*words)
    assert refused.exit_code == 2
    assert "--due needs --reason" in refused.stderr
    assert added(here) == ""
    assert run(*words, "--reason", "No bids.").exit_code == 0
    assert added(here).endswith("    due: autumn 2026\n    reason: No bids.\n")


@pytest.mark.parametrize("colour", ["amber", "red"])
def test_amber_and_red_need_a_reason(here: Path, colour: str) -> None:
    refused = run("update", "waits", "--rag", colour)
    assert refused.exit_code == 2
    assert f"--rag {colour} needs --reason" in refused.stderr
    assert run("update", "waits", "--rag", colour, "--reason", "x", "--recovery", "y").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ot-service"], ["nothing to record", "--status"]),
        (
            ["ot-servise", "--text", "x"],
            ['has the id or title "ot-servise"', 'did you mean "External service" (ot-service)?'],
        ),
        (
            ["ot-service", "--status", "don"],
            ['--status: "don" is not a status', 'did you mean "complete"?', "not-started, in-progress, complete"],
        ),
        (["ot-service", "--rag", "gren"], ['did you mean "green"?']),
        (["ot-service", "--owner", "head-of-to"], ["(head-of-ot)?"]),
        (["ot-service", "--evidence", "contrat"], ["(contract)?"]),
        (["ot-service", "--value", "3"], ['"ot-service" is an action, and only a measure has values']),
        (
            ["ot-waiting", "--value", "1,20"],
            ['--value: "1,20" has its comma in an odd place: did you mean 120 or 1.20?'],
        ),
        (["ot-waiting", "--value", "nan"], ['--value: "nan" is not a figure']),
        (["waits", "--due", "2027", "--reason", "x"], ['--due means nothing for "waits", which is a priority']),
        (["ot-service", "--due", "soonish", "--reason", "x"], ['--due: "soonish" is not a date']),
        (["ot-service", "--text", "x", "--on", "2026-05"], ["--on: 2026-05 is not one day"]),
        (
            ["ot-service", "--text", "x", "--on", "31st March"],
            ['--on: "31st March" has no year: did you mean 31 March'],
        ),
        (["ot-service", "--text", "x", "--plan", "nowhere"], ['no plan or file "nowhere"']),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(here: Path, words: list[str], said: list[str]) -> None:
    result = run("update", *words)
    assert result.exit_code == 2
    for part in said:
        assert part in result.stderr
    assert added(here) == ""


def test_everything_wrong_is_said_at_once(here: Path) -> None:
    said = run("update", "ot-service", "--status", "don", "--rag", "gren", "--owner", "nobody").stderr
    assert said.count("error:") == 3
    assert said.endswith("nothing has been written\n")


def test_a_plan_with_errors_is_put_right_first(here: Path) -> None:
    text = PLAN.replace("about: ot-service", "about: ot-servise")
    (here / "plan.yaml").write_text(text, encoding="utf-8")
    result = run("update", "waits", "--text", "x")
    assert result.exit_code == 1
    assert "must be put right first" in result.stderr
    assert (here / "plan.yaml").read_text(encoding="utf-8") == text


def test_dry_run_and_diff_write_nothing(here: Path) -> None:
    words = ["update", "waits", "--text", "x", "--on", "2026-05-20"]
    dry = run(*words, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "")
    assert dry.stderr == (
        'would record of Shorter waits (waits) on 20 May 2026: text "x"\nwould write plans/exampleshire/plan.yaml:31\n'
    )
    shown = run(*words, "--diff")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[:2] == ["--- plans/exampleshire/plan.yaml", "+++ plans/exampleshire/plan.yaml"]
    assert [line for line in shown.stdout.splitlines() if line.startswith("+ ")] == [
        "+  - on: 2026-05-20", "+    about: waits", "+    text: x",
    ]  # fmt: skip
    assert added(here) == ""
    assert [path.name for path in here.iterdir()] == ["plan.yaml"]


def test_several_plans_are_told_apart(here: Path) -> None:
    other = here.parent / "other"
    other.mkdir()
    (other / "plan.yaml").write_text(PLAN, encoding="utf-8")
    refused = run("update", "waits", "--text", "x")
    assert refused.exit_code == 2
    assert "add --plan and one of exampleshire, other" in refused.stderr
    assert run("update", "waits", "--text", "x", "--plan", "other").exit_code == 0
    assert added(here) == ""


def test_windows_line_ends_and_a_byte_order_mark_stay(here: Path) -> None:
    raw = b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode()
    (here / "plan.yaml").write_bytes(raw)
    assert run("update", "waits", "--text", "x\ny", "--on", "2026-05-20").exit_code == 0
    after = (here / "plan.yaml").read_bytes()
    assert after == raw + b"  - on: 2026-05-20\r\n    about: waits\r\n    text: |-\r\n      x\r\n      y\r\n"


def test_on_a_terminal_it_asks(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    answers = (
        "\nambr\nAt risk\nsoon\nautumn 2026\nThe contract is late.\nThe bids were too high.\nA second round in July.\n"
    )
    result = run("update", "ot-service", "--on", "2026-05-20", answers=answers)
    assert result.exit_code == 0, result.output
    for shown in (
        "External service",
        "status: in-progress",
        "colour: green",
        "due: June 2026",
        "owner: nobody",
        "amber: At risk",
        'did you mean "amber"?',
        '"soon" is not a date',
    ):
        assert shown in result.stderr
    assert added(here) == (
        "  - on: 2026-05-20\n    about: ot-service\n    rag: amber\n    due: autumn 2026\n"
        "    reason: The bids were too high.\n    recovery: A second round in July.\n    text: The contract is late.\n"
    )
    assert "Why has the date moved, and why is it amber?" in result.stderr


def test_on_a_terminal_a_missing_reason_is_asked_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    assert run("update", "waits", "--rag", "red", "--on", "2026-05-20", answers="Why.\nHow.\n").exit_code == 0
    assert added(here).endswith("    rag: red\n    reason: Why.\n    recovery: How.\n")


def test_stopping_half_way_writes_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    result = run("update", "ot-service", answers="complete\n")
    assert result.exit_code == 2
    assert "stopped: nothing has been written" in result.stderr
    assert added(here) == ""


def test_the_councils_own_word_for_a_colour_will_do(here: Path) -> None:
    assert run("update", "waits", "--rag", "on track", "--on", "2026-05-20").exit_code == 0
    assert added(here) == "  - on: 2026-05-20\n    about: waits\n    rag: green\n"


def test_no_answer_is_nothing_to_record(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    result = run("update", "ot-waiting", answers="\n\n")
    assert result.exit_code == 2
    assert "last value: 120 on 31 March 2026" in result.stderr
    assert added(here) == ""


def test_typed_bare_on_a_terminal_it_offers_a_list(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    result = run("update", "--on", "2026-05-20", "--text", "Said.", answers="zebra\n1\n")
    assert result.exit_code == 0, result.output
    assert "Nothing is called that." in result.stderr
    assert re.search(r"^ +1  action \(\d\)$", result.stderr, re.MULTILINE)
    assert "about: ot-service" in added(here)


def test_new_typed_bare_on_a_terminal_offers_what_there_is(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (new_command, wanted):
        monkeypatch.setattr(module, "on_terminal", lambda: True)
    result = run("new", answers="zebra\n2\n1\nA second team\n")
    assert result.exit_code == 0, result.output
    for shown in (
        " 2  action ",
        '"zebra" is no kind of entry.',
        '1  "Shorter waits" (waits)',
        "recorded action under Shorter waits",
    ):
        assert shown in result.stderr
    assert "id: a-second-team" in (here / "plan.yaml").read_text("utf-8")
    result = run("new", "meeting", "--on", "2026-07-01", answers="1\n")
    assert result.exit_code == 0, result.output


def test_typed_bare_in_a_script_nothing_is_asked(here: Path) -> None:
    for words, said in ((("new",), "Commands:"), (("update",), "say what it is about")):
        result = run(*words)
        assert result.exit_code == 2
        assert said in result.stderr
    assert added(here) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_a_real_terminal_is_asked(here: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cqcplan", "update", "ot-waiting", "--on", "2026-04-30"],
        stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, env={**os.environ, "TERM": "dumb"},
    ) as process:  # fmt: skip
        os.close(theirs)
        seen = b""
        for question, answer in ((b"New value", b"96\n"), (b"What happened", b"\n")):
            end = time.monotonic() + 30
            while question not in seen:
                assert time.monotonic() < end, seen
                if select.select([ours], [], [], 1)[0]:
                    seen += os.read(ours, 4096)
            os.write(ours, answer)
        while process.poll() is None:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    seen += os.read(ours, 4096)
                except OSError:  # the terminal is closed
                    break
        assert process.wait() == 0, seen
    os.close(ours)
    assert added(here) == "      - {on: 2026-04-30, value: 96}\n"


@pytest.mark.parametrize(
    ("words", "new"),
    [
        (
            ["action", "A second team", "--under", "waits", "--owner", "head-of-ot", "--due", "2027"],
            ["      - id: a-second-team", "        title: A second team", "        owner: head-of-ot",
             "        due: 2027"],
        ),
        (
            ["milestone", "Service live", "--under", "ot-service", "--due", "autumn 2026"],
            ["        milestones:", "          - id: service-live", "            title: Service live",
             "            due: autumn 2026"],
        ),
        (
            ["measure", "Reviews done", "--unit", "reviews", "--better", "higher", "--priority", "waits", "--target",
             "300", "--by", "2027-03", "--frequency", "monthly"],
            ["  - id: reviews-done", "    title: Reviews done", "    unit: reviews", "    better: higher",
             "    priorities: [waits]", "    frequency: monthly", "    target: {by: 2027-03, value: 300}"],
        ),
        (
            ["measure", "Visits done", "--unit", "visits", "--target", "1,200 by end of March 2027"],
            ["  - id: visits-done", "    title: Visits done", "    unit: visits",
             "    target: {by: end of March 2027, value: 1200}"],
        ),
        (
            ["risk", "Too few people", "--likelihood", "3", "--impact", "4.5", "--review-every", "quarter"],
            ["risks:", "  - id: too-few-people", "    title: Too few people", "    likelihood: 3", "    impact: 4.5",
             "    review_every: quarter"],
        ),
        (
            ["finding", "Waits", "--assessment", "cqc-2025", "--kind", "strength", "--text", "No: waits.",
             "--statement", "equity"],
            ["findings:", "  - id: waits-2", "    assessment: cqc-2025", "    kind: strength", "    title: Waits",
             '    text: "No: waits."', "    quality_statements: [equity]"],
        ),
        (
            ["evidence", "Minutes", "--about", "ot-service", "--about", "waits", "--category", "processes"],
            ["  - {id: minutes, title: Minutes, category: processes, about: [ot-service, waits]}"],
        ),
        (
            ["meeting", "--body", "scrutiny", "--on", "2026-06-17"],
            ["meetings:", "  - id: scrutiny-2026-06-17", "    body: scrutiny", "    on: 2026-06-17"],
        ),
        (
            ["commitment", "Report every quarter", "--to", "scrutiny", "--every", "quarter", "--by", "head-of-ot"],
            ["commitments:", "  - id: report-every-quarter", "    title: Report every quarter",
             "    made_to: scrutiny", "    by: head-of-ot", "    every: quarter"],
        ),
        (
            ["priority", "Equity", "--statement", "equity", "--theme", "working-with-people", "--ref", "1.10"],
            ["  - id: equity", '    ref: "1.10"', "    title: Equity", "    theme: working-with-people",
             "    quality_statements: [equity]"],
        ),
    ],
    ids=lambda value: value[0].strip(),
)  # fmt: skip
def test_a_new_entry_of_each_kind(here: Path, words: list[str], new: list[str]) -> None:
    result = run("new", *words)
    assert result.exit_code == 0, result.output
    assert added(here) == "".join(f"{line}\n" for line in new)
    own = re.findall(r"id: ([^,\n]+)", "\n".join(new))[0]
    assert result.stderr.endswith(f"its id: {own}\n")
    assert run("validate", "--select", "PLAN0,PLAN1,PLAN2,PLAN3").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["action", "x", "--under", "wait"], "(waits)?"),
        (["action", "x", "--under", "ot-service"], '--under: "ot-service" is an action of this plan, not a priority'),
        (["milestone", "x", "--under", "waits"], '--under: "waits" is a priority of this plan, not an action'),
        (["action", "…", "--under", "waits"], "no letter or figure"),
        (["action", "x", "--under", "waits", "--id", "Not An Id"], "is not an id"),
        (["action", "x", "--under", "waits", "--id", "waits"], '"waits"'),
        (["measure", "x", "--unit", "people", "--target", "3"], "--target and --by go together"),
        (["meeting", "--body", "scrutny", "--on", "2026-06-17"], "(scrutiny)?"),
        (["priority", "x", "--statement", "equality"], "equality"),
        (["evidence", "x", "--url", "example.org"], "http"),
    ],
)
def test_a_new_entry_that_cannot_be(here: Path, words: list[str], said: str) -> None:
    result = run("new", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert added(here) == ""


def test_an_id_is_readable_and_never_taken_twice(here: Path) -> None:
    title = "The Council's plan for people who wait for an assessment of their needs"
    for _ in range(3):
        assert run("new", "risk", title, "--anyway").exit_code == 0
    first = "the-councils-plan-for-people-who-wait"
    assert [risk.id for risk in plan_in(here).risks] == [first, f"{first}-2", f"{first}-3"]
