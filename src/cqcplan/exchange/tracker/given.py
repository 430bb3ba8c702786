"""What a tracker gave out, kept in it out of sight, and where its headings stand now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from cqcplan.exchange.grid import CannotReadError, Grid
from cqcplan.exchange.sheet_words import folded
from cqcplan.exchange.tracker.rows import GIVEN, Heading
from cqcplan.model.vocabulary import Visibility

VERSION = "1"
_AUDIENCES: dict[str, Visibility] = {level: level for level in get_args(Visibility)}
HEADINGS_WITHIN = 20
"""How many rows down the headings may stand: people put a title above them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a tracker gave when it went out."""

    plan: str
    as_of: date
    audience: Visibility
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By id and column."""


def given_of(sheets: Mapping[str, Grid]) -> Given | None:
    """Return what a tracker gave; nothing where this is none.

    Raises:
        CannotReadError: where the hidden sheet has been changed, or is of a later version.
    """
    grid = sheets.get(GIVEN)
    if grid is None:
        return None
    head = {grid.cell(row, 0).text: grid.cell(row, 1).text for row in range(4)}
    if head.get("version") != VERSION:
        raise CannotReadError(
            "this tracker was made by another version of cqcplan", "export it again with this version, and fill that in"
        )
    try:
        as_of = date.fromisoformat(head["as_of"])
        values = {
            (grid.cell(row, 1).text, grid.cell(row, 2).text): grid.cell(row, 3).text for row in range(5, len(grid.rows))
        }
        return Given(head["plan"], as_of, _AUDIENCES[head["audience"]], values)
    except (KeyError, ValueError) as error:
        raise CannotReadError(
            f"the sheet {GIVEN} of this tracker has been changed, so that edits cannot be told from what was given",
            "export the tracker again, and fill that in",
        ) from error


def headings_in(grid: Grid, wanted: tuple[Heading, ...]) -> tuple[int, dict[str, int]]:
    """Find the row of headings and the column of each."""
    best: dict[str, int] = {}
    for number in range(min(HEADINGS_WITHIN, len(grid.rows))):
        titles = [folded(cell.text) for cell in grid.rows[number]]
        found = {
            heading.key: titles.index(folded(heading.title)) for heading in wanted if folded(heading.title) in titles
        }
        if found.keys() >= {heading.key for heading in wanted if not heading.since_2}:
            return number, found
        best = max(best, found, key=len)
    missing = ", ".join(heading.title for heading in wanted if heading.key not in best and not heading.since_2)
    raise CannotReadError(f"the sheet {grid.name} has no heading {missing}", "put the headings back as they were")
