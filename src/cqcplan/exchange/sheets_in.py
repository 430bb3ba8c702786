"""A file from outside as sheets, whatever kind of file it is."""

from pathlib import Path

from cqcplan.exchange.csv_text import read_csv
from cqcplan.exchange.grid import CannotReadError, Cell, Grid, cleaned
from cqcplan.exchange.other_kinds import other_kind
from cqcplan.exchange.workbook_in import workbook_sheets

LARGEST = 50 * 1_048_576
"""The largest file that is read, in bytes."""


def read_sheets(path: Path) -> dict[str, Grid]:
    """Read a workbook, or one CSV file as a workbook of one sheet.

    Raises:
        CannotReadError: where the file is not there or is neither.
        MissingPackageError: when openpyxl is not installed and the file is a workbook.
    """
    raw = bytes_of(path)
    if raw[:2] == b"PK":
        return workbook_sheets(path.as_posix(), raw)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise CannotReadError(f"{path.as_posix()} is not an Excel workbook", "open it and save it again as .xlsx")
    try:
        rows = read_csv(raw)
    except ValueError as error:
        raise CannotReadError(f"{path.as_posix()}: {error}") from error
    return {path.stem: Grid(path.stem, [[Cell(cleaned(text)) for text in row] for row in rows])}


def bytes_of(path: Path) -> bytes:
    """Return what is in a file from outside, within its limit.

    Raises:
        CannotReadError: where it cannot be opened, is too large, or is of a kind that is not read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise CannotReadError(
            f"{path.as_posix()} cannot be opened: {error.strerror}", "check its name and who may read it"
        ) from error
    if len(raw) > LARGEST:
        raise CannotReadError(f"{path.as_posix()} is larger than {LARGEST // 1_048_576} MB, which is the limit")
    if other := other_kind(raw):
        what, help_ = other
        raise CannotReadError(f"{path.as_posix()} is {what}", help_)
    return raw
