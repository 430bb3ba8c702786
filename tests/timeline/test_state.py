"""Where everything stands on a date, and what changed between two: worked out from dated events alone."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model.document import Plan, PlanFile, whole_plan
from cqcplan.timeline.changes import Changes, changes_between, within
from cqcplan.timeline.state import Item, known_updates, state_of

HEADER = {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"}
WORK = [
    {
        "id": "waiting",
        "title": "Waiting",
        "actions": [
            {
                "id": "service",
                "title": "Outside service",
                "due": "2026-04",
                "milestones": [
                    {"id": "live", "title": "Service live", "due": "2026-06-15"},
                    {"id": "cleared", "title": "Backlog cleared"},
                ],
            }
        ],
    }
]
MEASURE = {"id": "queue", "title": "People waiting", "unit": "people", "better": "lower"}


def plan_of(updates: list[dict[str, Any]], **sections: Any) -> Plan:
    """Make a plan of one action with two milestones."""
    content = PlanFile.model_validate({"plan": HEADER, "priorities": WORK, "updates": updates, **sections})
    assert content.plan
    return whole_plan(content.plan, [content])


def item(plan: Plan, entry: str, as_of: str) -> Item:
    """Return one action or milestone as it stands on a day."""
    return next(found for found in state_of(plan, date.fromisoformat(as_of)).items if found.entry.id == entry)


def between(plan: Plan, since: str, until: str) -> Changes:
    """Return the changes after one day, up to and with another."""
    return changes_between(plan, date.fromisoformat(since), date.fromisoformat(until))


STORY = plan_of(
    [
        {"on": "2026-12-05", "about": "service", "status": "complete"},
        {"on": "2026-05-20", "about": "service", "due": "2026-11", "reason": "The supplier is late."},
        {"on": "2026-04-10", "about": "service", "status": "in-progress", "rag": "green", "text": "Begun."},
        {"on": "2026-06-01", "about": "service", "rag": "red", "reason": "No supplier.", "recovery": "Find one."},
        {"on": "2026-06-01", "about": "service", "rag": "amber", "reason": "A supplier at last."},
        {"on": "2027-01-05", "about": "service", "status": "embedded"},
        {"on": "2026-06-20", "about": "service", "due": "2026-10-31"},
        {"on": "2027-02-01", "about": "service", "status": "in-progress"},
    ]
)


@pytest.mark.parametrize(
    ("as_of", "status", "rag", "due", "done_on"),
    [
        ("2026-04-09", None, None, "April 2026", None),
        ("2026-04-10", "in-progress", "green", "April 2026", None),
        ("2026-05-19", "in-progress", "green", "April 2026", None),
        ("2026-05-20", "in-progress", "green", "November 2026", None),
        ("2026-05-31", "in-progress", "green", "November 2026", None),
        ("2026-06-01", "in-progress", "amber", "November 2026", None),
        ("2026-06-20", "in-progress", "amber", "31 October 2026", None),
        ("2026-12-05", "complete", "amber", "31 October 2026", "5 December 2026"),
        ("2027-01-05", "embedded", "amber", "31 October 2026", "5 December 2026"),
        ("2027-02-01", "in-progress", "amber", "31 October 2026", None),
    ],
)
def test_the_state_on_a_date_whatever_order_the_file_has(
    as_of: str, status: str | None, rag: str | None, due: str, done_on: str | None
) -> None:
    found = item(STORY, "service", as_of)
    assert (found.status, found.rag, str(found.due)) == (status, rag, due)
    assert (str(found.done_on) if found.done_on else None) == done_on


def test_moved_dates_keep_the_first_and_follow_the_last() -> None:
    found = item(STORY, "service", "2026-06-30")
    assert str(found.entry.due) == "April 2026"
    assert [(str(move.before), str(move.after), move.reason) for move in found.moves] == [
        ("April 2026", "November 2026", "The supplier is late."),
        ("November 2026", "31 October 2026", None),
    ]
    assert item(STORY, "service", "2026-05-19").moves == ()


def test_of_two_updates_on_one_day_the_later_in_the_plan_counts() -> None:
    found = item(STORY, "service", "2026-06-01")
    assert (found.rag, found.reason, found.recovery) == ("amber", "A supplier at last.", None)


def test_the_files_of_a_plan_are_read_in_order_for_two_updates_on_one_day(tmp_path: Path) -> None:
    folder = tmp_path / "anyshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(
        "plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}\n"
        "priorities:\n"
        "  - {id: waiting, title: Waiting, actions: [{id: service, title: Outside service}]}\n",
        encoding="utf-8",
    )
    for name, status in (("b-later", "complete"), ("a-earlier", "in-progress")):
        (folder / f"{name}.yaml").write_text(
            f"updates: [{{on: 2026-05-01, about: service, status: {status}}}]\n", encoding="utf-8"
        )
    told = CliRunner().invoke(
        app, ["report", str(folder), "--paper", "appendix", "--period", "2026-05", "--as-of", "2026-05-31"]
    )
    row = next(line for line in told.stdout.splitlines() if line.startswith("| Outside service |"))
    assert "Complete" in row


def test_an_update_with_words_but_no_status_means_work_has_begun() -> None:
    plan = plan_of([{"on": "2026-05-01", "about": "live", "text": "Staff are in post."}])
    assert item(plan, "live", "2026-05-01").status == "in-progress"
    moved = plan_of([{"on": "2026-05-01", "about": "live", "due": "2026-07-01"}])
    assert item(moved, "live", "2026-05-01").status is None


def test_work_is_not_said_to_have_begun_where_the_record_only_begins() -> None:
    begun = {"on": "2026-05-01", "about": "live", "status": "in-progress"}
    assert between(plan_of([begun]), "2026-04-30", "2026-05-01").started == ()
    recorded_before = [begun, {"on": "2026-04-01", "about": "waiting", "text": "Agreed."}]
    assert len(between(plan_of(recorded_before), "2026-04-30", "2026-05-01").started) == 1


def test_an_update_of_a_priority_is_not_one_of_its_work() -> None:
    plan = plan_of([{"on": "2026-05-01", "about": "waiting", "status": "complete", "rag": "red", "reason": "Late."}])
    state = state_of(plan, date(2026, 5, 1))
    assert (state.priorities[0].status, state.priorities[0].rag, state.priorities[0].reason) == (
        "complete", "red", "Late.",
    )  # fmt: skip
    assert {found.status for found in state.items} == {None}


@pytest.mark.parametrize("status", ["complete", "embedded", "closed", "transferred"])
def test_what_is_done_is_never_overdue(status: str) -> None:
    plan = plan_of([{"on": "2026-06-01", "about": "live", "status": status}])
    assert not item(plan, "live", "2027-01-01").overdue(date(2027, 1, 1))


LAST_DAYS = [
    ("2026-06-15", "2026-06-15"),
    ("2026-06", "2026-06-30"),
    ("early June 2026", "2026-06-10"),
    ("end of June 2026", "2026-06-30"),
    ("autumn 2026", "2026-11-30"),
    ("winter 2026", "2027-02-28"),
    ("2026-27-Q1", "2026-06-30"),
    ("2026-27", "2027-03-31"),
    ("2026", "2026-12-31"),
    ("week of 2026-06-15", "2026-06-21"),
    ("by 2026-06-15", "2026-06-15"),
]


@pytest.mark.parametrize(("due", "last_day"), LAST_DAYS, ids=[due for due, _ in LAST_DAYS])
def test_a_vague_date_is_overdue_only_after_its_last_day(tmp_path: Path, due: str, last_day: str) -> None:
    file = tmp_path / "anyshire.yaml"
    file.write_text(
        "plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}\n"
        f"priorities: [{{id: waiting, title: Waiting, actions: [{{id: live, title: Service live, due: {due}}}]}}]\n",
        encoding="utf-8",
    )
    last = date.fromisoformat(last_day)
    for day, is_overdue in ((last, False), (last + timedelta(days=1), True)):
        told = CliRunner().invoke(app, ["report", str(file), "--period", f"2026-01-01..{day}", "--as-of", str(day)])
        assert told.exit_code == 0
        assert ("overdue" in told.stdout.lower()) == is_overdue, day


def test_changes_between_two_dates() -> None:
    plan = plan_of(
        [
            {"on": "2026-03-01", "about": "cleared", "text": "Planned."},
            {"on": "2026-04-10", "about": "service", "status": "in-progress", "rag": "green"},
            {"on": "2026-05-20", "about": "service", "due": "2026-11", "reason": "The supplier is late."},
            {"on": "2026-05-21", "about": "service", "rag": "amber"},
            {"on": "2026-05-22", "about": "live", "status": "complete"},
            {"on": "2026-05-23", "about": "cleared", "due": "2026-09-01"},
            {"on": "2026-07-01", "about": "service", "status": "complete"},
        ],
        measures=[
            MEASURE
            | {
                "baseline": {"on": "2026-03-31", "value": 605},
                "observations": [{"on": "2026-05-31", "value": 540}, {"on": "2026-04-30", "value": 551}],
            }
        ],
    )
    found = between(plan, "2026-03-31", "2026-06-30")
    assert [done.entry.id for done in found.completed] == ["live"]
    assert [begun.entry.id for begun in found.started] == ["service"]
    assert [(slip.item.entry.id, slip.by) for slip in found.moved] == [("service", (7, "month")), ("cleared", None)]
    assert [(new.item.entry.id, new.before, new.after) for new in found.recoloured] == [("service", None, "amber")]
    assert [(new.before and new.before.value, new.after.value) for new in found.measured] == [(605, 540)]

    later = between(plan, "2026-05-20", "2026-05-21")
    assert [(new.before, new.after) for new in later.recoloured] == [("green", "amber")]
    assert (later.completed, later.started, later.moved, later.measured) == ((), (), (), ())
    assert between(plan, "2026-06-01", "2026-06-30").is_empty
    assert not between(plan, "2026-06-30", "2026-07-01").is_empty


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("2026-06-15", "2026-06-15", (0, "day")),
        ("2026-06-15", "2026-06-21", (6, "day")),
        ("2026-06-15", "2026-06-22", (1, "week")),
        ("2026-06-15", "2026-06-26", (2, "week")),
        ("2026-06-15", "2026-06-09", (-6, "day")),
        ("2026-06-15", "2026-06-08", (-1, "week")),
        ("2026-06-15", "2026-07", (7, "week")),
        ("2026-06", "autumn 2026", (5, "month")),
        ("2025-11", "2026-01", (2, "month")),
        ("2025-12-31", "2026-03-31", (3, "month")),
        ("2026-01-31", "2026-02-28", (1, "month")),
        ("autumn 2026", "2026-11-30", (0, "month")),
    ],
)
def test_a_slip_is_counted_from_last_day_to_last_day(before: str, after: str, by: tuple[int, str]) -> None:
    plan = plan_of([{"on": "2026-05-01", "about": "x", "due": after}], priorities=[
        {"id": "p", "title": "P", "actions": [{"id": "x", "title": "X", "due": before}]}
    ])  # fmt: skip
    assert [slip.by for slip in between(plan, "2026-04-30", "2026-05-01").moved] == [by]


def test_a_vague_observation_is_news_once() -> None:
    plan = plan_of([], measures=[MEASURE | {"observations": [{"on": "2026-05", "value": 540}]}])
    assert between(plan, "2026-03-31", "2026-04-30").measured == ()
    assert len(between(plan, "2026-04-30", "2026-05-10").measured) == 1
    assert between(plan, "2026-05-10", "2026-05-20").measured == ()


PAPER = """\
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}
priorities:
  - id: waiting
    title: Waiting
    actions:
      - {id: service, title: Outside service, due: 2026-04}
      - {id: team, title: Review team}
measures:
  - id: queue
    title: People waiting
    unit: people
    baseline: {on: 2026-03-31, value: 605}
"""
IN_TIME = """\
updates:
  - {on: 2026-05-20, about: service, due: 2026-11, reason: The supplier is late.}
  - {on: 2026-05-21, about: service, rag: amber, reason: No date holds yet.}
  - {on: 2026-05-22, about: team, status: complete}
"""
LATER = """\
updates:
  - {on: 2026-07-01, about: service, status: complete, rag: red, due: 2027-01, reason: Late., text: Said later.}
  - {on: 2026-07, about: waiting, status: closed, text: Said in July.}
risks: [{id: floods, title: Floods, raised: 2026-07-02}]
measures: [{id: days, title: Days waited, unit: days, observations: [{on: 2026-07-01, value: 3}]}]
assessments:
  - {id: cqc, kind: comprehensive, framework: la-2026-04, published: 2026-07-03, printed: {overall_percent: 62}}
engagement: [{id: forum, audience: Carers, method: A meeting, on: 2026-07-04}]
resources: [{id: money, kind: money, title: More money, on: 2026-07-05}]
advisers: [{id: helper, title: A new adviser, assigned: 2026-07-06}]
background_papers: [{id: written-later, title: Written later, on: 2026-07-07}]
"""


def test_the_paper_tells_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "anyshire.yaml"
    file.write_text(PAPER + IN_TIME, encoding="utf-8")
    told = CliRunner().invoke(app, ["report", str(file), "--period", "Q1", "--as-of", "2026-06-30"]).stdout
    changes = told.split(". What has changed\n")[1].split("\n## ")[0]
    for words in ("Review team", "7 months", "April 2026 to November 2026", "Reason: The supplier is late", "At risk"):
        assert words in changes


def test_nothing_that_happened_later_changes_a_paper(tmp_path: Path) -> None:
    folder = tmp_path / "anyshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PAPER, encoding="utf-8")
    (folder / "in-time.yaml").write_text(IN_TIME, encoding="utf-8")
    command = ["report", str(folder), "--period", "Q1", "--as-of", "2026-06-30"]
    before = CliRunner().invoke(app, command)
    (folder / "later.yaml").write_text(LATER, encoding="utf-8")
    after = CliRunner().invoke(app, command)
    assert (before.exit_code, after.exit_code) == (0, 0), after.output
    assert after.stdout == before.stdout


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
whens = st.one_of(days.map(date.isoformat), days.map(lambda day: day.strftime("%Y-%m")), st.just("summer 2026"))
events = st.lists(
    st.fixed_dictionaries(
        {"on": whens, "about": st.sampled_from(["waiting", "service", "live", "cleared"])},
        optional={
            "status": st.sampled_from(["not-started", "in-progress", "complete", "embedded", "closed"]),
            "rag": st.sampled_from(["green", "amber", "red"]),
            "due": whens,
            "text": st.sampled_from(["One thing.", "Another."]),
            "reason": st.sampled_from(["So.", "Thus."]),
        },
    ),
    max_size=12,
)
values = st.lists(st.fixed_dictionaries({"on": whens, "value": st.integers(0, 9)}), max_size=6)
by_day = settings(deadline=None, max_examples=150)


@by_day
@given(events, days)
def test_nothing_after_the_day_is_visible(updates: list[dict[str, Any]], day: date) -> None:
    plan = plan_of(updates)
    known = known_updates(plan, day)
    assert all(update.on.earliest <= day for update in known)
    assert len(known) == sum(update.on.earliest <= day for update in plan.updates)
    then = plan_of([raw for raw, update in zip(updates, plan.updates, strict=True) if update.on.earliest <= day])
    assert list(state_of(plan, day).items) == list(state_of(then, day).items)
    assert [(each.status, each.rag) for each in state_of(plan, day).priorities] == [
        (each.status, each.rag) for each in state_of(then, day).priorities
    ]


@by_day
@given(events, days, st.randoms(use_true_random=False))
def test_only_the_order_within_a_day_matters(updates: list[dict[str, Any]], day: date, random: Any) -> None:
    plan = plan_of(updates)
    starts = [update.on.earliest for update in plan.updates]
    drawn = {start: random.random() for start in starts}
    mixed = sorted(range(len(updates)), key=lambda place: (drawn[starts[place]], place))
    shuffled = plan_of([updates[place] for place in mixed])
    assert list(state_of(plan, day).items) == list(state_of(shuffled, day).items)


@by_day
@given(events, days)
def test_moves_are_a_chain_from_the_first_date_to_the_one_in_force(updates: list[dict[str, Any]], day: date) -> None:
    for found in state_of(plan_of(updates), day).items:
        links = [found.entry.due, *(move.after for move in found.moves)]
        assert [move.before for move in found.moves] == links[:-1]
        assert found.due == links[-1]


@by_day
@given(events, values, st.tuples(days, days, days).map(sorted))
def test_changes_add_up_over_any_day_between(
    updates: list[dict[str, Any]], observed: list[dict[str, Any]], dates: list[date]
) -> None:
    plan = plan_of(updates, measures=[MEASURE | {"observations": observed}])
    since, middle, until = dates
    first, second = changes_between(plan, since, middle), changes_between(plan, middle, until)
    whole = changes_between(plan, since, until)

    def moves(*parts: Changes) -> list[tuple[str, Any]]:
        every = [(slip.item.entry.id, slip.move) for part in parts for slip in part.moved]
        return sorted(every, key=lambda pair: pair[0])  # by entry; within one, the order they happened in

    assert moves(first, second) == moves(whole)
    news = [part.measured[0].after for part in (first, second) if part.measured]
    fresh = [value for value in plan.measures[0].observations if within(value.on, since, until)]
    assert bool(news) == bool(fresh) == bool(whole.measured)
    assert not whole.measured or whole.measured[0].after in news

    def colours_on(day: date) -> dict[str, str | None]:
        state = state_of(plan, day)
        return {found.entry.id: found.rag for group in (state.priorities, state.items) for found in group}

    colours = colours_on(since)
    for part in (first, second):
        for change in part.recoloured:
            assert colours[change.item.entry.id] == change.before
            colours[change.item.entry.id] = change.after
    assert colours == colours_on(until)
    done = {found.entry.id for part in (first, second) for found in part.completed}
    begun = {found.entry.id for part in (first, second) for found in part.started}
    assert {found.entry.id for found in whole.completed} <= done
    assert {found.entry.id for found in whole.started} <= begun | done
