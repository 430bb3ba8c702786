"""Slips that YAML does not know for what they are: pasted characters, conflicts of git, brackets left open.

The parser stumbles over each of them further on, and finds fault there with something else.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml
from yaml.tokens import FlowMappingEndToken, FlowMappingStartToken, FlowSequenceEndToken, FlowSequenceStartToken

from cqcplan.problems.problem import Place
from cqcplan.yamltext.event_parser import event_parser

LINES_ABOVE = 2
"""How many lines above the one that the parser stumbles over may be to blame."""
BLANKS = "\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Blanks that YAML takes for letters, as they stand in a class of characters."""
DASHES = "\u2010-\u2015\u2212\u2043\uff0d"
BULLETS = "*\xb7\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u2219"
CURLY = "\u2018-\u201f\xab\xbb"
"""Quotation marks that YAML takes for letters."""
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")
_NAME = rf"[\w.\"'{CURLY}-]+ *[:\uff1a]"
_BLANK = re.compile(rf" *(?:[-{DASHES}{BULLETS}] *)?(?:{_NAME} *)?([{BLANKS}])")
_DASH = re.compile(rf" *([{DASHES}{BULLETS}])[ {BLANKS}]")
_NO_SPACE = re.compile(r" *(-)[A-Za-z_][\w-]*:(?: |$)")
_WIDE_COLON = re.compile(r" *(?:- +)?[\w-]+ *(\uff1a)")
_CURLY_VALUE = re.compile(rf"[^#]*?(?:[:\[{{,-] +|[\[{{])([{CURLY}])")
_STARTS_ENTRY = re.compile(r"( *)(- |-$|[\w-]+:(?: |$))")


class Slip(NamedTuple):
    """What was found, what to do, and where."""

    message: str
    help: str
    place: Place


def slip_before(lines: Sequence[str], text: str, place: Place) -> Slip | None:
    """Return what the parser may have stumbled over.

    Args:
        lines: the file, line by line.
        text: the same, whole.
        place: where it stopped.
    """
    return _conflict(lines) or _pasted(lines, place) or _left_open(lines, text, place)


def named(character: str) -> str:
    """Name a character that looks like another or like nothing: ``no-break space``."""
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()


def _conflict(lines: Sequence[str]) -> Slip | None:
    marks = [(number, line) for number, line in enumerate(lines, 1) if _CONFLICT.fullmatch(line.rstrip())]
    # a line of equals signs alone may be meant as a rule under a heading
    if not any(line[0] in "<>" for _, line in marks):
        return None
    return Slip(
        "git left a conflict here that nobody has settled",
        "choose between the lines up to ======= and those up to >>>>>>>, and delete the lines with the marks",
        Place(marks[0][0], 1),
    )


def _pasted(lines: Sequence[str], place: Place) -> Slip | None:
    """Find a character that only looks like one of YAML's, on the line or just above it."""
    for number in _upwards(lines, place.line):
        line = lines[number - 1]
        if found := _BLANK.match(line):
            is_seen = found[1] not in "\u200b\u2060"
            return Slip(
                f"a {named(found[1])} stands here; YAML is laid out with ordinary spaces",
                "replace it with a space" if is_seen else "delete it: it does not show on screen",
                _one_sign(number, found),
            )
        if found := _DASH.match(line):
            what = "bullet" if re.match(f"[{BULLETS}]", found[1]) else "dash"
            return Slip(
                f"this {what} ({found[1]}) is not a hyphen",
                "begin the entry with a hyphen and a space; text that begins so needs quotes",
                _one_sign(number, found),
            )
        if found := _NO_SPACE.match(line):
            return Slip(
                "a space is missing after this hyphen",
                "begin the entry with a hyphen and a space",
                _one_sign(number, found),
            )
        if found := _WIDE_COLON.match(line):
            return Slip(
                f"this colon ({found[1]}) is not an ordinary one",
                "write the field as name: value",
                _one_sign(number, found),
            )
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if found := _CURLY_VALUE.match(line, 0, place.column):
        return Slip(
            f"curly quotation marks ({found[1]}) are letters to YAML: they hold no text together",
            "put straight quotation marks round the whole value: ' or \"",
            _one_sign(place.line, found),
        )
    return None


def _one_sign(line: int, found: re.Match[str]) -> Place:
    return Place(line, found.start(1) + 1, line, found.end(1) + 1)


def _upwards(lines: Sequence[str], line: int) -> Iterator[int]:
    """Return the numbers of a line and of those just above it, blank ones and comments left out."""
    left = LINES_ABOVE + 1
    for number in range(min(line, len(lines)), 0, -1):
        if lines[number - 1].strip(" \t") and not lines[number - 1].lstrip(" ").startswith("#"):
            yield number
            left -= 1
            if not left:
                return


def _left_open(lines: Sequence[str], text: str, place: Place) -> Slip | None:
    """Find a bracket that is still open where a new entry or field begins further to the left."""
    opened: list[Place] = []
    next_token = event_parser(text).get_token
    try:
        while (token := next_token()) is not None:
            if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
                opened.append(Place(token.start_mark.line + 1, token.start_mark.column + 1))
            elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
                opened.pop()
            if token.start_mark.line >= place.line:
                break
    except yaml.YAMLError:
        pass
    if not opened or opened[-1].line >= place.line:
        return None
    start = opened[-1]
    at = lines[start.line - 1]
    indent = len(at) - len(at.lstrip(" "))
    for line in lines[start.line : place.line]:
        begins = _STARTS_ENTRY.match(line)
        if begins and (len(begins[1]) <= indent or begins[2].startswith("-")):
            mark = at[start.column - 1]
            return Slip(
                f"this {mark} is never closed",
                f"close it with {'}' if mark == '{' else ']'} where the list ends",
                start,
            )
    return None
