"""The words by which commands are told which plan, written once: they mean the same everywhere."""

from typing import Annotated

import typer

from cqcplan.cli import complete

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
