"""What was public once and is withheld now is told by no comparison with an earlier version."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.exchange.round_trip import run

GROUNDS = ", visibility: exempt, exempt: {paragraphs: [3], reason: Business, public_interest: Talks would fail.}"
INTERNAL, CONFIDENTIAL = ", visibility: internal", ", visibility: confidential"
PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04DISCLOSURE}
roles: [{id: head, title: Head of Service}]
priorities:
  - id: q
    title: Care homes
    quality_statements: [safeguarding]
    text: PRIORITYTEXT
    actions:
      - {id: a, title: Recruit social workers, owner: head, due: 2026-09-30}
      - {id: b, title: End the contract with Larch House, owner: head, due: 2026-07-31ACTION}
risks:
  - {id: r, title: Larch House may go under, owner: head, raised: 2026-04-01RISK}
measures:
  - {id: m, title: People moved, unit: people, observations: [{on: 2026-04-30, value: 17},
     {on: 2026-05-08, value: 23LAST}]}
  - {id: n, title: Falls, unit: falls, observations: [{on: 2026-04-30, value: 4}]}
updates:
  - {on: 2026-05-01, about: a, status: in-progress, rag: green, text: Interviews held.}
  - {on: 2026-05-02, about: a, status: in-progress, rag: red, reason: Larch House is insolventUPDATE}
  - {on: 2026-05-03, about: b, status: in-progress, rag: red, reason: The Larch money is gone}
"""
THEN = {"PRIORITYTEXT": "Homes such as Larch House are poor.", "DISCLOSURE": "", "ACTION": "", "RISK": "", "UPDATE": "",
        "LAST": ""}  # fmt: skip
NOW = {"PRIORITYTEXT": "Homes are poor.", "DISCLOSURE": ", disclosure: {suppress_below: 5}", "ACTION": GROUNDS,
       "RISK": INTERNAL + ", consequence: Homes such as Larch House are poor.", "UPDATE": CONFIDENTIAL,
       "LAST": INTERNAL}  # fmt: skip


def write(folder: Path, said: dict[str, str]) -> Path:
    """Write one version of the plan."""
    text = PLAN
    for name, words in said.items():
        text = text.replace(name, words)
    file = folder / "plans" / "p" / "plan.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file.parent


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three versions: public by mistake, withheld, and something else since."""
    monkeypatch.chdir(tmp_path)
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    for name, value in who.items():
        monkeypatch.setenv(name, value)
    subprocess.run(["git", "init", "-q", "."], check=True)
    for day, said in (("2026-05-10", THEN), ("2026-05-20", NOW), ("2026-05-25", NOW | {"PRIORITYTEXT": "Poor."})):
        write(tmp_path, said)
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(name, f"{day}T10:00:00Z")
        subprocess.run(["git", "add", "-A"], check=True)
        subprocess.run(["git", "commit", "-qm", day], check=True)
    return tmp_path


SECRETS = ("Larch", "23", "End the contract", "insolvent", "4 falls", "from 4", '"value": 4')


@pytest.mark.parametrize(
    "words",
    [
        ("report", "p", "--since", "HEAD~2"),
        ("report", "p", "--since", "HEAD~2", "--paper", "board"),
        ("diff", "HEAD~2", "--plan", "p", "--audience", "public"),
        ("diff", "HEAD~2", "HEAD~1", "--plan", "p", "--audience", "public"),
        ("diff", "HEAD~2", "HEAD~2", "--plan", "p", "--audience", "public"),
        ("diff", "2026-04-01", "2026-06-01", "--plan", "p", "--audience", "public"),
        ("diff", "old/plans/p", "plans/p", "--audience", "public"),
    ],
)
def test_nothing_withheld_now_is_told(repository: Path, words: tuple[str, ...]) -> None:
    write(repository / "old", THEN)
    for output_format in ("markdown", "json") if words[0] == "diff" else ("markdown",):
        result = run(*words, "--as-of", "2026-06-10", "--format", output_format)
        assert result.exit_code == 0, result.output
        for secret in SECRETS:
            assert secret not in result.stdout.replace("2023", "")
        if output_format == "json":
            plans = json.loads(result.stdout)["plans"]
            assert not any(plan.get("withdrawn") for plan in plans)


def test_what_was_really_taken_out_is_told(repository: Path) -> None:
    file = repository / "plans" / "p" / "plan.yaml"
    file.write_text(
        file.read_text()
        .replace("      - {id: a, title: Recruit social workers, owner: head, due: 2026-09-30}\n", "")
        .replace("about: a,", "about: q,")
    )
    result = run("diff", "HEAD~2", "--plan", "p", "--audience", "public", "--as-of", "2026-06-10")
    assert "Recruit social workers" in result.stdout
    whole = run("diff", "HEAD~2", "--plan", "p", "--audience", "confidential", "--as-of", "2026-06-10")
    assert "Larch House" in whole.stdout
