"""What one run of ``validate`` found: all that any format shows."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from cqcplan.problems.problem import Problem, Severity

_NOUNS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("piece of information", "pieces of information"),
}
"""Severities, worst first, and how they are counted in words."""
MOST_ALIKE = 1_000
"""Problems of one rule in one file that are told one by one: a slip can set off hundreds of thousands."""


class Failure(NamedTuple):
    """Something asked for that could not be looked at, so that there is no file to blame."""

    message: str
    help: str | None = None

    @classmethod
    def told(cls, message: str, help_: str | None) -> "Failure":
        """Show bytes of a name that are no text as such, so that every format can be written."""
        return cls(message.encode("utf-8", "backslashreplace").decode("utf-8"), help_)


class LetStand(NamedTuple):
    """A problem that a waiver in the plan lets stand."""

    problem: Problem
    reason: str
    until: str | None
    """The last day it is let stand, as YYYY-MM-DD."""


class Outcome(NamedTuple):
    """One run."""

    problems: tuple[Problem, ...]
    """Sorted by file, place and code."""
    plans: int
    """How many plans were checked."""
    files: tuple[str, ...]
    """Every file checked, by name, with and without problems."""
    failures: tuple[Failure, ...] = ()
    waived: tuple[LetStand, ...] = ()
    in_baseline: int = 0
    """How many more problems a baseline knows of, so that they are not shown."""
    gone: int = 0
    """How many problems a baseline lists that are no longer there."""
    exit_code: int = 0
    """The exit code: 0 fine, 1 problems that count, 2 something could not be read."""

    unshown: tuple[tuple[Severity, int], ...] = ()
    """How many more of a severity there are, where one problem stands for many."""

    @property
    def counts(self) -> dict[Severity, int]:
        """How many problems there are of every severity, worst first."""
        counted = Counter(problem.severity for problem in self.problems)
        counted.update(dict(self.unshown))
        return {severity: counted[severity] for severity in _NOUNS}

    @property
    def in_bounds(self) -> "Outcome":
        """The same, where of many problems of one rule in one file one stands for all but the first."""
        alike = Counter((problem.file, problem.code) for problem in self.problems)
        if max(alike.values(), default=0) <= MOST_ALIKE:
            return self
        kept: list[Problem] = []
        seen: Counter[tuple[str, str]] = Counter()
        unshown: Counter[Severity] = Counter()
        for problem in self.problems:
            kind = (problem.file, problem.code)
            seen[kind] += 1
            if seen[kind] <= MOST_ALIKE:
                kept.append(problem)
            elif seen[kind] == MOST_ALIKE + 1:
                kept.append(_for_the_rest(problem, alike[kind] - MOST_ALIKE))
            else:
                unshown[problem.severity] += 1
        return self._replace(problems=tuple(kept), unshown=tuple(unshown.items()))

    @property
    def in_words(self) -> str:
        """The last line: ``2 errors, 1 warning in 1 plan, 3 files``."""
        said = [_count(number, *_NOUNS[severity]) for severity, number in self.counts.items() if number]
        said += [f"{len(self.waived)} waived"] if self.waived else []
        said += [f"{self.in_baseline} in the baseline"] if self.in_baseline else []
        if not any(self.counts.values()):
            said.insert(0, "no problems")
        plans, files = _count(self.plans, "plan", "plans"), _count(len(self.files), "file", "files")
        return f"{', '.join(said)} in {plans}, {files}"

    def with_paths(self, path: Callable[[str], str]) -> "Outcome":
        """Return the same with every file named in another way."""
        return self._replace(
            files=tuple(path(file) for file in self.files),
            problems=tuple(
                problem._replace(
                    file=path(problem.file),
                    related=tuple(related._replace(file=path(related.file)) for related in problem.related),
                )
                for problem in self.problems
            ),
        )


def _for_the_rest(first: Problem, number: int) -> Problem:
    """Return what stands for the rest of one rule's problems in one file, where the first of them is."""
    said = _count(number, "problem", "problems")
    return first._replace(
        message=f"{said} of {first.code} from here on in this file, not shown one by one",
        help="put right what is shown: one slip may have set off the rest",
        label=None,
        entry=None,
        related=(),
    )


def _count(number: int, noun: str, nouns: str) -> str:
    return f"{number:,} {noun if number == 1 else nouns}"
