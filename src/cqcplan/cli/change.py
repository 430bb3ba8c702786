"""``cqcplan edit``, ``rename``, ``move``, ``remove`` and ``undo``: changes to what is there already."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cqcplan.cli import complete
from cqcplan.cli.edit import Diff, DryRun, edit, only_one
from cqcplan.cli.meant import id_meant, told
from cqcplan.cli.options import OnePlanOption
from cqcplan.cli.talk import fail, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from cqcplan.editing.changes import Change
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan
    from cqcplan.recording.kinds import OptionOf

Which = Annotated[
    str,
    typer.Argument(
        metavar="ENTRY",
        help="By id, title, name, holder or printed number.",
        autocompletion=complete.entries,
    ),
]
ANY_OPTION = {"allow_extra_args": True, "ignore_unknown_options": True}
"""The options of ``edit`` are those of the entry's kind, which is known once the plan is read."""


def edit_entry(
    context: typer.Context,
    entry: Which,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Take a field away. May be repeated.", show_default=False),
    ] = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Change the fields of an entry: what was written wrongly, or is now meant otherwise.

    It takes every option that cqcplan new has for the kind of entry (see cqcplan new action --help). What happens in
    time is recorded with cqcplan update instead, so that earlier papers stay true.

    cqcplan edit ot-service --title "A second team" --owner "Head of Service"

    Exit code 0: written; 1: the plan has errors that must be put right first; 2: nothing written.
    """
    words = list(context.args)
    said: list[str] = []

    def changes(_: "LoadedPlan", whole: "Plan") -> "list[Change]":
        made, told = _edits(whole, _id(whole, entry), words, without or ())
        said[:] = [told]
        return made

    edit(plan, changes, dry_run=dry_run, diff=diff, said=said)


def _id(whole: "Plan", entry: str) -> str:
    return whole.header.id if entry.casefold() in ("plan", "the plan") else id_meant(whole, entry)


def _edits(
    whole: "Plan", entry_id: str, words: "Sequence[str]", without: "Sequence[str]"
) -> "tuple[list[Change], str]":
    from cqcplan.cli.clock import today
    from cqcplan.model.entries import entries_of
    from cqcplan.recording.edits import edited
    from cqcplan.recording.kinds import options_of

    entry: Any = next(placed.entry for placed in entries_of(whole) if placed.entry.id == entry_id)
    model: type[BaseModel] = type(entry)
    options = {f"--{option.name}": option for option in options_of(model)}
    flags = {f"--no-{option.name}": option for option in options.values() if option.field.what == "flag"}
    words = [f"{flags[word] and '--' + flags[word].name}=no" if word in flags else word for word in words]
    typed = _typed(words, options)
    if not typed and not without:
        fail(f'nothing is said of what to change in "{entry_id}"', f"it takes {', '.join(options)}")
    with told():
        return edited(entry, whole, typed, without, today=today())


def _typed(words: "Sequence[str]", options: "dict[str, OptionOf]") -> "dict[tuple[str, ...], Any]":
    """Read the options of a kind of entry off a command line."""
    from cqcplan.problems.nearest import did_you_mean

    typed: dict[tuple[str, ...], Any] = {}
    left = list(words)
    while left:
        name, equals, value = left.pop(0).partition("=")
        option = options.get(name)
        if option is None:
            if not name.startswith("-"):
                fail(f'"{name}" stands alone', "put a text of several words in quotation marks")
            fail(f"there is no field {name} here", did_you_mean(name, options) or f"it takes {', '.join(options)}")
        if not equals:
            if option.field.what == "flag" and (not left or left[0].startswith("--")):
                value = "yes"
            elif not left:
                fail(f"{name} needs a value", "write it after the option, in quotation marks")
            else:
                value = left.pop(0)
        if not value.strip():
            fail(f"{name} is given nothing", f"--without {name[2:]} takes the field away")
        if option.field.many or option.path == ("scores",):
            typed.setdefault(option.path, []).append(value)
        else:
            typed[option.path] = value
    return typed


def rename(
    entry: Which,
    new_id: Annotated[str, typer.Argument(metavar="NEW-ID", help="Its id from now on.")],
    *,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Give an entry another id, and write it wherever the old one is used, in every file of the plan.

    Exit code 0: written; 1: the plan has errors that must be put right first; 2: nothing written.
    """
    said: list[str] = []

    def changes(_: "LoadedPlan", whole: "Plan") -> "list[Change]":
        from cqcplan.editing.changes import RenameEntry

        old = id_meant(whole, entry)
        said[:] = [f"{old} is now {new_id}"]
        return [RenameEntry(old, new_id)]

    edit(plan, changes, dry_run=dry_run, diff=diff, said=said)


def move(
    entry: Which,
    *,
    under: Annotated[
        str | None,
        typer.Option(
            metavar="ENTRY",
            help="The entry that it is to belong to.",
            show_default=False,
            autocompletion=complete.entries,
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            metavar="ENTRY",
            help="The entry that it is to follow.",
            show_default=False,
            autocompletion=complete.entries,
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="ENTRY",
            help="The entry that it is to stand before.",
            show_default=False,
            autocompletion=complete.entries,
        ),
    ] = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Take an entry, as it is written, to another place: under another entry, or before or after one of its like.

    Exit code 0: written; 1: the plan has errors that must be put right first; 2: nothing written.
    """
    given = {"under": under, "after": after, "before": before}
    if sum(value is not None for value in given.values()) != 1:
        fail("say in one way where it is to go", "give --under, --after or --before")
    said: list[str] = []

    def changes(_: "LoadedPlan", whole: "Plan") -> "list[Change]":
        from cqcplan.editing.changes import MoveEntry
        from cqcplan.recording.said import titled

        places = {name: id_meant(whole, value, (), f"--{name}") for name, value in given.items() if value}
        moved = id_meant(whole, entry)
        said[:] = [f"{titled(whole, moved)} {name} {titled(whole, place)}" for name, place in places.items()]
        return [MoveEntry(moved, **places)]

    edit(plan, changes, dry_run=dry_run, diff=diff, said=said)


def remove(
    entry: Which,
    *,
    with_updates: Annotated[bool, typer.Option("--with-updates", help="Take what was recorded of it out too.")] = False,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Take an entry out of the plan with all that stands in it: for what was entered by mistake.

    What the council no longer does is not taken out but closed, so that earlier papers stay true:
    cqcplan update ENTRY --status closed. An entry that others point at stays until they do not.

    Exit code 0: written; 1: the plan has errors that must be put right first; 2: nothing written.
    """
    said: list[str] = []

    def changes(loaded: "LoadedPlan", whole: "Plan") -> "list[Change]":
        from cqcplan.editing.changes import RemoveEntry
        from cqcplan.editing.removal import updates_of, uses_of
        from cqcplan.recording.said import titled

        out = id_meant(whole, entry)
        about = updates_of(loaded, out)
        uses = uses_of(loaded, out, about)
        if about and not with_updates:
            several = "s" if len(about) > 1 else ""
            fail(
                f'{len(about)} update{several} tell{"" if several else "s"} of "{out}" or what stands in it',
                "close it with cqcplan update --status closed; or take them out too with --with-updates",
            )
        if uses:
            fail(f'"{out}" or what stands in it is pointed at: {"; ".join(uses)}', "change those first")
        said[:] = [f"{titled(whole, out)} taken out{f', with {len(about)} updates' if about else ''}"]
        return [*(RemoveEntry("", place) for place in reversed(about)), RemoveEntry(out)]

    edit(plan, changes, dry_run=dry_run, diff=diff, said=said)


def clear_examples(*, plan: OnePlanOption = None, dry_run: DryRun = False, diff: Diff = False) -> None:
    """Take out what is made up: every entry that says example: true, with all that stands in it.

    An example that an entry of your own points at stays, and is told. Exit code 0: written, or nothing to take out; 1:
    the plan has errors that must be put right first; 2: nothing written.
    """
    said: list[str] = []

    def changes(loaded: "LoadedPlan", _: "Plan") -> "list[Change]":
        from cqcplan.editing.changes import RemoveEntry
        from cqcplan.editing.examples import examples_to_clear

        places, staying = examples_to_clear(loaded)
        for name, uses in staying.items():
            say(f"kept {name}: {', '.join(uses)} points at it; cqcplan edit {name} --no-example makes it your own")
        if not places:
            say("there are no examples to take out")
            raise typer.Exit
        said[:] = [f"{len(places)} example{'' if len(places) == 1 else 's'} taken out"]
        return [RemoveEntry("", place) for place in reversed(places)]

    edit(plan, changes, dry_run=dry_run, diff=diff, said=said)


def undo(*, plan: OnePlanOption = None) -> None:
    """Take back the last change that cqcplan made to a plan on this machine, byte for byte.

    Only the last one, and only while the files are as it left them. Exit code 0: taken back; 2: nothing changed.
    """
    from cqcplan.cli.edit import not_written, refuse
    from cqcplan.editing.changes import CannotEditError
    from cqcplan.editing.undo import undo as take_back

    location = only_one(plan)
    folder = location.path if location.path.is_dir() else location.path.parent
    try:
        said, paths = take_back(folder)
    except CannotEditError as error:
        refuse(error)
    except OSError as error:
        not_written(error, location.path)
    say(f"taken back: {said}" if said else "taken back")
    for path in paths:
        say(f"wrote {path.as_posix()}" if path.exists() else f"deleted {path.as_posix()}")
