"""``cqcplan report``."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.audience import Audience
from cqcplan.cli.councils_paper import councils_papers, is_about_councils
from cqcplan.cli.make_papers import Wanted, made_papers
from cqcplan.cli.options import Accepted, AsOf, Folder, ForWhom, Plans, in_format, to_file
from cqcplan.cli.paper_choices import listing, the_style
from cqcplan.cli.paper_output import (
    ENDINGS,
    PaperFormat,
    accepted_finds,
    compare,
    format_of,
    put,
    put_all,
    read_filed,
    tell_leaks,
)
from cqcplan.cli.plans import open_every, the_day
from cqcplan.cli.save import STDOUT
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.talk import fail, write

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(StrEnum):
    """The public and the exempt part of one paper."""

    ONE = "1"
    TWO = "2"


def report(
    plans: Plans = None,
    *,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD",
            autocompletion=complete.periods,
            help="Q1, 2026-27-Q1, 2026-05, 2026-27, 2026-04-01..2026-06-30, or a period of the plan.",
            show_default="since the body last met, or the last whole quarter",
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The meeting it is for.", show_default="the period's own, or the next with a paper"
        ),
    ] = None,
    as_of: AsOf = None,
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Which paper: see --list.",
            show_default="the house style's own, or progress",
            autocompletion=complete.papers,
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
    results: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="For a paper about several councils: published results, whose councils it tells of too.",
            show_default=False,
        ),
    ] = None,
    templates: Folder = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The council's own Word document, for the styles of --format docx.", show_default=False
        ),
    ] = None,
    formats: Annotated[
        list[PaperFormat] | None,
        in_format("What to write.", show_default="by the ending of --output, or markdown"),
    ] = None,
    output: Annotated[Path | None, to_file("Where to write it; for several papers a folder.", metavar="PATH")] = None,
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
    accept: Accepted = None,
    revision: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The plan's revision, for the foot of the page; none leaves it out of the file too.",
            show_default="git's, in the file's properties alone",
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
    wanted = Wanted(
        day=the_day(as_of),
        audience=audience,
        period=period,
        meeting=meeting,
        kind=paper,
        every=every,
        style=style,
        usual_style=house.style,
        since=since,
        part=part.value if part else None,
        templates=templates,
        reference=reference,
        formats=tuple(chosen_formats),
        revision=revision,
        filed=read_filed(check) if check else None,
        filed_name=check.as_posix() if check else "",
        prove=prove,
        output=output,
        in_folder=many,
    )
    accepted = accepted_finds(accept or ())
    if is_about_councils(wanted):
        sets, several = [councils_papers(plans, results or (), wanted)], False
    else:
        if results:
            fail("--results is for papers about several councils", "name one of them: --paper region")
        opened = open_every(plans)
        several = len(opened) > 1
        _must_suit_several([loaded.location.name for loaded, _ in opened], output, check, chosen_formats)
        wanted = replace(wanted, in_folder=many or several)
        sets = [made_papers(loaded, whole, wanted) for loaded, whole in opened]
    if prove:
        for made in sets:
            tell_leaks(made.leaks, accepted, made.searched, is_filed=check is not None)
    papers = {name: content for made in sets for name, content in made.papers.items()}
    if output and (many or several):
        put_all(papers, output, (templates, reference), sets[0].readers)
    elif several:
        write(b"\n".join(papers.values()))
    elif check and wanted.filed is not None:
        (content,) = papers.values()
        compare(content, wanted.filed, chosen_formats[0], check.as_posix())
    else:
        (content,) = papers.values()
        put(content, chosen_formats[0], output, (templates, reference), sets[0].readers)


def _must_go_together(*conflicts: tuple[str, str, bool]) -> None:
    """Stop at the first pair of options that make no sense together."""
    for message, help_, conflict in conflicts:
        if conflict:
            fail(message, help_)


def _must_suit_several(
    plans: "Sequence[str]", output: Path | None, check: Path | None, formats: "Sequence[PaperFormat]"
) -> None:
    """Stop where several plans were meant, and what was asked for suits one alone."""
    if len(plans) < 2:
        return
    said = f"there are {len(plans)} plans here"
    which = f"name one of {', '.join(plans)}"
    if check:
        fail(f"{said}, and --check looks at one paper", which)
    if output is None and formats[0] in (PaperFormat.DOCX, PaperFormat.PDF, PaperFormat.HTML):
        fail(f"{said}: their papers as {formats[0].value} go into a folder", f"name it with --output, or {which}")
    if output and (output == STDOUT or output.suffix.lower() in {f".{ending}" for ending in ENDINGS.values()}):
        fail(f"{said}, and {output.as_posix()} is one file", f"name a folder with --output, or {which}")
