"""How wide the columns of a table are on paper, from what stands in them."""

from dataclasses import dataclass
from itertools import pairwise

from cqcplan.papers.blocks import Table
from cqcplan.papers.formats.plain import words_of

UPRIGHT, SIDEWAYS = 94, 144
"""Characters of a table's type that a line of an A4 page holds, upright and on its side."""
GAP = 2
"""Characters' width between two columns."""
KEPT_WHOLE = 18
"""Characters; a column of cells no longer than that, of dates say, keeps each on one line."""
LONGEST_WORD = 20
"""Characters; a longer word may be broken."""
LONG_ROW = 24
"""Lines; a row with more may go over to the next page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out on paper."""

    shares: tuple[int, ...]
    """The width of each column, in thousandths of the line; together 1,000."""
    rooms: tuple[int, ...]
    """How many characters each holds on a line."""
    repeated: bool
    """Whether the column titles stand again on every page: not where they would fill one."""
    long_rows: frozenset[int]
    """The rows, counted from nought, that may be parted between two pages."""


def layout(table: Table, *, landscape: bool) -> Layout:
    """Share out a line: each column has room for its longest word, and the longer the text the more besides."""
    line = (SIDEWAYS if landscape else UPRIGHT) - GAP * len(table.columns)
    cells = [[words_of(row[place]) for row in table.rows] for place in range(len(table.columns))]
    titles = [column.title for column in table.columns]
    wanted = [max(map(len, [title, *column])) for title, column in zip(titles, cells, strict=True)]
    if sum(wanted) > line:
        needed = [_needed(title, column) for title, column in zip(titles, cells, strict=True)]
        if sum(needed) > line:
            # with so many columns only words are kept whole
            needed = [_tight(title, column) for title, column in zip(titles, cells, strict=True)]
        more = [max(_usual(column) - need, 0) for column, need in zip(cells, needed, strict=True)]
        left = max(line - sum(needed), 0)
        wanted = [need + left * extra // (sum(more) or 1) for need, extra in zip(needed, more, strict=True)]
    shares = _thousandths([width + GAP for width in wanted])
    whole = line + GAP * len(table.columns)
    rooms = tuple(max(round(share * whole / 1000) - GAP, 1) for share in shares)
    long_rows = frozenset(
        number
        for number in range(len(table.rows))
        if any(len(column[number]) > LONG_ROW * room for column, room in zip(cells, rooms, strict=True))
    )
    repeated = all(len(title) <= LONG_ROW * room for title, room in zip(titles, rooms, strict=True))
    return Layout(shares, rooms, repeated, long_rows)


def _needed(title: str, cells: list[str]) -> int:
    """Return the least a column needs: its cells if they are short, else its longest word; bold titles are wider."""
    longest = max(map(len, cells), default=0)
    if longest > KEPT_WHOLE:
        longest = min(_longest_word(cells), LONGEST_WORD)
    # letters are not all of one width: a little is added for wide ones
    return max(longest + longest // 8, 5 * min(_longest_word([title]), LONGEST_WORD) // 4) + 1


def _tight(title: str, cells: list[str]) -> int:
    """Return what the longest word of a column needs."""
    return min(_longest_word([title, *cells]), LONGEST_WORD) + 1


def _usual(cells: list[str]) -> int:
    """Return what nearly all cells need: one very long cell should not starve the other columns."""
    lengths = sorted(map(len, cells)) or [0]
    return lengths[-(-(len(lengths) - 1) * 9 // 10)]


def _longest_word(texts: list[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _thousandths(widths: list[int]) -> tuple[int, ...]:
    """Return each width's share of the whole, such that the shares make 1,000."""
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    rounded = [1000 * edge // edges[-1] for edge in edges]
    return tuple(after - before for before, after in pairwise(rounded))
