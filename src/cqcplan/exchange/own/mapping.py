"""The mapping file: which column of a council's own tracker is what, and what its words and fills mean."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from cqcplan.exchange.dates_in import Order
from cqcplan.files.read_file import read_file
from cqcplan.model.base import Record, Text
from cqcplan.model.vocabulary import Colour, Lifecycle
from cqcplan.problems.problem import Problem

RowNumber = Annotated[int, Field(strict=True, ge=1)]


class Columns(Record):
    """Where each thing stands: a heading as it is printed, or a column's letter."""

    title: Text | None = None
    """What the action is called."""
    priority: Text | None = None
    """The priority it belongs to. Left out: see ``priority`` and ``sheet_is_priority`` of the mapping; without those,
    rows with one text alone name the priority of those below."""
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
    progress: Text | None = None
    """How much is done, in per cent: it is the status of a row whose status says nothing."""
    rag: Text | None = None
    reason: Text | None = None
    recovery: Text | None = None
    text: Text | None = None
    """The latest news."""


class Mapping(Record):
    """How to read one tracker."""

    sheet: Text
    more_sheets: tuple[Text, ...] = ()
    """Other sheets with the same headings: ``Closed``."""
    header_rows: Annotated[tuple[RowNumber, ...], Field(min_length=1)]
    """The rows that the headings stand in; the words of two rows are joined."""
    last_row: RowNumber | None = None
    """Left out: to the end."""
    columns: Columns
    priority: Text | None = None
    """The id of the priority, or the title of a new one, that rows belong to where no column says so."""
    sheet_is_priority: bool = False
    """Whether the name of each sheet is the priority of its rows."""
    fill_down: tuple[Literal["priority", "title", "owner"], ...] = ()
    """Columns whose blank cells mean what the last filled one above says."""
    refs_begin_again: bool = False
    """Whether the numbers begin again under each priority."""
    date_order: Order | None = None
    """How 03/04/2026 is meant. Left out: such a date is refused."""
    real_dates: Literal["as-they-are", "swapped"] | None = None
    """Whether day and month of real dates were swapped on the way, where text beside them suggests it."""
    dates: dict[Text, Text | None] = Field(default_factory=dict)
    """What words in a date column mean: a date as in a plan; nothing, where they give none: ``Immediate: null``."""
    hidden_rows: Literal["read", "leave-out"] | None = None
    """Whether hidden rows are read; left out, each is asked about and left out."""
    hidden_columns: Literal["read", "leave-out"] | None = None
    struck_rows: Literal["read", "closed", "leave-out"] | None = None
    """What a row means whose title is struck through; left out, each is asked about and left out. A cell struck through
    in another row is read where this says ``read``."""
    comments: Literal["leave-out"] | None = None
    """Left out: each comment that hangs on a cell is asked about."""
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


def mapping_mistake(section: str, name: str, meaning: object) -> str | None:
    """Say what is wrong with one answer of a mapping; nothing where it may stand."""
    whole = {"sheet": "-", "header_rows": (1,), "columns": {"title": "-"}}
    given = {section: {name: meaning}} if section in Mapping.model_fields else {name: meaning}
    try:
        Mapping.model_validate(whole | given if section != "Column" else whole)
    except ValidationError as error:
        choices = error.errors(include_url=False)[0].get("ctx", {}).get("expected")
        return f"write {choices}".replace("'", "") if choices else "that cannot be read here"
    return None


def read_mapping(path: Path) -> tuple[Mapping | None, list[Problem], bool]:
    """Read a mapping file.

    Returns:
        What it says, or nothing where there are problems; the problems; and whether the
        file could be opened at all.
    """
    loaded, opened = read_file(path, Mapping)
    content = loaded.content if isinstance(loaded.content, Mapping) and not loaded.problems else None
    return content, loaded.problems, opened
