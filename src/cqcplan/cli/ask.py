"""Asking the person at the terminal, where there is one. Ctrl-C at any question stops the command: see ``app``."""

import sys
from collections.abc import Callable, Collection

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


def one_of(words: Collection[str]) -> Check:
    """Take one of some words."""

    def check(answer: str) -> str:
        from cqcplan.problems.nearest import did_you_mean

        if answer.lower() in words:
            return answer.lower()
        near = did_you_mean(answer, words)
        raise ValueError(f'"{answer}" is none of {", ".join(words)}{f": {near}" if near else ""}')

    return check


def a_date(answer: str) -> str:
    """Take a date, however vague."""
    from cqcplan.model.dates import parse_when

    parse_when(answer)
    return answer


def a_number(answer: str) -> str:
    """Take a number as it is written in a plan."""
    from cqcplan.cli.edit import number

    number(answer)
    return answer
