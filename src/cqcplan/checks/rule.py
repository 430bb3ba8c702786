"""What a rule says of itself."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Problem, Severity

Check = Callable[[Subject], Iterable[Problem]]


class Rule(NamedTuple):
    """One rule. Its module holds it as ``RULE`` and, unless the reader or the schema finds it, a ``check``."""

    number: str
    """Three figures, never reused. The first is that of its family."""
    name: str
    """The same in words, for people: ``unknown-reference``."""
    severity: Severity
    what: str
    """What it checks, in a sentence or two."""
    why: str
    """Why it matters, with the source of the requirement where there is one."""
    bad: str
    """A file, or part of one, that breaks it. The line that does ends in ``# here`` where YAML allows a comment."""
    good: str
    """The same put right."""
    find: Check | None = None
    """Finds it in a plan; left out where reading or the schema does."""
    needs_day: bool = False
    """Whether it looks from a day (``--as-of``)."""
    on_by_default: bool = True
    options: tuple[Option[Any], ...] = ()
    """What the settings file may change of it; ``find`` asks for each by ``subject.option``."""

    @property
    def code(self) -> str:
        """Its number as it is shown and asked for: ``PLAN411``."""
        return coded(self.number)
