"""``cqcplan validate``."""

from pathlib import Path
from typing import Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.check_plans import PLAIN, Choices, Colour, FailOn, check_plans
from cqcplan.cli.options import AsOf, Plans, SettingsFile, formerly_in_format, in_format
from cqcplan.cli.result_cache import NO_CACHE
from cqcplan.cli.show_problems import OutputFormat
from cqcplan.problems.codes import coded


def validate(
    paths: Plans = None,
    *,
    output_format: Annotated[OutputFormat, in_format("How to show problems.")] = PLAIN.output_format,
    formerly: Annotated[OutputFormat | None, formerly_in_format()] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a summary in Markdown too. With github: $GITHUB_STEP_SUMMARY, unless said otherwise.",
            show_default=False,
        ),
    ] = None,
    colour: Annotated[Colour, typer.Option("--color", "--colour", help="When to use colour.")] = PLAIN.colour,
    as_of: AsOf = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help=f"Run only these rules: {coded('202')}, {coded('4')} or a name.",
            show_default=False,
            autocompletion=complete.codes,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Leave these rules out, in the same form.",
            show_default=False,
            autocompletion=complete.codes,
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="The least severity that makes the exit code 1.", show_default="error"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="The same as --fail-on warning.")] = PLAIN.strict,
    config: SettingsFile = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Read no settings file.")] = PLAIN.no_config,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Check so many plans at a time.",
            min=1,
            show_default="one for each processor, from 40 plans on",
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option(NO_CACHE, help="Check everything anew, though nothing has changed since the last time.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the problems this file lists.", show_default=False),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the problems there are now as a baseline.", show_default=False),
    ] = None,
) -> None:
    """Check plans: syntax, fields, and everything that points at something else.

    Every problem is reported, not the first. Exit code 0: none that counts; 1: problems found; 2: something could
    not be read.
    """
    del no_cache  # the front door has seen to it
    check_plans(
        paths or (),
        Choices(
            output_format=formerly or output_format,
            summary=summary,
            colour=colour,
            as_of=as_of,
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            fail_on=fail_on,
            strict=strict,
            config=config,
            no_config=no_config,
            baseline=baseline,
            write_baseline=write_baseline,
            jobs=jobs,
        ),
    )
