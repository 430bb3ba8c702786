"""What comes back from a sheet, or is written anew, has no more readers than what was carried or copied into it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqcplan.editing.draft import draft
from cqcplan.editing.store import store
from cqcplan.exchange.csv_text import read_csv
from cqcplan.exchange.grid import Cell, Grid
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.readers import Standing
from cqcplan.exchange.tracker.as_csv import FILES, tracker_files
from cqcplan.exchange.tracker.given import given_of
from cqcplan.exchange.tracker.read import take_tracker
from cqcplan.exchange.tracker.rows import tracker_of
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.timeline.state import state_of
from cqcplan.view.audience import for_audience, places_of
from cqcplan.view.levels import ORDER, READS, may_read
from cqcplan.view.texts import texts_of
from tests.exchange.round_trip import fine, plan_in, run, type_in

ON = date(2026, 6, 10)
GROUNDS = "visibility: exempt, exempt: {paragraphs: [3], reason: Business, public_interest: The talks would fail.}"
HIDDEN = {
    "internal": ("The inspector was unhappy with us", "We write the file again", "visibility: internal"),
    "exempt": ("The owner asks for four million", "We offer three at most", GROUNDS),
    "confidential": ("Larch House is insolvent", "We buy it in secret", "visibility: confidential"),
}
"""By level: a reason and a recovery for those readers alone, and how the plan says so."""
PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}
roles:
  - {id: head, title: Head of Service}
  - {id: agent, title: Agent for the purchase, visibility: confidential}
priorities:
  - id: q
    title: Care homes
    quality_statements: [safeguarding]
    actions:
      - {id: open, title: Open work, owner: head, due: 2026-09-30}
      - {id: bare, title: Work with no owner}
ACTIONS
measures:
  - {id: m, title: Beds in use, unit: beds, observations: [{on: 2026-04-30, value: 20}]}
updates:
  - {on: 2026-05-01, about: open, status: in-progress, rag: green, text: Talks began.}
UPDATES
"""


def write_plan(folder: Path) -> Path:
    """Write a plan of which each level has a secret about public work, and work of its own."""
    actions, updates = [], []
    for level, (reason, recovery, said) in HIDDEN.items():
        actions.append(f"      - {{id: on-{level}, title: Work on a home, due: 2026-09-30}}")
        actions.append(f"      - {{id: all-{level}, title: Work that is all {level}, {said}}}")
        updates.append(
            f"  - {{on: 2026-05-01, about: on-{level}, status: in-progress, rag: green, text: All is well.}}"
        )
        updates += [
            f"  - {{on: 2026-05-20, about: {kind}-{level}, rag: red, reason: {reason}, recovery: {recovery}, {said}}}"
            for kind in ("on", "all")
        ]
    file = folder / "p" / "plan.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(PLAN.replace("ACTIONS", "\n".join(actions)).replace("UPDATES", "\n".join(updates)))
    return file.parent


def texts_for(plan: Plan, level: Visibility) -> set[str]:
    """Return every text that an audience has."""
    return {
        text
        for place in places_of(for_audience(plan, level))
        for name, text in texts_of(place.model)
        if name != "id" and "exempt" not in place.route
    }


def positions_for(plan: Plan, level: Visibility) -> list[tuple[object, ...]]:
    """Return how everything stands for an audience."""
    state = state_of(for_audience(plan, level), ON)
    return [_position(one) for one in state.priorities] + [_position(one) for one in state.items]


def _position(one: Standing) -> tuple[object, ...]:
    return one.entry.id, one.status, one.rag, one.reason, one.recovery


SECRETS = [text for one in HIDDEN.values() for text in one[:2]]
TYPED = "Typed by a person, in words of their own"
CELLS = {
    "RAG": st.sampled_from(["On track", "At risk", "Off track"]),
    "Status": st.sampled_from(["Complete", "Not started"]),
    "Due now": st.sampled_from(["2026-12-01", "spring 2027"]),
    "Owner": st.just("Head of Service"),
    **dict.fromkeys(
        ("Reason for RAG", "Recovery", "What happened", "Title", "Why the date moved"),
        st.sampled_from(
            [TYPED, *(f"{text}{more}" for one in HIDDEN.values() for text in one[:2] for more in ("", ", and so on."))]
        ),
    ),
}


def grids_of(plan: Plan, level: Visibility) -> dict[str, Grid]:
    """Return the sheets of a tracker as it goes out."""
    files = tracker_files(tracker_of(for_audience(plan, level), ON, level))
    names = {name: sheet for sheet, name in FILES.items()}
    return {
        names[name]: Grid(names[name], [[Cell(text or None) for text in row] for row in read_csv(content)])
        for name, content in files.items()
    }


IDS = ["q", "open", "bare", *(f"{kind}-{level}" for level in HIDDEN for kind in ("on", "all")), ""]
"""Every row of the tracker; the empty one is new work."""


@given(
    made_for=st.sampled_from(ORDER),
    asked=st.none() | st.sampled_from(ORDER),
    edits=st.dictionaries(
        st.sampled_from(IDS), st.fixed_dictionaries({}, optional=CELLS).filter(bool), min_size=1, max_size=4
    ),
)
@settings(max_examples=60, deadline=None)
def test_no_text_comes_to_more_readers(
    made_for: Visibility, asked: Visibility | None, edits: dict[str, dict[str, str]]
) -> None:
    with TemporaryDirectory() as temporary:
        folder = write_plan(Path(temporary))
        loaded = load_plan(Location(folder, "p"))
        assert loaded.plan is not None
        before = loaded.plan
        sheets = grids_of(before, made_for)
        fill_in(sheets["Tracker"], edits)
        given = given_of(sheets)
        assert given is not None
        intake = Intake(before, for_audience(before, given.audience), ON, asked, made_for=given.audience)
        take_tracker(intake, given, sheets)
        if intake.proposal.changes:
            store(draft(loaded, intake.proposal.changes))
        after = plan_in(folder)
    shown = {line for step in intake.proposal.steps for line in step.says}
    for level in ORDER:
        new = texts_for(after, level) - texts_for(before, level)
        if not may_read(level, asked or made_for):
            assert not new, (level, new)
            assert positions_for(after, level)[: len(positions_for(before, level))] == positions_for(before, level)
        assert not any(secret in text for text in new for secret in secrets_from(level)), (level, new)
    for text in texts_for(after, "confidential") - texts_for(before, "confidential"):
        assert any(text in line for line in shown), f"not shown before it was written: {text}"


def fill_in(grid: Grid, edits: dict[str, dict[str, str]]) -> None:
    """Type into a tracker; what is not in it is passed over."""
    headings = [cell.text for cell in grid.rows[0]]
    rows = {row[0].text: row for row in grid.rows[1:]}
    for entry, cells in edits.items():
        if entry:
            row = rows.get(entry)
        else:
            row = [Cell("q") if heading == "Under" else Cell() for heading in headings]
            grid.rows.append(row)
        if row:
            for heading, value in cells.items():
                row[headings.index(heading)] = Cell(value)


def secrets_from(level: Visibility) -> Iterator[str]:
    """Return the texts of the plan that an audience may not have."""
    for of, (reason, recovery, _) in HIDDEN.items():
        if of not in READS[level]:
            yield from (reason, recovery)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that may be written."""
    return write_plan(tmp_path)


def tracker_for(plan: Path, audience: str) -> Path:
    """Export a tracker."""
    out = plan.parent / f"{audience}.xlsx"
    fine("export", plan, "--format", "tracker", "-o", out, "--as-of", ON, "--audience", audience)
    return out


@pytest.mark.parametrize("level", ["internal", "exempt", "confidential"])
@pytest.mark.parametrize("asked", [(), ("--visibility", "public")])
def test_a_colour_alone_brings_its_reason_with_the_readers_it_had(plan: Path, level: str, asked: tuple[str]) -> None:
    tracker = tracker_for(plan, level)
    type_in(tracker, {(f"on-{level}", "RAG"): "At risk"})
    reason, recovery, _ = HIDDEN[level]
    result = run("import", tracker, "--plan", plan, "--on", ON, "--dry-run", *asked)
    under = ", paragraphs 3" if level == "exempt" else ""
    assert result.stdout.splitlines()[1:] == [
        "  rag: amber (was: red)", f"  reason: {reason} (as it was)", f"  recovery: {recovery} (as it was)",
        f"  on: {ON}", f"  visibility: {level}{under}",
    ]  # fmt: skip
    assert run("import", tracker, "--plan", plan, "--on", ON, "--yes", *asked).exit_code == 0
    newest = plan_in(plan).updates[-1]
    assert (newest.visibility, newest.reason, newest.recovery) == (level, reason, recovery)
    assert (newest.exempt is not None) == (level == "exempt")


def test_what_is_typed_for_the_public_is_public_when_that_is_said(plan: Path) -> None:
    tracker = tracker_for(plan, "confidential")
    type_in(tracker, {("open", "What happened"): TYPED, ("open", "Title"): "New words"})
    kept = run("import", tracker, "--plan", plan, "--on", ON, "--yes")
    assert (kept.exit_code, "say --visibility public where they may read all" in kept.stdout) == (1, True)
    assert run("import", tracker, "--plan", plan, "--on", ON, "--yes", "--visibility", "public").exit_code == 0
    after = plan_in(plan)
    assert (after.updates[-1].text, TYPED in texts_for(after, "public")) == (TYPED, True)
    assert after.priorities[0].actions[0].title == "New words"


def test_a_reason_made_exempt_since_the_tracker_went_out_is_not_carried(plan: Path) -> None:
    file = plan / "plan.yaml"
    once = "  - {on: 2026-05-02, about: open, rag: amber, reason: Once public words}\n"
    file.write_text(file.read_text() + once)
    tracker = tracker_for(plan, "public")
    now = "  - {on: 2026-05-03, about: open, rag: amber, reason: Words for everybody}\n"
    file.write_text(file.read_text().replace(once, once.replace("}", f", {GROUNDS}}}") + now))
    type_in(tracker, {("open", "RAG"): "Off track"})
    assert run("import", tracker, "--plan", plan, "--on", ON, "--yes").exit_code == 0
    after = texts_for(plan_in(plan), "public")
    assert ("Once public words" in after, plan_in(plan).updates[-1].reason) == (False, "Words for everybody")


@pytest.mark.parametrize(
    "words",
    [
        ("update", "open", "--text", "Larch House is insolvent"),
        ("update", "open", "--rag", "red", "--reason", "We hear that Larch  house is insolvent!"),
        ("update", "m", "--value", "3", "--text", "Larch House is insolvent"),
        ("new", "milestone", "Larch House is insolvent", "--under", "open"),
        ("new", "risk", "A home may close", "--consequence", "Larch House is insolvent."),
    ],
)
def test_words_copied_from_what_is_withheld_keep_their_readers(plan: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--plan", plan, *(("--on", ON) if words[0] == "update" else ()))
    assert result.exit_code == 0, result.output
    assert "stand in the plan for confidential readers alone: it is written for them" in result.stderr
    after = plan_in(plan)
    assert not any("arch House" in text for text in texts_for(after, "public"))
    assert not any("arch House" in text for text in texts_for(after, "exempt"))


@pytest.mark.parametrize(
    "words",
    [("edit", "open", "--title", "Larch House is insolvent"), ("edit", "m", "--title", "Larch house is insolvent")],
)
def test_words_copied_into_what_is_there_already_are_refused(plan: Path, words: tuple[str, ...]) -> None:
    """The entry has its readers, which a change of its title does not take away."""
    before = (plan / "plan.yaml").read_bytes()
    result = run(*words, "--plan", plan)
    assert result.exit_code == 2, result.output
    assert "these words stand in the plan for confidential readers alone" in result.stderr
    assert (plan / "plan.yaml").read_bytes() == before
    result = run(*words, "--visibility", "confidential", "--plan", plan)
    assert result.exit_code == 0, result.output


def test_what_moves_keeps_its_readers(plan: Path) -> None:
    text = (plan / "plan.yaml").read_text()
    shut = text.replace("{id: bare, ", "{id: bare, visibility: confidential, milestones: [{id: deep, title: Deep}], ")
    (plan / "plan.yaml").write_text(shut)
    result = run("move", "deep", "--under", "open", "--plan", plan)
    assert result.exit_code == 2, result.output
    assert '"deep" is for confidential readers alone where it stands' in result.stderr
    assert run("edit", "deep", "--visibility", "confidential", "--plan", plan).exit_code == 0
    assert run("move", "deep", "--under", "open", "--plan", plan).exit_code == 0


@pytest.mark.parametrize("name", ["figures.csv", "own.csv"])
def test_other_sheets_copy_no_text_to_more_readers(plan: Path, tmp_path: Path, name: str) -> None:
    file, mapping = tmp_path / name, tmp_path / "mapping.yaml"
    mapping.write_text("sheet: own\nheader_rows: [1]\ncolumns: {title: T, priority: P, rag: C, reason: R, due: D}\n")
    rows = {
        "figures.csv": "measure,date,value,text\nm,2026-05-31,9,Larch House is insolvent\n",
        "own.csv": "P,T,C,R,D\nCare homes,Open work,Off track,Larch House is insolvent,\n"
        "Care homes,Larch House is insolvent,,,2027-01-01\n",
    }
    file.write_text(rows[name])
    words = ["--mapping", mapping] if name == "own.csv" else []
    result = run("import", file, "--plan", plan, "--on", ON, "--yes", *words)
    assert result.exit_code == 0, result.output
    assert "visibility: confidential" in result.stdout
    assert not any("Larch House" in text for text in texts_for(plan_in(plan), "internal"))


def test_new_work_and_first_dates_have_the_readers_of_the_sheet(plan: Path) -> None:
    tracker = tracker_for(plan, "internal")
    type_in(tracker, {("+0", "Under"): "q", ("+0", "Title"): "New work", ("+0", "Status"): "Not started"})
    type_in(tracker, {("bare", "Owner"): "Head of Service"})
    assert run("import", tracker, "--plan", plan, "--on", ON, "--yes").exit_code == 0
    after = plan_in(plan)
    assert texts_for(after, "public") == texts_for(plan_in(write_plan(plan.parent / "again")), "public")
    assert after.priorities[0].actions[-1].visibility == "internal"
    owners = [item.owner for item in state_of(for_audience(after, "internal"), ON).items if item.entry.id == "bare"]
    assert (owners, after.priorities[0].actions[1].owner) == (["head"], None)


def test_what_would_be_exempt_without_grounds_is_refused_row_by_row(plan: Path, tmp_path: Path) -> None:
    file, mapping = tmp_path / "own.csv", tmp_path / "mapping.yaml"
    file.write_text("P,T,O\nNew heading,New work,Nobody\nCare homes,Other work,New post\n")
    mapping.write_text(
        "sheet: own\nheader_rows: [1]\ncolumns: {title: T, priority: P, owner: O}\n"
        "priorities: {New heading: Another heading}\nowners: {New post: Another post}\n"
    )
    words = ("import", file, "--plan", plan, "--on", ON, "--mapping", mapping, "--visibility")
    refused = run(*words, "exempt", "--dry-run")
    assert (refused.exit_code, refused.stdout.count("would be exempt, and the plan has no grounds")) == (1, 2)
    assert run(*words, "internal", "--yes").exit_code == 0
    assert "Another" not in " ".join(texts_for(plan_in(plan), "public"))
