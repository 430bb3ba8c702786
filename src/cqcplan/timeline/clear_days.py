"""Working days in England: when a paper must be public, and when a decision takes effect.

Clear days leave out both the day of publication and the day of the meeting. The Local
Authorities (Executive Arrangements) Regulations 2012 and section 100B of the Local
Government Act 1972 ask for five of them; councils count working days.
"""

from datetime import date, timedelta
from functools import cache

from cqcplan.model.governance import Body, Meeting

IN_PUBLIC = ("council", "cabinet", "scrutiny")
"""Kinds of body whose agendas and papers the law opens to the public."""
CLEAR_DAYS = 5
"""Clear working days between the publication of a paper and its meeting."""
CALL_IN_DAYS = 5
"""Working days after its publication in which most councils let a decision be called in."""
NOTICE_DAYS = 28
"""Clear days of notice of a key decision, by regulation 9 of the regulations of 2012."""

_ONE_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England in a year, substitute days among them."""
    from holidays import country_holidays  # noqa: PLC0415 - slow to import, and few plans need it

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_day_after(day: date, count: int) -> date:
    """Return the working day that comes ``count`` working days after a day; before it, where ``count`` is negative."""
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def publish_by(meeting: date, clear: int = CLEAR_DAYS) -> date:
    """Return the last day on which the paper for a meeting can be made public."""
    return working_day_after(meeting, -(clear + 1))


def effective_from(published: date, days: int = CALL_IN_DAYS) -> date:
    """Return the day on which a published decision takes effect when nobody calls it in: weekends count."""
    return working_day_after(published, days) + _ONE_DAY


def clear_days_of(body: Body | None) -> int:
    """Return how many clear working days before a body's meetings its papers have to be public."""
    return (body.clear_days if body else None) or CLEAR_DAYS


def call_in_days_of(body: Body | None) -> int:
    """Return for how many working days after its publication a decision of a body can be called in."""
    return (body.call_in_days if body else None) or CALL_IN_DAYS


def notice_by(meeting: date) -> date:
    """Return the last day to give notice of a key decision: 28 clear days before its meeting, weekends among them."""
    return meeting - timedelta(days=NOTICE_DAYS + 1)


def must_be_public(meeting: Meeting, body_kind: str | None) -> bool:
    """Whether a meeting takes a paper that the law opens to the public, on a day that is known."""
    return bool(meeting.title and meeting.open and body_kind in IN_PUBLIC and meeting.on.is_day)


def is_out(meeting: Meeting) -> bool:
    """Whether the plan has an address for the meeting's paper."""
    return bool(meeting.url or any(document.url for document in meeting.documents))
