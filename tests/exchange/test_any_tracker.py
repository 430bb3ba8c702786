"""Whatever a tracker is like: every cell of work is read, asked about or refused by name, and no date comes in wrong.

A person who knows the tracker answers what the guess marks CHECK, and takes the rest as it is.

``python -m tests.exchange.test_any_tracker 3000`` tries so many.
"""

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings

from cqcplan.editing.changes import AddEntry
from cqcplan.exchange.grid import CannotReadError
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.guess import proposed_for
from cqcplan.exchange.own.mapping import read_mapping
from cqcplan.exchange.own.proposed import Answer, Proposed
from cqcplan.exchange.own.read import take_own
from cqcplan.exchange.workbook_in import workbook_sheets
from cqcplan.model.dates import parse_when
from cqcplan.model.document import Plan
from tests.exchange.any_tracker import COLOURS, FILLS, STATES, TROUBLE, Line, Tracker, trackers, workbook_of
from tests.exchange.round_trip import plan_in

PLAN = """\
schema: 1
plan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}
roles: [{id: improvement-manager, title: Improvement Manager}, {id: director, title: Director}]
priorities: [{id: waiting-times, title: Waiting times}, {id: workforce, title: Workforce}]
updates: []
"""


def plan_of() -> Plan:
    with TemporaryDirectory() as folder:
        (Path(folder) / "plan.yaml").write_text(PLAN, encoding="utf-8")
        return plan_in(Path(folder))


SHOWN = plan_of()


def answered(tracker: Tracker, proposed: Proposed) -> None:
    """Answer what is marked, as a person does who knows the tracker; what is not marked must be right."""
    meant = dict(tracker.headings)
    if "revised" in meant:
        meant |= {"first_due": meant["due"], "due": meant["revised"]}
    meant = {name: " ".join(tracker.dressed.format(heading).split()) for name, heading in meant.items()}
    for name, answer in list(proposed.columns.items()):
        if not answer.check:
            assert answer.meaning == meant.get(name), f'"{answer.meaning}" is taken for {name} without a question'
        elif name in meant:
            proposed.columns[name] = Answer(meant[name])
        else:
            del proposed.columns[name]
    truths = {
        "hidden_rows": "read", "struck_rows": "read", "hidden_columns": "read",
        "date_order": "month-first" if tracker.text_dates == "month-first" else "day-first",
        "real_dates": "swapped" if tracker.text_dates == "swapped" else "as-they-are",
        "priority": tracker.lines[0].priority, "sheet": tracker.sheets[0].strip(),
    }  # fmt: skip
    for name, answer in proposed.settings.items():
        if answer.check:
            proposed.settings[name] = Answer(truths[name])
    for section, truth in (("status", STATES), ("rag", COLOURS)):
        for word, answer in proposed.words.get(section, {}).items():
            assert answer.check or answer.meaning == truth[word], (section, word, answer)


def check(tracker: Tracker) -> None:
    """Bring a tracker in and hold it to what it means."""
    sheets = workbook_sheets("made.xlsx", workbook_of(tracker))
    proposed = proposed_for("made.xlsx", sheets, SHOWN)
    unread = list(proposed.sheets)
    answered(tracker, proposed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.yaml"
        path.write_text(proposed.yaml(), encoding="utf-8")
        mapping, problems, _ = read_mapping(path)
    assert mapping is not None, problems
    intake = Intake(SHOWN, SHOWN, date(2026, 8, 1))
    take_own(intake, mapping, sheets)
    said: dict[tuple[str, int], list[Any]] = defaultdict(list)
    columns: dict[str, set[str]] = defaultdict(set)
    for remark in intake.proposal.remarks:
        said[remark.where.sheet, remark.where.row].append(remark)
        if remark.message.startswith("this column is"):
            columns[remark.where.sheet].add(remark.where.column)
    for line in tracker.lines:
        if any(name.startswith(line.sheet.strip()) for name in unread):
            continue  # the sheet is named in the mapping as not read
        _hold(tracker, line, intake, said[line.sheet, line.row], columns[line.sheet])


def _hold(tracker: Tracker, line: Line, intake: Intake, remarks: list[Any], columns: set[str]) -> None:
    steps = [step for step in intake.proposal.steps if (step.where.sheet, step.where.row) == (line.sheet, line.row)]
    steps = [step for step in steps if not any("new priority:" in said for said in step.says)]
    if not steps:
        assert any(remark.kind in ("refused", "asked") for remark in remarks), f"{line.token} vanished: {remarks}"
        unsaved = line.formula == "unsaved" and "text" in tracker.headings
        doubt = any(str(shown.value).startswith(TROUBLE) for shown in line.dates.values())
        assert unsaved or doubt, f"{line.token} was refused without need: {remarks}"
        return
    assert not any(remark.kind == "refused" for remark in remarks), remarks
    (step,) = steps
    entry = intake.new.get(step.entry, {})
    assert line.token in entry["title"], f"{line.token} came in as {entry}"
    told: dict[str, Any] = {}
    for change in step.changes:
        if isinstance(change, AddEntry) and change.section == "updates":
            told |= change.values

    def is_told(name: str) -> bool:
        heading = tracker.headings[name]
        return any(heading in column for column in columns) or any(heading in remark.where.column for remark in remarks)

    _hold_dates(line, entry.get("due", ""), told.get("due", ""), is_told)
    if "owner" in tracker.headings and line.owner not in ("", "TBC") and not is_told("owner"):
        owner = {"Director": "director", "Improvement Manager": "improvement-manager"}.get(line.owner)
        assert entry.get("owner") == owner, (line.owner, entry)
    if "status" in tracker.headings and STATES[line.status] and not is_told("status"):
        assert told.get("status") == STATES[line.status], (line.status, told)
    if "rag" in tracker.headings and (line.rag or line.fill) and not is_told("rag"):
        colour = COLOURS[line.rag] if line.rag else FILLS[line.fill][1]
        assert told.get("rag") == colour, (line.rag, line.fill, told)
    news = "" if line.formula == "blank" else line.cells["text"]
    if "text" in tracker.headings and news and not is_told("text"):
        assert told.get("text", "").split() == news.split(), (news, told)
    if line.comment:
        assert any("a comment hangs" in remark.message for remark in remarks)


def _hold_dates(line: Line, first: str, now: str, is_told: Any) -> None:
    """Hold the date first set and the date in force to what the cells mean."""
    meant = {name: shown.meant for name, shown in line.dates.items()}
    for name, shown in line.dates.items():
        if not shown.meant and shown.value:
            assert is_told(name), f"{name}: {shown.value!r} is no date, and nothing is said of it"
    read = [meant[name] for name in ("first_due", "due", "revised") if meant.get(name) and not is_told(name)]
    seen = [parse_when(text) for text in (first, now) if text]
    wanted = [parse_when(text) for text in dict.fromkeys(read)]
    spans = [(when.earliest, when.latest) for when in seen]
    assert spans == [(when.earliest, when.latest) for when in wanted], (line.dates, first, now)


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(trackers())
def test_every_cell_of_any_tracker_is_read_asked_about_or_refused(tracker: Tracker) -> None:
    hold(tracker)


def hold(tracker: Tracker) -> None:
    try:
        check(tracker)
    except (AssertionError, CannotReadError) as error:
        raise AssertionError(f"{error}\n{tracker.told()}") from error


def try_many(number: int) -> None:
    """Try a number of trackers, by hand."""
    every = settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    every(given(trackers())(hold))()


if __name__ == "__main__":
    try_many(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
