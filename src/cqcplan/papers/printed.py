"""What ``{{ value }}`` puts into a section: always text of the plan or of the template, never markup of its own."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from cqcplan.model.dates import When, day_words
from cqcplan.papers.blocks import Rated
from cqcplan.papers.emphasis import BOLD, PLAIN, as_typed
from cqcplan.view.suppress import Withheld

BREAK = "\u2029"
"""Stands for a blank line inside a text of the plan, so that it does not end the paragraph before the template does."""
MARK = "\ufdd0"
"""Stands round what only the reader of sections understands. No text may hold it: Unicode gives it to nobody."""
ALONE = "\ufdd1"
"""Stands at the end of a line of a template that is one value and nothing else."""
BULLET = "\u2022 "
"""Begins each line of a list that was typed or pasted into a text."""
_SIGN = re.compile(
    r"^[ \t]*(?:([\u2022\u25e6\u25aa\u2023\u25cf\u25cb\u25a0\u00b7\uf0b7\uf0a7])|[-\u2013*o](?=[ \t]))[ \t]*(?=\S)"
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SPACES = re.compile(r"[^\S\u2029]+")
_NOT_FOR_TEXT = re.compile(f"[{MARK}{ALONE}{BOLD}{PLAIN}]")
_INLINE = re.compile(r"([\\`*\[\]<>~&{])|(?<![^\W_])(_)|(_)(?![^\W_])|(!)(?=\[)|(\|)")
_AT_START = re.compile(r"^( ?)(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))")
_DIGITS = re.compile(r"^( ?)(\d)(?=\d{0,8}$)")


def printed(value: Any) -> Markup:
    """Write a value into Markdown so that it reads as the same text, wherever on a line it stands.

    Raises:
        TypeError: for a value that has no words: a list, an entry.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        str(value)  # says what is missing
    if value is None or value is False:
        return marked("")
    if isinstance(value, Rated):
        return marked(f'[{escaped(value.word)}](rated:{value.colour} "{escaped(value.letter)}")')
    if isinstance(value, date):
        value = day_words(value)
    if isinstance(value, (str, When, Withheld, int, float)) and value is not True:
        return marked(escaped(str(value)))
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        message = "a list cannot be printed: go through it with {% for %}, or join it with | words"
    else:
        message = f"{_a(value)} cannot be printed: print one of the words it holds, such as its title"
    raise TypeError(message)


def marked(markdown: str) -> Markup:
    """Mark a text as Markdown whose parts are escaped already."""
    return Markup(markdown)  # noqa: S704 - the one place


def _a(value: Any) -> str:
    name = type(value).__name__.lower()
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def escaped(text: str) -> str:
    """Escape plain text for Markdown."""
    if text.isalpha():
        return text
    text = _NOT_FOR_TEXT.sub("\ufffd", text)
    if "\n" in text:
        text = _with_lists(text)
    text = _SPACES.sub(" ", _BLANK_LINES.sub(BREAK, text) if "\n" in text else text)
    text = _INLINE.sub(_escape, text)
    text = _AT_START.sub(_escape_start, text)
    # a number alone may come to stand before a full stop, as the start of a list
    return _DIGITS.sub(lambda found: f"{found[1]}&#{ord(found[2])};", text)


def _with_lists(text: str) -> str:
    """Set each line that was typed or pasted as an item of a list apart, under one sign.

    A dash, a star or an ``o`` begins an item where the line above ends with a colon, or where two lines or more begin
    so: else it may be a dash between words at which the line was broken. An item goes on over lines that are set in or
    begin small; a line that begins with a capital is the text after the list.
    """
    lines = text.split("\n")
    signs = [_SIGN.match(line) for line in lines]
    above = next((line for line, sign in zip(lines, signs[1:], strict=False) if sign and line.strip()), "")
    if not any(sign and sign[1] for sign in signs) and sum(map(bool, signs)) < 2 and not above.rstrip().endswith(":"):
        return text
    apart = []
    in_list = False
    for line, sign in zip(lines, signs, strict=True):
        ends_it = in_list and line[:1].isupper()
        in_list = bool(sign) or (in_list and not ends_it)
        apart.append(f"\n{BULLET}{line[sign.end() :]}" if sign else f"\n{line}" if ends_it else line)
    return "\n".join(apart)


def with_bold(text: str | None) -> Markup:
    """Escape a text in which ``**words**`` between asterisks are bold, as councils type them."""
    parts = re.split(f"([{BOLD}{PLAIN}])", as_typed(_NOT_FOR_TEXT.sub("\ufffd", text or "")))
    return marked("".join("**" if part in (BOLD, PLAIN) else escaped(part) for part in parts))


def _escape(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _escape_start(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def on_plain(change: Callable[[str], str]) -> Callable[[Any], Any]:
    """Make a filter that changes only what stands at the start or end of words also take what is written already."""

    def applied(value: Any) -> Any:
        return marked(change(str(value))) if isinstance(value, Markup) else change("" if value is None else str(value))

    return applied
