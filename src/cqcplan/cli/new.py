"""``cqcplan new``: one command for each kind of entry, its options read off the models when it is asked for."""

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cqcplan.cli import complete
from cqcplan.cli.ask import on_terminal
from cqcplan.cli.edit import Diff, DryRun, edit
from cqcplan.cli.meant import told
from cqcplan.cli.options import OnePlanOption
from cqcplan.cli.talk import Exit, leave, say
from cqcplan.cli.wanted import asked, called, complete_by_asking, kind_chosen, offered_of
from cqcplan.recording.kinds import (
    KINDS,
    OTHER_NAMES,
    KindOf,
    OptionOf,
    kind_named,
    main_field,
    model_of,
    needed,
    options_of,
)
from cqcplan.recording.new_entries import NewEntry, added

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.editing.changes import AddEntry
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan

_FIELD = "field_"
"""How the parameters begin that fill a field."""
Anyway = Annotated[bool, typer.Option("--anyway", help="Add it though there is one like it already.")]


class Kinds(TyperGroup):
    """The kinds of entry: each command is made when it is asked for."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the kinds."""
        return [kind.name for kind in KINDS]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Make the command of one kind."""
        kind = kind_named(cmd_name)
        return _command(kind) if kind else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is meant; on a terminal, offer the kinds where none is named."""
        # what a mistyped word is compared with
        known: Any = dict.fromkeys([*self.list_commands(ctx), *OTHER_NAMES])
        self.commands = known
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Kinds,
    help="Add an entry to a plan: in the file where its like live, with an id of its own.",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def new(context: typer.Context) -> None:
    """Add an entry to a plan: in the file where its like live, with an id of its own.

    Every kind takes the fields that its entries have; entries are named by id, title, holder or printed number. On a
    terminal it asks for what an entry must have. Exit code 0: written; 1: the plan has errors that must be put right
    first; 2: nothing written.
    """
    if context.invoked_subcommand is not None:
        return
    if not on_terminal():
        say(context.get_help())
        leave(Exit.FAILED)
    chosen = kind_chosen()
    _command(chosen).main([], prog_name=f"cqcplan new {chosen.name}", standalone_mode=False)


def _command(kind: KindOf) -> Any:
    """Make the command that adds one kind of entry."""
    model = model_of(kind.section)

    def add(**given: Any) -> None:
        _add(kind, model, given)

    add.__doc__ = f"Add {called(kind.name)}: {kind.says[:1].lower()}{kind.says[1:]}"
    parameters = list(_parameters(kind, model))
    add.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    add.__annotations__ = {each.name: each.annotation for each in parameters}
    made = typer.Typer(rich_markup_mode=None, add_completion=False)
    made.command(kind.name, short_help=kind.says)(add)
    command = typer.main.get_command(made)
    command.name = kind.name
    return command


def _parameters(kind: KindOf, model: "type[BaseModel]") -> Iterator[inspect.Parameter]:
    """Return the parameters of a kind's command, as typer reads them."""
    from cqcplan.cli.field_help import help_of, metavar_of

    main = main_field(model)
    if main:
        what = typer.Argument(metavar=main.upper(), help="A few words, in quotation marks.", show_default=False)
        yield _parameter(_FIELD + main, str | None, what, None)
    if kind.above:
        yield _parameter("under", str | None, typer.Option(
            "--under", metavar="ENTRY", help=f"The {kind.above} it belongs to.", show_default=False,
            autocompletion=complete.entries,
        ), None)  # fmt: skip
    for option in options_of(model):
        if option.path == (main,):
            continue
        many = option.field.many or option.path == ("scores",)
        is_flag = option.field.what == "flag"
        about = typer.Option(
            f"--{option.name}/--no-{option.name}" if is_flag else f"--{option.name}",
            metavar=metavar_of(option),
            help=help_of(option, needed(model)),
            show_default=False,
            autocompletion=_offered(option),
        )
        annotation: Any = bool | None if is_flag else list[str] | None if many else str | None
        yield _parameter(_FIELD + "__".join(option.path), annotation, about, None)
    if kind.name == "meeting":
        yield _parameter("every", str | None, typer.Option(
            "--every", metavar="WORD", help="Add one every week, month, quarter, half-year or year; needs --until.",
            show_default=False,
        ), None)  # fmt: skip
        yield _parameter("until", str | None, typer.Option(
            "--until", metavar="DATE", help="The last day of a series.", show_default=False
        ), None)  # fmt: skip
    if "id" in model.model_fields:
        yield _parameter("own_id", str | None, typer.Option(
            "--id", metavar="ID", help="Its id.", show_default="made of what it is called"
        ), None)  # fmt: skip
    for name, annotation, default in (
        ("anyway", Anyway, False), ("plan", OnePlanOption, None), ("dry_run", DryRun, False), ("diff", Diff, False),
    ):  # fmt: skip
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _offered(option: OptionOf) -> Any:
    """Return what the shell offers for an option: entries, or its words."""
    if option.field.target == "national metric":
        return complete.metrics
    if option.field.what == "entry":
        return complete.entries
    return complete.one_of(option.field.words) if option.field.words else None


def _parameter(name: str, annotation: Any, about: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[annotation, about]
    )


def _add(kind: KindOf, model: "type[BaseModel]", given: Mapping[str, Any]) -> None:
    """Add one entry, or a series of meetings, as it was typed."""
    typed = {
        tuple(name.removeprefix(_FIELD).split("__")): _stripped(value)
        for name, value in given.items()
        if name.startswith(_FIELD) and value not in (None, [], ())
    }
    under = given.get("under")
    if kind.above and not under:
        under = asked(f"The {kind.above} it belongs to", "--under", kind, offered=offered_of(given, kind.above))
    complete_by_asking(kind, model, typed, given)
    made: list[str] = []
    said: list[str] = []

    entry = NewEntry(kind, typed, under, given.get("own_id"), given["anyway"], given.get("every"), given.get("until"))

    def change(loaded: "LoadedPlan", whole: "Plan") -> "list[AddEntry]":
        from cqcplan.checks.references.collect import collect
        from cqcplan.cli.clock import today

        with told():
            found = added(entry, whole, collect(loaded).definitions, today())
        made[:], said[:] = found.ids, found.told
        return found.changes

    edit(given["plan"], change, dry_run=given["dry_run"], diff=given["diff"], said=said)
    if not given["diff"] and made:
        say(f"{'its id' if len(made) == 1 else 'their ids'}: {', '.join(made)}")


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
