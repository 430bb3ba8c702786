"""``cqcplan update``."""

from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.ask import a_date, a_number, ask, offer, on_terminal, one_of
from cqcplan.cli.clock import today
from cqcplan.cli.edit import Diff, DryRun, edit
from cqcplan.cli.meant import told as mistakes_told
from cqcplan.cli.options import OnePlanOption
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.talk import fail, say
from cqcplan.model.vocabulary import Colour, Lifecycle, choices, choices_told
from cqcplan.recording.updates import (
    TAKES,
    Said,
    doubted,
    is_troubled,
    needs_reason,
    option_of,
    recorded,
    refuse_meaningless,
)

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.cli.ask import Check
    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan
    from cqcplan.model.entries import Placed
    from cqcplan.model.header import StatusScheme


_OFFERED = 9
"""How many entries are offered of those that some words may mean."""


def update(
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ENTRY",
            help="What it is about, by id, title or number: an action, measure, risk, promise, meeting, the plan …",
            show_default=False,
            autocompletion=complete.entries,
        ),
    ] = None,
    *,
    plan: OnePlanOption = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help=f"{choices_told(Lifecycle)}; of a meeting: approved, noted …",
            show_default=False,
            autocompletion=complete.one_of(choices(Lifecycle)),
        ),
    ] = None,
    rag: Annotated[
        str | None,
        typer.Option(
            metavar="COLOUR",
            help=f"{choices_told(Colour)}, or the council's own word for it.",
            show_default=False,
            autocompletion=complete.one_of(choices(Colour)),
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
    barriers: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What has got in the way.", show_default=False)
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="ENTRY", help="The post that has it from now on.", show_default=False)
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="A measure's new value: 551, 74.5%, £1.2m, 500+.", show_default=False),
    ] = None,
    comparator: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help='What others have: "England 74.5% 2024-25, https://…". May be repeated.',
            show_default=False,
        ),
    ] = None,
    interim: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help='To be reached on the way: "400 by June 2027, because …". May be repeated.',
            show_default=False,
        ),
    ] = None,
    break_: Annotated[
        list[str] | None,
        typer.Option(
            "--break",
            metavar="TEXT",
            help='Counted otherwise: "1 April 2026: because …". May be repeated.',
            show_default=False,
        ),
    ] = None,
    rebased: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help='Limits of control charts anew: "1 April 2026: because …". May be repeated.',
            show_default=False,
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="ENTRY", help="The evidence for it. May be repeated.", show_default=False),
    ] = None,
    met: Annotated[bool, typer.Option("--met", help="A promise has been kept.")] = False,
    met_by: Annotated[
        str | None,
        typer.Option(metavar="ENTRY", help="The meeting, return or document that kept it.", show_default=False),
    ] = None,
    submitted: Annotated[bool, typer.Option("--submitted", help="A return has been sent.")] = False,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="A risk has been reviewed.")] = False,
    summary: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What a meeting received, in a sentence.", show_default=False)
    ] = None,
    decision: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="What a meeting decided. May be repeated.", show_default=False),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day it happened.", show_default="today")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Record a figure that is asked about.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Record it though the same is recorded already.")] = False,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Record what happened to an entry of a plan, and touch nothing else.

    Each kind takes what means something for it: work a status, a colour, a moved date; a measure a value; a promise
    that it is met; a return that it is sent; a risk that it is reviewed; a meeting what it received and decided. With
    no option on a terminal it asks, question by question. Exit code 0: written; 1: the plan has errors that must be
    put right first; 2: the change cannot be made.
    """
    day = the_day(on, "--on", today())
    said = Said(
        status, rag, text, due, reason, recovery, owner, value, tuple(evidence or ()), met, met_by, submitted,
        reviewed, summary, tuple(decision or ()), barriers, tuple(comparator or ()), tuple(interim or ()),
        tuple(break_ or ()), tuple(rebased or ()),
    )  # fmt: skip
    if entry is None:
        entry = _chosen(plan)
    if on_terminal():
        _ask(entry, plan, said, day)
    if said.nothing:
        _nothing(entry, plan)
    told: list[str] = []
    # asked before the plan is locked: others may write to it while somebody thinks
    is_right = yes or (on_terminal() and _is_right(entry, plan, said, day))

    def changes(_: object, whole: "Plan") -> "list[Change]":
        placed = _meant(whole, entry)
        with mistakes_told():
            refuse_meaningless(placed, said)
        if placed.kind == "meeting" and on is not None:
            fail("--on: a meeting has its day", f"cqcplan edit {placed.entry.id} --on DATE changes it")
        with mistakes_told():
            made, words = recorded(whole, placed, said, day, today())
        told[:] = words
        if not anyway:
            _refuse_double(whole, made)
        if not is_right:
            _ask_about(whole, placed.entry.id, made)
        return made

    edit(plan, changes, dry_run=dry_run, diff=diff, said=told)


def _refuse_double(whole: "Plan", made: "list[Change]") -> None:
    from cqcplan.recording.doubles import recorded_already

    if found := recorded_already(whole, made):
        fail(f"there is one already: {found}", "say what is new, or --anyway")


def _is_right(entry: str, named: str | None, said: Said, day: "date") -> bool:
    """Ask whether a doubtful figure is right; nothing more is asked of it then."""
    if said.value is not None:
        _, whole = open_one(named)
        placed = _meant(whole, entry)
        with mistakes_told():
            refuse_meaningless(placed, said)
            made, _ = recorded(whole, placed, said, day, today())
        _ask_about(whole, placed.entry.id, made)
    return True


def _ask_about(whole: "Plan", about: str, made: "list[Change]") -> None:
    """Ask whether a doubtful figure is right; refuse it where there is nobody to ask."""
    from cqcplan.cli.talk import Exit, complain, leave

    doubts = doubted(whole, about, made, today())
    if not doubts:
        return
    for doubt in doubts:
        complain(doubt.words, doubt.help)
    if not on_terminal():
        fail("nothing is recorded, because nobody can be asked here whether the figure is right", "if it is, add --yes")
    if not typer.confirm("Is the figure right?", err=True):
        say("nothing is recorded")
        leave(Exit.FINE)


def _nothing(entry: str, named: str | None) -> None:
    """Say what can be recorded of an entry."""
    _, whole = open_one(named)
    placed = _meant(whole, entry)
    with mistakes_told():
        refuse_meaningless(placed, Said())
    options = ", ".join(f"--{option_of(name)}" for name in TAKES[placed.kind])
    fail(f'there is nothing to record about "{entry}"', f"give {options}")


def _chosen(named: str | None) -> str:
    """Ask what it is about; stop where there is nobody to ask."""
    if not on_terminal():
        fail("say what it is about", "name an entry by its id, title or number: cqcplan list shows them")
    from cqcplan.typed.entries import Named, named_entries, near

    _, whole = open_one(named)
    every = [each for each in named_entries(whole) if each.placed.kind in TAKES]
    of_kind = {kind: [each for each in every if each.placed.kind == kind] for kind in TAKES}
    kinds = [kind for kind in TAKES if of_kind[kind]]
    shown: list[Named] = []
    while True:
        lines = [each.said for each in shown] or [f"{kind} ({len(of_kind[kind])})" for kind in kinds]
        answer = offer("What is it about? (a number of this list, or words of its title)", lines)
        if answer is None:
            fail("nothing is recorded")
        if isinstance(answer, str):
            exact = [each for each in every if each.id == answer]
            shown = exact or [each for each in near(whole, answer) if each in every][:_OFFERED]
            if not shown:
                say("Nothing is called that.")
        else:
            shown = [shown[answer]] if shown else of_kind[kinds[answer]]
        if len(shown) == 1:
            return shown[0].id


def _meant(whole: "Plan", entry: str) -> "Placed":
    from cqcplan.typed.entries import NotMeantError, entry_meant

    if entry.casefold() in ("plan", "the plan"):
        entry = whole.header.id
    try:
        return entry_meant(whole, entry)
    except NotMeantError as error:
        fail(str(error), error.help or 'add it with "cqcplan new", or name an entry that is there')


def _ask(entry: str, named: str | None, said: Said, day: "date") -> None:
    """Ask for what was not given: everything, where nothing was; else only the reasons that are missing."""
    from cqcplan.typed.fields import colour_meant

    _, whole = open_one(named)
    placed = _meant(whole, entry)
    with mistakes_told():
        refuse_meaningless(placed, said)
    if said.rag is not None:
        try:
            said.rag = colour_meant(whole, said.rag)
        except ValueError as error:
            fail(f"--rag: {error}")
    if said.nothing:
        for line in _position(whole, placed.entry.id, day):
            say(line)
        say("Press Enter to leave an answer out.")
        _ask_all(whole, placed, said)
        if said.nothing:
            return
    if said.reason is None and needs_reason(whole, said):
        is_off = is_troubled(whole, said)
        asked = [*(["has the date moved"] if said.due else []), *([f"is it {said.rag}"] if is_off else [])]
        said.reason = ask(f"Why {', and why '.join(asked)}?")
        if is_off and said.recovery is None:
            said.recovery = ask("What will bring it back, and by when?")


def _ask_all(whole: "Plan", placed: "Placed", said: Said) -> None:
    """Ask for everything that can be recorded of a kind of entry."""
    from cqcplan.typed.fields import field_of

    takes = TAKES[placed.kind]
    yes = one_of(("yes", "no"))
    if "value" in takes:
        said.value = ask("New value", a_number)
    if "status" in takes:
        from cqcplan.model.delivery import Update

        model = type(placed.entry) if placed.kind in ("meeting", "resource") else Update
        words = field_of(model, "status").words
        said.status = ask(f"Status ({', '.join(words)})", one_of(words))
    if "rag" in takes:
        said.rag = ask(f"Colour ({_colours(whole)})", _a_colour(whole))
    if "due" in takes:
        said.due = ask("New date, if it moves", a_date)
    for name, question in (
        ("met", "Has it been kept? (yes or no)"), ("submitted", "Has it been sent? (yes or no)"),
        ("reviewed", "Has it been reviewed? (yes or no)"),
    ):  # fmt: skip
        if name in takes:
            setattr(said, name, ask(question, yes) == "yes")
    if said.met:
        said.met_by = ask("By what? (a meeting, return or document of the plan)")
    if "summary" in takes:
        said.summary = ask("What it received, in a sentence")
        said.decision = tuple(each for each in [ask("What it decided")] if each)
    if "text" in takes:
        said.text = ask("What happened, as members are to be told")


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
