"""``cqcplan validate``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.plans import the_day
from cqcplan.cli.talk import Exit, complain, fail, in_colour, say, write

if TYPE_CHECKING:
    from cqcplan.checks.settings import Settings
    from cqcplan.files.discover import Location
    from cqcplan.problems.problem import Problem


class OutputFormat(StrEnum):
    """How problems are shown."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"


class FailOn(StrEnum):
    """Severities, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that rules about time look from.", show_default="today"),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Run only these rules: CQC202, CQC4 or a name.", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Leave these rules out, in the same form.", show_default=False),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The least severity that makes the exit code 1.")] = FailOn.ERROR,
    strict: Annotated[bool, typer.Option("--strict", help="The same as --fail-on warning.")] = False,
) -> None:
    """Check plans: syntax, fields, and everything that points at something else.

    Every problem is reported, not the first. Exit code 0: none that counts; 1: problems found; 2: something could
    not be read.
    """
    from cqcplan.checks.run import check_plan
    from cqcplan.files.discover import NotFoundError, locate
    from cqcplan.files.load import load_plan

    settings = _settings(as_of, select, ignore)
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
        problems += check_plan(loaded, settings)
        files += len(loaded.files)
        unreadable = unreadable or loaded.unreadable
    if locations or output_format is OutputFormat.JSON:
        _show(problems, output_format, plans=len(locations), files=files, colour=in_colour(colour))
    for absent in missing:
        complain(absent.message, absent.help)
    if missing or unreadable:
        raise typer.Exit(Exit.FAILED)
    order = [level.value for level in FailOn]
    least = order.index(FailOn.WARNING if strict and fail_on is FailOn.ERROR else fail_on)
    if any(order.index(problem.severity) <= least for problem in problems):
        raise typer.Exit(Exit.PROBLEMS)


def _settings(as_of: str | None, select: list[str] | None, ignore: list[str] | None) -> "Settings":
    from cqcplan.checks.settings import Settings, unknown_words

    chosen = [tuple(part.strip() for word in words or () for part in word.split(",")) for words in (select, ignore)]
    if select or ignore:
        from cqcplan.checks.catalogue import rules
        from cqcplan.problems.nearest import did_you_mean

        for option, words in zip(("--select", "--ignore"), chosen, strict=True):
            for word in unknown_words(words, rules()):
                known = [name for rule in rules() for name in (rule.code, rule.name)]
                fail(f'{option}: no rule is meant by "{word}"', did_you_mean(word, known))
    return Settings(as_of=the_day(as_of), select=chosen[0], ignore=chosen[1])


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
    say(f"{_tally(problems)} in {counted}")


def _tally(problems: list["Problem"]) -> str:
    """Count problems by severity: ``2 errors, 1 warning``."""
    words = {"error": "error", "warning": "warning", "info": "piece of information"}
    plurals = {"piece of information": "pieces of information"}
    counts = [(sum(problem.severity == level for problem in problems), noun) for level, noun in words.items()]
    said = [f"{number} {noun if number == 1 else plurals.get(noun, noun + 's')}" for number, noun in counts if number]
    return ", ".join(said) or "no problems"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
