"""What one cell of a council's own tracker says, by its mapping: in the plan's own values, asked about, or refused."""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from cqcplan.exchange.dates_in import FROM_1904, DateInDoubtError, NoDateError, count_of_days, read_when
from cqcplan.exchange.grid import BLANK, Cell, CellValue, is_error, letter
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.layout import Sheet
from cqcplan.exchange.own.made import Made, by_folded
from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.own.vocabulary import NOTHING
from cqcplan.exchange.proposal import Where
from cqcplan.exchange.sheet_words import folded, one_line, when_text
from cqcplan.typed.date_words import usual

_BLANK_DATE = ("", "-", "–", "—")
_NO_YEAR = "has no year"


class Cells:
    """The cells of one row, read one by one; what cannot be taken is reported with its place."""

    def __init__(self, intake: Intake, mapping: Mapping, made: Made) -> None:
        self.intake, self.mapping, self.made = intake, mapping, made
        self.meanings = {name: by_folded(getattr(mapping, name)) for name in ("status", "rag", "owners", "dates")}
        self.fills = {fill.upper(): colour for fill, colour in mapping.fills.items()}
        self.swapped = False
        """Whether real dates of the sheet may have lost the order of day and month, and nobody has said."""

    def turn_to(self, sheet: Sheet, row: int, cells: dict[str, Cell]) -> None:
        """Begin a row, counted from nought."""
        self.sheet, self.row, self.cells = sheet, row, cells

    def where(self, name: str) -> Where:
        """Return the place of a cell, as people name it."""
        return Where(self.sheet.grid.name, self.row + 1, self.sheet.heading(name), self.sheet.places.get(name, -1))

    def _remark(self, kind: Literal["asked", "refused"], name: str, message: str, help_: str | None = None) -> None:
        self.intake.proposal.remark(kind, self.where(name), message, help_)

    def broken(self, name: str) -> bool:
        """Report a cell that holds no value but a formula that failed."""
        cell = self.cells.get(name, BLANK)
        at = f"{letter(self.sheet.places.get(name, 0))}{self.row + 1}"
        if cell.unsaved:
            self._remark(
                "refused", name, f"cell {at} is a formula without its result",
                "open the file in Excel or LibreOffice and save it; to begin a text with =, put ' before it",
            )  # fmt: skip
        elif is_error(cell.text):
            self._remark(
                "refused", name, f"cell {at} holds {cell.text}: its formula is broken",
                "put the formula right, or type what it should say",
            )  # fmt: skip
        else:
            return False
        return True

    def text(self, name: str) -> str:
        """Return the words of a cell."""
        cell = self.cells.get(name, BLANK)
        return "" if self.broken(name) or cell.text.casefold() in NOTHING else cell.text

    def value(self, name: str) -> str:
        """Return what a cell of a kind says in the plan's own values; empty where it says nothing."""
        if name not in self.cells or self.broken(name):
            return ""
        try:
            return _READ[name](self, name, self.cells[name])
        except ValueError as error:
            self._remark("refused", name, str(error))
            return ""

    def date(self, name: str, cell: Cell) -> str:
        """Read a date; a row comes in without one rather than not at all."""
        text = one_line(cell.text)
        meanings = self.meanings["dates"]
        if folded(text) in meanings and not isinstance(cell.value, date):
            if meanings[folded(text)]:
                return when_text(read_when(meanings[folded(text)]))
            self._remark("asked", name, f'"{text}" gives no date: the row comes in without one')
            return ""
        if text in _BLANK_DATE:
            return ""
        if (
            isinstance(cell.value, date)
            and self.swapped
            and cell.value.day <= 12
            and cell.value.day != cell.value.month
        ):
            self._remark(
                "asked", name, f"{cell.value.isoformat()} may be {_turned(cell.value)}: the row comes in without",
                "say real_dates: as-they-are, or swapped, in the mapping",
            )  # fmt: skip
            return ""
        try:
            return when_text(read_when(self._counted(cell.value), self.mapping.date_order))
        except NoDateError as error:
            self._remark("asked", name, f"{error}: the row comes in without one", _SAY_DATE)
        except ValueError as error:
            doubt = isinstance(error, DateInDoubtError)
            if doubt and (_NO_YEAR in str(error) or re.fullmatch(r"[\d/.\- ]+", text)):
                raise ValueError(f"{error}; or {_SAY_DATE}") from error
            self._remark("asked", name, f"{str(error).partition(': ')[0]}: the row comes in without a date", _SAY_DATE)
        return ""

    def _counted(self, value: CellValue) -> CellValue:
        """Return a date as it is shown: by the workbook's own count of days, and with day and month put back."""
        if self.sheet.grid.from_1904 and (days := count_of_days(value)) is not None:
            return days + FROM_1904
        if isinstance(value, date) and self.mapping.real_dates == "swapped" and value.day <= 12:
            return value.replace(month=value.day, day=value.month)
        return value

    def status(self, name: str, cell: Cell) -> str:
        """Read a lifecycle state."""
        del name
        if cell.text.casefold() in NOTHING:
            return ""
        return self._choice("status", cell.text, self.intake.status)

    def _choice(self, section: str, text: str, read: Callable[[str], str]) -> str:
        """Read a word as the mapping means it or, where it says nothing of it, as the plan does."""
        words = self.meanings[section]
        if folded(text) in words:
            return words[folded(text)] or ""
        try:
            return read(text)
        except ValueError as error:
            raise ValueError(f"{error}, or say under {section} in the mapping what it means") from error

    def progress(self, name: str, cell: Cell) -> str:
        """Read how much is done as a state: none, some or all of it."""
        text = cell.text.replace(" ", "")
        if text.casefold() in NOTHING:
            return ""
        if not re.fullmatch(r"\d{1,3}(\.\d+)?%?", text):
            self._remark("asked", name, f'"{one_line(cell.text)}" is no percentage: it is not read')
            return ""
        share = float(text.rstrip("%"))
        if "%" not in text and 0 < share <= 1:
            if share == 1:
                self._remark("asked", name, "1 may be 1% or all of it: it is not read", "write 1% or 100%")
                return ""
            share *= 100
        return "not-started" if share == 0 else "complete" if share >= 100 else "in-progress"

    def rag(self, name: str, cell: Cell) -> str:
        """Read a colour: its word or, where there is none, its fill."""
        if cell.text.casefold() not in NOTHING:
            return self._choice("rag", cell.text, self.intake.rag)
        if not cell.fill:
            return ""
        if cell.fill not in self.fills:
            self._remark("asked", name, f"the fill {cell.fill} has no meaning in the mapping", "add it under fills")
        return self.fills.get(cell.fill) or ""

    def owner(self, name: str, cell: Cell) -> str:
        """Read a post."""
        if cell.text.casefold() in NOTHING:
            return ""
        said = one_line(cell.text)
        words = self.meanings["owners"]
        if folded(said) in words:
            meant = words[folded(said)]
            return self.made.post(meant) if meant else ""
        try:
            return self.intake.owner(said)
        except ValueError:
            self._remark(
                "asked", name, f'"{said}" is no post of the plan: the row comes in without an owner',
                "say under owners in the mapping which post is meant",
            )  # fmt: skip
            return ""


_SAY_DATE = "say under dates in the mapping what it means"
_READ: dict[str, Callable[[Cells, str, Cell], str]] = {
    "first_due": Cells.date, "due": Cells.date, "status": Cells.status, "progress": Cells.progress,
    "rag": Cells.rag, "owner": Cells.owner,
}  # fmt: skip


def _turned(day: date) -> str:
    return day.replace(month=day.day, day=day.month).isoformat()


def may_be_swapped(cells: list[Cell]) -> bool:
    """Whether day and month of a column's real dates may have been swapped on the way.

    An American program takes 5/4/2027 for 4 May and leaves 15/4/2027 as text: then no real date has a day above 12,
    and text stands beside them that only day-first can read.
    """
    days = {cell.value.day for cell in cells if isinstance(cell.value, date)}
    return bool(days) and max(days) <= 12 and any(first > 12 for first, _ in map(in_figures, cells))


def in_figures(cell: Cell) -> tuple[int, int]:
    """Return the first two figures of a date such as 23/04/2027, whatever time stands after it; noughts for no such."""
    found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}", usual(cell.text))
    return (int(found[1]), int(found[2])) if found else (0, 0)
