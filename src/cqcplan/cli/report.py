"""``cqcplan report``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from cqcplan.model.document import Plan
    from cqcplan.model.governance import Meeting


class PaperFormat(StrEnum):
    """What the paper is written as."""

    MARKDOWN = "markdown"
    HTML = "html"


def report(
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            autocompletion=complete.plans,
            help="A plan by path or, under ./plans, by id. May be left out where there is only one.",
            show_default=False,
        ),
    ] = None,
    *,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD",
            autocompletion=complete.periods,
            help="Q1, 2026-27-Q1, 2026-05, 2026-27, 2026-04-01..2026-06-30, or a period of the plan.",
            show_default="the quarter of the as-of date",
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The meeting it is for.", show_default="the period's own, or the next with a paper"
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day it is made; nothing later is told.", show_default="today"),
    ] = None,
    output_format: Annotated[PaperFormat, typer.Option("--format", help="What to write.")] = PaperFormat.MARKDOWN,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it.", show_default="stdout"),
    ] = None,
) -> None:
    """Print the progress paper of a period, for the public.

    The same plan and the same options always give the same paper, byte for byte.
    """
    from cqcplan.reports.audience import for_audience
    from cqcplan.reports.formats.templates import render
    from cqcplan.reports.progress import progress_paper
    from cqcplan.timeline.periods import parse_period

    day = the_day(as_of)
    _, whole = open_one(plan)
    if whole.header.visibility != "public":
        fail(f"this plan is marked {whole.header.visibility}: none of it is for the public")
    # from here on nothing sees what the public may not: not the period, not the meeting, not the paper
    chosen = for_audience(whole)
    try:
        span = parse_period(period, chosen, day)
    except ValueError as error:
        fail(f"--period: {error}")
    if span.first > day:
        fail(
            f"--period: {span.in_words} had not begun on the as-of date, {day.isoformat()}",
            "choose an earlier period, or a later --as-of",
        )
    text = render(progress_paper(chosen, span, day, _meeting(chosen, meeting)), output_format.value)
    if output is None:
        write(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{output.as_posix()} cannot be written: {error.strerror}", "check that its folder exists")
    say(f"wrote {output.as_posix()}")


def _meeting(plan: "Plan", meeting_id: str | None) -> "Meeting | None":
    if meeting_id is None:
        return None
    found = next((item for item in plan.meetings if item.id == meeting_id), None)
    if found is None:
        from cqcplan.problems.nearest import did_you_mean

        known = [item.id for item in plan.meetings]
        fail(
            f'there is no meeting "{meeting_id}" in this plan',
            did_you_mean(meeting_id, known) or f"its meetings are {', '.join(known)}",
        )
    return found
