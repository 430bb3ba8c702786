"""``cqcplan validate``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.baseline import held_by, keep_baseline
from cqcplan.cli.config import the_config
from cqcplan.cli.plans import the_day
from cqcplan.cli.show_problems import OutputFormat, show
from cqcplan.cli.talk import Exit, complain, fail, in_colour

if TYPE_CHECKING:
    from cqcplan.checks.run import Waived
    from cqcplan.checks.settings import Settings
    from cqcplan.config.config import Config
    from cqcplan.files.discover import Location
    from cqcplan.problems.problem import Problem


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
            autocompletion=complete.plans,
            help="Plans by path or, under ./plans, by id. Left out: every plan under ./plans.",
            show_default=False,
        ),
    ] = None,
    *,
    output_format: Annotated[
        OutputFormat, typer.Option("--output-format", "--format", help="How to show problems.")
    ] = OutputFormat.TEXT,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a summary in Markdown too. With github: $GITHUB_STEP_SUMMARY, unless said otherwise.",
            show_default=False,
        ),
    ] = None,
    colour: Annotated[Colour, typer.Option("--color", "--colour", help="When to use colour.")] = Colour.AUTO,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that rules about time look from.", show_default="today"),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Run only these rules: CQC202, CQC4 or a name.",
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
    strict: Annotated[bool, typer.Option("--strict", help="The same as --fail-on warning.")] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The settings file.",
            show_default="cqcplan.toml, or [tool.cqcplan] in pyproject.toml, here or above",
        ),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Read no settings file.")] = False,
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
    from cqcplan.checks.run import check
    from cqcplan.files.discover import NotFoundError, locate
    from cqcplan.files.load import load_plan
    from cqcplan.problems.outcome import Failure, LetStand, Outcome

    chosen = the_config(config, no_config=no_config)
    settings = _settings(as_of, select, ignore, chosen)
    locations: list[Location] = []
    missing: list[NotFoundError] = []
    for path in paths or (None,):
        try:
            locations += [place for place in locate(path) if place not in locations]
        except NotFoundError as not_found:
            missing.append(not_found)
    problems: list[Problem] = []
    waived: list[Waived] = []
    files: list[str] = []
    unreadable = bool(missing)
    for location in locations:
        loaded = load_plan(location)
        checked = check(loaded, settings)
        problems += checked.problems
        waived += checked.waived
        files += [file.name for file in loaded.files]
        unreadable = unreadable or loaded.unreadable
    problems.sort(key=lambda problem: problem.sort_key)
    if write_baseline:
        keep_baseline(problems, write_baseline)
    held = held_by(problems, baseline) if baseline else None
    problems = held.new if held else problems
    order = [level.value for level in FailOn]
    least = order.index(fail_on or (FailOn.WARNING if strict else FailOn(chosen.fail_on or "error")))
    code = Exit.PROBLEMS if any(order.index(problem.severity) <= least for problem in problems) else Exit.FINE
    code = Exit.FAILED if unreadable else code
    outcome = Outcome(
        problems=tuple(problems),
        plans=len(locations),
        files=tuple(files),
        failures=tuple(Failure(absent.message, absent.help) for absent in missing),
        waived=tuple(LetStand(one.problem, one.reason, one.until.isoformat() if one.until else None) for one in waived),
        in_baseline=len(held.known) if held else 0,
        gone=held.gone if held else 0,
        exit_code=int(code),
    )
    show(outcome, output_format, colour=in_colour(colour), summary=summary)
    for absent in missing:
        complain(absent.message, absent.help)
    if code is not Exit.FINE:
        raise typer.Exit(code)


def _settings(as_of: str | None, select: list[str] | None, ignore: list[str] | None, config: "Config") -> "Settings":
    """Put the choices together: what the command line says wins over the settings file."""
    from cqcplan.checks.settings import Settings, unknown_words

    chosen = [tuple(part.strip() for word in words or () for part in word.split(",")) for words in (select, ignore)]
    if select or ignore:
        from cqcplan.checks.catalogue import rules
        from cqcplan.problems.nearest import did_you_mean

        for option, words in zip(("--select", "--ignore"), chosen, strict=True):
            for word in unknown_words(words, rules()):
                known = [name for rule in rules() for name in (rule.code, rule.name)]
                fail(f'{option}: no rule is meant by "{word}"', did_you_mean(word, known))
    return Settings(
        as_of=the_day(as_of),
        select=chosen[0] or config.select,
        ignore=(*chosen[1], *config.ignore),
        severities=config.severity,
        per_path=config.per_path,
        root=config.path.parent if config.path else None,
    )
