"""What ``cqcplan score`` works out of one result, and what ``templates/answers/score.md.j2`` says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cqcplan.framework.results import PublishedResults
from cqcplan.framework.vintage import load_vintage
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import ASSESSMENT_WORDS
from cqcplan.papers.blocks import Block, Heading
from cqcplan.papers.nobodys import nobodys_plan
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.clock import Clock, clock
from cqcplan.scoring.compare import Comparison, compare, newest
from cqcplan.scoring.current import current_assessment, in_order, known, ratings_in_a_row, result_of
from cqcplan.scoring.path import Aim, aims
from cqcplan.scoring.readiness import readiness_of
from cqcplan.scoring.result import Result
from cqcplan.scoring.ways import Ways, ways_to
from cqcplan.scoring.what_if import WhatIf, what_if
from cqcplan.timeline.periods import PaperPeriod
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
    in_force: Result | None
    """The result whose rating stands, where the one looked at leaves it: a focused assessment."""

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

    def blocks(self, own: Sequence[Path] = ()) -> list[Block]:
        """Say it, for the terminal and for Markdown.

        Args:
            own: folders of a council's own templates.

        Raises:
            TemplateProblemError: a template has a mistake in it.
        """
        from cqcplan.papers.sections import ANSWERS, Writer  # noqa: PLC0415 - data in JSON needs no templates

        period = PaperPeriod("", self.asked.as_of, self.asked.as_of)
        plan = self.plan or nobodys_plan("scores", "Scores given", self.result.vintage.id)
        occasion = Occasion(plan, self.asked.as_of, period, None)
        said = Writer(occasion, own).write("score", ANSWERS, found=self)
        return [Heading(said.title), *said.blocks]


def answer(plan: Plan | None, result: Result, asked: ScoreAsked) -> Answer:
    """Work out what was asked."""
    vintage = load_vintage(plan.header.framework) if plan else result.vintage
    statements = tuple(item.id for item in result.statements)
    made = _history(plan, asked.as_of) if plan else ()
    state = state_of(plan, asked.as_of) if plan else None
    in_a_row = ratings_in_a_row(plan, result.assessment) if plan and result.assessment else 1
    current = current_assessment(plan, asked.as_of) if plan and result.leaves_rating else None
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
        in_force=result_of(current) if current and current.kind == "comprehensive" else None,
    )


def _history(plan: Plan, as_of: date) -> tuple[Result, ...]:
    """Return every assessment that was made by a date, and targets whenever they are for, oldest first."""
    return tuple(result_of(item) for item in in_order(plan.assessments) if known(item, as_of))
