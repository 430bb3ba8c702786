"""Whatever a tracker is like: every cell of work is read, asked about or refused by name, and no date comes in wrong.

A person who knows the tracker answers what the guess marks CHECK, and takes the rest as it is.

``python -m tests.exchange.test_any_tracker 3000 17`` tries so many from a seed on and lists every failure: the workbook
and what it was meant to say are kept in a folder.
"""

import re
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st

from cqcplan.editing.changes import AddEntry
from cqcplan.exchange.grid import CannotReadError
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.guess import proposed_for
from cqcplan.exchange.own.mapping import read_mapping
from cqcplan.exchange.own.proposed import Answer, Proposed
from cqcplan.exchange.own.read import take_own
from cqcplan.exchange.proposal import RowChange
from cqcplan.exchange.sheets_in import read_sheets
from cqcplan.exchange.workbook_in import workbook_sheets
from cqcplan.model.dates import parse_when
from cqcplan.model.document import Plan
from tests.exchange.any_tracker import COLOURS, FILLS, OTHER, PRIORITIES, STATES, TROUBLE, Line, Tracker, trackers
from tests.exchange.round_trip import plan_in
from tests.exchange.tracker_file import csv_of, workbook_of

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
CHUNK = 100
"""So many trackers are made from one seed."""


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
    _answer_names(proposed)
    for section, truth in (("status", STATES), ("rag", COLOURS)):
        for word, answer in proposed.words.get(section, {}).items():
            assert answer.check or answer.meaning == truth[word], (section, word, answer)


def _answer_names(proposed: Proposed) -> None:
    """Say of what stands alone in a row, and is no priority, that it is work of which nothing else is said."""
    names = proposed.words.get("priorities", {})
    names |= {name: Answer(None) for name, answer in names.items() if answer.check and name not in PRIORITIES}


def check(tracker: Tracker, written: tuple[str, str] | None = None) -> None:
    """Bring a tracker in and hold it to what it means; written as text with an encoding and a delimiter, or not."""
    if written:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "Log.csv"
            file.write_bytes(csv_of(tracker, *written))
            sheets = read_sheets(file)
    else:
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
        if f"{line.sheet.strip()} (hidden)" in unread:
            continue  # the sheet is named in the mapping as not read
        assert line.sheet.strip() not in unread, f"the sheet {line.sheet} is passed over"
        _hold(tracker, line, intake, said[line.sheet, line.row], columns[line.sheet])
    ids = [step.entry for step in intake.proposal.steps]
    assert len({*ids}) == len(ids), f"two rows make one entry: {ids}"


def _hold(tracker: Tracker, line: Line, intake: Intake, remarks: list[Any], columns: set[str]) -> None:
    """Hold one row to what it means; its remarks, and the columns that are told to be unread, are given."""
    steps = [step for step in intake.proposal.steps if (step.where.sheet, step.where.row) == (line.sheet, line.row)]
    steps = [step for step in steps if not any("new priority:" in said for said in step.says)]
    for name in tracker.others:  # nothing filled in is passed over without a word
        value = OTHER[name][(line.row - 1) % len(OTHER[name])]
        assert not value or any(name in column for column in columns), f"{name} is not told of: {columns}"
    assert not line.comment or any("a comment hangs" in remark.message for remark in remarks)
    if not steps:
        assert any(remark.kind in ("refused", "asked") for remark in remarks), f"{line.token} vanished: {remarks}"
        unsaved = line.formula == "unsaved" and "text" in tracker.headings
        doubt = any(str(shown.value).startswith(TROUBLE) for shown in line.dates.values())
        assert unsaved or doubt or line.broken, f"{line.token} was refused without need: {remarks}"
        return
    assert not any(remark.kind == "refused" for remark in remarks), remarks
    (step,) = steps

    def is_told(name: str) -> bool:
        heading = tracker.headings[name]
        return any(heading in column for column in columns) or any(
            heading in remark.where.column for remark in remarks if "a comment hangs" not in remark.message
        )

    assert not line.broken or is_told(line.broken), f"{line.broken} is broken, and nothing is said of it"
    _hold_row(tracker, line, intake, step, is_told)


def _hold_row(tracker: Tracker, line: Line, intake: Intake, step: RowChange, is_told: Callable[[str], bool]) -> None:
    """Hold a row that came in to every cell of which nothing was said."""
    entry = intake.new.get(step.entry, {})
    assert line.token in entry["title"], f"{line.token} came in as {entry}"
    assert _priority_of(intake, step.entry) == line.priority, f"{line.token} came in under another priority"
    told: dict[str, Any] = {}
    for change in step.changes:
        if isinstance(change, AddEntry) and change.section == "updates":
            told |= change.values
    _hold_dates(line, entry.get("due", ""), told.get("due", ""), is_told)
    news = "" if line.formula == "blank" else line.cells["text"]
    colour = COLOURS[line.rag] if line.rag else FILLS[line.fill][1] if line.fill else ""
    owner = {"Director": "director", "Improvement Manager": "improvement-manager"}.get(line.owner)
    # people are asked about in the mapping
    assert owner or "owner" not in entry, f"{line.owner} became {entry['owner']}"
    number = int(line.token[1:-1]) + 7
    meant = {
        "ref": {"parts": f"1-{number}", "parts, as numbers": f"1-{number:02}"}.get(tracker.refs, ""),
        "owner": owner, "rag": colour, "text": " ".join(news.split()),
    }  # fmt: skip
    came = {
        "ref": meant["ref"] if step.entry.endswith(f"-{meant['ref']}") else step.entry,
        "owner": entry.get("owner"), "rag": told.get("rag"), "text": " ".join(told.get("text", "").split()),
    }  # fmt: skip
    for name, value in meant.items():
        if name in tracker.headings and value and not is_told(name):
            assert came[name] == value, f"{name}: {came[name]!r} came in for {value!r}"
    _hold_status(tracker, line, told, is_told)


def _priority_of(intake: Intake, entry: str) -> str:
    """Return the title of the priority that a new action stands under."""
    for change in intake.proposal.changes:
        if isinstance(change, AddEntry) and change.section == "actions" and change.values["id"] == entry:
            return next(one.title for one in SHOWN.priorities if one.id == change.under)
    under = [one for one in intake.new.values() if any(own["id"] == entry for own in one.get("actions", ()))]
    return str(under[0]["title"])


def _hold_status(tracker: Tracker, line: Line, told: dict[str, Any], is_told: Callable[[str], bool]) -> None:
    """Hold the state to the status or, where that says nothing, to how much is done."""
    state = STATES[line.status] if "status" in tracker.headings and not is_told("status") else None
    unsure = "status" in tracker.headings and (is_told("status") or line.status == "On hold")
    if not state and not unsure and "progress" in tracker.headings and not is_told("progress"):
        state = line.progress[1] or None
    assert not state or told.get("status") == state, (line.status, line.progress, told)


def _hold_dates(line: Line, first: str, now: str, is_told: Callable[[str], bool]) -> None:
    """Hold the date first set and the date in force to what the cells mean."""
    meant = {name: shown.meant for name, shown in line.dates.items()}
    for name, shown in line.dates.items():
        if not shown.meant and shown.value not in ("", "–"):
            assert is_told(name), f"{name}: {shown.value!r} is no date, and nothing is said of it"
    read = [meant[name] for name in ("first_due", "due", "revised") if meant.get(name) and not is_told(name)]
    seen = [parse_when(text) for text in (first, now) if text]
    wanted = [parse_when(text) for text in dict.fromkeys(read)]
    spans = [(when.earliest, when.latest) for when in seen]
    assert spans == [(when.earliest, when.latest) for when in wanted], (line.dates, first, now)


FEW = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WRITTEN = st.tuples(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.sampled_from([",", ";", "\t", "|"]))


@FEW
@given(trackers())
def test_every_cell_of_any_tracker_is_read_asked_about_or_refused(tracker: Tracker) -> None:
    hold(tracker)


@settings(FEW, max_examples=15)
@given(trackers(plain=True), WRITTEN)
def test_every_cell_of_any_text_file_is_read_asked_about_or_refused(tracker: Tracker, written: tuple[str, str]) -> None:
    assume(written[0] != "cp1252" or tracker.refs not in ("Cyrillic", "Chinese"))
    hold(tracker, written)


def hold(tracker: Tracker, written: tuple[str, str] | None = None) -> None:
    try:
        check(tracker, written)
    except (AssertionError, CannotReadError) as error:
        raise AssertionError(f"{error}\n{tracker.told()}") from error


class _Tries:
    """Trackers tried one after another; each that fails is kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tried = 0
        self.failed: dict[str, list[str]] = defaultdict(list)

    def chunk(self, number: int, from_seed: int) -> None:
        """Try some from one seed, without making a failing one smaller."""
        every = settings(
            max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )  # fmt: skip
        before = self.tried

        def one(tracker: Tracker, written: tuple[str, str] | None) -> None:
            self.tried += 1
            if not written or written[0] != "cp1252" or tracker.refs not in ("Cyrillic", "Chinese"):
                self._one(tracker, written, f"{from_seed}-{self.tried - before}")

        ways = [st.tuples(trackers(), st.none())] * 3 + [st.tuples(trackers(plain=True), WRITTEN)]
        seed(from_seed)(every(given(st.one_of(ways))(lambda pair: one(*pair))))()

    def _one(self, tracker: Tracker, written: tuple[str, str] | None, name: str) -> None:
        try:
            check(tracker, written)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and the next one is tried
            (self.folder / f"{name}.xlsx").write_bytes(workbook_of(tracker))
            said = f"{traceback.format_exc()}\n{written}\n{tracker.told()}"
            (self.folder / f"{name}.txt").write_text(said, encoding="utf-8")
            kind = re.sub(r"k\d+q|[\d.]+", "#", f"{type(error).__name__}: {error}")[:60]
            self.failed[kind].append(f"{name}: {error}"[:500])


def try_many(number: int, from_seed: int, folder: Path) -> int:
    """Try a number of trackers by hand and tell of every kind of failure."""
    tries = _Tries(folder)
    for chunk, done in enumerate(range(0, number, CHUNK)):
        tries.chunk(min(CHUNK, number - done), from_seed + chunk)
        failed = sum(map(len, tries.failed.values()))
        sys.stderr.write(f"seed {from_seed + chunk}: {tries.tried} tried, {failed} failed\n")
    for kind, said in sorted(tries.failed.items(), key=lambda pair: -len(pair[1])):
        sys.stderr.write("\n  ".join([f"\n{len(said)} x {kind}", *said[:3]]) + "\n")
    return 1 if tries.failed else 0


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    kept = Path(sys.argv[3] if len(sys.argv) > 3 else mkdtemp(prefix="trackers-"))
    kept.mkdir(exist_ok=True)
    sys.stderr.write(f"what fails is kept in {kept}\n")
    sys.exit(try_many(asked[0] if asked else 1000, asked[1] if len(asked) > 1 else 1, kept))
