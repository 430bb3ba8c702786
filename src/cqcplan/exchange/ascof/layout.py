"""ASCOF's published CSV: known by its headings, and read row by row.

The layout is that of "How to use the CSV file" of 2024 to 2025: one row for each area, measure, group of people and
type of measure. Files of earlier years have a measure group besides, and other measures under the same codes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from cqcplan.exchange.csv_text import rows_of
from cqcplan.exchange.grid import CannotReadError
from cqcplan.exchange.sheets_in import bytes_of
from cqcplan.metrics.catalogue import Release, metrics_of, releases

HEADINGS = {
    "area": "geographical description",
    "level": "geographical level",
    "code": "ascof measure code",
    "group": "disaggregation level",
    "type": "measure type",
    "value": "measure value",
}
"""The columns that are read, as they are headed."""
_OTHERS = ("geographical code", "ons code", "ons area code")
_OLDER = ("measure group", "measure group description")
_LOOKED_AT = 20
"""Rows in which the headings are looked for."""


class Row(NamedTuple):
    """What one row says, as it is written."""

    number: int
    """From one."""
    level: str
    area: str
    code: str
    group: str
    type: str
    value: str


class Published(NamedTuple):
    """A file of ASCOF's, opened."""

    name: str
    """As messages name its rows."""
    release: Release
    names_year: bool
    """Whether the name of the file says which year it is of."""
    rows: Iterator[Row]


def open_published(path: Path) -> Published | None:
    """Open a file where it is ASCOF's; nothing where it is another.

    Raises:
        CannotReadError: where it is ASCOF's and cannot be read as such: another year's, or columns are missing.
    """
    if path.is_dir():
        return None
    raw = bytes_of(path)
    if raw[:2] == b"PK":
        return None
    try:
        heads = _headings(islice(rows_of(raw), _LOOKED_AT))
    except ValueError:
        return None  # what is wrong with it is told where it is read as any other table
    if heads is None:
        return None
    first, places = heads
    _refuse_other_layouts(path, places)
    release, named = _release_of(path)
    return Published(path.stem, release, named, _rows(path, raw, first, places))


def looks_published(row: Iterable[str]) -> bool:
    """Whether a row has most of ASCOF's headings."""
    return len({_folded(cell) for cell in row} & set(HEADINGS.values())) > len(HEADINGS) - 3


def _headings(rows: Iterable[list[str]]) -> tuple[int, Mapping[str, int]] | None:
    """Return the row of the headings, from one, and where each of them stands."""
    for number, row in enumerate(rows, 1):
        if looks_published(row):
            return number, {_folded(cell): place for place, cell in reversed(list(enumerate(row)))}
    return None


def _refuse_other_layouts(path: Path, places: Mapping[str, int]) -> None:
    missing = [f'"{name}"' for name in HEADINGS.values() if name not in places]
    if missing:
        raise CannotReadError(
            f"{path.as_posix()} is ASCOF's file, but has no column {' and no column '.join(missing)}",
            "import the CSV file as it was published",
        )
    if any(name in places for name in _OLDER):
        raise CannotReadError(
            f"{path.as_posix()} is ASCOF's file of an earlier year, in which the same codes are other measures",
            f"import the file of {' or '.join(release.short for release in _releases())}",
        )


def _release_of(path: Path) -> tuple[Release, bool]:
    """Return the vintage that a file is of: by the year in its name or, where it has none, the newest."""
    known = _releases()
    years = {found.groups() for found in re.finditer(r"20(\d\d)\D{1,6}(?:20)?(\d\d)(?!\d)", path.stem)}
    years = {(one, other) for one, other in years if int(other) == int(one) + 1}
    if not years:
        return known[0], False
    for release in known:
        if any(release.id.endswith(f"20{one}-{other}") for one, other in years):
            return release, True
    one, other = min(years)
    raise CannotReadError(
        f"{path.as_posix()} is of 20{one} to 20{other} by its name, and cqcplan has "
        f"{' and '.join(release.short for release in known)}",
        "import a file of that year; where the name is wrong, give the file another",
    )


def _releases() -> list[Release]:
    """Return the vintages of ASCOF, the newest first."""
    return [metrics_of(name)[0].release for name in releases() if name.startswith("ascof-")]


def _rows(path: Path, raw: bytes, first: int, places: Mapping[str, int]) -> Iterator[Row]:
    """Yield the rows below the headings; a short one has nothing in the cells that it lacks."""
    at = [places[HEADINGS[name]] for name in ("level", "area", "code", "group", "type", "value")]
    last = max(at)
    try:
        for number, row in enumerate(rows_of(raw), 1):
            if number > first and any(row):
                cells = row if len(row) > last else [*row, *[""] * (last + 1 - len(row))]
                yield Row(number, *(cells[place] for place in at))
    except ValueError as error:
        raise CannotReadError(f"{path.as_posix()}: {error}") from error


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("\ufeff", "").split()).casefold()
