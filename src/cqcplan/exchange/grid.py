"""Sheets as they come in: cells with their values and fills, wherever they come from."""

import re
from dataclasses import dataclass, field
from datetime import date

CellValue = str | int | float | bool | date | None
_ERROR = re.compile(
    r"#(?:ref!|name\?|value!|div/0!|num!|null!|spill!|calc!|field!|blocked!|connect!|getting_data)|err:5\d\d|#N/A",
    re.IGNORECASE,
)
_ESCAPED = re.compile("_x(00[0189][0-9A-Fa-f]|005F(?=_x)|007F|202[89])_")
"""How Excel writes a character that XML may not hold, and an underscore that would be read so."""
_ENDS_LINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""Line ends as Word and other programs write them."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, which a plan refuses: they come with text pasted from elsewhere."""


class CannotReadError(Exception):
    """A file from outside cannot be read. Carries one sentence, and what to do."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as people see it."""

    value: CellValue = None
    fill: str = ""
    """The colour of its background as six figures, ``92D050``; empty for none."""
    merged: bool = False
    """Whether it is covered by a merged cell, whose value it then has."""
    shown: str = ""
    """A number as it is shown, where that is longer than the number: ``1.10``, ``007``."""
    struck: bool = False
    """Whether its text, or part of it, is struck through."""
    note: str = ""
    """The comment that hangs on it."""
    unsaved: bool = False
    """Whether it is a formula whose result was not saved."""

    @property
    def text(self) -> str:
        """The value as text, without white space round it; a whole number has no point."""
        value = self.shown or self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value.isoformat() if isinstance(value, date) else str(value).strip()


BLANK = Cell()


@dataclass(slots=True)
class Grid:
    """One sheet."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    """From the first row and column on; every place counts, blank or not. Rows need not be of one length."""
    hidden: bool = False
    """Whether the sheet is hidden."""
    hidden_rows: frozenset[int] = frozenset()
    """From nought."""
    hidden_columns: frozenset[int] = frozenset()
    """From nought."""
    from_1904: bool = False
    """Whether counts of days begin in 1904."""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by its place, both from nought; a blank one beyond the edge."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else BLANK


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where a formula is broken: ``#REF!``, or LibreOffice's ``Err:508``.

    People write n/a with a # of their own; the error is in capitals.
    """
    return bool(_ERROR.fullmatch(text)) and text != text.lower()


def letter(column: int) -> str:
    """Name a column, counted from nought, as spreadsheets do: A, B … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cleaned(text: str) -> str | None:
    """Take out what does not show and a plan cannot hold; nothing is left of a text that is blank."""
    text = _ESCAPED.sub(_unescaped, text.replace("_x000D_", ""))
    text = _UNSEEN.sub(" ", _ENDS_LINE.sub("\n", text))
    return text if text.strip() else None


def _unescaped(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return "\n" if sign in "\x0b\x0c" else sign  # Word's soft line break, and its page break
