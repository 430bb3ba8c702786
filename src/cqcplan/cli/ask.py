"""Asking the person at the terminal, where there is one. Ctrl-C at any question stops the command: see ``app``."""

import sys
from collections.abc import Callable, Collection, Mapping

import typer

from cqcplan.cli.talk import complain

Check = Callable[[str], str]
"""Takes an answer; returns what is meant by it, or raises ``ValueError`` with what is wrong with it."""


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, check: Check | None = None) -> str | None:
    """Ask until there is an answer that can be used; nothing where Enter alone is pressed."""
    while True:
        answer = str(typer.prompt(question, default="", show_default=False, err=True)).strip()
        if not answer or check is None:
            return answer or None
        try:
            return check(answer)
        except ValueError as error:
            complain(str(error))


def one_of(words: Collection[str], named: Mapping[str, str] | None = None) -> Check:
    """Take one of some words, or what people say for it; ``named`` are the council's own."""

    def check(answer: str) -> str:
        from cqcplan.typed.words import read_word

        return read_word(answer, words, named, what="an answer here")

    return check


def a_date(answer: str) -> str:
    """Take a date, however vague and however written."""
    from cqcplan.cli.clock import today
    from cqcplan.typed.dates import read_date, written

    return written(read_date(answer, today=today()))


def a_number(answer: str) -> str:
    """Take a number, with commas, £ or % where they help."""
    from cqcplan.typed.figures import read_bounded

    read_bounded(answer)
    return answer
