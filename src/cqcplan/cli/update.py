"""``cqcplan update``."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.ask import a_date, a_number, ask, on_terminal, one_of
from cqcplan.cli.edit import Diff, DryRun, as_number, edit, given
from cqcplan.cli.meant import as_meant
from cqcplan.cli.options import OnePlanOption
from cqcplan.cli.plans import open_one, the_day, today
from cqcplan.cli.talk import fail, say
from cqcplan.problems.words import with_article

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.cli.ask import Check
    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan
    from cqcplan.model.entries import Placed
    from cqcplan.model.header import StatusScheme

_CAN_MOVE = ("action", "milestone")
"""Kinds of entry that have a date which an update can move."""


@dataclass(slots=True)
class Said:
    """What is to be recorded."""

    status: str | None = None
    rag: str | None = None
    text: str | None = None
    due: str | None = None
    reason: str | None = None
    recovery: str | None = None
    owner: str | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to record yet."""
        return all(getattr(self, field.name) in (None, ()) for field in fields(self))


def update(
    entry: Annotated[
        str,
        typer.Argument(metavar="ID", help="What it is about: a priority, action, milestone, measure, risk …"),
    ],
    *,
    plan: OnePlanOption = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="not-started, in-progress, complete, embedded, closed or transferred.",
            show_default=False,
        ),
    ] = None,
    rag: Annotated[
        str | None,
        typer.Option(
            metavar="COLOUR",
            help="green, amber, red, blue or grey, or the council's own word for it.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="What members are told.", show_default=False)] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="The new date; needs --reason.", show_default=False)
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Why the date moved, or why it is amber or red.", show_default=False),
    ] = None,
    recovery: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What will bring it back.", show_default=False)
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="ID", help="The post that has it from now on.", show_default=False)
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="A measure's new value.", show_default=False)
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="The evidence for it. May be repeated.", show_default=False),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day it happened.", show_default="today")] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Record what happened to an entry of a plan: adds an update, or a measure's value, and touches nothing else.

    With no option on a terminal it asks, question by question. Exit code 0: written; 1: the plan has errors that must
    be put right first; 2: the change cannot be made.
    """
    day = the_day(on, "--on", today())
    said = Said(status, rag, text, due, reason, recovery, owner, value, tuple(evidence or ()))
    if on_terminal():
        _ask(entry, plan, said, day)
    if said.nothing:
        fail(
            f'there is nothing to record about "{entry}"',
            "give --text, --status, --rag, --due, --owner, --evidence or, for a measure, --value",
        )
    edit(plan, lambda _, whole: _changes(whole, entry, said, day), dry_run=dry_run, diff=diff)


def _changes(whole: "Plan", entry: str, said: Said, day: "date") -> "list[Change]":
    from cqcplan.editing.changes import AddEntry
    from cqcplan.model.delivery import Update

    placed = _meant(whole, entry)
    kind, about = placed.kind, placed.entry.id
    on = day.isoformat()
    values = as_meant(
        whole,
        Update,
        given(
            on=on, about=about, status=said.status, rag=said.rag, due=said.due, owner=said.owner, reason=said.reason,
            recovery=said.recovery, text=said.text, evidence=said.evidence,
        ),
    )  # fmt: skip
    said.rag = values.get("rag")
    if said.value is not None and kind != "measure":
        fail(f'--value: "{about}" is {with_article(kind)}, and only a measure has values')
    if said.due is not None and kind not in _CAN_MOVE:
        fail(f'--due: "{about}" is {with_article(kind)}; only the date of an action or milestone is moved so')
    if said.reason is None and (missing := _needs_reason(whole, said)):
        fail(f"{missing} needs --reason", "say in a sentence why: members are told")
    changes: list[Change] = []
    if said.value is not None:
        unit = next(measure.unit for measure in whole.measures if measure.id == about)
        observed = {"on": on, "value": as_number(said.value, "--value", unit), **given(text=said.text)}
        changes.append(AddEntry("observations", observed, under=about))
        values.pop("text", None)
    if set(values) - {"on", "about"}:
        changes.append(AddEntry("updates", values))
    return changes


def _meant(whole: "Plan", entry: str) -> "Placed":
    from cqcplan.typed.entries import NotMeantError, entry_meant

    try:
        return entry_meant(whole, entry)
    except NotMeantError as error:
        fail(str(error), error.help or 'add it with "cqcplan new", or name an entry that is there')


def _needs_reason(whole: "Plan", said: Said) -> str | None:
    """Return which option needs a reason beside it."""
    if said.due is not None:
        return "--due"
    return f"--rag {said.rag}" if _is_troubled(whole, said) else None


def _is_troubled(whole: "Plan", said: Said) -> bool:
    """Whether the colour is one of those that need a reason."""
    from cqcplan.checks.status.colour import troubled

    return said.rag in troubled(whole.header)


def _ask(entry: str, named: str | None, said: Said, day: "date") -> None:
    """Ask for what was not given: everything, where nothing was; else only the reasons that are missing."""
    from typing import get_args

    from cqcplan.model.delivery import Lifecycle, Update

    _, whole = open_one(named)
    placed = _meant(whole, entry)
    kind = placed.kind
    if said.rag is not None:
        said.rag = as_meant(whole, Update, {"rag": said.rag})["rag"]
    if said.nothing:
        for line in _position(whole, placed.entry.id, day):
            say(line)
        say("Press Enter to leave an answer out.")
        if kind == "measure":
            said.value = ask("New value", a_number)
        else:
            said.status = ask(f"Status ({', '.join(get_args(Lifecycle))})", one_of(get_args(Lifecycle)))
            said.rag = ask(f"Colour ({_colours(whole)})", _a_colour(whole))
        if kind in _CAN_MOVE:
            said.due = ask("New date, if it moves", a_date)
        said.text = ask("What happened, as members are to be told")
        if said.nothing:
            return
    if said.reason is None and _needs_reason(whole, said):
        is_off = _is_troubled(whole, said)
        asked = [*(["has the date moved"] if said.due else []), *([f"is it {said.rag}"] if is_off else [])]
        said.reason = ask(f"Why {', and why '.join(asked)}?")
        if is_off and said.recovery is None:
            said.recovery = ask("What will bring it back, and by when?")


def _scheme(whole: "Plan") -> "StatusScheme":
    from cqcplan.model.header import default_scheme

    return whole.header.status_scheme or default_scheme()


def _colours(whole: "Plan") -> str:
    return ", ".join(f"{one.colour}: {one.word}" for one in _scheme(whole).colours)


def _a_colour(whole: "Plan") -> "Check":
    """Take a colour of the council's scheme, by its own name, its letter or the council's word for it."""
    from cqcplan.typed.fields import colour_meant

    return lambda answer: colour_meant(whole, answer)


def _position(whole: "Plan", entry: str, day: "date") -> list[str]:
    """Say how an entry stands."""
    from cqcplan.timeline.state import state_of

    measure = next((one for one in whole.measures if one.id == entry), None)
    if measure:
        lines = [f"{measure.title} ({measure.unit})"]
        if measure.observations:
            last = max(measure.observations, key=lambda one: one.on.earliest)
            lines.append(f"  last value: {last.value} on {last.on}")
        return lines
    state = state_of(whole, day)
    item = next((one for one in state.items if one.entry.id == entry), None)
    if item:
        return [
            item.entry.title,
            f"  status: {item.status or 'none recorded'}",
            f"  colour: {item.rag or 'none recorded'}{f' ({item.reason})' if item.reason else ''}",
            f"  due: {item.due or 'no date'}",
            f"  owner: {item.owner or 'nobody'}",
        ]
    standing = next((one for one in state.priorities if one.priority.id == entry), None)
    if standing:
        return [
            standing.priority.title,
            f"  status: {standing.status or 'none recorded'}",
            f"  colour: {standing.rag or 'none recorded'}{f' ({standing.reason})' if standing.reason else ''}",
        ]
    return [entry]
