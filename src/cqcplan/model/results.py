"""A file of published results that a council adds to those shipped (``score --results``)."""

from typing import Annotated, Literal

from pydantic import Field

from cqcplan.model.assessments import Percent, Score
from cqcplan.model.base import Date, Flag, Record, Text
from cqcplan.model.moments import Begins, Comes, Stated
from cqcplan.model.vocabulary import Checked, Rating


class OwnResult(Record):
    """One council's published result. What is not known is left out."""

    council: Text
    published: Annotated[Date | None, Begins()] = None
    kind: Literal["pilot", "formal"] = "formal"
    scores: Annotated[tuple[Score | None, ...], Field(min_length=9, max_length=9)] | None = None
    """Nine scores in CQC's order; ``null`` for one not known."""
    overall_percent: Percent | None = None
    rating: Rating | None = None
    points_known: Annotated[int, Field(strict=True, ge=9, le=36)] | None = None
    """The total of the nine scores, where it is known without every score."""
    source: Text | None = None
    addresses: tuple[Text, ...] = ()
    """Where it can be read again."""
    checked: Checked | None = None
    """How the scores were checked: against CQC's text and a public table, CQC's text, in part, or not against it."""
    supersedes: Flag = False
    withdrawn: Annotated[Date | None, Comes()] = None
    """The day CQC took the report back: it is then never ranked or counted."""
    note: Text | None = None


class ResultsFile(Record):
    """Published results, with the date they were collected and their limits."""

    collected: Annotated[Date, Stated()]
    limits: Text
    results: Annotated[tuple[OwnResult, ...], Field(min_length=1)]
