"""``edit``, ``rename``, ``move``, ``remove`` and ``undo`` through the front door, on plans laid out in several ways."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.editing.draft import Draft, FileDraft
from cqcplan.editing.store import store
from cqcplan.editing.undo import keep

PLAN = """\
# Our plan.
schema: 1
plan: {id: exampleshire, council: {name: Exampleshire Council}, framework: la-2026-04}
roles:
  - {id: head, title: Head of Service}  # the post, not the person
  - id: lead
    title: 'Lead Officer'
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
priorities:
  # the first
  - id: waits
    title: Shorter waits
    lead: head
    quality_statements: [assessing-needs]
    actions:
      - id: team
        title: >-
          A second
          team
        owner: head

        # an inner remark
        milestones:
          - {id: team-live, title: Team live, due: 2026-10}
          - id: team-full
            title: Team full

      - {id: phones, title: Phones, owner: "head"}
  - id: carers
    title: Carers
    # what carers asked for
    outcomes:
      - A break
meetings:
- {id: m-june, body: scrutiny, on: 2026-06-10}
"""
UPDATES = (
    "updates:\r\n  - {on: 2026-05-01, about: team, status: in-progress}\r\n"
    "  - on: 2026-05-02\r\n    about: phones\r\n    owner: head\r\n"
)


def run(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(app, [*words, "--plan", str(folder)])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result


def fresh(folder: Path) -> Path:
    """Write the plan into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "plan.yaml").write_bytes(PLAN.encode())
    (folder / "updates.yaml").write_bytes(UPDATES.encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a plan; what is kept for undo is not part of it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


IDS = ("head", "lead", "scrutiny", "waits", "team", "team-live", "team-full", "phones", "carers", "m-june")
ENTRY = st.sampled_from(IDS)


def changed(command: str, *parts: object) -> st.SearchStrategy[tuple[str, ...]]:
    """Make command lines: a list is chosen from."""
    return st.tuples(st.just(command), *(
        part if isinstance(part, st.SearchStrategy) else st.sampled_from(part if isinstance(part, list) else [part])
        for part in parts
    ))  # fmt: skip


CHANGES = st.one_of(
    changed("edit", ENTRY, "--title", ["x", "a: b # c", "'", "é\n\nz"]),
    changed("edit", ENTRY, "--note", st.text("ab #:-\n", min_size=1)),
    changed("edit", "waits", "--statement", ["equity", "Governance"]),
    changed("edit", "carers", "--outcome", ["One", "Two\nlines"]),
    changed("edit", ENTRY, "--without", ["owner", "lead", "outcomes"]),
    changed("rename", ENTRY, ["z-9", "other.one"]),
    changed("move", ENTRY, ["--under", "--after", "--before"], ENTRY),
    changed("remove", ENTRY, "--with-updates"),
    changed("update", ["team", "waits"], "--text", "Said."),
    changed("new", "risk", "A risk", "--likelihood", "4"),
)


@given(words=CHANGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_gives_the_first_bytes_back(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = fresh(tmp_path / "p")
    before = contents(folder)
    result = run(folder, *words)
    if result.exit_code:
        assert "error:" in result.stderr
        assert contents(folder) == before, "what is refused changes nothing"
        return
    assert contents(folder) != before
    assert run(folder, "undo").exit_code == 0
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("rename", "Head of Service", "head-of-service"), 6),
        (("edit", "team", "--owner", "Lead Officer"), 1),
        (("edit", "waits", "--statement", "equity", "--statement", "Governance"), 1),
        (("remove", "team-live"), 1),
        (("move", "team-full", "--before", "team-live"), 2),
        (("move", "phones", "--before", "team"), 2),
    ],
)
def test_only_the_lines_meant_change(tmp_path: Path, words: tuple[str, ...], lines: int) -> None:
    folder = fresh(tmp_path / "p")
    before = contents(folder)
    result = run(folder, *words)
    assert result.exit_code == 0, result.stderr
    after = contents(folder)
    gone = sum(
        len([line for line in before[name].splitlines() if line not in after[name].splitlines()]) for name in before
    )
    assert gone <= lines
    assert result.stderr.startswith("recorded ")


def test_an_id_is_renamed_in_every_file(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "p")
    assert run(folder, "rename", "head", "hos").exit_code == 0
    text = (folder / "plan.yaml").read_text() + (folder / "updates.yaml").read_text()
    assert text.count("head") == 0
    assert 'owner: "hos"' in text
    assert "owner: hos\n" in text


def test_what_moves_takes_its_remarks_along(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "p")
    assert run(folder, "move", "A second team", "--under", "Carers").exit_code == 0
    text = (folder / "plan.yaml").read_text()
    assert (
        text.index("- A break") < text.index("- id: team\n") < text.index("# an inner remark") < text.index("meetings:")
    )
    shown = run(folder, "show", "team")
    assert "action under Carers" in shown.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remove", "head"), "is pointed at: waits, lead; team, owner; phones, owner; an update, owner"),
        (("remove", "team"), "close it with cqcplan update --status closed"),
        (("rename", "head", "team"), '"team" is the id of something else already'),
        (("rename", "head", "Not An Id"), "is not an id"),
        (("move", "team", "--under", "scrutiny"), "is a body, which has no actions"),
        (("move", "team", "--under", "team-live"), "which has no actions"),
        (("move", "team"), "say in one way where it is to go"),
        (("edit", "team"), "nothing is said of what to change"),
        (("edit", "team", "--titel", "x"), 'did you mean "--title"?'),
        (("edit", "team", "--title"), "--title needs a value"),
        (("edit", "team", "--title", "two", "words"), '"words" stands alone'),
        (("edit", "team", "--due", "31st March"), "--due: "),
        (("show", "taem"), "(team)?"),
        (("undo",), "there is no change to take back"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changed(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    folder = fresh(tmp_path / "p")
    before = contents(folder)
    result = run(folder, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("first", [b"", UPDATES.encode()])
def test_undo_takes_a_new_file_away_again_and_an_empty_one_stays(tmp_path: Path, first: bytes) -> None:
    folder = fresh(tmp_path / "p")
    draft = Draft(folder, (
        FileDraft(folder / "new.yaml", None, b"schema: 1\n"),
        FileDraft(folder / "updates.yaml", first, b"schema: 1\nrisks: []\n"),
    ))  # fmt: skip
    (folder / "updates.yaml").write_bytes(first)
    store(draft)
    keep(draft, "a change")
    assert (folder / "new.yaml").is_file()
    assert run(folder, "undo").exit_code == 0
    assert not (folder / "new.yaml").exists()
    assert (folder / "updates.yaml").read_bytes() == first


def test_undo_stops_where_somebody_else_has_written(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "p")
    assert run(folder, "edit", "team", "--title", "x").exit_code == 0
    (folder / "plan.yaml").write_bytes((folder / "plan.yaml").read_bytes() + b"# mine\n")
    before = contents(folder)
    result = run(folder, "undo")
    assert result.exit_code == 2
    assert "has changed since" in result.stderr
    assert contents(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
def test_what_is_kept_for_undo_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "p")
    assert run(folder, "edit", "team", "--title", "x").exit_code == 0
    assert (folder / ".cqcplan.undo").stat().st_mode & 0o077 == 0


def test_find_and_list(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "p")
    assert run(folder, "find", "SECOND team").stdout == "action  team  A second team\n"
    assert run(folder, "list", "posts").stdout == "post  head  Head of Service\npost  lead  Lead Officer\n"
    assert run(folder, "find", "nothing like it").exit_code == 2
