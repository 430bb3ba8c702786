"""What tells a problem from every other and stays the same when lines move."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cqcplan.problems.codes import as_first
from cqcplan.problems.problem import Problem


def numbered(problems: Iterable[Problem]) -> Iterator[tuple[Problem, int]]:
    """Number the problems that share code, file and entry: 1, 2, 3 in the order they stand in the file."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    for problem in problems:
        key = (problem.code, problem.file, problem.entry)
        seen[key] += 1
        yield problem, seen[key]


def fingerprint(problem: Problem, number: int) -> str:
    """Return a fingerprint of code, file and entry: neither lines nor wording are in it."""
    from hashlib import sha256  # noqa: PLC0415 - only two formats need it

    parts = (as_first(problem.code), problem.file, problem.entry or "", str(number))
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
