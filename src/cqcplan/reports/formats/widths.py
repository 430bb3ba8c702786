"""How wide the columns of a table are on paper, from what stands in them."""

from dataclasses import dataclass
from itertools import pairwise

from cqcplan.reports.blocks import Table
from cqcplan.reports.formats.plain import words_of

UPRIGHT, SIDEWAYS = 88, 136
"""Characters of a table's type that a line of an A4 page holds, upright and on its side."""
KEPT_WHOLE = 20
"""Characters; a column of shorter cells, of dates say, keeps each on one line, and a longer word may be broken."""
LONG_ROW = 24
"""Lines; a row with more may go over to the next page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out on paper."""

    shares: tuple[int, ...]
    """The width of each column, in thousandths of the line; together 1,000."""
    rooms: tuple[int, ...]
    """How many characters each holds on a line."""
    long_rows: frozenset[int]
    """The rows, counted from nought, that may be parted between two pages."""


def layout(table: Table, *, landscape: bool) -> Layout:
    """Share out a line: each column has room for its longest word, and the longer the text the more besides."""
    line = SIDEWAYS if landscape else UPRIGHT
    texts = [
        [column.title, *(words_of(row[place]) for row in table.rows)] for place, column in enumerate(table.columns)
    ]
    lengths = [sorted(map(len, column)) for column in texts]
    wanted = [every[-1] for every in lengths]
    if sum(wanted) > line:
        needed = [_needed(column) for column in texts]
        # what nearly all cells need; one very long cell should not starve the other columns
        usual = [every[(len(every) - 1) * 9 // 10] for every in lengths]
        more = [max(length - need, 0) for length, need in zip(usual, needed, strict=True)]
        left = max(line - sum(needed), 0)
        wanted = [need + left * extra // (sum(more) or 1) for need, extra in zip(needed, more, strict=True)]
    # a little for the space round the words
    padded = [max(width, 1) + 2 for width in wanted]
    shares = _thousandths(padded)
    rooms = tuple(max(share * line // 1000 - 2, 1) for share in shares)
    long_rows = frozenset(
        number
        for number in range(len(table.rows))
        if any(len(column[number + 1]) > LONG_ROW * room for column, room in zip(texts, rooms, strict=True))
    )
    return Layout(shares, rooms, long_rows)


def _needed(column: list[str]) -> int:
    """Return the least a column needs: its longest cell if that is short, else its longest word."""
    longest = max(map(len, column))
    if longest <= KEPT_WHOLE:
        return longest
    return min(max(len(word) for text in column for word in text.split()), KEPT_WHOLE)


def _thousandths(widths: list[int]) -> tuple[int, ...]:
    """Return each width's share of the whole, such that the shares make 1,000."""
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    rounded = [1000 * edge // edges[-1] for edge in edges]
    return tuple(after - before for before, after in pairwise(rounded))
