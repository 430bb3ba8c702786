"""What changed between two days, two git revisions or two folders, through the front door."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.files.test_revisions import commit, git
from tests.places import ROOT

HEAD = "plan: {id: anyshire, title: The plan, council: {name: Anyshire Council}, framework: la-2026-04}\n"
WORK = "priorities: [{id: waiting, title: Waiting, actions: [{id: service, title: Outside service, due: 2026-04}]}]\n"
SLIP = "  - {on: 2026-04-02, about: service, due: 2026-05, reason: The supplier is late.}\n"
BEGUN = "updates:\n  - {on: 2026-02-01, about: service, status: in-progress, text: Begun.}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with one plan that grew in three commits, and go there."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(HEAD + WORK + BEGUN, encoding="utf-8")
    commit(tmp_path, "2026-03-02")
    git(tmp_path, "tag", "march")
    (folder / "plan.yaml").write_text(HEAD + WORK + BEGUN + SLIP, encoding="utf-8")
    commit(tmp_path, "2026-05-01")
    (folder / "plan.yaml").write_text(
        HEAD + WORK.replace("Outside", "External").replace("]}]", ", {id: letters, title: Shorter letters}]}]") + BEGUN
        + SLIP, encoding="utf-8",
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    return folder


def run(*words: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(app, ["diff", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


SLIPPED = "Slipped by 1 month: Outside service, from April 2026 to May 2026. Reason: The supplier is late."


@pytest.mark.usefixtures("repository")
def test_two_days_of_one_plan() -> None:
    told = " ".join(run("2026-03-02", "2026-06-01").split())
    assert "What changed between 2 March 2026 and 1 June 2026." in told
    assert SLIPPED.replace("Outside", "External") in told
    assert "Renamed" not in told
    assert "Nothing changed." in run("2026-04-02", "2026-06-01")


@pytest.mark.usefixtures("repository")
def test_two_revisions() -> None:
    told = " ".join(run("march", "main").split())
    assert re.search(r"between march \([0-9a-f]{10}, 2 March 2026\) and main \([0-9a-f]{10}, 1 May 2026\)\.", told)
    assert SLIPPED in told
    assert "letters" not in told


@pytest.mark.usefixtures("repository")
def test_a_revision_and_the_plan_as_it_is() -> None:
    told = " ".join(run("HEAD~1", "--as-of", "2026-06-01").split())
    assert "Added: Shorter letters." in told
    assert "Renamed: Outside service is now External service." in told
    assert SLIPPED.replace("Outside", "External") in told
    early = json.loads(run("HEAD", "--as-of", "2026-01-15", "--format", "json"))["plans"][0]
    assert early["before"]["on"] == early["after"]["on"] == "2026-01-15"
    only_files = " ".join(run("HEAD", "--as-of", "2026-06-01").split())
    assert "Slipped" not in only_files
    assert "Renamed" in only_files


@pytest.mark.usefixtures("repository")
def test_a_day_in_git() -> None:
    assert "Slipped" in run("2026-03-15", "2026-05-15", "--git")
    assert "the first is of 2026-03-02" in CliRunner().invoke(app, ["diff", "2026-03-01", "--git"]).stderr


def test_two_folders(repository: Path) -> None:
    other = repository.parent.parent / "old plan"
    other.mkdir()
    (other / "plan.yaml").write_text(HEAD + WORK, encoding="utf-8")
    told = " ".join(run("old plan", str(repository), "--as-of", "2026-06-01").split())
    assert "between old plan and " in told
    for sentence in (
        "Added: Shorter letters.",
        "Renamed: Outside service is now External service.",
        "Slipped by 1 month",
    ):
        assert sentence in told


@pytest.mark.usefixtures("repository")
def test_markdown_and_data_tell_the_same() -> None:
    data = json.loads(run("march", "--as-of", "2026-06-01", "--format", "json"))
    assert data["version"] == 1
    found = data["plans"][0]
    assert (found["before"]["on"], found["after"]["on"]) == ("2026-03-02", "2026-06-01")
    assert [each["under"] for each in found["sentences"]] == ["Waiting"] * 3
    assert [(each["id"], tuple(each["by"].values()), each["reason"]) for each in found["moved"]] == [
        ("service", (1, "month"), "The supplier is late.")
    ]
    assert [each["id"] for each in found["added"]] == ["letters"]
    assert found["edited"][0]["fields"] == [
        {"field": "title", "before": "Outside service", "after": "External service"}
    ]
    markdown = run("march", "--as-of", "2026-06-01", "--format", "markdown")
    for each in found["sentences"]:
        assert f"- {each['says']}\n" in markdown


def test_every_field_of_the_data_is_documented(repository: Path) -> None:
    words = set(re.findall(r"\w+", (ROOT / "docs" / "reference" / "diff-json.md").read_text(encoding="utf-8")))

    def names(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {name for value in node.values() for name in names(value)}
        return {name for value in node for name in names(value)} if isinstance(node, list) else set()

    assert names(json.loads(run("march", "--as-of", "2026-06-01", "--format", "json"))) <= words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-06-01", "2026-03-02"], ["1 June 2026 is not before 2 March 2026", "name the earlier day first"]),
        (["2026-06-01", "--as-of", "2026-03-02"], ["name an earlier day, or a later --as-of"]),
        (["2026-06"], ["2026-06 is not one day"]),
        (["main", "2026-06-01"], ["main is a git revision, and 2026-06-01 is a day", "--git"]),
        (["marhc"], ['git knows no revision "marhc"', 'did you mean "march"?']),
        (["anyshire"], ["anyshire is a plan, not a point in time", "cqcplan diff 2026-03-02 --plan anyshire"]),
        (["plans/anyshire"], ["name the other too"]),
        (["plans/anyshire", "plans", "--plan", "anyshire"], ["two folders or files are plans themselves"]),
        (["main", "march"], ["main is later than march", "name the earlier revision first"]),
    ],
)
@pytest.mark.usefixtures("repository")
def test_messages(words: list[str], said: list[str]) -> None:
    result = CliRunner().invoke(app, ["diff", *words])
    assert result.exit_code == 2
    assert all(part in result.stderr for part in said), result.stderr


def test_mistakes_of_then_are_shown_with_their_place(repository: Path) -> None:
    (repository / "bad.yaml").write_text("updates: [{on: 2026-02-30, about: service}]\n", encoding="utf-8")
    commit(repository.parent.parent, "2026-05-02")
    (repository / "bad.yaml").unlink()
    result = CliRunner().invoke(app, ["diff", "HEAD"])
    assert result.exit_code == 1
    assert "HEAD:plans/anyshire/bad.yaml" in result.stderr
    assert "February 2026 has 28 days" in result.stderr


def test_an_audience_is_told_less() -> None:
    folder = str(ROOT / "tests" / "fixtures" / "good" / "exampleshire")
    words = ["2026-05-01", "2026-07-12", "--plan", folder]
    assert "Buy the building" in run(*words, "--audience", "confidential")
    assert "Buy the building" not in run(*words)
