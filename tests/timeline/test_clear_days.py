"""Working days: the dates printed in real papers and decision records come out again."""

from datetime import date

import pytest

from cqcplan.timeline.clear_days import bank_holidays, effective_from, is_working_day, publish_by, working_day_after


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        pytest.param(date(2026, 6, 1), date(2026, 5, 21), id="the spring bank holiday on 25 May"),
        pytest.param(date(2025, 4, 14), date(2025, 4, 4), id="a Monday meeting"),
        pytest.param(date(2025, 11, 13), date(2025, 11, 5), id="a Thursday meeting"),
        pytest.param(date(2026, 1, 5), date(2025, 12, 23), id="Christmas and New Year"),
        pytest.param(date(2026, 4, 13), date(2026, 4, 1), id="Easter"),
    ],
)
def test_the_last_day_to_publish_leaves_five_clear_working_days(meeting: date, last: date) -> None:
    assert publish_by(meeting) == last


def test_a_decision_takes_effect_the_day_after_call_in_ends() -> None:
    """B&NES Cabinet of Thursday 13 November 2025: published on the 14th, effective on Saturday the 22nd."""
    published = date(2025, 11, 14)
    assert working_day_after(published, 5) == date(2025, 11, 21)
    assert effective_from(published) == date(2025, 11, 22)


def test_bank_holidays_are_those_of_england() -> None:
    assert date(2026, 5, 25) in bank_holidays(2026)
    assert date(2026, 8, 31) in bank_holidays(2026)  # the last Monday of August, not Scotland's first
    assert date(2026, 3, 17) not in bank_holidays(2026)  # Northern Ireland's
    assert date(2026, 12, 28) in bank_holidays(2026)  # in place of Boxing Day, a Saturday
    assert not is_working_day(date(2026, 12, 28))
    assert not is_working_day(date(2026, 6, 6))
    assert is_working_day(date(2026, 6, 5))
