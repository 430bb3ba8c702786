"""What can be recorded of each kind of entry, and the changes that record it."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NoReturn

from cqcplan.english import with_article
from cqcplan.recording.meant import as_meant, given, id_meant
from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pydantic import BaseModel

    from cqcplan.editing.changes import Change
    from cqcplan.model.delivery import Measure
    from cqcplan.model.document import Plan
    from cqcplan.model.entries import Placed
    from cqcplan.timeline.doubts import Doubt

_WORK = ("status", "rag", "text", "due", "reason", "recovery", "barriers", "owner", "evidence")
TAKES: dict[str, tuple[str, ...]] = {
    "action": _WORK,
    "milestone": _WORK,
    "priority": ("status", "rag", "text", "reason", "recovery", "barriers", "evidence"),
    "plan": ("rag", "text", "reason", "recovery", "barriers"),
    "measure": ("value", "text", "comparator", "interim", "break_", "rebased"),
    "risk": ("reviewed", "text"),
    "commitment": ("met", "met_by"),
    "submission": ("submitted",),
    "meeting": ("summary", "decision", "status"),
    "finding": ("text",),
    "adviser": ("text",),
    "resource": ("status",),
}
"""What means something for each kind; what else is given is refused."""
_INSTEAD = {
    ("commitment", "status"): "a promise is met: say --met, and --met-by what",
    ("commitment", "text"): "a promise is met: say --met, and --met-by what",
    ("submission", "status"): "a return is sent: say --submitted",
    ("submission", "text"): "a return is sent: say --submitted",
    ("meeting", "text"): "say what it received with --summary, and what it decided with --decision",
    ("risk", "status"): "a risk is reviewed: say --reviewed; cqcplan edit changes its scores",
    ("risk", "rag"): "a risk has likelihood and impact: cqcplan edit changes them",
    ("measure", "status"): "a measure has values: say --value",
    ("measure", "rag"): "whether a measure is on track follows from its values and its target",
    ("priority", "due"): "only the date of an action or milestone is moved so",
    ("priority", "owner"): "cqcplan edit changes who leads it: --lead",
    ("plan", "status"): "cqcplan edit changes how far the plan itself is agreed: --status and --agreed",
}


@dataclass(slots=True)
class Said:
    """What is to be recorded, as it was typed."""

    status: str | None = None
    rag: str | None = None
    text: str | None = None
    due: str | None = None
    reason: str | None = None
    recovery: str | None = None
    owner: str | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()
    met: bool = False
    met_by: str | None = None
    submitted: bool = False
    reviewed: bool = False
    summary: str | None = None
    decision: tuple[str, ...] = ()
    barriers: str | None = None
    comparator: tuple[str, ...] = ()
    interim: tuple[str, ...] = ()
    break_: tuple[str, ...] = ()
    rebased: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """What is given."""
        return [field.name for field in fields(self) if getattr(self, field.name) not in (None, (), False)]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to record yet."""
        return not self.names


def option_of(name: str) -> str:
    """Return how what can be said is called as an option, without its hyphens."""
    return name.rstrip("_").replace("_", "-")


def refuse_meaningless(placed: "Placed", said: Said) -> None:
    """Refuse what means nothing for this kind of entry.

    Raises:
        NotRecordedError: something is given that does.
    """
    kind, entry = placed.kind, placed.entry.id
    takes = TAKES.get(kind)
    if takes is None:
        _refuse("", f'"{entry}" is {with_article(kind)}, of which nothing happens', f"cqcplan edit {entry} changes it")
    for name in said.names:
        if name not in takes:
            if name == "value":
                _refuse("value", f'"{entry}" is {with_article(kind)}, and only a measure has values')
            can = ", ".join(f"--{option_of(each)}" for each in takes)
            option = option_of(name)
            said_so = f'means nothing for "{entry}", which is {with_article(kind)}'
            help_ = _INSTEAD.get((kind, name)) or f"{with_article(kind)} takes {can}"
            _refuse(option, f"this {said_so}", help_, f"--{option} {said_so}")


def _refuse(field: str, message: str, help_: str | None = None, on_terminal: str = "") -> NoReturn:
    raise NotRecordedError([Mistake(field, message, help_, on_terminal)])


def recorded(
    whole: "Plan", placed: "Placed", said: Said, day: "date", today: "date | None"
) -> "tuple[list[Change], list[str]]":
    """Return the changes that record what was said of an entry, and the sentences that say it back.

    Args:
        whole: the plan, as far as whoever says it may see it.
        placed: the entry.
        said: what is said of it.
        day: the day it happened.
        today: the day it is typed, from which ``yesterday`` counts.

    Raises:
        NotRecordedError: it is not understood, or cannot be.
    """
    from cqcplan.editing.changes import AddEntry, SetField
    from cqcplan.model.dates import day_words
    from cqcplan.recording.said import said_of, titled

    kind, about = placed.kind, placed.entry.id
    on = day.isoformat()
    head = f"of {titled(whole, about)}"
    dated = f"{head} on {day_words(day)}"
    model = type(placed.entry)
    if kind == "measure":
        return _measured(whole, about, said, day)
    if kind == "adviser":
        return [AddEntry("events", {"on": on, "text": said.text}, about)], [f'{dated}: "{said.text}"']
    if kind == "meeting":
        return _held(whole, placed, said, today)
    fields_set = _fields_set(whole, placed, said, on, today)
    changes: list[Change] = [SetField(about, name, value) for name, value in fields_set.items()]
    told = [f"{head}: {said_of(whole, model, fields_set)}"] if fields_set else []
    if kind in ("action", "milestone", "priority", "plan") or (kind == "risk" and said.text):
        values = _update(whole, about, said, on, today)
        changes.append(AddEntry("updates", values))
        told.append(f"{dated}: {_update_words(whole, values)}")
    return changes, told


def _measured(whole: "Plan", about: str, said: Said, day: "date") -> "tuple[list[Change], list[str]]":
    """Return what records a figure of a measure, and what stands beside its figures."""
    from cqcplan.editing.changes import AddEntry
    from cqcplan.model.dates import day_words
    from cqcplan.recording.beside import added, said_beside
    from cqcplan.recording.said import titled

    measure = _measure(whole, about)
    head = f"of {titled(whole, about)}"
    changes: list[Change] = []
    told: list[str] = []
    if said.value is not None or said.text is not None:
        observed = _observation(whole, about, said, day.isoformat())
        changes.append(AddEntry("observations", observed, about))
        told.append(f"{head} on {day_words(day)}: value {figure_said(measure, observed, day)}")
    typed = {"comparators": said.comparator, "trajectory": said.interim, "breaks": said.break_, "rebased": said.rebased}
    given_: dict[tuple[str, ...], object] = {(field,): list(each) for field, each in typed.items() if each}
    for field, entries in as_meant(whole, type(measure), given_, day, measure.unit).items():
        changes += added(measure, field, entries)
        told += [f"{head}: {said_beside(measure, field, each)}" for each in entries]
    return changes, told


def _update_words(whole: "Plan", values: dict[str, Any]) -> str:
    from cqcplan.model.delivery import Update
    from cqcplan.recording.said import said_of

    return said_of(whole, Update, {name: value for name, value in values.items() if name not in ("on", "about")})


def _update(whole: "Plan", about: str, said: Said, on: str, today: "date | None") -> dict[str, Any]:
    from cqcplan.model.delivery import Update

    typed = given(
        status=said.status, rag=said.rag, due=said.due, owner=said.owner, reason=said.reason, recovery=said.recovery,
        barriers=said.barriers, text=said.text, evidence=said.evidence,
    )  # fmt: skip
    read = as_meant(whole, Update, {(name,): value for name, value in typed.items()}, today)
    values = {"on": on, "about": about, **read}
    said.rag = values.get("rag")
    if said.reason is None and (missing := needs_reason(whole, said)):
        why = "say in a sentence why: members are told"
        _refuse("reason", why, why, f"{missing} needs --reason")
    return values


def needs_reason(whole: "Plan", said: Said) -> str | None:
    """Return which option needs a reason beside it."""
    if said.due is not None:
        return "--due"
    return f"--rag {said.rag}" if is_troubled(whole, said) else None


def is_troubled(whole: "Plan", said: Said) -> bool:
    """Whether the colour is one of those that need a reason."""
    from cqcplan.checks.status.colour import troubled

    return said.rag in troubled(whole.header)


def _observation(whole: "Plan", about: str, said: Said, on: str) -> dict[str, Any]:
    """Return the observation of a measure; what is told of it stands with its value."""
    from cqcplan.typed.figures import read_bounded

    measure = _measure(whole, about)
    if said.value is None:
        _refuse("value", "give a value", "give --value too", "--text of a measure goes with its value")
    try:
        value, bound = read_bounded(said.value, measure.unit)
    except ValueError as error:
        raise NotRecordedError([Mistake("value", str(error))]) from error
    return {"on": on, "value": value, **given(bound=bound, text=said.text)}


def figure_said(measure: "Measure", observed: dict[str, Any], day: "date") -> str:
    """Say a figure and the one before it: ``551 people (was 605 people on 31 March 2026)``."""
    from cqcplan.model.units import unit_of
    from cqcplan.timeline.doubts import figures_of

    unit = unit_of(measure.unit)
    last = next((seen for seen in reversed(figures_of(measure)) if seen.on.latest < day), None)
    # a small count is no number for whoever may not know it
    before = last and (unit.amount(last.value) if isinstance(last.value, (int, float)) else str(last.value))
    was = f" (was {before}, {last.on})" if last else ""
    exactly = f"{observed['bound'].replace('-', ' ')} " if "bound" in observed else ""
    return f"{exactly}{unit.amount(observed['value'])}{was}"


def doubted(whole: "Plan", about: str, changes: "Iterable[Change]", today: "date") -> "list[Doubt]":
    """Return every reason to ask about the figures that are to be written of a measure."""
    from cqcplan.editing.changes import AddEntry
    from cqcplan.model.dates import parse_when
    from cqcplan.timeline.doubts import doubts_of

    figures = [change.values for change in changes if isinstance(change, AddEntry) and change.section == "observations"]
    return [
        doubt
        for figure in figures
        for doubt in doubts_of(_measure(whole, about), figure["value"], parse_when(str(figure["on"])), today)
    ]


def _measure(whole: "Plan", about: str) -> "Measure":
    return next(each for each in whole.measures if each.id == about)


def _fields_set(whole: "Plan", placed: "Placed", said: Said, on: str, today: "date | None") -> dict[str, Any]:
    """Return the fields of the entry itself that record what was said."""
    entry: Any = placed.entry
    made: dict[str, Any] = {}
    if said.met or said.met_by is not None:
        made = _once(entry, {"met": on, **given(met_by=said.met_by and id_meant(whole, said.met_by, (), "--met-by"))})
    elif said.submitted:
        made = _once(entry, {"submitted": on})
    elif said.reviewed:
        made = {"reviewed": on}
    elif placed.kind == "finding":
        made = {"response": said.text, "responded": on}
    elif placed.kind == "resource":
        made = as_meant(whole, type(entry), {("status",): said.status}, today)
    return made


def _once(entry: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Refuse to say a second time what happened once."""
    name = next(iter(values))
    if (was := getattr(entry, name)) is not None:
        _refuse(
            "", f'"{entry.id}" was {name} on {was} already', f"cqcplan edit {entry.id} --{name} DATE corrects the day"
        )
    return values


def _held(whole: "Plan", placed: "Placed", said: Said, today: "date | None") -> "tuple[list[Change], list[str]]":
    """Return what records that a meeting was held: what it received, what it decided, and how it left the matter."""
    from cqcplan.editing.changes import AddEntry, ReplaceField
    from cqcplan.recording.said import said_of, titled

    entry: Any = placed.entry
    model: type[BaseModel] = type(entry)
    typed: dict[tuple[str, ...], object] = {("status",): said.status, ("summary",): said.summary}
    values = as_meant(whole, model, typed, today)
    changes: list[Change] = [ReplaceField(entry.id, name, value) for name, value in values.items()]
    changes += [AddEntry("decisions", {"text": each.strip()}, entry.id) for each in said.decision]
    words = said_of(
        whole, model, {**values, **given(decisions=said.decision and [{"text": each} for each in said.decision])}
    )
    return changes, [f"of {titled(whole, entry.id)}, {entry.on}: {words}"]
