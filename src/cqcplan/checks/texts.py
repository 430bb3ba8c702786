"""Every text of a plan in one string, so that rules about words read it once.

A plan of some megabytes has tens of thousands of texts. One search of one long string
costs next to nothing; a loop over the texts for each rule would not. Rules look for what
is cheap to find (a word, the shape of a number) and look closely only where they find it.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.problems.problem import Place
from cqcplan.view.levels import inherited, lacks_grounds, rank_written, says_level
from cqcplan.yamltext.comments import comments_with

BREAK = "\x1e"
"""Stands between two texts: no file of a plan can hold it."""
QUOTED_SECTIONS = frozenset({"sources", "background_papers"})
"""Sections that name documents as they are printed: not the plan's own words."""
NOT_PROSE = frozenset(
    {
        "id", "source", "note", "url", "ref", "email", "phone", "holder", "band", "printed_as", "printed_date",
        "term", "meaning", "short_name", "documents", "former_names", "former_titles", "item", "reference",
    }
)  # fmt: skip
"""Fields that papers do not print as sentences, or that quote somebody else."""

_AT_A_TIME = 1000
"""Texts that are cut into sentences together."""
_SHAPES = bytes.maketrans(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", b"0" * 10 + b"A" * 26 + b"a" * 26
)
_FIGURE_OR_AT = re.compile("[0-9@]")
_Step = tuple[Any, str | int] | None
"""The way to a node: the way to what it stands in, and its key there."""


class Passage(NamedTuple):
    """One text of a plan."""

    file: LoadedFile
    route: tuple[str | int, ...]
    text: str
    level: int
    """Who may read it: the place of its visibility in :data:`~cqcplan.view.levels.ORDER`, inherited."""
    prose: bool
    """Whether it is the plan's own words, written to be read."""
    start: int
    """Where it begins in the joined string."""
    place: Place | None = None
    """Where it stands, if it is a comment: those have no route."""

    @property
    def section(self) -> str:
        """The section it stands in; nothing for a comment."""
        return str(self.route[0]) if self.route else ""


_Inside = tuple[_Step, int, bool]
"""What is so of every text of an entry or list: the way to it, who may read it, and whether it is prose."""


_COMMENT: _Inside = (None, 0, False)


class Texts:
    """The texts of one plan: its values and, behind them, its comments."""

    def __init__(self, loaded: LoadedPlan) -> None:
        self._flat: list[Any] = []
        """For each text: itself, what is so of the entry it stands in (``_Inside``), and its key there or its place."""
        self._files: list[tuple[int, LoadedFile]] = []
        self.without_grounds: list[tuple[LoadedFile, tuple[str | int, ...]]] = []
        """Entries that are called exempt and give no grounds."""
        top = max((rank_written(_header(file)) for file in loaded.files), default=0)
        for file in loaded.files:
            self._files.append((len(self._flat) // 3, file))
            data = file.data
            for section, content in data.items() if isinstance(data, dict) else ():
                if isinstance(content, (dict, list)):
                    self._gather(content, ((None, section), top, section not in QUOTED_SECTIONS))
        self._first_comment = len(self._flat) // 3
        for file in loaded.files:
            # in a file that could not be read to its end, nobody knows which # begins a comment
            if file.document and file.document.complete and isinstance(file.data, dict):
                self._files.append((len(self._flat) // 3, file))
                for place, text in _behind_hashes(file.text):
                    self._flat += (text, _COMMENT, place)
        self._comments: dict[str, dict[int, int]] = {}
        """By file, the lines with comments and the columns they begin at; filled only where something is found."""

    def _gather(self, node: Any, inside: _Inside) -> None:
        """Walk one entry or list. It meets every node of the plan, so it does little with each."""
        add = self._flat.append
        if type(node) is dict:
            if says_level(node):
                inside = (inside[0], self._level(node, inside), inside[2])
            items: Any = node.items()
        else:
            items = enumerate(node)
        step, level, prose = inside
        for key, value in items:
            kind = type(value)
            if kind is str:
                if " " in value or (len(value) > 8 and (value.isalnum() or "@" in value)):
                    add(value)
                    add(inside)
                    add(key)
            elif kind is list or kind is dict:
                # the grounds for an exemption are themselves public
                hidden = 0 if key == "exempt" else level
                self._gather(value, ((step, key), hidden, prose and key not in NOT_PROSE))

    def _level(self, entry: dict[str, Any], inside: _Inside) -> int:
        # the plan itself has a visibility and no place for grounds
        if lacks_grounds(entry) and inside[0] != (None, "plan"):
            self.without_grounds.append((self._files[-1][1], _route(inside[0])))
        return inherited(inside[1], rank_written(entry))

    @cached_property
    def signs(self) -> bytes:
        """Every text, one after the other, a byte to a character: what is not of western Europe is a question mark."""
        return BREAK.join(self._flat[::3]).encode("latin-1", "replace")

    @cached_property
    def shape(self) -> bytes:
        """The same with every figure as 0 and every letter of the English alphabet as A or a; as long as the text."""
        self.__dict__.pop("lower", None)  # both at once would take the room of two plans
        return self.signs.translate(_SHAPES)

    @cached_property
    def lower(self) -> bytes:
        """The same in small letters; as long as the text."""
        self.__dict__.pop("shape", None)
        return self.signs.lower()

    @cached_property
    def _starts(self) -> "array[int]":
        return array("Q", accumulate((len(text) + 1 for text in self._flat[::3]), initial=0))

    def at(self, offset: int) -> Passage:
        """Return the text that a place in the joined string belongs to."""
        number = bisect_right(self._starts, offset) - 1
        return self._passage(number)

    def _passage(self, number: int) -> Passage:
        text, (step, level, prose), key = self._flat[3 * number : 3 * number + 3]
        file = self._files[bisect_right(self._files, number, key=lambda item: item[0]) - 1][1]
        if number >= self._first_comment:
            return Passage(file, (), text, level, prose, self._starts[number], Place(*key))
        route = (*_route(step), key)
        return Passage(file, route, text, level, prose and key not in NOT_PROSE, self._starts[number])

    @property
    def hidden(self) -> list[str]:
        """The texts that are kept from the public."""
        return [text for text, inside in zip(self._flat[::3], self._flat[1::3], strict=True) if inside[1]]

    @property
    def sentences(self) -> Iterator[str]:
        """Every text in sentences, made some texts at a time: all at once would take as much room as the plan."""
        texts = self._flat[::3]
        for first in range(0, len(texts), _AT_A_TIME):
            yield from sentences_of(BREAK.join(texts[first : first + _AT_A_TIME]))

    @property
    def passages(self) -> Iterator[Passage]:
        """Every text with its place: dear, so for rules that have seen a reason to look."""
        return (self._passage(number) for number in range(self._first_comment))

    def places(self, wanted: bytes) -> Iterator[int]:
        """Find where some signs begin."""
        return filter(self._is_said, _places(self.signs, wanted))

    def shaped(self, *shapes: bytes) -> Iterator[int]:
        """Find where any of some shapes (``AA000000A``) begins, in order."""
        places: set[int] = set()
        for shape in shapes:
            places.update(_places(self.shape, shape))
        yield from filter(self._is_said, sorted(places))

    def said(self, words: str) -> Iterator[int]:
        """Find where some words, given in small letters, begin as whole words in any case."""
        wanted = words.encode("latin-1", "replace")
        for start in _places(self.lower, wanted):
            around = self.lower[max(0, start - 1) : start] + self.lower[start + len(wanted) : start + len(wanted) + 1]
            if not any(chr(sign).isalnum() for sign in around) and self._is_said(start):
                yield start

    def _is_said(self, offset: int) -> bool:
        """Whether a place is not behind a # that begins no comment, but belongs to a value: that is a text already."""
        if offset < self._starts[self._first_comment]:
            return True
        passage = self.at(offset)
        if passage.place is None:
            return False
        name = passage.file.name
        if name not in self._comments:
            found = comments_with(passage.file.text, "#")
            self._comments[name] = {comment.line: comment.column for comment in found}
        begins = self._comments[name].get(passage.place.line)
        return begins is not None and passage.place.column + offset - passage.start >= begins


def _behind_hashes(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Find what stands on a line from the first # that may begin a comment, and the line and column of that."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    line, counted = 1, 0
    start = text.find("#")
    while start >= 0:
        if start == 0 or text[start - 1] in " \t\n":
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            # nothing that is looked for in comments has neither: most are let go here
            if _FIGURE_OR_AT.search(text, start, end):
                line += text.count("\n", counted, start)
                counted = start
                yield (line, start - text.rfind("\n", 0, start)), text[start:end]
            start = end
        start = text.find("#", start + 1)


def _places(text: bytes, wanted: bytes) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def sentences_of(text: str) -> list[str]:
    """Cut a text at every sign that may end a sentence, in small letters: nothing but the sign is lost.

    Figures such as 9.27 are cut too, and words before a colon are not: enough to count words and to compare.
    """
    cut = text.lower()
    if len(cut) != len(text):
        # a few capitals become two letters, and places must agree
        cut = "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
    for sign in ("!", "?", ";", BREAK):
        cut = cut.replace(sign, ".")
    return cut.split(".")


def _header(file: LoadedFile) -> object:
    return file.data.get("plan") if isinstance(file.data, dict) else None


def _route(step: _Step) -> tuple[str | int, ...]:
    keys: list[str | int] = []
    while step is not None:
        step, key = step
        keys.append(key)
    return tuple(reversed(keys))
