"""What the YAML parser says of a mistake, in words for people who do not write YAML every day.

libyaml and PyYAML's own parser find the same mistakes but word them differently: each
reading below knows both wordings, and says the same for either.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from cqcplan.problems.problem import Place
from cqcplan.yamltext.slips import slip_before

LONGEST_KEY = 1024
"""The longest key in characters; YAML's own limit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mistake in plain words: what is wrong, what to do, and where."""

    message: str
    help: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What the parser said, and the text it said it of."""

    problem: str
    context: str
    """What the parser was doing at the time."""
    place: Place
    opened: Place | None
    """Where the thing began that it was in the middle of."""
    last: Place | None
    """Where the last thing began that it had read to its end."""
    lines: Sequence[str]

    @property
    def line(self) -> str:
        """The line it happened on."""
        return self.line_at(self.place)

    def line_at(self, place: Place) -> str:
        """Return the line of a place; nothing past the end of the file."""
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""

    @property
    def is_at_end(self) -> bool:
        """Whether nothing more is said after it."""
        rest = self.line[self.place.column - 1 :]
        return not _says_something(rest) and _line_below(self.lines, self.place.line) is None

    @property
    def from_line(self) -> str:
        """Where the thing began, in words; nothing when that is the same line."""
        opened = self.opened
        return f" that starts on line {opened.line}" if opened and opened.line != self.place.line else ""


def in_plain_words(error: yaml.YAMLError, text: str, last: Place | None = None) -> Reading:
    """Say what a syntax error is.

    Args:
        error: what the parser raised.
        text: the whole file.
        last: where the last thing began that the parser had read to its end.
    """
    opened = _place(getattr(error, "context_mark", None))
    lines = text.splitlines()
    place = _place(getattr(error, "problem_mark", None)) or opened or Place(1, 1)
    if place.line > max(len(lines), 1):
        # the parser ends a last line that has no line end, and then points below it
        place = Place(len(lines), len(lines[-1]) + 1) if lines else Place(1, 1)
    mistake = _Mistake(
        problem=str(getattr(error, "problem", None) or error),
        context=str(getattr(error, "context", None) or ""),
        place=place,
        opened=opened,
        last=last,
        lines=lines,
    )
    slip = slip_before(lines, text, place)
    if slip:
        return Reading(*slip)
    for read in _READINGS:
        reading = read(mistake)
        if reading:
            return reading
    return _unknown(mistake)


def _unknown(mistake: _Mistake) -> Reading:
    """Say that a line cannot be read, and pass on what the parser said of it: another version may say something new."""
    said = mistake.problem.partition(", but ")[0]
    sentence = re.sub(r"\s+", " ", f"{mistake.context}, {said}" if mistake.context else said)
    return Reading(
        f'this cannot be read as YAML; the parser says "{sentence}"',
        "look here, and on the line above, for a quotation mark, bracket, colon or hyphen too many or too few",
        mistake.place,
    )


def _place(mark: Any) -> Place | None:
    return Place(mark.line + 1, mark.column + 1) if mark else None


def _tab(mistake: _Mistake) -> Reading | None:
    line, place = mistake.line, mistake.place
    before = line[: max(place.column, len(line) - len(line.lstrip()))]
    if "\t" not in before or not any(word in mistake.problem for word in ("token", "tab", "indentation")):
        return None
    return Reading(
        "a tab stands here; YAML is laid out with spaces only",
        "replace the tab with spaces",
        Place(place.line, line.index("\t") + 1),
    )


def _key_too_long(mistake: _Mistake) -> Reading | None:
    place = mistake.place
    if "could not find expected ':'" in mistake.problem and mistake.opened:
        place = mistake.opened
        key = re.split(r":(?:\s|$)", mistake.line_at(place)[place.column - 1 :], maxsplit=1)[0]
    elif mistake.line[place.column - 1 : place.column] == ":":
        key = _before_colon(mistake.line[: place.column - 1])
        place = Place(place.line, place.column - len(key))
    else:
        return None
    if len(key) <= LONGEST_KEY:
        return None
    return Reading(
        f"the text before this colon is longer than {LONGEST_KEY:,} characters, too long for the name of a field",
        "write the field's name, a colon and a space before the text",
        place,
    )


def _before_colon(text: str) -> str:
    """Return the last thing of a line: a quotation, or all since the last bracket or comma."""
    quote = text[-1:]
    if quote in ("'", '"'):
        return text[text.rfind(quote, 0, -1) :]
    return text[max(text.rfind(mark) for mark in "[]{},") + 1 :].lstrip(" -")


def _colon_missing_above(mistake: _Mistake) -> Reading | None:
    if "mapping values are not allowed" not in mistake.problem:
        return None
    above = _line_above(mistake.lines, mistake.place.line)
    is_field = re.fullmatch(r"[\w.-]+", mistake.line[: mistake.place.column - 1].lstrip(" -{"))
    if not above or not is_field or _has_colon(mistake.lines[above - 1]):
        return None
    # the text without its colon may run over several lines: it is the first of them that lacks it
    while not mistake.lines[above - 1].lstrip().startswith("- "):
        further = _line_above(mistake.lines, above)
        if not further or _has_colon(mistake.lines[further - 1]):
            break
        above = further
    line = mistake.lines[above - 1]
    return Reading(
        "a colon is missing on this line: the field on the next line was read as part of it",
        "write the field as name: value",
        Place(above, len(line) - len(line.lstrip(" -")) + 1),
    )


def _colon_missing_after_hyphen(mistake: _Mistake) -> Reading | None:
    if "block collection" not in mistake.context or not mistake.last or not _has_colon(mistake.line):
        return None
    entry = mistake.line_at(mistake.last)
    is_entry = re.fullmatch(r"\s*-\s+", entry[: mistake.last.column - 1])
    if not is_entry or _has_colon(entry) or mistake.place.column != mistake.last.column:
        return None
    return Reading(
        "a colon is missing on this line: the entry it begins goes on with a field on the next line",
        "write the field as name: value",
        mistake.last,
    )


def _colon_in_value(mistake: _Mistake) -> Reading | None:
    if "unexpected ':'" in mistake.problem:
        return Reading(
            "a colon before a comma or bracket is not allowed inside this value",
            "put the value in quotes",
            mistake.place,
        )
    if "mapping values are not allowed" not in mistake.problem:
        return None
    return Reading(
        "a colon followed by a space is not allowed inside this value",
        "put the whole value in quotes; or, if this is meant to be a field of its own, line it up with its neighbours",
        mistake.place,
    )


def _quote_never_closed(mistake: _Mistake) -> Reading | None:
    is_end = "end of stream" in mistake.problem or "document" in mistake.problem
    if not is_end or not re.search("quoted|-quoted", mistake.context):
        return None
    return Reading(
        "this quotation mark is never closed", "close it where the text ends", mistake.opened or mistake.place
    )


def _quote_closed_elsewhere(mistake: _Mistake) -> Reading | None:
    if not mistake.last or "expected" not in mistake.problem:
        return None
    mark = mistake.line_at(mistake.last)[mistake.last.column - 1 : mistake.last.column]
    before = mistake.line[: mistake.place.column - 1].rstrip()
    if mark not in ("'", '"') or not before.endswith(mark):
        return None
    if mistake.last.line == mistake.place.line:
        return Reading(
            "the quotation marks end before this, but the text goes on",
            "put the whole value in quotes; inside single quotes, write a quotation mark twice: ''",
            mistake.place,
        )
    return Reading(
        f"this quotation mark is closed only on line {mistake.place.line}, in the middle of something else",
        "close it where the text ends",
        mistake.last,
    )


def _escape(mistake: _Mistake) -> Reading | None:
    if "quoted scalar" not in mistake.context and "double-quoted" not in mistake.context:
        return None
    half = re.search(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})", mistake.line)
    if half and half.start() < mistake.place.column <= half.end() + 1:
        # as JSON writes what lies beyond the first 65,536 characters; YAML has a longer form of its own
        code = 0x10000 + ((int(half[1], 16) & 0x3FF) << 10 | int(half[2], 16) & 0x3FF)
        return Reading(
            f"{half[0]} is how JSON writes {chr(code)}, and YAML does not",
            f"write the character itself, or \\U{code:08X}",
            Place(mistake.place.line, half.start() + 1),
        )
    backslash = mistake.line.rfind("\\", 0, mistake.place.column)
    return Reading(
        "this backslash sequence means nothing in double quotes",
        "write the text in single quotes, or write \\\\ for a backslash",
        Place(mistake.place.line, backslash + 1) if backslash >= 0 else mistake.place,
    )


def _start_of_value(mistake: _Mistake) -> Reading | None:
    problem = mistake.problem
    if "cannot start any token" not in problem and "node content" not in problem and "mapping keys" not in problem:
        return None
    character = mistake.line[mistake.place.column - 1 : mistake.place.column]
    if not character:
        return Reading("a value is missing here", "write it, or delete what leads up to it", mistake.place)
    return Reading(f"a value cannot start with {character}", "put the value in quotes", mistake.place)


def _list_on_line_of_key(mistake: _Mistake) -> Reading | None:
    if "sequence entries are not allowed" not in mistake.problem:
        return None
    return Reading(
        "a list cannot start on the same line as the name of its field",
        "start the list on the next line; or, if this is text, put it in quotes",
        mistake.place,
    )


def _block_text(mistake: _Mistake) -> Reading | None:
    if "scanning a block scalar" not in mistake.context:
        return None
    return Reading(
        "a value that starts with | or > goes on, on the next line",
        "start the text on the next line; or, if the sign belongs to it, put it in quotes",
        mistake.opened or mistake.place,
    )


def _bracket(mistake: _Mistake) -> Reading | None:
    found = re.search(r"expected ',' or '([\]}])'", mistake.problem)
    if not found:
        return None
    if mistake.is_at_end and mistake.opened:
        opening = mistake.line_at(mistake.opened)[mistake.opened.column - 1]
        return Reading(f"this {opening} is never closed", f"close it with {found[1]}", mistake.opened)
    if mistake.line[mistake.place.column - 1 : mistake.place.column] == ":":
        return Reading(
            "a second colon cannot stand here: a comma is missing before it, or this value needs quotes",
            "put a comma between the entries, or the whole value in quotes",
            mistake.place,
        )
    return Reading(
        f"a comma or {found[1]} is missing before this, in the list or mapping{mistake.from_line or ' in brackets'}",
        f"put a comma between the entries, and close the brackets with {found[1]}",
        mistake.place,
    )


def _bracket_too_many(mistake: _Mistake) -> Reading | None:
    character = mistake.line[mistake.place.column - 1 : mistake.place.column]
    if "expected" not in mistake.problem or "scanning" in mistake.context or character not in ("]", "}"):
        return None
    return Reading(
        f"this {character} closes nothing",
        "delete it, or open the bracket where the list or mapping starts; brackets in text need quotes",
        mistake.place,
    )


def _colon_missing(mistake: _Mistake) -> Reading | None:
    if "could not find expected ':'" not in mistake.problem:
        return None
    return Reading(
        "a colon is missing: this line is neither a field nor part of the value above",
        "write the field as name: value, or indent the line further if it carries on the text above",
        mistake.opened or mistake.place,
    )


def _percent(mistake: _Mistake) -> Reading | None:
    first = _line_below(mistake.lines, 0)
    if not first or not mistake.lines[first - 1].startswith("%"):
        return None
    return Reading("text that starts with % needs quotes", "put the value in quotes", Place(first, 1))


def _not_at_left(mistake: _Mistake) -> Reading | None:
    if "<document start>" not in mistake.problem:
        return None
    first = _line_below(mistake.lines, 0)
    if first and mistake.lines[first - 1].startswith(" "):
        return Reading(
            "the first line is indented, and others are not",
            "start every section at the very left",
            Place(first, 1),
        )
    return Reading("nothing more can stand here, where the file ended", "delete the ... line", mistake.place)


def _indentation(mistake: _Mistake) -> Reading | None:
    if not any(word in mistake.problem for word in ("<block end>", "expected key", "'-' indicator")):
        return None
    if "block collection" in mistake.context:
        return Reading(
            f"this line is not indented like its neighbours in the list{mistake.from_line}",
            "start it with a hyphen at the same column as the other entries, or indent it under one of them",
            mistake.place,
        )
    return Reading(
        f"this line is not indented like its neighbours in the mapping{mistake.from_line}",
        "line it up with the fields it belongs to; "
        "a value that goes on after a quotation mark or bracket closes is another cause",
        mistake.place,
    )


def _special(mistake: _Mistake) -> Reading | None:
    wanted = mistake.problem.partition(", but ")[0]
    for words, characters in (("alias anchor", "* or &"), ("tag", "!"), ("directive", "%")):
        if any(word in wanted or word in mistake.context for word in words.split()):
            place = mistake.opened or mistake.place
            return Reading(f"text that starts with {characters} needs quotes", "put the value in quotes", place)
    return None


_READINGS: tuple[Callable[[_Mistake], Reading | None], ...] = (
    _tab,
    _key_too_long,
    _colon_missing_above,
    _colon_missing_after_hyphen,
    _colon_in_value,
    _quote_never_closed,
    _quote_closed_elsewhere,
    _escape,
    _list_on_line_of_key,
    _block_text,
    _start_of_value,
    _bracket,
    _bracket_too_many,
    _colon_missing,
    _percent,
    _not_at_left,
    _special,
    _indentation,
)
"""In this order; the first that fits speaks."""


def _has_colon(line: str) -> bool:
    return re.search(r":(\s|$)", re.sub(r"(^|\s)#.*", "", line)) is not None


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _line_above(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the nearest line above that says anything."""
    return next((above for above in range(number - 1, 0, -1) if _says_something(lines[above - 1])), None)


def _line_below(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the nearest line below that says anything."""
    return next((below for below in range(number + 1, len(lines) + 1) if _says_something(lines[below - 1])), None)
