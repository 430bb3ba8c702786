"""``cqcplan calendar``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, EveryPlan, ForWhom, Output
from cqcplan.cli.plans import open_plans, the_date, the_day
from cqcplan.cli.save import is_file, save
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.exchange.earlier import Earlier


class EventKind(StrEnum):
    """What a calendar can hold."""

    ACTION = "action"
    MILESTONE = "milestone"
    MEETING = "meeting"
    PAPER = "paper"
    CALL_IN = "call-in"
    EFFECTIVE = "effective"
    SUBMISSION = "submission"
    COMMITMENT = "commitment"
    CONSULTATION = "consultation"
    RISK_REVIEW = "risk-review"
    SELF_ASSESSMENT = "self-assessment"
    ASSESSMENT = "assessment"
    REASSESSMENT = "reassessment"


def calendar(
    plan: EveryPlan = None,
    *,
    kind: Annotated[
        list[EventKind] | None,
        typer.Option(help="Only events of this kind. May be repeated.", show_default="every kind"),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Leave out what ends before.", show_default="the as-of date"),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Leave out what begins after.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    earlier: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The calendar sent before: what changed since outranks it.", show_default=False
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Write the plan's dates as an .ics file for any calendar program.

    Meetings, the last days for their papers, call-in and decisions, DHSC dates, milestones,
    promises, consultations, risk reviews and CQC's return. Importing a newer file brings the
    events up to date; none is doubled. Work that was closed or handed over is taken out, and
    so is what left the plan since the file that --earlier names. Without one, the file that
    -o writes over is taken for it.
    """
    from cqcplan.exchange import calendar as made

    day = the_day(as_of)
    begins = _day("--from", first) or day
    ends = _day("--to", last)
    if ends and ends < begins:
        fail(f"--to: {ends.isoformat()} is before {begins.isoformat()}", "name a later day, or an earlier --from")
    plans = [view_of(whole, day, audience).plan for _, whole in open_plans(plan)]
    kinds = {each.value for each in kind} if kind else {each.value for each in EventKind}
    before = _earlier(earlier, output, audience)
    every = [event for each in plans for event in made.events_of(each, day)]
    every += made.gone(before, {event.uid for event in every}, [each.header.id for each in plans])
    events = [event for event in every if event.kind in kinds and event.within(begins, ends)]
    names = [f"{each.header.council.short_name or each.header.council.name}: {each.header.title}" for each in plans]
    name = names[0] if len(names) == 1 else "Adult social care improvement plans"
    name += "" if audience is Audience.PUBLIC else f" ({audience.value}: not for the public)"
    if not events:
        say("no date ahead: there is nothing to write")  # a calendar without an event is no calendar
        return
    text = made.calendar(events, name, day, audience.value, earlier=before)
    said = f"{len(events)} event{'' if len(events) == 1 else 's'}"
    cancelled = sum(event.cancelled for event in events)
    said += f", {cancelled} of them cancelled" if cancelled else ""
    if output is None:
        write(text)
        say(said)
        return
    save(output, text.encode(), f": {said}", readers=audience)


def _earlier(earlier: Path | None, output: Path | None, audience: Audience) -> "dict[str, Earlier]":
    """Read the calendar that was sent before: the one named or, where there is one, the one that is written over."""
    from cqcplan.exchange.earlier import earlier_events
    from cqcplan.view.made_for import mark_for

    path = earlier or (output if output and is_file(output) else None)
    if path is None:
        return {}
    try:
        return earlier_events(path.read_bytes().decode("utf-8", "replace"), mark_for(audience.value))
    except OSError as error:
        if earlier:
            fail(f"{path.as_posix()} cannot be opened: {error.strerror}", "check its name and who may read it")
        return {}


def _day(option: str, words: str | None) -> "date | None":
    if words is None:
        return None
    found = the_date(words, option)
    return found.earliest if option == "--from" else found.latest
