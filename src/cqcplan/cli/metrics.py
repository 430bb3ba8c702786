"""``cqcplan metrics``."""

from typing import Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.talk import fail, write


def metrics(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help="Only those that have these words, or the code of one: direct payments, 2C.",
            show_default=False,
            autocompletion=complete.metrics,
        ),
    ] = None,
) -> None:
    """List the national metrics that a measure can name: ASCOF, and waiting times.

    Of one alone it tells what is counted, and where that was confirmed. A measure takes it with metric: and its id.

    Exit code 0: listed; 2: there is none of those words.
    """
    from cqcplan.metrics import catalogue, page
    from cqcplan.problems.nearest import did_you_mean

    every = list(catalogue.metrics().values())
    said = " ".join(words or ())
    wanted = said.casefold()
    found = [each for each in every if wanted in (each.id, each.code.casefold())] or catalogue.search(said)
    if not found:
        near = did_you_mean(said, [each.id for each in every])
        fail(f'no national metric has the words "{said}"', near or "cqcplan metrics lists them all")
    write(page.metric_text(found[0]) if len(found) == 1 else page.list_text(found))
