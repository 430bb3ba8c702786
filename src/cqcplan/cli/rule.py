"""``cqcplan rule``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.options import formerly_in_format, in_format
from cqcplan.cli.talk import fail, write
from cqcplan.problems.codes import as_now, coded

if TYPE_CHECKING:
    from cqcplan.checks.rule import Rule


class PageFormat(StrEnum):
    """How a page is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def rule(
    word: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help=f"A rule's code or name: {coded('202')}, unknown-reference.", show_default=False
        ),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="The catalogue: every rule in a table.")] = False,
    output_format: Annotated[PageFormat, in_format()] = PageFormat.TEXT,
    formerly: Annotated[PageFormat | None, formerly_in_format()] = None,
) -> None:
    """Explain a rule: what it checks, why it matters, a bad and a good example.

    Exit code 0: explained; 2: no such rule.
    """
    from cqcplan.checks import page
    from cqcplan.checks.catalogue import rules
    from cqcplan.problems.json_text import json_text

    if every == (word is not None):
        fail("name one rule, or ask for --all", f"cqcplan rule {coded('202')}, or cqcplan rule --all")
    chosen = rules() if word is None else (_named(word),)
    match formerly or output_format:
        case PageFormat.JSON:
            data = {"version": 1, "rules": [page.page_data(each) for each in chosen]}
            write(json_text(data))
        case PageFormat.MARKDOWN:
            write(page.catalogue_markdown(chosen) if every else page.page_markdown(chosen[0]))
        case PageFormat.TEXT:
            write(page.catalogue_text(chosen) if every else page.page_text(chosen[0]))


def _named(word: str) -> "Rule":
    """Find the rule of a code or name, in any case."""
    from cqcplan.checks.catalogue import rules
    from cqcplan.problems.nearest import nearest

    known = {name.casefold(): each for each in rules() for name in (each.code, each.name)}
    said = as_now(word.strip()).casefold()
    if said not in known:
        near = nearest(word.strip(), known)
        # a code is shown as it is written everywhere else
        shown = near.upper() if near and near.upper() in {each.code for each in rules()} else near
        fail(
            f'there is no rule "{word}"',
            f'did you mean "{shown}"?' if shown else "cqcplan rule --all lists every rule",
        )
    return known[said]
