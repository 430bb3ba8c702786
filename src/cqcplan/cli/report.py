"""``cqcplan report``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.model.document import Plan
    from cqcplan.model.governance import Meeting
    from cqcplan.model.house_style import HouseStyle
    from cqcplan.reports.setting import Setting
    from cqcplan.timeline.periods import Span


class PaperFormat(StrEnum):
    """What the paper is written as."""

    MARKDOWN = "markdown"
    HTML = "html"


class Audience(StrEnum):
    """Who is to read it."""

    PUBLIC = "public"
    INTERNAL = "internal"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"


ENDINGS = {PaperFormat.MARKDOWN: "md", PaperFormat.HTML: "html"}


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
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help="Which paper: see --list.", show_default="the house style's own, or progress"
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The house style, by name or file: see --list.",
            show_default="the body's own, or plain",
        ),
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Who is to read it.")] = Audience.PUBLIC,
    templates: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="The council's own templates and house styles; they win by name.", show_default=False
        ),
    ] = None,
    output_format: Annotated[
        PaperFormat | None,
        typer.Option("--format", help="What to write.", show_default="by the ending of --output, or markdown"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it.", show_default="stdout"),
    ] = None,
    list_papers: Annotated[bool, typer.Option("--list", help="List the papers and house styles, and stop.")] = False,
) -> None:
    """Print a paper: the progress report of a period, or another kind, in a council's house style.

    It is made for the public unless --audience says otherwise. The same plan and the same options always give the same
    paper, byte for byte.
    """
    from cqcplan.reports.formats.write import write_paper
    from cqcplan.reports.paper import make_paper

    if list_papers:
        write(_listing(_style(style or "plain", templates), templates))
        return
    day = the_day(as_of)
    _, whole = open_one(plan)
    # from here on nothing sees what the audience may not: not the period, not the meeting, not the paper
    chosen = _for_audience(whole, audience)
    setting = _setting(chosen, _period(period, chosen, day), day, meeting)
    chosen_style = _style(style or _style_of(setting), templates)
    kind = _kind(paper, chosen_style)
    chosen_format = output_format or _format_of(output)
    made = write_paper(make_paper(setting, chosen_style, kind), chosen_format.value, _folders(templates))
    _put(made, output)


def _for_audience(whole: "Plan", audience: Audience) -> "Plan":
    from cqcplan.reports.audience import ORDER, for_audience

    if ORDER.index(whole.header.visibility) > ORDER.index(audience.value):
        fail(
            f"this plan is marked {whole.header.visibility}: none of it is for {_readers(audience)}",
            f"say --audience {whole.header.visibility} where its readers may have it",
        )
    return for_audience(whole, audience.value)


def _readers(audience: Audience) -> str:
    return "the public" if audience is Audience.PUBLIC else f"{audience.value} readers"


def _period(period: str | None, plan: "Plan", day: "date") -> "Span":
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


def _setting(plan: "Plan", span: "Span", day: "date", meeting: str | None) -> "Setting":
    from cqcplan.reports.setting import Setting, find_meeting

    return Setting(plan, day, span, _meeting(plan, meeting) if meeting else find_meeting(plan, span, day))


def _meeting(plan: "Plan", meeting_id: str) -> "Meeting":
    found = next((item for item in plan.meetings if item.id == meeting_id), None)
    if found is None:
        from cqcplan.problems.nearest import did_you_mean

        known = [item.id for item in plan.meetings]
        fail(
            f'there is no meeting "{meeting_id}" in this plan',
            did_you_mean(meeting_id, known) or f"its meetings are {', '.join(known)}",
        )
    return found


def _folders(templates: Path | None) -> list[Path]:
    """Return where templates and house styles are looked for, the council's own folder first."""
    from cqcplan.reports.formats.templates import template_folders

    if templates and not templates.is_dir():
        fail(f"--templates: there is no folder {templates.as_posix()}")
    return [*([templates] if templates else []), *template_folders()]


def _style_of(setting: "Setting") -> str:
    body = setting.bodies.get(setting.meeting.body) if setting.meeting else None
    return (body.house_style if body else None) or "plain"


def _style(name: str, templates: Path | None) -> "HouseStyle":
    from cqcplan.cli.plans import stop_at
    from cqcplan.files.house_styles import StyleNotFoundError, load_style

    try:
        style, problems = load_style(name, [folder / "house-styles" for folder in _folders(templates)])
    except StyleNotFoundError as error:
        fail(f"--style: {error}", error.help)
    if style is None:
        stop_at(problems, "house style", unreadable=False)
    return style


def _kind(asked: str | None, style: "HouseStyle") -> str:
    kind = asked or style.paper or "progress"
    if kind not in style.papers:
        from cqcplan.problems.nearest import did_you_mean

        fail(
            f'--paper: there is no kind of paper "{kind}"',
            did_you_mean(kind, list(style.papers)) or f"the kinds are {', '.join(style.papers)}",
        )
    return kind


def _listing(style: "HouseStyle", templates: Path | None) -> str:
    """List the kinds of paper a house style has, and the house styles."""
    from cqcplan.files.house_styles import style_names

    folders = [folder / "house-styles" for folder in _folders(templates)]
    names = style_names(folders)
    kinds = max(map(len, style.papers))
    lines = [f"Papers (--paper), in the style {style.title}:"]
    lines += [f"  {kind:<{kinds}}  {form.about} ({form.audience})" for kind, form in style.papers.items()]
    width = max(map(len, names))
    lines += ["", "House styles (--style):"]
    lines += [f"  {name:<{width}}  {_style(name, templates).title}" for name in names]
    return "\n".join(lines) + "\n"


def _format_of(output: Path | None) -> PaperFormat:
    """Tell the format by the ending of the file's name."""
    if output is None or not output.suffix:
        return PaperFormat.MARKDOWN
    found = next((known for known, ending in ENDINGS.items() if output.suffix.lower() == f".{ending}"), None)
    if found is None:
        fail(
            f"--output: a file ending in {output.suffix} is no paper",
            f"end it in {', '.join(f'.{ending}' for ending in ENDINGS.values())}, or say --format",
        )
    return found


def _put(content: bytes, output: Path | None) -> None:
    """Write a paper to its file, or to stdout."""
    from cqcplan.files.write_file import write_file

    if output is None:
        write(content)
        return
    try:
        write_file(output, content)
    except OSError as error:
        fail(f"{output.as_posix()} cannot be written: {error.strerror}", "check that its folder exists")
    say(f"wrote {output.as_posix()}")
