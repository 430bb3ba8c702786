"""``cqcplan status``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.answer import above, as_json, as_words
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, ForWhom, Plans, in_format
from cqcplan.cli.plans import open_every, the_day
from cqcplan.cli.talk import fail, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cqcplan.model.document import Plan
    from cqcplan.papers.status.screen import Screen


class StatusFormat(StrEnum):
    """How the screen is shown."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def status(
    plans: Plans = None,
    *,
    owner: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only what one post answers for, by its id.", show_default=False),
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", min=0, max=3660, help="How many days to look ahead.")] = 30,
    stale_after: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=3660, help="Days without an update after which work has gone quiet."),
    ] = 100,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    email: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Print a message to one post (by its id) about what it has to do, as plain text. Nothing is sent.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[StatusFormat, in_format()] = StatusFormat.TABLE,
) -> None:
    """Show what is overdue, due soon, red, amber, off track or quiet, and the meetings ahead.

    It shows what the public may read, unless --audience says otherwise: the first line then says
    whom it is for. Exit code 0 whatever it shows.
    """
    from cqcplan.papers.occasion import Occasion
    from cqcplan.papers.status.screen import StatusAsked, screen
    from cqcplan.timeline.periods import PaperPeriod

    if owner and email:
        fail("--owner and --email both name a post", "give one of them: --email ID shows that post's own list")
    day = the_day(as_of)
    span = PaperPeriod("today", day, day)
    chosen = [(loaded, view_of(plan, day, audience).plan) for loaded, plan in open_every(plans)]
    role = owner or email
    if role:
        role = _role_meant(role, [plan for _, plan in chosen])
    screens = [
        (loaded.location.name, screen(Occasion(plan, day, span, None), StatusAsked(days, stale_after, role)))
        for loaded, plan in chosen
        if role is None or any(each.id == role for each in plan.roles)
    ]
    if email:
        from cqcplan.papers.status.chaser import message

        write(above("\n\n".join(message(name, found) for name, found in screens), audience))
        return
    write(_shown([found for _, found in screens], output_format, audience))


def _role_meant(role: str, plans: "Sequence[Plan]") -> str:
    """Return the id of the post that is meant, by id, title or holder; stop where no plan has one."""
    from cqcplan.typed.entries import NotMeantError, entry_meant

    found = None
    told: tuple[str, str | None] = ("", None)
    for plan in plans:
        try:
            found = found or entry_meant(plan, role, ("role",)).entry.id
        except NotMeantError as error:
            told = (str(error), error.help)
    if found is None:
        known = sorted({each.id for plan in plans for each in plan.roles})
        listed = f"posts: {', '.join(known)}" if known else "name the posts under roles:, and give them work as owner:"
        if len(plans) > 1:
            told = (f'there is no post "{role}" in the plans', None)
        fail(told[0], told[1] or listed)
    return found


def _shown(screens: "Sequence[Screen]", output_format: StatusFormat, audience: Audience) -> str:
    if output_format is StatusFormat.JSON:
        from cqcplan.papers.status.as_data import screen_data

        return as_json(audience, plans=[screen_data(found) for found in screens])
    from cqcplan.papers.status.screen_blocks import blocks

    every = [block for found in screens for block in blocks(found)]
    return as_words(every, audience, markdown=output_format is StatusFormat.MARKDOWN)
