"""CSV as a spreadsheet may open it: UTF-8 with a byte-order mark, LF line ends, and no text that acts as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

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
    """Read a table that a person or a program wrote, by comma, semicolon or tab.

    Raises:
        ValueError: with one sentence, where it is no text that can be read.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # what Excel on Windows saves as plain "CSV"
        text = raw.decode("cp1252", "replace")
    if "\0" in text:
        raise ValueError("this is not a CSV file: it has bytes in it that are no text")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(f"this is not a CSV file: {error}") from error
    return [[plain(value) for value in row] for row in rows]
