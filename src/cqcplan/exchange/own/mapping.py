"""The mapping file: which column of a council's own tracker is what, and what its words and fills mean."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from cqcplan.exchange.dates_in import Order
from cqcplan.files.read_file import read_file
from cqcplan.model.base import Record, Text
from cqcplan.model.vocabulary import Colour, Lifecycle
from cqcplan.problems.problem import Problem

RowNumber = Annotated[int, Field(strict=True, ge=1)]


class Columns(Record):
    """Where each thing stands: a heading as it is printed, or a column's letter."""

    title: Text
    """What the action is called."""
    priority: Text | None = None
    """The priority it belongs to. Left out: rows with one text alone name the priority of those below."""
    milestone: Text | None = None
    """Where filled in, the row is a milestone of the action."""
    ref: Text | None = None
    """The council's own number for the row: it makes the id, so that a reworded title is the same entry."""
    owner: Text | None = None
    first_due: Text | None = None
    """The date first set, where another column holds the revised one."""
    due: Text | None = None
    due_reason: Text | None = None
    status: Text | None = None
    rag: Text | None = None
    reason: Text | None = None
    recovery: Text | None = None
    text: Text | None = None
    """The latest news."""


class Mapping(Record):
    """How to read one tracker."""

    sheet: Text
    header_rows: Annotated[tuple[RowNumber, ...], Field(min_length=1)]
    """The rows that the headings stand in; the words of two rows are joined."""
    last_row: RowNumber | None = None
    """Left out: to the end."""
    columns: Columns
    date_order: Order | None = None
    """How 03/04/2026 is meant. Left out: such a date is refused."""
    status: dict[Text, Lifecycle | None] = Field(default_factory=dict)
    """What each word means; nothing, where it means no state."""
    rag: dict[Text, Colour | None] = Field(default_factory=dict)
    """What each word means."""
    fills: dict[Text, Colour | None] = Field(default_factory=dict)
    """What each background colour of the RAG column means, where its cell has no word: ``"92D050": green``."""
    owners: dict[Text, Text | None] = Field(default_factory=dict)
    """The id of a post, or the title of a new one, for each name in the tracker; nothing, to leave it out."""
    priorities: dict[Text, Text | None] = Field(default_factory=dict)
    """The id of a priority, or the title of a new one, for each name in the tracker."""
    ignore: tuple[Text, ...] = ()
    """Rows that begin with one of these words are passed over: ``Total``."""


def read_mapping(path: Path) -> tuple[Mapping | None, list[Problem], bool]:
    """Read a mapping file.

    Returns:
        What it says, or nothing where there are problems; the problems; and whether the
        file could be opened at all.
    """
    loaded, opened = read_file(path, Mapping)
    content = loaded.content if isinstance(loaded.content, Mapping) and not loaded.problems else None
    return content, loaded.problems, opened
