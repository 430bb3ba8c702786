"""A new entry of a plan, of any kind: what it must have, what goes together, its id, and the changes that add it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from cqcplan.recording.kinds import KindOf, main_field, model_of
from cqcplan.recording.meant import as_meant, id_meant
from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from cqcplan.editing.changes import AddEntry
    from cqcplan.model.document import Plan

Filled = dict[tuple[str, ...], Any]
"""What was typed, by field."""


@dataclass(frozen=True)
class NewEntry:
    """An entry to be added, as it was typed."""

    kind: KindOf
    typed: Filled
    under: str | None = None
    """What it belongs to, where its kind belongs to something."""
    own_id: str | None = None
    anyway: bool = False
    """Whether it is added though there is one like it."""
    every: str | None = None
    """Of meetings: how often, for a series."""
    until: str | None = None


@dataclass
class Added:
    """What adds an entry, or a series of them."""

    changes: "list[AddEntry]"
    told: list[str]
    """In sentences."""
    ids: list[str]
    """Of those that have one."""


def settle(kind: KindOf, typed: Filled) -> None:
    """Settle what follows from what was typed, before it is asked what is missing.

    Raises:
        NotRecordedError: something was given without what goes with it.
    """
    aim = re.fullmatch(r"(.+?)\s+by\s+(.+)", str(typed.get(("target", "value"), "")))
    if aim and ("target", "by") not in typed:  # as it is said: 300 by March 2027
        typed |= {("target", "value"): aim[1], ("target", "by"): aim[2]}
    if (("target", "value") in typed) != (("target", "by") in typed):
        lacking = "by" if ("target", "value") in typed else "target"
        _refuse(
            lacking,
            "a target has a value and a date",
            "give the value to reach and the date to reach it by",
            "--target and --by go together",
        )
    if kind.name == "assessment" and ("framework",) not in typed:
        typed["framework",] = _framework_on(typed.get(("published",)))
    if kind.name == "measure" and ("baseline", "on") in typed and ("baseline", "value") not in typed:
        _refuse(
            "baseline",
            "a baseline has a value beside its date",
            "give the value it began with too",
            "--baseline-on goes with --baseline",
        )


def added(entry: NewEntry, plan: "Plan", taken: Collection[str], today: "date | None") -> Added:
    """Return what adds an entry.

    Args:
        entry: as it was typed, and settled.
        plan: the plan, as far as whoever typed it may see it.
        taken: every id of the whole plan.
        today: the day it is typed, from which ``yesterday`` counts.

    Raises:
        NotRecordedError: it is not understood, or there is one like it already.
    """
    from cqcplan.editing.changes import AddEntry
    from cqcplan.recording.said import said_of, titled

    kind, model = entry.kind, model_of(entry.kind.section)
    values = as_meant(plan, model, entry.typed, today)
    above = id_meant(plan, entry.under, (kind.above or "",), "--under") if entry.under else None
    found = Added([], [], [])
    for each in _series(entry, values) if kind.name == "meeting" else [values]:
        if not entry.anyway:
            _refuse_double(plan, kind, each, above)
        made = {**_identity(taken, model, each, entry.own_id, found.ids), **each}
        found.changes.append(AddEntry(kind.section, made, above))
        where = f" under {titled(plan, above)}" if above else ""
        found.told.append(f"{kind.name.replace('-', ' ')}{where}: {said_of(plan, model, each)}")
    return found


def _identity(
    taken: Collection[str], model: "type[BaseModel]", values: Mapping[str, Any], own: str | None, made: list[str]
) -> dict[str, str]:
    """Return the id of a new entry, where it has one."""
    from cqcplan.editing.ids import new_id

    if "id" not in model.model_fields:
        return {}
    if own and own in taken:
        _refuse("id", f'"{own}" is the id of something else in this plan', "choose another, or leave it out")
    main = main_field(model)
    called = (
        str(values[main])
        if main and main in values
        else str(values["metric"])
        if "metric" in values
        else " ".join(str(values.get(name, "")) for name in ("body", "kind", "on", "published"))
    )
    try:
        chosen = own or new_id(called, {*taken, *made})
    except ValueError as error:
        _refuse("id", str(error), "give one with --id", str(error))
    made.append(chosen)
    return {"id": chosen}


def _refuse_double(plan: "Plan", kind: KindOf, values: Mapping[str, Any], above: str | None) -> None:
    from cqcplan.recording.doubles import one_like

    if found := one_like(plan, kind, values, above):
        raise DoubleError(f"there is one already: {found}")


class DoubleError(NotRecordedError):
    """There is an entry like it already."""

    def __init__(self, message: str) -> None:
        super().__init__([Mistake("", message, "change that one, or say --anyway")])


def _series(entry: NewEntry, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one entry, or one for every day of a series of meetings."""
    if not entry.every and not entry.until:
        return [values]
    if not (entry.every and entry.until):
        _refuse(
            "until" if entry.every else "every",
            "a series needs how often the body meets, and its last day",
            "say how often the body meets, and the last day of the series",
            "--every and --until go together",
        )
    if entry.own_id:
        _refuse("id", "an id names one entry, and a series is several", "leave one of them out",
                "--id names one entry, and --every makes several")  # fmt: skip
    from cqcplan.model.dates import parse_when
    from cqcplan.timeline.series import series
    from cqcplan.typed.dates import read_date
    from cqcplan.typed.words import read_word

    try:
        step = read_word(entry.every, ("week", "month", "quarter", "half-year", "year"), what="how often a body meets")
    except ValueError as error:
        _refuse("every", str(error))
    try:
        last = read_date(entry.until).latest
    except ValueError as error:
        _refuse("until", str(error))
    first = parse_when(str(values["on"]))
    if not first.is_day:
        _refuse("on", f"{values['on']} is not one day", "write a day such as 17 June 2026 or 17/06/2026")
    days = series(first.earliest, step, last)
    if not days:
        _refuse("until", "the last day of the series is before the first", "give the last day of the series",
                "--until is before --on")  # fmt: skip
    return [{**values, "on": day.isoformat()} for day in days]


def _framework_on(published: object) -> str:
    """Return the vintage in force on the day that an assessment was published."""
    from cqcplan.framework.vintage import load_vintage, vintage_ids
    from cqcplan.model.dates import parse_when
    from cqcplan.typed.dates import read_date

    try:
        day = read_date(str(published)).earliest
    except ValueError:
        return vintage_ids()[-1]
    by_day = sorted((parse_when(load_vintage(each).in_force).earliest, each) for each in vintage_ids())
    return next((each for start, each in reversed(by_day) if start <= day), by_day[0][1])


def _refuse(field: str, message: str, help_: str | None = None, on_terminal: str = "") -> NoReturn:
    raise NotRecordedError([Mistake(field, message, help_, on_terminal)])
