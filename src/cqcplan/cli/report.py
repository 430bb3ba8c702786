"""``cqcplan report``."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.audience import Audience, ForWhom
from cqcplan.cli.options import OnePlan
from cqcplan.cli.paper_choices import (
    exempt_from,
    listing,
    made_from,
    own_folders,
    since_when,
    style_of,
    the_kind,
    the_occasion,
    the_style,
)
from cqcplan.cli.paper_output import (
    ENDINGS,
    PaperFormat,
    accepted_finds,
    compare,
    format_of,
    put,
    put_all,
    read_filed,
    revision_in,
    searched_in,
    tell_leaks,
)
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.save import STDOUT
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.talk import fail, in_turn, say, write

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan
    from cqcplan.model.house_style import HouseStyle
    from cqcplan.papers.blocks import Paper
    from cqcplan.papers.occasion import Occasion
    from cqcplan.papers.proof.prove import Leak
    from cqcplan.papers.proof.secrets import Hidden


class Part(StrEnum):
    """The public and the exempt part of one paper."""

    ONE = "1"
    TWO = "2"


def report(
    plan: OnePlan = None,
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
            show_default="the body's, the settings', or plain",
        ),
    ] = None,
    audience: ForWhom = Audience.PUBLIC,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|REVISION",
            help="Tell what changed since a day, or since a revision of the plan in git.",
            show_default="the body's last meeting with a paper",
        ),
    ] = None,
    part: Annotated[
        Part | None,
        typer.Option(help="1: the public part, which says that an exempt one exists; 2: that one.", show_default=False),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="The council's own templates and house styles; they win by name.", show_default=False
        ),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The council's own Word document, for the styles of --format docx.", show_default=False
        ),
    ] = None,
    formats: Annotated[
        list[PaperFormat] | None,
        typer.Option("--format", help="What to write.", show_default="by the ending of --output, or markdown"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it.", show_default="stdout"),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Make a meeting's whole set of papers, in the folder that --output names.")
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write nothing: say whether a filed paper still is this one.", show_default=False
        ),
    ] = None,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help="Search the paper, or with --check the filed one, for what its readers may not have."
        ),
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIND: WHY", help="With --prove: a find that stands there by chance, and why.", show_default=False
        ),
    ] = None,
    revision: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="The plan's revision, for the footer; none leaves it out.", show_default="git's"
        ),
    ] = None,
    list_papers: Annotated[bool, typer.Option("--list", help="List the papers and house styles, and stop.")] = False,
) -> None:
    """Print a paper: the progress report of a period, or another kind, in a council's house style.

    It is made for the public unless --audience says otherwise. The same plan and the same options always give the same
    paper, byte for byte.
    """
    house = the_config(None, no_config=False)
    templates, reference = templates or house.templates, reference or house.reference
    if list_papers:
        write(listing(the_style(style or house.style or "plain", templates), templates))
        return
    chosen_formats = formats or [format_of(check or output, "--check" if check else "--output")]
    many = every or len(chosen_formats) > 1
    _must_go_together(
        ("--all makes the whole set, --paper one of it", "leave one of them out", bool(every and paper)),
        ("--check looks at one paper", "name one --paper and one --format", bool(many and check)),
        ("several papers go into a folder", "name it with --output FOLDER", many and output is None),
        ("--accept goes with --prove", "add --prove", bool(accept) and not prove),
        ("--part is about what the public may have, --audience about other readers", "leave one of them out",
         part is not None and audience is not Audience.PUBLIC),
    )  # fmt: skip
    filed = read_filed(check) if check else b""
    filed_from = revision_in(filed, chosen_formats[0], check.as_posix()) if check else None
    day = the_day(as_of)
    loaded, whole = open_one(plan)
    # from here on nothing sees what the audience may not, or what came later: not the period, not the meeting
    occasion = the_occasion(whole, day, audience, period=period, meeting=meeting)
    start, earlier = since_when(since, loaded.location, whole, day, audience)
    occasion = replace(
        occasion,
        since=start,
        earlier=earlier,
        made_from=made_from(loaded.location, revision or filed_from),
        exempt=exempt_from(whole, day, occasion.meeting) if part else (),
        waived=None if audience is Audience.PUBLIC else _waived(loaded, day),
    )
    if occasion.meeting and not occasion.meeting.open and audience is Audience.PUBLIC and part is None:
        say(
            f"warning: the public are excluded from {occasion.meeting.id} (open: false), and this paper is for the "
            "public: make it with --part 1 and --part 2, or for other readers with --audience"
        )
    chosen_style = the_style(style or style_of(occasion) or house.style or "plain", templates)
    kinds = list(chosen_style.set) if every else [the_kind(paper, chosen_style)]
    readers = Audience.EXEMPT if part is Part.TWO else audience
    allowed = _for_members(whole, occasion) if part is Part.TWO else occasion.plan
    hidden = _hidden(whole, allowed) if prove else None
    made: dict[str, bytes] = {}
    leaks: dict[str, list[Leak]] = {}
    accepted = accepted_finds(accept or ())
    for kind, chosen in in_turn([(kind, chosen) for kind in kinds for chosen in chosen_formats]):
        name = _file_name(occasion, kind, chosen, part, readers)
        finished = _paper(occasion, chosen_style, kind, part, readers=readers, templates=templates)
        made[name] = _written(finished, chosen, templates, reference)
        if hidden:
            # of a filed paper, that one is searched: somebody may have changed it since
            searched = check.as_posix() if check else _where(output, name, is_folder=many)
            content = filed if check else made[name]
            stock = b"" if part is Part.TWO else _stock(occasion, chosen_style, kind, templates)
            leaks[searched] = _leaks(searched, content, chosen, hidden, stock)
    if hidden:
        tell_leaks(leaks, accepted, searched_in(hidden), is_filed=check is not None)
    if many and output:
        put_all(made, output, (templates, reference))
        return
    (content,) = made.values()
    if check:
        compare(content, filed, chosen_formats[0], check.as_posix())
    else:
        put(content, chosen_formats[0], output, (templates, reference), readers)


def _where(output: Path | None, name: str, *, is_folder: bool) -> str:
    """Name a paper by where it is to go."""
    if output is None or output == STDOUT:
        return "the paper"
    return (output / name if is_folder else output).as_posix()


def _must_go_together(*conflicts: tuple[str, str, bool]) -> None:
    """Stop at the first pair of options that make no sense together."""
    for message, help_, conflict in conflicts:
        if conflict:
            fail(message, help_)


def _waived(loaded: "LoadedPlan", day: "date") -> tuple[int, int]:
    from cqcplan.checks.count_waived import count_waived

    return count_waived(loaded, day)


def _for_members(whole: "Plan", occasion: "Occasion") -> "Plan":
    from cqcplan.view.view import members_view

    return members_view(whole, occasion.as_of, occasion.meeting.id if occasion.meeting else None).plan


def _paper(
    occasion: "Occasion",
    style: "HouseStyle",
    kind: str,
    part: Part | None,
    *,
    readers: Audience,
    templates: Path | None,
) -> "Paper":
    from cqcplan.papers.formats.bounds import TooMuchError, bounded
    from cqcplan.papers.paper import make_paper
    from cqcplan.papers.part_two import part_two
    from cqcplan.papers.template_files import TemplateProblemError
    from cqcplan.view.exempt import NothingExemptError

    try:
        with bounded(own_folders(templates)):
            made = make_paper(occasion, style, kind, own_folders(templates))
    except (TemplateProblemError, TooMuchError) as error:
        fail(str(error), error.help)
    paper = replace(made, readers=readers.value)
    if part is not Part.TWO:
        return paper
    try:
        return part_two(paper, occasion.exempt, style.papers[kind].numbering or style.numbering)
    except NothingExemptError as error:
        fail(f"--part 2: {error}")


def _written(paper: "Paper", chosen: PaperFormat, templates: Path | None, reference: Path | None) -> bytes:
    from cqcplan.papers.formats.bounds import TooMuchError, bounded
    from cqcplan.papers.formats.unavailable import CannotWriteError
    from cqcplan.papers.formats.write import write_paper
    from cqcplan.papers.template_files import TemplateProblemError

    try:
        with bounded(own_folders(templates)):
            return write_paper(paper, chosen.value, own_folders(templates), reference)
    except (CannotWriteError, TemplateProblemError, TooMuchError) as error:
        fail(str(error), error.help)


def _stock(occasion: "Occasion", style: "HouseStyle", kind: str, templates: Path | None) -> bytes:
    """Make the same paper of a plan without its words: what stands there is the tool's."""
    from cqcplan.papers.proof.blank import without_words

    plan = without_words(occasion.plan)
    meeting = without_words(occasion.meeting) if occasion.meeting else None
    blank = replace(occasion, plan=plan, meeting=meeting, earlier=None, exempt=())
    blank_paper = _paper(blank, style, kind, None, readers=Audience.PUBLIC, templates=templates)
    return _written(blank_paper, PaperFormat.MARKDOWN, templates, None)


def _hidden(whole: "Plan", allowed: "Plan") -> "Hidden":
    from cqcplan.papers.proof.secrets import Hidden

    return Hidden(whole, allowed)


def _leaks(name: str, content: bytes, chosen: PaperFormat, hidden: "Hidden", stock: bytes) -> "list[Leak]":
    try:
        from cqcplan.papers.proof.contents import UnreadableError
        from cqcplan.papers.proof.prove import prove

        return prove(hidden, content, chosen.value, stock)
    except ImportError:
        fail("--prove reads a PDF back with a package that is not installed", "pip install 'cqcplan[pdf]'")
    except UnreadableError as error:
        fail(f"{name} cannot be read back, so nothing is proved: {error}")


def _file_name(occasion: "Occasion", kind: str, chosen: PaperFormat, part: Part | None, readers: Audience) -> str:
    """Name a paper by its plan, its kind, its readers where they are not the public, and the day of its meeting."""
    on = occasion.meeting.on.latest if occasion.meeting else occasion.as_of
    which = f"-part-{part.value}" if part else ""
    which += "" if readers is Audience.PUBLIC else f"-{readers.value}"
    return f"{occasion.plan.header.id}-{kind}{which}-{on.isoformat()}.{ENDINGS[chosen]}"
