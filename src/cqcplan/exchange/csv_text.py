"""CSV as a spreadsheet may open it: UTF-8 with a byte-order mark, LF line ends, and no text that acts as a formula."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from cqcplan.exchange.table import Value

_ACTS = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for the start of a formula, behind any marks that already keep it text."""


def safe(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would work out as a formula."""
    return f"'{text}" if _ACTS.match(text) else text


def plain(text: str) -> str:
    """Take the apostrophe of :func:`safe` off again."""
    return text[1:] if text.startswith("'") and _ACTS.match(text[1:]) else text


def cell(value: Value) -> str:
    """Write one value: days as 2026-06-17, true and false in small letters, nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return safe(value.replace("\r\n", "\n").replace("\r", "\n"))
    return str(value)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write one table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([safe(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def read_csv(raw: bytes) -> list[list[str]]:
    """Read a table that a person or a program wrote, whatever stands between its cells.

    Raises:
        ValueError: with one sentence, where it is no text that can be read.
    """
    return [[plain(value) for value in row] for row in rows_of(raw)]


def rows_of(raw: bytes) -> Iterator[list[str]]:
    """Yield the rows of such a table one after the other, as they are written.

    Raises:
        ValueError: with one sentence, where it is no text that can be read.
    """
    text = _text_of(raw)
    if "\0" in text:
        raise ValueError("this is not a CSV file: it has bytes in it that are no text")
    said = re.match(r"sep=(.)\r?\n", text)
    if said:
        text = text[said.end() :]
    try:
        delimiter = said[1] if said else _delimiter(text)
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ValueError(f"this is not a CSV file: {error}") from error


def _text_of(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")  # Excel's "Unicode Text"
    start = raw[:200]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(start) > 3 and start[place::2].count(0) > len(start) * 0.4:
            return raw.decode(name, "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        if _is_mostly_utf8(raw):
            raise ValueError(
                f"line {line} holds a byte that is no letter of UTF-8 ({raw[error.start]:#04x}), though the rest is: "
                "correct that letter, or save the file again as CSV UTF-8"
            ) from error
    try:
        return raw.decode("cp1252")  # what Excel on Windows saves as plain "CSV"
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ValueError(
            f"line {line} holds a byte that is no letter ({raw[error.start]:#04x}): save the file again as CSV UTF-8"
        ) from error


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether letters beyond ASCII are written as UTF-8 writes them, though one of them is broken."""
    said = raw.decode("utf-8", "ignore")
    return any(letter > "\x7f" for letter in said.removeprefix("\ufeff"))


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what parts most, in lines of one number of cells; prose has some too."""
    lines = list(islice(io.StringIO(text, newline=""), 60))

    def parted(sign: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(",;\t|", key=parted)
