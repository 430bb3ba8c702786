"""What would follow if some statements were scored otherwise."""

from dataclasses import dataclass

from cqcplan.framework.vintage import Vintage
from cqcplan.scoring.gap import Range, possible_after
from cqcplan.scoring.result import Result, score


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A result as it is and as it would be."""

    before: Result
    after: Result
    changed: tuple[tuple[str, int | None, int], ...]
    """Statement id, score now, score then; in CQC's order."""
    after_span: Range
    """What the total can then be, where not all nine scores are known: a total known now is made use of."""


def known_scores(result: Result) -> dict[str, int]:
    """Return the scores of a result that are known, by statement id, in CQC's order."""
    return {item.id: item.score for item in result.statements if item.score is not None}


def what_if(result: Result, changes: dict[str, int]) -> WhatIf:
    """Score again from scratch with some scores changed."""
    now = known_scores(result)
    then = {**now, **changes}
    after = score(then, result.vintage)
    changed = tuple(
        (item.id, now.get(item.id), changes[item.id])
        for item in result.statements
        if item.id in changes and changes[item.id] != now.get(item.id)
    )
    span = possible_after(
        [item.score for item in result.statements],
        [changes.get(item.id) for item in result.statements],
        result.vintage.bands,
        result.points if result.points is not None else result.points_behind_printed,
    )
    return WhatIf(result, after, changed, span)


def parse_changes(words: str, vintage: Vintage) -> dict[str, int]:
    """Read ``safeguarding=3,equity=3``.

    Raises:
        ValueError: with one sentence, when it cannot be read.
    """
    changes: dict[str, int] = {}
    for part in words.split(","):
        name, equals, number = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise ValueError(f'"{part.strip()}" should be a quality statement, = and a score, such as safeguarding=3')
        statement = vintage.find_statement(name)
        if statement is None:
            known = ", ".join(item.id for item in vintage.statements)
            raise ValueError(f'there is no quality statement "{name}": write one of {known}')
        if number not in ("1", "2", "3", "4"):
            raise ValueError(f'"{number}" is not a score: write 1, 2, 3 or 4')
        if statement.id in changes:
            raise ValueError(f'"{name}" is given twice')
        changes[statement.id] = int(number)
    return changes


@dataclass(frozen=True, slots=True)
class Steps:
    """One score up beside one score down: what each would make of the whole."""

    up: Result | None
    """Nothing where every statement is at 4."""
    down: Result | None
    """Nothing where every statement is at 1."""


def one_step_each_way(result: Result) -> Steps:
    """Score again with one point more and one point less; which statement moves makes no difference to the sum."""
    scores = known_scores(result)
    rising = next((name for name, value in scores.items() if value < 4), None)
    falling = next((name for name, value in scores.items() if value > 1), None)
    return Steps(
        score({**scores, rising: scores[rising] + 1}, result.vintage) if rising else None,
        score({**scores, falling: scores[falling] - 1}, result.vintage) if falling else None,
    )
