"""CQC results as published: those shipped with the framework, and a council's own additions in the same form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cqcplan.framework.vintage import framework_data


@dataclass(frozen=True)
class PublishedResult:
    """One published result. What is not known is nothing, and is never filled in."""

    council: str
    published: str | None
    """As vague as the source: ``2025-02-28``, ``2025-05``, ``2026``."""
    kind: str
    scores: tuple[int | None, ...] | None
    overall_percent: int | None
    rating: str | None
    source: str
    points_known: int | None
    """The total, where a source gave it without every score."""
    supersedes: bool
    """Whether it replaces the same council's earlier result."""
    note: str | None
    checked: str | None = None
    """How the scores were checked: ``both``, ``primary``, ``partly`` or ``secondary``, as the shipped file explains."""
    withdrawn: str | None = None
    """When CQC took the report back: the result is shown, and never ranked or counted."""
    addresses: tuple[str, ...] = ()
    """Where each fact of the row can be read again."""

    @property
    def is_secondary(self) -> bool:
        """Whether it is known from a public table or the press alone, and not from CQC or a public body."""
        return self.checked == "secondary" or (self.checked is None and self.source == "local-press-or-mirror")

    @property
    def points(self) -> int | None:
        """The total of all nine scores, where they or it are known."""
        if self.scores and all(score is not None for score in self.scores):
            return sum(score for score in self.scores if score is not None)
        return self.points_known


@dataclass(frozen=True)
class PublishedResults:
    """A collection of published results."""

    collected: str
    """When: ``2026-11``."""
    limits: str
    statements: tuple[str, ...]
    results: tuple[PublishedResult, ...]

    @property
    def in_force(self) -> tuple[PublishedResult, ...]:
        """The results that no later one replaces and that CQC has not taken back."""
        replaced = {item.council for item in self.results if item.supersedes}
        return tuple(
            item for item in self.results if (item.supersedes or item.council not in replaced) and not item.withdrawn
        )

    @property
    def withdrawn(self) -> tuple[PublishedResult, ...]:
        """The results that CQC took back."""
        return tuple(item for item in self.results if item.withdrawn)


@cache
def shipped_results() -> PublishedResults:
    """Return the results that came with cqcplan."""
    return results_from(framework_data("published-results"))


def results_from(data: Mapping[str, Any]) -> PublishedResults:
    """Make a collection from plain data in the form of ``published-results.yaml``."""
    return PublishedResults(
        collected=str(data["collected"]),
        limits=str(data["limits"]).strip(),
        statements=tuple(data["statements"]),
        results=tuple(_result(item) for item in data["results"]),
    )


def _result(item: Mapping[str, Any]) -> PublishedResult:
    scores = item.get("scores")
    published = item.get("published")
    return PublishedResult(
        council=item["council"],
        published=None if published is None else str(published),
        kind=item.get("kind", "formal"),
        scores=tuple(scores) if scores else None,
        overall_percent=item.get("overall_percent"),
        rating=item.get("rating"),
        source=item.get("source", "not stated"),
        points_known=item.get("points_known"),
        supersedes=bool(item.get("supersedes")),
        note=item.get("note"),
        checked=item.get("checked"),
        withdrawn=str(item["withdrawn"]) if "withdrawn" in item else None,
        addresses=tuple(item.get("addresses", ())),
    )
