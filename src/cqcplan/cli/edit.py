"""Making changes to a plan for the commands that do: shown or written, and said where."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cqcplan.cli.meant import told
from cqcplan.cli.plans import open_one
from cqcplan.cli.talk import Exit, complain, fail, leave, say, write

if TYPE_CHECKING:
    from cqcplan.editing.changes import CannotEditError, Change
    from cqcplan.editing.draft import Draft
    from cqcplan.files.discover import Location
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan

DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything, say what would be written, write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Print the change as a diff, write nothing.")]


def edit(
    named: str | None,
    make: "Callable[[LoadedPlan, Plan], Sequence[Change]]",
    *,
    dry_run: bool,
    diff: bool,
    said: Sequence[str] = (),
) -> None:
    """Read a plan, make changes to it, and write them under the plan's lock; or only show them.

    Args:
        named: the plan.
        make: works out the changes from the plan as it is under the lock.
        dry_run: whether only to say what would be written.
        diff: whether to print the change instead.
        said: what is recorded, in sentences; filled by ``make``.
    """
    from cqcplan.editing.changes import CannotEditError
    from cqcplan.editing.draft import draft
    from cqcplan.editing.lock import writing
    from cqcplan.editing.store import store
    from cqcplan.editing.undo import keep

    location = only_one(named)
    try:
        if diff or dry_run:
            loaded, plan = open_one(str(location.path))
            drafted = draft(loaded, _kept(plan, make(loaded, plan)))
            if diff:
                write(drafted.diff())
            else:
                _say_what("would record", said)
                say_where(drafted, "would write")
            return
        with writing(location.path if location.path.is_dir() else location.path.parent):
            loaded, plan = open_one(str(location.path))
            drafted = draft(loaded, _kept(plan, make(loaded, plan)))
            store(drafted)
            keep(drafted, "; ".join(said))
    except CannotEditError as error:
        refuse(error)
    except OSError as error:
        not_written(error, location.path)
    _say_what("recorded", said)
    say_where(drafted, "wrote")


def _say_what(verb: str, said: Sequence[str]) -> None:
    """Say back what was understood."""
    for each in said:
        say(f"{verb} {each}")


def _kept(plan: "Plan", changes: "Sequence[Change]") -> "list[Change]":
    """Give what copies a withheld text the readers of that text, and say so."""
    from cqcplan.recording.kept import kept
    from cqcplan.recording.sources import sourced

    changes, added = sourced(plan, changes)
    for source in added:
        say(f"its address is a new source of the plan, {source}: cqcplan edit {source} --title gives it a title")
    with told():
        made, levels = kept(plan, changes)
    for level in levels:
        say(f"its words stand in the plan for {level} readers alone: it is written for them")
    return made


def only_one(named: str | None) -> "Location":
    """Return the one plan that is to be changed."""
    from cqcplan.files.discover import NotFoundError, locate

    try:
        locations = locate(named)
    except NotFoundError as error:
        fail(error.message, error.help)
    if len(locations) > 1:
        fail(
            f"there are {len(locations)} plans here: say which",
            f"add --plan and one of {', '.join(location.name for location in locations)}",
        )
    return locations[0]


def say_where(drafted: "Draft", verb: str) -> None:
    """Say which files an edit touches, and from which line on."""
    for file in drafted.files:
        say(f"{verb} {file.path.as_posix()}:{file.line}{' (a new file)' if file.before is None else ''}")


def refuse(error: "CannotEditError") -> NoReturn:
    """Say everything that is wrong with what was asked for. The places are in a text that nobody has seen."""
    if not error.problems:
        fail(error.message, error.help)
    for problem in error.problems:
        complain(problem.message, problem.help)
    say("nothing has been written")
    leave(Exit.FAILED)


def not_written(error: OSError, plan: Path) -> NoReturn:
    """Say why an edit could not be written, and what is there now."""
    from cqcplan.cli.unwritten import what_to_do
    from cqcplan.files.write_files import NotInPlaceError

    path = Path(error.filename) if error.filename else plan
    named = path.as_posix()
    if isinstance(error, NotInPlaceError):
        fail(
            f"the change is made, but {named} cannot be put in its place: {error.strerror}",
            "the next command that writes to the plan does it; until then cqcplan reads it as changed",
        )
    fail(f"{named} cannot be written: {error.strerror}", f"nothing is written; {what_to_do(error, path)}")
