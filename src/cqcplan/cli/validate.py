"""``cqcplan validate``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.talk import Exit, complain, in_colour, say, write

if TYPE_CHECKING:
    from cqcplan.files.discover import Location
    from cqcplan.problems.problem import Problem


class OutputFormat(StrEnum):
    """How problems are shown."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Plans by path or, under ./plans, by id. Left out: every plan under ./plans.",
            show_default=False,
        ),
    ] = None,
    *,
    output_format: Annotated[
        OutputFormat, typer.Option("--output-format", "--format", help="How to show problems.")
    ] = OutputFormat.TEXT,
    colour: Annotated[Colour, typer.Option("--color", "--colour", help="When to use colour.")] = Colour.AUTO,
) -> None:
    """Check plans: syntax, fields, and everything that points at something else.

    Every problem is reported, not the first. Exit code 0: none; 1: problems found; 2: something could not be read.
    """
    from cqcplan.checks.run import check_plan
    from cqcplan.files.discover import NotFoundError, locate
    from cqcplan.files.load import load_plan

    locations: list[Location] = []
    missing: list[NotFoundError] = []
    for path in paths or (None,):
        try:
            locations += [place for place in locate(path) if place not in locations]
        except NotFoundError as not_found:
            missing.append(not_found)
    problems: list[Problem] = []
    files = 0
    unreadable = False
    for location in locations:
        loaded = load_plan(location)
        problems += check_plan(loaded)
        files += len(loaded.files)
        unreadable = unreadable or loaded.unreadable
    if locations or output_format is OutputFormat.JSON:
        _show(problems, output_format, plans=len(locations), files=files, colour=in_colour(colour))
    for absent in missing:
        complain(absent.message, absent.help)
    if missing:
        raise typer.Exit(Exit.FAILED)
    if unreadable:
        raise typer.Exit(Exit.FAILED)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(Exit.PROBLEMS)


def _show(problems: list["Problem"], output_format: OutputFormat, *, plans: int, files: int, colour: bool) -> None:
    counted = f"{_count(plans, 'plan')}, {_count(files, 'file')}"
    if output_format is OutputFormat.JSON:
        import json

        from cqcplan.problems.as_json import problem_data

        data = {
            "version": 1,
            "plans": plans,
            "files": files,
            "problems": [problem_data(problem) for problem in problems],
        }
        write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    if problems:
        from cqcplan.problems import text

        is_full = output_format is OutputFormat.TEXT
        write(text.full(problems, colour=colour) if is_full else text.concise(problems))
    say(f"{_count(len(problems), 'problem')} in {counted}" if problems else f"no problems in {counted}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
