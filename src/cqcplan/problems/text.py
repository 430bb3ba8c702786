"""Problems for people to read: the message, the line, a caret, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cqcplan.problems.problem import Problem, Severity
from cqcplan.problems.visible import on_one_line, visible

_COLOUR = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
SHOWN = 1000
"""How many problems are shown with their lines: nobody reads more, and one slip may set off hundreds of thousands."""
_TABS = re.compile("(\t)")
_WIDEST = 160
"""A longer line is shown in part, so that the caret stays in sight."""


def full(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """Show the first problems with their lines and carets, and of the rest how many there are of each rule."""
    said = "".join(_one(problem, colour=colour) + "\n" for problem in problems[:SHOWN])
    rest = Counter(problem.code for problem in problems[SHOWN:])
    if not rest:
        return said
    of_each = ", ".join(f"{number:,} {code}" for code, number in sorted(rest.items()))
    more = "1 more problem is" if rest.total() == 1 else f"{rest.total():,} more problems are"
    return f"{said}{more} not shown: {of_each}\n   = help: --output-format concise shows more, a line for each\n\n"


def concise(problems: Iterable[Problem]) -> str:
    """Show every problem on one line: ``path:line:column: CODE message``."""
    return "".join(f"{_place(problem)}: {problem.code} {visible(problem.message)}\n" for problem in problems)


def _place(problem: Problem) -> str:
    return f"{shown_path(problem.file)}:{problem.place.line}:{problem.place.column}"


def shown_path(file: str) -> str:
    """Show a path on one line: a name may hold line ends and codes that would move the cursor."""
    return on_one_line(file)


def _one(problem: Problem, *, colour: bool) -> str:
    strong, bold, dim, reset = (_COLOUR[problem.severity], _BOLD, _DIM, _RESET) if colour else ("", "", "", "")
    place = problem.place
    entry = f" ({visible(problem.entry)})" if problem.entry else ""
    out = [
        (
            f"{_place(problem)}: "
            f"{strong}{problem.severity}[{problem.code}]{reset} {bold}{visible(problem.message)}{reset}{entry}"
        )
    ]
    if problem.line_text is not None:
        line, column = _shown(problem.line_text, place.column)
        number = str(place.line)
        gutter = " " * len(number)
        length = max(1, problem.extent.end_column - place.column)
        marks = "^" * max(1, _width(visible(line[column - 1 : column - 1 + length])))
        label = f" {visible(problem.label)}" if problem.label else ""
        # a tab before the caret is kept, so that both lines are as wide
        before = "".join(
            "\t" if part == "\t" else " " * _width(visible(part)) for part in _TABS.split(line[: column - 1])
        )
        out += [f" {gutter} {dim}|{reset}", f" {number} {dim}|{reset} {visible(line)}"]
        out.append(f" {gutter} {dim}|{reset} {before}{strong}{marks}{label}{reset}")
    out += [
        f"   {dim}= {related.label}:{reset} {shown_path(related.file)}:{related.place.line}:{related.place.column}"
        for related in problem.related
    ]
    if problem.help:
        out.append(f"   {dim}= help:{reset} {visible(problem.help)}")
    return "\n".join(out) + "\n"


def _width(text: str) -> int:
    """Return how many places some text takes on a terminal: Chinese and emoji two, an accent of its own none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, combining, east_asian_width  # noqa: PLC0415 - seldom needed

    return sum(
        0 if combining(sign) or category(sign) in ("Mn", "Me", "Cf") else 2 if east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _shown(line: str, column: int) -> tuple[str, int]:
    """Cut a long line to the part round the column."""
    if len(line) <= _WIDEST:
        return line.rstrip(), column
    start = max(0, column - 1 - _WIDEST // 3)
    part = line[start : start + _WIDEST].rstrip()
    if start:
        return f"…{part}", column - start + 1
    return part, column
