"""The typer application. Each command's module imports the work it does when it is called."""

import re
from typing import Any

import typer
from typer.core import TyperGroup

from cqcplan.cli import (
    calendar,
    change,
    config,
    diff,
    entries,
    export,
    import_,
    init,
    metrics,
    new,
    report,
    rule,
    schema,
    score,
    serve,
    site,
    status,
    templates,
    trace,
    update,
    validate,
)
from cqcplan.cli.talk import Exit, fail, leave, say
from cqcplan.problems.visible import visible

ORDER = (
    "init", "new", "update", "edit", "list", "show", "find", "move", "rename", "remove", "clear-examples", "undo",
    "serve", "site", "status", "validate", "report", "score", "diff", "trace", "calendar", "export", "import",
    "templates", "metrics", "rule", "schema", "config",
)  # fmt: skip
"""The commands as they come up in the life of a plan."""


_UsageError: type[Any] = typer.BadParameter.__bases__[0]
"""What the parser raises for any mistake in a command line; typer gives it no name of its own."""


class Commands(TyperGroup):
    """The commands: listed in order, with the nearest word where one is mistyped."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in order."""
        return sorted(super().list_commands(ctx), key=ORDER.index)

    def main(self, *words: Any, **settings: Any) -> Any:
        """Take the words of a command line as they were typed.

        On Windows the parser would put files for ``*`` and a folder for ``~`` in every one of them, texts too.
        """
        return super().main(*words, **{"windows_expand_args": False, **settings})

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read a command line."""
        try:
            return super().make_context(*args, **kwargs)
        except _UsageError as error:
            error.message = visible(error.message)
            raise

    def invoke(self, ctx: Any) -> object:
        """Do what a command line says."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            said = _plain(error.message) if isinstance(error, typer.BadParameter) else error.message
            if "unexpected extra argument" in said:
                said += ": put a text of several words in quotation marks"
            error.message = visible(said)
            raise
        except typer.Abort:
            # Ctrl-C or the end of stdin, at a question: the cursor stands behind it
            say("")
            fail("stopped: nothing has been written")
        except KeyboardInterrupt:
            fail("stopped")


def _plain(message: str) -> str:
    """Say what is wrong with the value of an option without the parser's own words, and which value may be meant."""
    from cqcplan.problems.nearest import did_you_mean

    message = message.removeprefix("Value error, ")
    said = re.fullmatch(r"'(.*)' is not one of (.*)\.", message)
    near = did_you_mean(said[1], re.findall(r"'(.*?)'", said[2])) if said else None
    return f"{message} D{near[1:]}" if near else message


app = typer.Typer(
    name="cqcplan",
    cls=Commands,
    help="Adult social care improvement plans as YAML: checked, scored and printed as committee papers.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        # the words of choices in any case: --target Good
        "token_normalize_func": str.lower,
    },
)
app.command(short_help="Start a plan in a folder.")(init.init)
app.add_typer(new.app, name="new", short_help="Add an action, milestone, measure, risk …")
app.command(short_help="Record what happened: progress, a moved date, a value.")(update.update)
app.command("edit", short_help="Change the fields of an entry.", context_settings=change.ANY_OPTION)(change.edit_entry)
app.command("list", short_help="List the entries of a plan with their ids.")(entries.list_entries)
app.command(short_help="Show all that a plan says of one entry.")(entries.show)
app.command(short_help="Look for entries by words that stand in them.")(entries.find)
app.command(short_help="Take an entry to another place.")(change.move)
app.command(short_help="Give an entry another id, wherever it is used.")(change.rename)
app.command(short_help="Take out an entry that was entered by mistake.")(change.remove)
app.command("clear-examples", short_help="Take out what is made up.")(change.clear_examples)
app.command(short_help="Take back the last change, byte for byte.")(change.undo)
app.command(short_help="Show plans in a browser on this machine, to read and change.")(serve.serve)
app.command(short_help="Write the same pages into a folder, for a web server.")(site.site)
app.command(short_help="Show what is overdue, due soon, off track or quiet.")(status.status)
app.command(short_help="Check plans; report every problem.")(validate.validate)
app.command(short_help="Print a paper: progress report, decision, plan table and others.")(report.report)
app.command(short_help="Work out ratings from quality statement scores.")(score.score)
app.command(short_help="Tell what changed between two dates or versions.")(diff.diff)
app.command(short_help="Follow the golden thread both ways from one entry.")(trace.trace)
app.command(short_help="Write the plan's dates for calendar programs.")(calendar.calendar)
app.command(short_help="Hand the plan out as tables or as a tracker to fill in.")(export.export)
app.command("import", short_help="Bring a tracker or figures in from a spreadsheet.")(import_.import_)
app.add_typer(templates.app, name="templates", short_help="List, print and copy the templates of papers.")
app.command(short_help="List the national metrics that a measure can name.")(metrics.metrics)
app.command(short_help="Explain a rule, or list them all.")(rule.rule)
app.command(short_help="Write the JSON Schema of a plan file, for editors.")(schema.schema)
app.add_typer(config.app, name="config", short_help="Show the settings in force.")


@app.callback()
def options(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True),
) -> None:
    """Adult social care improvement plans as YAML: checked, scored and printed as committee papers."""
    if version:
        from cqcplan import __version__

        typer.echo(f"cqcplan {__version__}")
        leave(Exit.FINE)
