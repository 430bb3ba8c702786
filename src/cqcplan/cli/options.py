"""What commands have in common, written once: an option is called and means the same everywhere."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cqcplan.cli import complete
from cqcplan.cli.audience import Audience

ONE = "A plan by path or, under ./plans, by id. May be left out where there is only one."
EVERY = "A plan by path or, under ./plans, by id. Left out: every plan under ./plans."

OnePlan = Annotated[
    str | None, typer.Argument(metavar="PLAN", autocompletion=complete.plans, help=ONE, show_default=False)
]
EveryPlan = Annotated[
    str | None, typer.Argument(metavar="PLAN", autocompletion=complete.plans, help=EVERY, show_default=False)
]
Plans = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PLAN",
        autocompletion=complete.plans,
        help="Plans by path or, under ./plans, by id. Left out: every plan under ./plans.",
        show_default=False,
    ),
]
OnePlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="PLAN", autocompletion=complete.plans, help=ONE, show_default=False)
]
EveryPlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="PLAN", autocompletion=complete.plans, help=EVERY, show_default=False)
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day to look from.", show_default="today")
]
ForWhom = Annotated[Audience, typer.Option("--audience", help="Who is to read it: nothing that they may not is shown.")]
"""The option of every command that shows a plan; the public, where it is left out."""
Folder = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="FOLDER",
        help="The council's own templates and house styles; they win by name.",
        show_default="the settings'",
    ),
]
Accepted = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="FIND: WHY",
        help="With --prove: a find that stands there by chance, and why.",
        show_default=False,
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings file.",
        show_default="cqcplan.toml, or [tool.cqcplan] in pyproject.toml, here or above",
    ),
]


def in_format(help_: str = "How to show it.", show_default: str | bool = True) -> Any:
    """Return the option by which a command is told how to show or write something; each has formats of its own."""
    return typer.Option("--format", help=help_, show_default=show_default)


def to_file(help_: str = "Where to write it.", metavar: str = "FILE", show_default: str | bool = "stdout") -> Any:
    """Return the option by which a command is told where to write."""
    return typer.Option("--output", "-o", metavar=metavar, help=help_, show_default=show_default)


Output = Annotated[Path | None, to_file()]


def formerly_in_format() -> Any:
    """Return what ``--format`` was called in some commands: still taken, no longer shown."""
    return typer.Option("--output-format", hidden=True)
