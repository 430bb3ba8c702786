"""The tables of a page as files of their own: read off the page, so that a file holds nothing that the page lacks."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

from cqcplan.english import plural_of
from cqcplan.exchange.csv_text import write_csv
from cqcplan.exchange.table import Value

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ASKS = re.compile(r"<(?:input|select|textarea|button)\b")
"""What makes a table part of a form."""
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d{1,9})?")
_AMOUNT = re.compile(rf"(?P<before>£?)(?P<figure>{_NUMBER.pattern})(?P<after>%| [^\W\d_]+(?: [^\W\d_]+)?|)")
"""A figure with its unit before or after it: ``605 people``."""
_SHARE = "per cent"
_FILE = re.compile(r"/?table-([1-9]\d{0,3})\.csv(?=\?|$)")
CSV = "text/csv; charset=utf-8"
FILE = "table-{}.csv"
"""What the file of a table is called, under the address of its page."""


class TableOf(NamedTuple):
    """Which table of which page."""

    page: str
    """The address of the page."""
    number: int
    """Counted from 1."""


def address_of(page: str, number: int) -> str:
    """Return the address of the file of a table, from that of its page."""
    path, sign, query = page.partition("?")
    step = "" if path.endswith("/") else "/"
    return f"{path}{step}{FILE.format(number)}{sign}{query}"


def meant_by(address: str) -> TableOf | None:
    """Return which table an address means; nothing for any other address."""
    found = _FILE.search(address)
    if found is None:
        return None
    path, rest = address[: found.start()], address[found.end() :]
    if path.count("/") == 2 and path.startswith("/plans/"):
        path = f"{path}/"  # the first page of a plan
    return TableOf(path + rest, int(found[1]))


def is_one(address: str) -> bool:
    """Whether an address is that of the file of a table."""
    return ".csv" in address and _FILE.search(address) is not None


def with_files(text: str, page: str) -> str:
    """Return a page with a link after each of its tables, to the file of it.

    Args:
        text: the page.
        page: its address.
    """
    number = 0

    def followed(table: re.Match[str]) -> str:
        nonlocal number
        if _ASKS.search(table[0]):
            return table[0]
        number += 1
        caption = _CAPTION.search(table[0])
        named = escape(_words(caption[1])) if caption else ""
        about = f'<span class="unseen">: {named}</span>' if named else ""
        link = f'<p class="as-file"><a href="{escape(address_of(page, number))}">Download as CSV{about}</a></p>'
        return f"{table[0]}\n{link}"

    return _TABLE.sub(followed, text)


def csv_of(text: str, number: int) -> bytes | None:
    """Return one table of a page as CSV; nothing where it has none of the number."""
    every = [table for table in _TABLE.findall(text) if not _ASKS.search(table)]
    if not 0 < number <= len(every):
        return None
    reader = _Cells()
    reader.feed(every[number - 1])
    reader.close()
    header, *rows = _by_unit(reader.rows)
    return write_csv(header, [[_value(cell) for cell in row] for row in rows])


def _by_unit(rows: list[list[str]]) -> list[list[str]]:
    """Say a unit once, in the heading, where all figures of a column have it: so that they can be worked with."""
    header, *others = rows
    for at in range(1, len(header)):
        said = [row for row in others if len(row) > at and row[at]]
        found = [_AMOUNT.fullmatch(row[at]) for row in said]
        units = {_unit(one) if one else "" for one in found}
        if len(units) == 1 and (unit := units.pop()):
            header[at] = f"{header[at]} ({unit})"
            for row, one in zip(said, found, strict=True):
                row[at] = one["figure"] if one else row[at]
    return rows


def _unit(amount: re.Match[str]) -> str:
    before, words = amount["before"], amount["after"].strip()
    if before:
        return "" if words else before  # £5 million is not five pounds
    return plural_of(words) if words and amount["figure"] == "1" and words != _SHARE else words


def _value(cell: str) -> Value:
    """Return what a spreadsheet is to work with: a figure without the commas that people read it by, or the words."""
    if not _NUMBER.fullmatch(cell):
        return cell
    plain = cell.replace(",", "")
    # what has no sign is no formula, and stays digit by digit as it is printed
    if plain[0] not in "+-":
        return plain
    return float(plain) if "." in plain else int(plain)


def _words(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", markup)).split())


class _Cells(HTMLParser):
    """Reads the cells of a table: their words, and a line end for each break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif tag == "span" and (self._hidden or ("aria-hidden", "true") in attrs):
            self._hidden += 1  # the letter of a colour: its word stands beside it

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._hidden:
            self._hidden -= 1
        elif tag in ("th", "td") and self._cell is not None:
            lines = "".join(self._cell).split("\n")
            self.rows[-1].append("\n".join(" ".join(line.split()) for line in lines).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(data.replace("\n", " "))
