"""Forms that were filled in earlier, taken up again: over the plan as it is now, and with days that stay the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from cqcplan.typed.dates import read_date
from cqcplan.web.compared import Row


class Over(NamedTuple):
    """A form as it would be filled in now."""

    form: dict[str, str]
    changed: tuple[Row, ...] = ()
    """What is said otherwise than when it was filled in."""


def with_days(form: Mapping[str, str], names: Iterable[str], today: date) -> dict[str, str]:
    """Return a form with the dates in some fields as they are meant on a day, whenever they are read."""
    return {**form, **{name: _day(form[name], today) for name in names if form.get(name, "").strip()}}


def rows_of(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[Row, ...]:
    """Return what is said otherwise, name by name."""
    names = [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
    return tuple(Row(name, *(((("", said[name]),) if said.get(name) else ()) for said in (was, now))) for name in names)


def _day(typed: str, today: date) -> str:
    try:
        return str(read_date(typed.strip(), today=today))
    except ValueError:
        return typed  # it is refused where it is read
