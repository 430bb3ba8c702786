"""The work of ``cqcplan validate``. It needs no command line parser: see ``entry``."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cqcplan.cli import result_cache
from cqcplan.cli.baseline import held_by, keep_baseline
from cqcplan.cli.check_many import check_many
from cqcplan.cli.clock import today
from cqcplan.cli.plans import the_day
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.show_problems import OutputFormat, show
from cqcplan.cli.talk import Exit, complain, fail, in_colour, leave, say
from cqcplan.digest import digest_of

if TYPE_CHECKING:
    from cqcplan.checks.settings import Settings
    from cqcplan.checks.waived import Waived
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


class Choices(NamedTuple):
    """The options of one run, as ``cqcplan validate --help`` tells them."""

    output_format: OutputFormat = OutputFormat.TEXT
    summary: Path | None = None
    colour: Colour = Colour.AUTO
    as_of: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    strict: bool = False
    config: Path | None = None
    no_config: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    jobs: int | None = None

    @property
    def is_about_plans_alone(self) -> bool:
        """Whether nothing is written or looked for but what is said of the plans."""
        of_plans = self.output_format in (OutputFormat.TEXT, OutputFormat.CONCISE, OutputFormat.JSON)
        return of_plans and not (self.summary or self.write_baseline)


PLAIN = Choices()
"""No option given."""


def check_plans(paths: Sequence[str], choices: Choices = PLAIN) -> None:
    """Check the plans that some words name, show every problem, and leave with 1 or 2 where there is cause."""
    from cqcplan.files.discover import NotFoundError, locate
    from cqcplan.problems.outcome import Failure, LetStand, Outcome

    chosen = the_config(choices.config, no_config=choices.no_config)
    settings = _settings(choices, chosen)
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
    digests: dict[str, dict[str, str]] = {}
    has_waivers = False
    unreadable = bool(missing)
    for location, checked in zip(locations, check_many(locations, settings, choices.jobs), strict=True):
        problems += checked.problems
        waived += checked.waived
        files += [name for name, _, _ in checked.files]
        digests[str(location.path)] = {path: known for _, path, known in checked.files}
        has_waivers = has_waivers or checked.has_waivers
        unreadable = unreadable or checked.unreadable
    problems.sort(key=lambda problem: problem.sort_key)
    if choices.write_baseline:
        keep_baseline(problems, choices.write_baseline)
    others = {str(choices.baseline): digest_of(str(choices.baseline))} if choices.baseline else {}
    held = held_by(problems, choices.baseline) if choices.baseline else None
    problems = held.new if held else problems
    order = [level.value for level in FailOn]
    least = order.index(choices.fail_on or (FailOn.WARNING if choices.strict else FailOn(chosen.fail_on or "error")))
    code = Exit.PROBLEMS if any(order.index(problem.severity) <= least for problem in problems) else Exit.FINE
    code = Exit.FAILED if unreadable else code
    outcome = Outcome(
        problems=tuple(problems),
        plans=len(locations),
        files=tuple(files),
        failures=tuple(Failure.told(absent.message, absent.help) for absent in missing),
        waived=tuple(LetStand(one.problem, one.reason, one.until.isoformat() if one.until else None) for one in waived),
        in_baseline=len(held.known) if held else 0,
        gone=held.gone if held else 0,
        exit_code=int(code),
    )
    if not unreadable and choices.is_about_plans_alone:
        looked_for = not (choices.config or choices.no_config)
        day = _day_asked_for(choices, settings, has_waivers=has_waivers)
        found = str(chosen.path) if chosen.path else None
        others |= {found: chosen.digest} if found else {}
        result_cache.made_of(result_cache.Inputs(day, looked_for, found, tuple(paths) or (None,), digests, others))
    show(outcome, choices.output_format, colour=in_colour(choices.colour), summary=choices.summary)
    if settings.per_path:
        _say_what_matches_nothing(settings, files, chosen)
    for absent in missing:
        complain(absent.message, absent.help)
    if code is not Exit.FINE:
        leave(code)


def _day_asked_for(choices: Choices, settings: "Settings", *, has_waivers: bool) -> str | None:
    """Return today, where a rule or a waiver asks for the day and it was not typed as it is kept."""
    from cqcplan.checks.catalogue import rules

    asks = has_waivers or any(rule.needs_day and settings.runs(rule) for rule in rules())
    return today().isoformat() if asks and choices.as_of != str(settings.as_of) else None


def _say_what_matches_nothing(settings: "Settings", files: Sequence[str], config: "Config") -> None:
    from cqcplan.checks.per_path import without_files

    source = config.path.as_posix() if config.path else ""
    for pattern in without_files(settings, files):
        say(f'warning: {source}: no file of a plan matches "{pattern}" of per_path, so it leaves nothing out')
        say("  = help: write it as from the folder of the settings file; a * crosses folders too")


def _settings(choices: Choices, config: "Config") -> "Settings":
    """Put the choices together: what the command line says wins over the settings file."""
    from cqcplan.checks.settings import Settings, unknown_words

    chosen = [
        tuple(part.strip() for word in words for part in word.split(",")) for words in (choices.select, choices.ignore)
    ]
    if choices.select or choices.ignore:
        from cqcplan.checks.catalogue import rules
        from cqcplan.problems.nearest import did_you_mean

        for option, words in zip(("--select", "--ignore"), chosen, strict=True):
            for word in unknown_words(words, rules()):
                known = [name for rule in rules() for name in (rule.code, rule.name)]
                fail(f'{option}: no rule is meant by "{word}"', did_you_mean(word, known))
    return Settings(
        as_of=the_day(choices.as_of),
        select=chosen[0] or config.select,
        ignore=(*chosen[1], *config.ignore),
        severities=config.severity,
        per_path=config.per_path,
        options=config.options,
        root=config.path.parent if config.path else None,
    )
