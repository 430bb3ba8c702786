"""Several councils together, for ``score --region`` and papers about several councils."""

from typing import TYPE_CHECKING, NamedTuple

from cqcplan.cli.plans import each_of, stop_at
from cqcplan.cli.talk import fail, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from cqcplan.framework.results import PublishedResults
    from cqcplan.model.document import Plan
    from cqcplan.papers.occasion import Occasion
    from cqcplan.scoring.standing import Standing
    from cqcplan.scoring.together import Together

NAMED = 4
"""More councils than this are counted at the head of a paper, not named."""


class _Looked(NamedTuple):
    """What is kept of a plan."""

    council: str
    standing: "Standing | None"
    """Nothing where the plan is not for the public."""


def read_results(paths: "Sequence[Path]") -> "list[PublishedResults]":
    """Read files of results; stop at the first that has problems."""
    from cqcplan.exchange.published.read import load_results

    collections = []
    for path in paths:
        found = load_results(path)
        if found.results is None:
            stop_at(found.problems, "file", unreadable=not found.opened)
        collections.append(found.results)
    return collections


def of_councils(named: "Sequence[str] | None", results: "Sequence[Path]", day: "date") -> "Occasion":
    """Put councils together: those of plans, as far as the public may read them, and those of files of results.

    Without plans and without files, all published results that come with cqcplan. One plan is held at a time.

    Args:
        named: words that name plans; without any, and without files, every plan under ./plans.
        results: files of published results whose councils are looked at too.
        day: the day to look from.
    """
    from cqcplan.framework.results import shipped_results
    from cqcplan.scoring.together import together

    own = read_results(results)
    looked = [] if own and not named else each_of(named, lambda plan: _look(plan, day))
    withheld = [item.council for item in looked if item.standing is None]
    for council in withheld:
        say(f"note: {council}: its plan is not for the public, so published results alone are looked at")
    standings = [item.standing for item in looked if item.standing]
    found = together(standings, [shipped_results(), *own], own, day, withheld)
    if not found.standings:
        fail("nothing that the public may read is known of these councils", "name a public plan, or --results FILE")
    return occasion_of(found)


def of_results_alone(results: "Sequence[Path]", day: "date") -> "Occasion":
    """Put together every council with a published result: a paper in which no word comes from a plan."""
    from cqcplan.framework.results import shipped_results
    from cqcplan.scoring.together import together

    return occasion_of(together((), [shipped_results(), *read_results(results)], (), day))


def occasion_of(found: "Together") -> "Occasion":
    """Return the circumstances of a paper about several councils: its plan has no entries, and gives it its head."""
    from cqcplan.english import joined
    from cqcplan.framework.vintage import CURRENT
    from cqcplan.papers.nobodys import nobodys_plan
    from cqcplan.papers.occasion import Occasion
    from cqcplan.timeline.periods import PaperPeriod

    names = [item.council for item in found.standings]
    council = joined(names) if len(names) <= NAMED else f"{len(names)} councils"
    plan = nobodys_plan("councils", council, CURRENT, "Where councils stand")
    return Occasion(plan, found.as_of, PaperPeriod("", found.as_of, found.as_of), None, councils=found)


def _look(whole: "Plan", day: "date") -> _Looked:
    from cqcplan.scoring.standing import of_plan
    from cqcplan.view import view
    from cqcplan.view.audience import WithheldPlanError

    council = whole.header.council.name
    try:
        return _Looked(council, of_plan(view.view_of(whole, day, "public").plan, day))
    except WithheldPlanError:
        return _Looked(council, None)
