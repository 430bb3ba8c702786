"""How commands speak: documents and data to stdout, talk to stderr, and the exit codes."""

import os
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NoReturn, TypeVar

from cqcplan.problems.visible import safe, visible

_Item = TypeVar("_Item")
NARROWEST, WIDEST = 60, 100
"""Between how many letters a line of text has."""


class Exit(IntEnum):
    """What the exit code says."""

    FINE = 0
    PROBLEMS = 1
    """Problems were found at or above the chosen level."""
    FAILED = 2
    """The job could not be done: wrong usage, unreadable input, a bug in the tool."""


def write(document: str | bytes) -> None:
    """Write a document to stdout, text as UTF-8 with LF line ends, whatever the machine."""
    flush()
    if isinstance(document, str):
        # a name on the disk may hold bytes that are no text: they are spelt out, never a reason to stop
        document = safe(document, is_terminal=sys.stdout.isatty()).encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(document)
    sys.stdout.buffer.flush()


def flush() -> None:
    """Let out what has been said on stdout, before something else is written to it."""
    sys.stdout.flush()


def say(text: str, *, coloured: bool = False) -> None:
    """Talk to the person at the terminal; ``coloured`` where colours were put in on purpose."""
    sys.stderr.write(f"{safe(text, is_terminal=True) if coloured else visible(text)}\n")


def complain(message: str, help_: str | None = None) -> None:
    """Say what could not be done, and what to do about it."""
    say(f"error: {message}")
    if help_:
        say(f"  = help: {help_}")


def fail(message: str, help_: str | None = None) -> NoReturn:
    """Stop with one message: the job could not be done."""
    complain(message, help_)
    leave(Exit.FAILED)


def leave(code: Exit) -> NoReturn:
    """End the command with an exit code."""
    raise SystemExit(int(code))


def in_colour(choice: str, stream: object = None) -> bool:
    """Decide on colour: the option, then NO_COLOR and FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    is_terminal = getattr(stream or sys.stdout, "isatty", lambda: False)
    return bool(is_terminal()) and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how wide text is set: as the terminal is, within reason; elsewhere always the same."""
    if not sys.stdout.isatty():
        return WIDEST
    from shutil import get_terminal_size

    return min(max(get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)


def in_turn(items: Sequence[_Item]) -> Iterable[_Item]:
    """Go through a long piece of work, with its progress on a terminal and silently elsewhere."""
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description="Making papers", console=Console(stderr=True), transient=True)
