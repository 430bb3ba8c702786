"""The colours of papers and charts. Text stands out 4.5 to 1 or more from what is behind it, all else 3 to 1."""

from typing import NamedTuple

PAPER = "#ffffff"
INK = "#16202a"
SOFT = "#44525f"
"""Second words, and what is past."""
RULE = "#77828d"
"""Lines of a scale."""
ACCENT = "#14406b"


class Look(NamedTuple):
    """How a rating looks: by its fill, and again by its edge for those who see no colour."""

    fill: str
    letter: str
    dash: str = ""
    double: bool = False
    round: bool = False


LOOKS = {
    "blue": Look("#14406b", PAPER, round=True),
    "green": Look("#0b6b37", PAPER),
    "amber": Look("#ffbf3f", "#000000", dash="4 2"),
    "red": Look("#a81e12", PAPER, double=True),
    "grey": Look(PAPER, "#000000"),
}
"""How each colour of a delivery confidence looks: the letters in tables, in every format, and the cells of charts."""
NATURES = {
    "better": Look("#14406b", PAPER, round=True),
    "worse": Look("#ffbf3f", "#000000", dash="4 2"),
    "neither": Look(SOFT, PAPER, double=True),
    "chance": Look(PAPER, "#000000"),
}
"""How an icon of a process looks: blue, orange, grey and white as in the NHS, and told apart by the edge alone."""
LETTERS = {"high": "H", "low": "L", "common": "C", "always": "P", "never": "F", "chance": "?"}
"""The letters of icons: which way the figures run, and whether they will pass a target or fail it."""
