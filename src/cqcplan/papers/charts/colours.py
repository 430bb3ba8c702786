"""The colours of charts. Text stands out at least 4.5 to 1 from what is behind it, everything else 3 to 1."""

from typing import NamedTuple

PAPER = "#ffffff"
INK = "#16202a"
SOFT = "#44525f"
"""Second words, and what is past."""
RULE = "#77828d"
"""Lines of a scale."""
ACCENT = "#14406b"


class Cell(NamedTuple):
    """How a rating looks: by its fill, and again by its edge for those who see no colour."""

    fill: str
    letter: str
    dash: str = ""
    double: bool = False
    round: bool = False


CELLS = {
    "blue": Cell("#14406b", PAPER, round=True),
    "green": Cell("#0b6b37", PAPER),
    "amber": Cell("#ffbf3f", "#000000", dash="4 2"),
    "red": Cell("#a81e12", PAPER, double=True),
    "grey": Cell(PAPER, "#000000"),
}
"""The looks of the letters in tables (``paper.css``, ``.rated``), drawn."""
