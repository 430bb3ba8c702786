"""Opening plans for commands that need them whole and sound."""

from typing import TYPE_CHECKING, NoReturn, TypeVar

from cqcplan.cli.clock import today
from cqcplan.cli.talk import Exit, fail, in_colour, leave, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from cqcplan.files.discover import Location
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.dates import When
    from cqcplan.model.document import Plan
    from cqcplan.problems.problem import Problem

T = TypeVar("T")


def open_plans(named: str | None) -> "list[tuple[LoadedPlan, Plan]]":
    """Read the plans that a word names; stop with their problems where there are errors."""
    return open_every(None if named is None else [named])


def open_every(named: "Sequence[str] | None") -> "list[tuple[LoadedPlan, Plan]]":
    """Read the plans that some words name, each once, in their order; without any, every plan under ./plans."""
    from cqcplan.files.load import load_plan

    return _sound(load_plan(location) for location in located(named))


def located(named: "Sequence[str] | None") -> "list[Location]":
    """Return the plans that some words name, each once, in their order; stop where there is none."""
    from cqcplan.files.discover import NotFoundError, locate

    found: dict[Path, Location] = {}
    try:
        for word in named or (None,):
            for location in locate(word):
                found.setdefault(location.path.resolve(), location)
    except NotFoundError as error:
        fail(error.message, error.help)
    return list(found.values())


def open_at(location: "Location", revision: str) -> "tuple[LoadedPlan, Plan]":
    """Read a plan as it stood at a revision of git; stop with its problems where there were errors."""
    from cqcplan.files.discover import NotFoundError
    from cqcplan.files.revisions import load_at

    try:
        loaded = load_at(location, revision)
    except NotFoundError as error:
        fail(error.message, error.help)
    return _sound([loaded])[0]


def each_of(named: "Sequence[str] | None", look: "Callable[[Plan], T]") -> "list[T]":
    """Look at plans one after the other and hold none of them; stop with their problems where there are errors.

    Args:
        named: words that name plans; without any, every plan under ./plans, of which there may be none.
        look: what is kept of a plan.
    """
    from cqcplan.files.discover import DEFAULT_FOLDER
    from cqcplan.files.load import load_plan

    if not named and not DEFAULT_FOLDER.is_dir():
        return []
    return _looked_at((load_plan(location) for location in located(named)), lambda _, plan: look(plan))


def _sound(plans: "Iterable[LoadedPlan]") -> "list[tuple[LoadedPlan, Plan]]":
    """Return the plans; stop with their problems where there are errors."""
    return _looked_at(plans, lambda loaded, plan: (loaded, plan))


def _looked_at(plans: "Iterable[LoadedPlan]", look: "Callable[[LoadedPlan, Plan], T]") -> "list[T]":
    """Return what is kept of each plan; stop with the problems of all where there are errors."""
    from cqcplan.checks.catalogue import SOUND_FAMILIES
    from cqcplan.checks.run import check_plan
    from cqcplan.problems.problem import Severity

    kept = []
    errors = []
    unreadable = False
    for loaded in plans:
        found = [
            problem for problem in check_plan(loaded, families=SOUND_FAMILIES) if problem.severity is Severity.ERROR
        ]
        errors += found
        unreadable = unreadable or loaded.unreadable
        if loaded.plan is not None and not found:
            kept.append(look(loaded, loaded.plan))
    if errors:
        stop_at(errors, "plan", unreadable=unreadable)
    return kept


def stands_for_plan(word: str) -> bool:
    """Whether a word names a plan."""
    from cqcplan.files.discover import NotFoundError, locate

    try:
        return bool(locate(word))
    except NotFoundError:
        return False


def stop_at(errors: "list[Problem]", what: str, *, unreadable: bool) -> NoReturn:
    """Show the problems that keep a command from its work, and leave."""
    import sys

    from cqcplan.problems import text

    say(text.full(errors, colour=in_colour("auto", sys.stderr)).rstrip("\n"), coloured=True)
    say(f"\nerror: the {what} has {len(errors)} problem{'' if len(errors) == 1 else 's'} that must be put right first")
    leave(Exit.FAILED if unreadable else Exit.PROBLEMS)


def open_one(named: str | None) -> "tuple[LoadedPlan, Plan]":
    """Read the one plan that a command is about."""
    opened = open_plans(named)
    if len(opened) > 1:
        fail(
            f"there are {len(opened)} plans here: say which",
            f"name one of {', '.join(loaded.location.name for loaded, _ in opened)}",
        )
    return opened[0]


def the_date(given: str, option: str, day: "date | None" = None) -> "When":
    """Read the date given with an option, however it is written.

    Args:
        given: what was typed.
        option: what it was given with, as messages name it.
        day: the day it is typed, from which ``yesterday`` counts; without it such words are refused, because the same
            options give the same bytes.
    """
    from cqcplan.typed.dates import read_date

    try:
        return read_date(given, today=day)
    except ValueError as error:
        fail(f"{option}: {error}")


def the_day(given: str | None, option: str = "--as-of", day: "date | None" = None) -> "date":
    """Return the day given with an option, or today; ``day`` as for :func:`the_date`."""
    if given is None:
        return today()
    found = the_date(given, option, day)
    if not found.is_day:
        fail(f"{option}: {given} is not one day", "write a day such as 17 June 2026 or 17/06/2026")
    return found.earliest


def as_day(word: str, option: str) -> "date | None":
    """Return the day that a word names; nothing where it may be a revision of git instead.

    Stops where it is a date, but not one day, or cannot be told which.
    """
    from cqcplan.typed.dates import DateInDoubtError, read_date

    try:
        found = read_date(word)
    except DateInDoubtError as error:
        if any(letter.isdigit() for letter in word):
            fail(f"{option}{error}")
        return None
    except ValueError:
        return None
    if not found.is_day:
        fail(f"{option}{word} is not one day", "write a day such as 2 March 2026, or a revision of git")
    return found.earliest
