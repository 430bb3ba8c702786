"""How the work moved through time, counted from dated events alone."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cqcplan.timeline.history import dates_of, due_and_done, ends, first_rated, ratings_on
from cqcplan.timeline.state import state_of
from tests.timeline.test_state import plan_of

STORY = plan_of(
    [
        {"on": "2026-05-20", "about": "service", "due": "2026-11", "reason": "Late."},
        {"on": "2026-06-10", "about": "service", "due": "2026-10-31", "reason": "Sooner."},
        {"on": "2026-05-20", "about": "cleared", "due": "2026-09-30", "reason": "Set."},
        {"on": "2026-07", "about": "live", "status": "complete"},
        {"on": "2026-06-10", "about": "service", "rag": "red", "reason": "No supplier."},
        {"on": "2026-07-10", "about": "service", "rag": "green"},
        {"on": "2026-07-10", "about": "waiting", "rag": "amber", "reason": "Staff."},
    ]
)


def test_dates_keep_every_earlier_one() -> None:
    service, live, cleared = dates_of(state_of(STORY, date(2026, 8, 1)))
    assert [str(when) for when in service.earlier] == ["April 2026", "November 2026"]
    assert (str(service.first), str(service.due), service.by) == ("April 2026", "31 October 2026", (6, "month"))
    assert (live.earlier, live.by.number) == ((), 0)
    assert (cleared.earlier, str(cleared.due)) == ((), "30 September 2026"), "a first date is no slip"


def test_brought_forward_counts_below_nought() -> None:
    plan = plan_of([{"on": "2026-05-01", "about": "live", "due": "2026-05-31", "reason": "Early."}])
    live = dates_of(state_of(plan, date(2026, 6, 1)))[1]
    assert live.by == (-2, "week")


def test_ratings_on_days() -> None:
    days = (date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31))
    found = {ratings.entry.id: ratings.rags for ratings in ratings_on(STORY, days)}
    assert found == {"waiting": (None, None, "amber"), "service": (None, "red", "green")}
    assert first_rated(STORY, days[-1]) == date(2026, 6, 10)
    assert first_rated(STORY, days[0]) is None


def test_due_and_done() -> None:
    tallies = due_and_done(dates_of(state_of(STORY, date(2026, 7, 20))), date(2026, 7, 20), 18)
    by_day = {tally.day: (tally.first_due, tally.due, tally.done) for tally in tallies}
    assert by_day[date(2026, 4, 30)] == (1, 0, 0)
    assert by_day[date(2026, 6, 30)] == (2, 1, 0)
    # done in July, however vaguely: done by the day on which that is known
    assert by_day[date(2026, 7, 20)] == (2, 1, 1)
    assert by_day[date(2026, 7, 31)] == (2, 1, None)
    assert by_day[date(2026, 10, 31)] == (3, 3, None)
    assert list(by_day) == sorted(by_day)


def test_a_vague_date_counts_once_its_last_day_is_past() -> None:
    plan = plan_of([{"on": "2026-05-01", "about": "live", "due": "autumn 2026", "reason": "Late."}])
    tallies = due_and_done(dates_of(state_of(plan, date(2026, 5, 31))), date(2026, 5, 31), 18)
    assert {str(tally.day): tally.due for tally in tallies if tally.day.month > 8} == {
        "2026-09-30": 1,
        "2026-10-31": 1,
        "2026-11-30": 2,
    }


def test_no_dates_no_tallies() -> None:
    assert due_and_done([], date(2026, 7, 20), 18) == []


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.integers(0, 40_000), st.integers(2, 20))
def test_ends_are_ends_and_reach_the_last_day(first: date, length: int, most: int) -> None:
    last = min(first + timedelta(days=length), date(2199, 12, 31))
    found = ends(first, last, most)
    assert 1 <= len(found) <= most
    assert found == sorted(set(found))
    assert all((day + timedelta(days=1)).day == 1 for day in found)
    assert found[-1] >= last
    months = {(after.year - before.year) * 12 + after.month - before.month for before, after in pairwise(found)}
    assert len(months) <= 1
    assert months <= {1, 3, 12}
    if 3 in months:
        assert all(day.month % 3 == 0 for day in found)
    if 12 in months:
        assert all(day.month == 3 for day in found)
