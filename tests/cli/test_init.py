"""``cqcplan init`` through the front door: what it writes is a sound plan at once, on any day."""

import os
import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cqcplan.checks.run import check_plan
from cqcplan.checks.settings import Settings
from cqcplan.cli import init as command
from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.load import join_files
from cqcplan.files.read_file import read_bytes
from cqcplan.model.document import PlanFile
from cqcplan.model.json_schema import schema_text
from cqcplan.problems.problem import Severity
from cqcplan.starter.make import Answers, plan_files

SHAPES = ["small", "bathnes-shape", "leicestershire-shape"]
LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp", "Lu", "Lt", "N"), exclude_characters="\ufffe\uffff")
"""No capitals: two together are a short form, and a plan has to say what it stands for."""
NAME = ["--council", "Exampleshire County Council"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, answers: str | None = None) -> Result:
    result = CliRunner().invoke(app, list(words), input=answers)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_validates_clean_and_the_next_commands_work(here: Path, shape: str) -> None:
    result = run("init", "my plans é", *NAME, "--from", shape)
    assert result.exit_code == 0, result.output
    tried = [shlex.split(line) for line in result.stderr.split("Try next:\n")[1].splitlines()]
    assert [words[:2] for words in tried] == [
        ["cd", "my plans é"], ["cqcplan", "validate"], ["cqcplan", "update"], ["cqcplan", "report"],
    ]  # fmt: skip
    os.chdir(tried[0][1])
    clean = run("validate", "--fail-on", "info", "--ignore", "PLAN711")
    assert clean.exit_code == 0, clean.stdout
    assert "entries of this plan are examples" in run("validate").stdout
    for words in tried[1:]:
        assert run(*words[1:]).exit_code == 0, words
    paper = Path("paper.html").read_text(encoding="utf-8")
    assert "Our first update." in paper
    assert "DRAFT. Part of what it says is made up" in paper
    assert "points at it; cqcplan edit" in run("clear-examples").stderr, "our own update stays, and what it is about"


def test_it_starts_empty(here: Path) -> None:
    result = run("init", *NAME)
    assert result.exit_code == 0, result.output
    assert run("list").stdout == ""
    clean = run("validate", "--fail-on", "info")
    assert "no problems in 1 plan" in clean.output, clean.output
    assert "DRAFT" not in run("report").stdout
    for line in result.stderr.split("Try next:\n")[1].splitlines():
        assert run(*shlex.split(line)[1:]).exit_code == 0, line


def test_blue_for_complete_is_offered(here: Path) -> None:
    assert run("init", *NAME, "--with-examples", "--colours", "BRAG").exit_code == 0
    assert run("update", "clear-waiting-list", "--rag", "blue").exit_code == 0
    assert run("update", "clear-waiting-list", "--rag", "complete", "--text", "x").exit_code == 0


def test_examples_that_something_points_at_stay_and_are_told(here: Path) -> None:
    assert run("init", *NAME, "--with-examples").exit_code == 0
    assert run("new", "priority", "Carers", "--lead", "Improvement Manager").exit_code == 0
    result = run("clear-examples")
    assert result.exit_code == 0
    assert "kept improvement-manager: carers points at it" in result.stderr
    assert run("edit", "improvement-manager", "--no-example").exit_code == 0
    assert "there are no examples" in run("clear-examples").stderr
    assert run("list").stdout.split("\n")[0].split()[:2] == ["post", "director"]


@settings(max_examples=40, deadline=None)
@example(day=date(2030, 10, 16), shape="small", council="A council", rating=None)  # ten weeks before a Christmas Day
@given(
    day=st.dates(date(2026, 4, 1), date(2040, 12, 31)),
    shape=st.sampled_from(SHAPES),
    council=st.text(LETTERS, min_size=1).map(lambda text: f"A {text}"),
    rating=st.sampled_from([None, "inadequate", "requires-improvement", "good", "outstanding"]),
)
def test_it_is_clean_on_any_day_and_for_any_name(day: date, shape: str, council: str, rating: str | None) -> None:
    council = " ".join(council.split())
    published = day - timedelta(days=30) if rating else None
    answers = Answers(council, day, "Short: name", "county", "Work: stream", rating, published, shape)
    made = plan_files(answers)
    loaded = join_files(
        Location(Path("plans"), "plans"),
        [read_bytes(text.encode(), Path(place), PlanFile) for place, text in made.items()],
    )
    # for information only: a name may hold words that a paper should do without
    found = [
        problem
        for problem in check_plan(loaded, Settings(as_of=day))
        if problem.severity is not Severity.INFO and problem.code != "PLAN711"
    ]
    assert found == []
    assert loaded.plan
    assert loaded.plan.header.council.name == council
    meeting = loaded.plan.meetings[0].on.earliest
    assert meeting.weekday() < 5
    assert (meeting.month, meeting.day) not in ((12, 25), (12, 26), (1, 1))
    assert loaded.plan.header.labels.priority == "Work: stream"


def test_what_it_writes(here: Path) -> None:
    assert run("init", *NAME, "--with-examples", "--on", "2026-05-05").exit_code == 0
    written = files(here)
    plan = "plans/exampleshire/"
    assert sorted(written) == [
        ".cqcplan/plan.schema.json", ".github/workflows/plans.yml", ".gitignore", ".pre-commit-config.yaml",
        "cqcplan.toml",
        plan + "measures.yaml", plan + "plan.yaml", plan + "priorities.yaml", plan + "updates/2026-05.yaml",
    ]  # fmt: skip
    assert written[".cqcplan/plan.schema.json"].decode() == schema_text()
    for name, raw in written.items():
        assert b"\r" not in raw
        assert b"${" not in raw
        if name.startswith("plans/"):
            first = raw.decode().splitlines()[0]
            assert first.startswith("# yaml-language-server: $schema=")
            assert (here / name).parent.joinpath(first.split("=")[1]).resolve() == here / ".cqcplan/plan.schema.json"
            assert b"EXAMPLE" in raw
    hook = yaml.safe_load(written[".pre-commit-config.yaml"])["repos"][0]["hooks"][0]
    assert (hook["entry"], hook["files"]) == ("cqcplan validate", r"^plans/.*\.ya?ml$")
    assert yaml.safe_load(written[".github/workflows/plans.yml"])["jobs"]["validate"]["steps"]
    assert run("config", "show").exit_code == 0


def test_the_same_answers_give_the_same_bytes(here: Path) -> None:
    for folder in ("one", "two"):
        assert run("init", folder, *NAME, "--on", "2026-05-05", "--ci", "gitlab").exit_code == 0
    assert files(here / "one") == files(here / "two")
    assert ".gitlab-ci.yml" in files(here / "one")


def test_eleven_workstreams_have_a_file_each_and_nine_headings_have_one(here: Path) -> None:
    run("init", "l", *NAME, "--from", "leicestershire-shape")
    run("init", "b", *NAME, "--from", "bathnes-shape")
    assert len(list((here / "l/plans/exampleshire/workstreams").iterdir())) == 11
    from cqcplan.files.discover import locate
    from cqcplan.files.load import load_plan

    plan = load_plan(locate(str(here / "b" / "plans"))[0]).plan
    assert plan
    assert len(plan.priorities) == 9
    assert len({priority.theme for priority in plan.priorities}) == 4
    words = " ".join(raw.decode().lower() for raw in (files(here / "l") | files(here / "b")).values())
    for name in ("b&nes", "bath &", "hcrg", "leicestershire county"):
        assert name not in words.split('"title"')[0]


def test_beside_another_plan_the_next_commands_name_the_new_one(here: Path) -> None:
    assert run("init", *NAME).exit_code == 0
    result = run("init", "--council", "Anyshire Council", "--with-examples")
    assert result.exit_code == 0, result.output
    for line in result.stderr.split("Try next:\n")[1].splitlines():
        assert run(*shlex.split(line)[1:]).exit_code == 0, line
    assert "Our first update." in Path("paper.html").read_text(encoding="utf-8")
    assert any("Our first update." in raw.decode() for raw in files(here / "plans" / "anyshire").values())


def test_nothing_is_ever_overwritten(here: Path) -> None:
    (here / "cqcplan.toml").write_text("ignore = []\n", encoding="utf-8")
    result = run("init", *NAME)
    assert result.exit_code == 0
    assert "kept  cqcplan.toml: it was there already" in result.stderr
    assert (here / "cqcplan.toml").read_text(encoding="utf-8") == "ignore = []\n"
    before = files(here)
    again = run("init", *NAME)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert files(here) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "needs the council's name"),
        (["--council", " "], "needs the council's name"),
        (["--council", "…"], "no letter or figure"),
        ([*NAME, "--type", "cuonty"], 'did you mean "county"?'),
        ([*NAME, "--rating", "good"], "--rating and --published go together"),
        ([*NAME, "--rating", "godo", "--published", "2025-11-14"], 'did you mean "good"?'),
        ([*NAME, "--rating", "good", "--published", "last year"], '--published: "last year" is not a date'),
        ([*NAME, "--from", "elsewhere"], "elsewhere"),
        ([*NAME, "--small-counts", "2"], "0, or a number from 3 to 20"),
        (["cqcplan.toml", *NAME], "cannot be written"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(here: Path, words: list[str], said: str) -> None:
    (here / "cqcplan.toml").write_text("", encoding="utf-8")
    result = run("init", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(files(here)) == ["cqcplan.toml"]


def test_on_a_terminal_it_asks(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    about_the_council = "Exampleshire County Council\nExampleshire\ncuonty\ncounty\n"
    answers = about_the_council + "Requires Improvement\nlast year\n14/11/2025\nrag\n2\n\nWorkstream\n"
    result = run("init", "--on", "2026-05-05", answers=answers)
    assert result.exit_code == 0, result.output
    assert run("validate", "--as-of", "2026-05-05", "--fail-on", "warning", "--ignore", "PLAN607").exit_code == 0
    text = (here / "plans/exampleshire/plan.yaml").read_text(encoding="utf-8")
    assert "    short_name: Exampleshire\n    type: county\n" in text
    assert "priority: Workstream\n" in text
    assert "  disclosure:\n    suppress_below: 5\n" in text
    assert "rating: requires-improvement" in (here / "plans/exampleshire/assessment.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"), [([], "suppress_below: 5"), (["--small-counts", "10"], "suppress_below: 10")]
)
def test_small_counts_are_withheld_from_the_start(here: Path, words: list[str], said: str) -> None:
    assert run("init", *NAME, *words).exit_code == 0
    assert said in next((here / "plans").rglob("plan.yaml")).read_text(encoding="utf-8")


def test_unless_the_council_prints_every_count(here: Path) -> None:
    assert run("init", *NAME, "--small-counts", "0").exit_code == 0
    assert "disclosure" not in next((here / "plans").rglob("plan.yaml")).read_text(encoding="utf-8")
