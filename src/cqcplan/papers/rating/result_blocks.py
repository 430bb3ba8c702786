"""What ``cqcplan score`` says of one result: the blocks, in order, for what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cqcplan.framework.results import PublishedResults
from cqcplan.framework.vintage import Vintage, load_vintage
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import ASSESSMENT_WORDS, RATING_WORDS
from cqcplan.papers.blocks import Block, Heading, Paragraph
from cqcplan.papers.rating import clock as clock_part
from cqcplan.papers.rating import comparison, explain, gap, history, path, scores
from cqcplan.scoring.clock import Clock, clock
from cqcplan.scoring.compare import Comparison, compare, newest
from cqcplan.scoring.current import current_assessment, in_order, known, ratings_in_a_row, result_of
from cqcplan.scoring.path import Aim, aims
from cqcplan.scoring.readiness import readiness_of
from cqcplan.scoring.result import Result
from cqcplan.scoring.ways import Ways, ways_to
from cqcplan.scoring.what_if import WhatIf, what_if
from cqcplan.timeline.state import state_of


@dataclass(frozen=True, slots=True)
class ScoreAsked:
    """What was asked beyond the result itself."""

    as_of: date
    target: str | None = None
    changes: dict[str, int] = field(default_factory=dict)
    collections: Sequence[PublishedResults] = ()
    """The published results known, a later collection's before an earlier one's; none where neither a comparison nor a
    target was asked for."""
    compare: bool = False
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One result and everything worked out from it."""

    plan: Plan | None
    result: Result
    asked: ScoreAsked
    history: tuple[Result, ...]
    clock: Clock | None
    aims: tuple[Aim, ...]
    ways: Ways | None
    """The ways to the rating that was asked for."""
    what_if: WhatIf | None
    comparison: Comparison | None

    @property
    def council(self) -> str | None:
        """The council in running text; nothing for scores that are nobody's."""
        header = self.plan.header if self.plan else None
        return (header.council.short_name or header.council.name) if header else None

    @property
    def title(self) -> str:
        """What the answer is about."""
        made = self.result.assessment
        if self.plan is None or made is None:
            return f"Scores given ({self.result.vintage.title})"
        published = f", published {made.published}" if made.published else ""
        return f"{self.plan.header.council.name}: {made.title or ASSESSMENT_WORDS[made.kind]}{published}"


def answer(plan: Plan | None, result: Result, asked: ScoreAsked) -> Answer:
    """Work out what was asked."""
    vintage = _vintage(plan, result)
    statements = tuple(item.id for item in result.statements)
    made = _history(plan, asked.as_of) if plan else ()
    state = state_of(plan, asked.as_of) if plan else None
    in_a_row = ratings_in_a_row(plan, result.assessment) if plan and result.assessment else 1
    return Answer(
        plan=plan,
        result=result,
        asked=asked,
        history=made,
        aims=aims(result, made, state) if state else (),
        clock=clock(result, vintage, asked.as_of, in_a_row),
        ways=ways_to(
            asked.target,
            result,
            readiness_of(state, statements) if state else {},
            newest(asked.collections, asked.as_of),
        )
        if asked.target
        else None,
        what_if=what_if(result, asked.changes) if asked.changes else None,
        comparison=compare(result, plan.header.council.name if plan else None, asked.collections, asked.as_of)
        if asked.compare
        else None,
    )


def _vintage(plan: Plan | None, result: Result) -> Vintage:
    return load_vintage(plan.header.framework) if plan else result.vintage


def _history(plan: Plan, as_of: date) -> tuple[Result, ...]:
    """Return every assessment that was made by a date, and targets whenever they are for, oldest first."""
    return tuple(result_of(item) for item in in_order(plan.assessments) if known(item, as_of))


def _rating_in_force(found: Answer) -> list[Block]:
    """Say which rating stands, where the assessment looked at is one that leaves it."""
    made = current_assessment(found.plan, found.asked.as_of) if found.plan and found.result.leaves_rating else None
    rating = result_of(made).best_rating if made and made.kind == "comprehensive" else None
    if made is None or rating is None:
        return []
    return [Paragraph(f"The rating in force is {RATING_WORDS[rating].lower()}, published {made.published}.")]


def blocks(found: Answer) -> list[Block]:
    """Set an answer in blocks."""
    result = found.result
    out: list[Block] = [Heading(found.title)]
    out += scores.score_tables(result)
    out += scores.summary(result)
    out += _rating_in_force(found)
    out += gap.steps(result)
    out += clock_part.clock_blocks(found.clock)
    out += history.history(found.history)
    out += path.path(found.aims)
    if found.ways:
        out += gap.target(result, found.ways)
    if found.what_if:
        out += gap.changed(found.what_if)
    if found.comparison:
        out += comparison.comparison(found.comparison, result.vintage, found.council)
    if found.asked.explain:
        out += explain.explain(result)
    if len(out) == 1:
        out.append(Paragraph("Nothing is known of this result but that it was made."))
    return out
