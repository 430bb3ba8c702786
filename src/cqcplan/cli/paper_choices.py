"""What a paper is made of, from what was asked on the command line: each wrong word ends in one message."""

from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.talk import fail, say

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.files.discover import Location
    from cqcplan.model.document import Plan
    from cqcplan.model.governance import Meeting
    from cqcplan.model.house_style import HouseStyle, PaperForm
    from cqcplan.papers.occasion import Occasion
    from cqcplan.timeline.periods import PaperPeriod
    from cqcplan.view.exempt import ExemptEntry


def exempt_from(whole: "Plan", day: "date", meeting: "Meeting | None") -> "tuple[ExemptEntry, ...]":
    """Return what part 2 of a paper holds; stop where something is exempt without grounds."""
    from cqcplan.view.exempt import NoGroundsError, exempt_entries

    try:
        return exempt_entries(whole, day, meeting.id if meeting else None)
    except NoGroundsError as error:
        fail(f"--part: {error}")


def the_period(period: str, plan: "Plan", day: "date") -> "PaperPeriod":
    """Return the period that was asked for; it has begun by the as-of date."""
    from cqcplan.timeline.periods import parse_period

    try:
        span = parse_period(period, plan, day)
    except ValueError as error:
        fail(f"--period: {error}")
    if span.first > day:
        fail(
            f"--period: {span.in_words} had not begun on the as-of date, {day.isoformat()}",
            "choose an earlier period, or a later --as-of",
        )
    return span


def the_occasion(
    whole: "Plan",
    day: "date",
    audience: Audience,
    *,
    period: str | None,
    meeting: str | None,
    form: "PaperForm | None" = None,
) -> "Occasion":
    """Put together what every part of a paper is written from; nothing else sees the plan.

    Args:
        whole: the plan with all that is in it.
        day: the day the paper is made.
        audience: who is to read it.
        period: what was asked for; left out, what the paper's meeting goes by.
        meeting: the id that was asked for; left out, the one that the kind of paper goes to.
        form: the kind of paper, where it says which bodies take it.
    """
    from cqcplan.papers.taken import occasion_of

    view_of(whole, day, audience)  # where it is not for them at all, that is said first
    return occasion_of(
        whole,
        day,
        audience.value,
        period=None if period is None else lambda shown: the_period(period, shown, day),
        meeting=None if not meeting else lambda shown: _meeting(shown, meeting),
        form=form,
    )


def _meeting(plan: "Plan", meeting_id: str) -> "Meeting":
    from cqcplan.cli.meant import id_meant

    meant = id_meant(plan, meeting_id, ("meeting",), "--meeting")
    return next(item for item in plan.meetings if item.id == meant)


def own_folders(templates: Path | None) -> list[Path]:
    """Return the folder of the council's own templates and house styles, where there is one."""
    if templates and not templates.is_dir():
        fail(
            f"there is no folder {templates.as_posix()} for templates",
            "name another with --templates, or in the settings",
        )
    return [templates] if templates else []


def _style_folders(templates: Path | None) -> list[Path]:
    from cqcplan.papers.template_files import template_folders

    return [folder / "house-styles" for folder in [*own_folders(templates), *template_folders()]]


def style_of(occasion: "Occasion") -> str | None:
    """Return the name of the house style of the body that takes the paper, where it names one."""
    body = occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
    return body.house_style if body else None


def the_style(name: str, templates: Path | None) -> "HouseStyle":
    """Return a house style; stop with its problems where it has any."""
    from cqcplan.cli.plans import stop_at
    from cqcplan.files.house_styles import StyleNotFoundError, load_style
    from cqcplan.papers.template_files import section_names

    try:
        style, problems = load_style(name, _style_folders(templates), section_names(own_folders(templates)))
    except StyleNotFoundError as error:
        fail(f"--style: {error}", error.help)
    if style is None:
        stop_at(problems, "house style", unreadable=False)
    return style


def the_kind(asked: str | None, style: "HouseStyle") -> str:
    """Return the kind of paper asked for, or the usual one of the style."""
    kind = asked or style.paper or "progress"
    if kind in style.papers:
        return kind
    from cqcplan.problems.nearest import did_you_mean
    from cqcplan.typed.plain import folded

    meant = next((each for each in style.papers if folded(each) == folded(kind)), None)
    if meant is None:
        fail(
            f'--paper: there is no kind of paper "{kind}"',
            did_you_mean(kind, list(style.papers)) or f"the kinds are {', '.join(style.papers)}",
        )
    return meant


def form_of(asked: str | None, style: "HouseStyle") -> "PaperForm | None":
    """Return what a style says of the kind of paper asked for, or of its usual one; nothing where it has none."""
    return style.papers.get(asked or style.paper or "progress")


def listing(style: "HouseStyle", templates: Path | None) -> str:
    """List the kinds of paper a house style has, and the house styles."""
    from cqcplan.files.house_styles import style_names

    folders = _style_folders(templates)
    names = style_names(folders)
    kinds = max(map(len, style.papers))
    lines = [f"Papers (--paper), in the style {style.title}:"]
    lines += [f"  {kind:<{kinds}}  {form.about} ({form.audience})" for kind, form in style.papers.items()]
    width = max(map(len, names))
    lines += ["", "House styles (--style):"]
    lines += [f"  {name:<{width}}  {the_style(name, templates).title}" for name in names]
    return "\n".join(lines) + "\n"


def made_from(location: "Location", said: str | None) -> tuple[str, str]:
    """Say which revision of the plan a paper is made from, where that is known, and with which version of the tool."""
    from cqcplan import __version__

    tool = f"Made with cqcplan {__version__}"
    if said is not None:
        return ("" if said == "none" else f"Plan revision {said}"), tool
    from cqcplan.files.git import UnreadableRepositoryError
    from cqcplan.files.revisions import revision_of
    from cqcplan.model.dates import day_words

    try:
        found = revision_of(location)
    except UnreadableRepositoryError as error:
        say(f"note: the paper names no revision of the plan: {error.message}")
        say(f"  = help: {error.help}; or name one with --revision")
        return "", tool
    if found is None:
        return "", tool
    edited = ", with changes not yet committed" if found.changed else ""
    return f"Plan revision {found.short} of {day_words(found.on)}{edited}", tool


def since_when(
    since: str | None, location: "Location", whole: "Plan", day: "date", audience: Audience
) -> "tuple[date | None, Plan | None]":
    """Return the day from which changes are told and, where a revision was named, the plan as it stood then."""
    from cqcplan.cli.plans import as_day, open_at
    from cqcplan.files.discover import NotFoundError
    from cqcplan.files.revisions import find_revision
    from cqcplan.view.earlier import as_withheld_now

    if since is None:
        return None, None
    if (found_day := as_day(since, "--since: ")) is not None:
        return found_day, None
    try:
        found = find_revision(location, since)
    except NotFoundError as error:
        fail(f"--since: {error.message}", error.help)
    _, earlier = open_at(location, since)
    return found.on, view_of(as_withheld_now(earlier, whole, audience.value), day, audience).plan
