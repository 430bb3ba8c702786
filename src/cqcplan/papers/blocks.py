"""What a paper is made of: plain values that every format sets in its own way.

A paper's words are written once, here in blocks; the Markdown and the HTML template
only lay them out, so the text is the same in both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from cqcplan.model.dates import When
from cqcplan.model.vocabulary import Visibility


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    url: str
    after: str = ""
    """Words that follow it, not part of the link."""

    @property
    def address(self) -> str:
        """The address as it stands on paper, where nobody can follow the link; nothing where it is the words."""
        return "" if self.url in (self.text, f"mailto:{self.text}") else self.url


@dataclass(frozen=True, slots=True)
class Rated:
    """A delivery confidence: always its word, never the colour alone."""

    word: str
    letter: str
    colour: str


Inline = str | Link | Rated


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph. Blank lines part it into several, numbered once."""

    text: str
    numbered: bool = True
    number: str = ""
    """As printed: ``1.1``, ``12``; nothing where the house style numbers no paragraphs."""


@dataclass(frozen=True, slots=True)
class Point:
    """One lettered point."""

    text: str
    title: str | None = None
    mark: str = ""
    """What stands before it, as printed: ``a)``, ``(1)``."""


@dataclass(frozen=True, slots=True)
class Points:
    """Lettered or numbered points: a), b), c), or (1), (2)."""

    items: tuple[Point, ...]
    resolutions: bool = False
    """Whether they are recommendations or decisions, which house styles number in their own way."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    numeric: bool = False
    filler: str | None = None
    """What is put in it where nothing is known; a column of nothing else is left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The first cell of each row heads the row and is never empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inline, ...], ...]
    repeats: bool = False
    """Whether its caption says only what the heading right above it says: it is then for screen readers alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str
    anchor: str = ""
    level: int = 3
    """3 right under the section's own title, 4 under a heading of level 3."""
    numbered: bool = False
    """Whether it is numbered as the paragraphs are."""
    number: str = ""
    """As printed."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: int
    words: str
    """What stands beside the bar: ``2, Requires improvement``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold marked across a chart."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars. A table with the same numbers always follows it; Markdown has the table alone."""

    title: str
    description: str
    """What the chart shows, in a sentence, for those who cannot see it."""
    bars: tuple[Bar, ...]
    maximum: int
    marks: tuple[Mark, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a line."""

    on: date
    value: float | None
    """Nothing where the value is withheld: the line has a gap there."""
    words: str = ""
    """The value as printed, without its unit."""
    marked: bool = False
    """Whether it stands out from the others."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, oldest point first."""

    name: str
    """What the key says of it."""
    dots: tuple[Dot, ...]
    shape: Literal["dot", "square", "diamond", "line", "short-dash"] = "dot"
    """What stands at each point; at those of the last two nothing does."""
    dash: str = ""
    """How the line is broken, as in SVG; whole where empty."""
    valued: bool = False
    """Whether its first and last values are written beside them; it then has two or more."""


Nature = Literal["better", "worse", "neither", "chance"]
"""What an icon tells of a process: its shape, edge and colour."""


@dataclass(frozen=True, slots=True)
class Icon:
    """What is to be seen of a process at a glance: a letter in a shape, with its words beside it."""

    letter: str
    nature: Nature
    words: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart of lines through time. A table with the same numbers always follows it."""

    title: str
    description: str
    unit: str
    series: tuple[Series, ...]
    baseline: Dot | None = None
    """The point that is the baseline."""
    baseline_words: str = ""
    target: Dot | None = None
    target_words: str = ""
    icons: tuple[Icon, ...] = ()
    marked_words: str = ""
    """What the key says of points that stand out."""
    from_nought: bool = True
    """Whether the scale begins at nought, unless all values lie close together far from it."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of a timeline: a piece of work, its dates and when it was done."""

    label: str
    words: str
    """What is written under its name: the dates, how far it slipped, how far it has got."""
    due: When
    """The date in force."""
    earlier: tuple[When, ...] = ()
    """The dates it had before, the first one set first."""
    done: When | None = None
    start: When | None = None
    """When the work was to begin, where that is known."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart of dates and how they moved. A table with the same dates always follows it."""

    title: str
    description: str
    rows: tuple[Dated, ...]
    as_of: date
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class RatedRow:
    """How one piece of work was rated on each day of a grid; nothing where it had no rating."""

    label: str
    ratings: tuple[Rated | None, ...]


@dataclass(frozen=True, slots=True)
class RatingGrid:
    """A chart of ratings through time, a letter in every cell. A table with the same ratings always follows it."""

    title: str
    description: str
    days: tuple[date, ...]
    rows: tuple[RatedRow, ...]
    anchor: str = ""


Chart = Bars | Trend | Timeline | RatingGrid
"""Every kind of chart: each has a title, a description and an anchor, and a table with its numbers after it."""

Block = Paragraph | Points | Bullets | Table | Heading | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section. One without blocks is left out of the paper."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    """As printed: ``1.``; nothing where the house style numbers no sections."""
    numbered: bool = True
    """Whether the section and its paragraphs are to be numbered."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the block at the head of a paper."""

    name: str
    value: str
    """Empty for a box to fill in by hand."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready to be set."""

    council: str
    title: str
    subtitle: str | None
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    footer: str
    above: tuple[str, ...] = ()
    """Lines above the title: the committee and its date, in some house styles."""
    below: tuple[str, ...] = ()
    """Lines below the title: whose report it is."""
    contents: bool = True
    """Whether a list of contents is printed, in the formats that have pages; a screen always has one."""
    landscape: bool = False
    """Whether its pages lie on their side."""
    compact: bool = False
    """Whether it is set closely, to fit one sheet."""
    readers: Visibility = "public"
    """Whom it is made for."""
    marking: str = ""
    """What stands over its title and at the head and foot of every page, where it is not for the public."""
    made_from: str = ""
    """Which revision of the plan it is made from, and with which version of the tool: in the file, not on the page."""
    tables_title: str = ""
    """The title, in print, of the tables whose figures are drawn."""
    to_write: tuple[str, ...] = ()
    """The titles of the sections that its house style asks for and the plan has nothing for."""

    @property
    def full_title(self) -> str:
        """The title of the file, with its marking."""
        return f"{self.title} ({self.marking})" if self.marking else self.title


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Inline]]) -> Table:
    """Make a table, without the columns that would say nothing."""
    every = [tuple(row) for row in rows]
    kept = [
        place
        for place, column in enumerate(columns)
        if column.filler is None or any(row[place] != column.filler for row in every)
    ]
    return Table(
        caption,
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in every),
    )


def split_paragraphs(text: str) -> list[str]:
    """Part a text at blank lines; white space inside a paragraph is one space."""
    return [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def points(items: Iterable[Point], *, resolutions: bool = False) -> Points:
    """Letter points in order: a to z, then aa, ab."""
    lettered = tuple(replace(item, mark=f"{letter_of(place)})") for place, item in enumerate(items))
    return Points(lettered, resolutions)


def letter_of(place: int) -> str:
    """Return the letter of a place, from 0 on: a to z, then aa, ab."""
    before, last = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(97 + last)
