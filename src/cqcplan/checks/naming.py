"""How a rule tells of several entries in one problem, so that forty of a kind are told once."""

from collections.abc import Sequence

from cqcplan.checks.subject import EntryInFile
from cqcplan.problems.problem import Problem

_NAMED = 4


def few(names: Sequence[str]) -> str:
    """Name the first few: ``a, b and c``, or ``a, b, c, d and 9 more``."""
    shown = list(names) if len(names) <= _NAMED + 1 else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, noun: str) -> str:
    """Count in words that agree: ``1 milestone``, ``3 priorities``."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number} {noun}s"


def together(number: str, found: Sequence[EntryInFile], *, one: str, many: str, todo: str) -> Problem:
    """Make one problem about entries of a section: at the entry, or at the section where there are several.

    Args:
        number: that of the rule they break.
        found: the entries, at least one.
        one: what is said of a single entry, at its place.
        many: what is said of several; their ids follow.
        todo: what to do about it.
    """
    file, route, _ = found[0]
    if len(found) == 1:
        return file.problem(number, (*route, "id"), one, help=todo)
    ids = few([placed.entry.id for placed in found])
    return file.problem(number, route[:1], f"{many}: {ids}", key=True, help=todo)
