"""What CQC asks about at its assurance meeting: since its last report, and what it heard then."""

from dataclasses import dataclass

from cqcplan.model.assessments import Assessment, Finding
from cqcplan.model.base import Span
from cqcplan.model.delivery import Priority
from cqcplan.model.papers import Consultation, Engagement
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.current import in_order, result_of
from cqcplan.scoring.current import known as is_known
from cqcplan.scoring.result import Result
from cqcplan.timeline.state import Item, PriorityState

VOICES = ("carers", "people", "staff", "leaders", "partners", "health-partners", "voluntary-sector")
"""Whose voice CQC reported, carers first, as CQC now looks hardest at them."""
_SAID = ("strength", "area-for-improvement", "mixed")
_SHORTFALLS = ("area-for-improvement", "mixed")
"""Kinds of finding that ask for work."""


@dataclass(frozen=True, slots=True)
class OwnScore:
    """A statement that the council scored itself."""

    name: str
    cqc: int | None
    council: int


@dataclass(frozen=True, slots=True)
class OwnScores:
    """The newest scores of the council's own."""

    made: Assessment
    result: Result
    scores: list[OwnScore]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one group of people told CQC."""

    id: str
    findings: list[Finding]


def report(occasion: Occasion) -> Assessment | None:
    """Return the assessment whose rating stands."""
    return occasion.result.assessment if occasion.result else None


def _found(occasion: Occasion, kinds: tuple[str, ...]) -> list[Finding]:
    last = report(occasion)
    every = (item for item in occasion.plan.findings if last and item.assessment == last.id)
    return [item for item in every if item.is_cqcs and item.kind in kinds]


def strengths(occasion: Occasion) -> list[Finding]:
    """Return what that report found strong."""
    return _found(occasion, ("strength",))


def shortfalls(occasion: Occasion) -> list[Finding]:
    """Return what that report asked for."""
    return _found(occasion, _SHORTFALLS)


def answering(occasion: Occasion, finding: Finding) -> list[Priority]:
    """Return the priorities that answer a finding, in plan order."""
    return [item for item in occasion.plan.priorities if finding.id in item.findings]


def own_scores(occasion: Occasion) -> OwnScores | None:
    """Return the newest scores of the council's own beside CQC's, where there are any."""
    every = in_order(occasion.plan.assessments)
    made = [item for item in every if item.kind == "self" and is_known(item, occasion.as_of)]
    if not made:
        return None
    own = result_of(made[-1])
    before = {item.id: item.score for item in occasion.result.statements} if occasion.result else {}
    scores = [OwnScore(item.name, before.get(item.id), item.score) for item in own.statements if item.score is not None]
    return OwnScores(made[-1], own, scores) if scores else None


def embedded(occasion: Occasion) -> list[Item]:
    """Return the work that has become everyday practice."""
    return [item for item in occasion.state.items if item.status == "embedded"]


def learning(occasion: Occasion) -> list[PriorityState]:
    """Return the priorities that serve the statement on learning, improvement and innovation."""
    return [state for state in occasion.state.priorities if "learning" in state.priority.quality_statements]


def finished_since(occasion: Occasion, state: PriorityState) -> list[Item]:
    """Return the work of a priority that was finished since the report; all of it, where there is no report."""
    last = report(occasion)
    start = last.published if last else None
    return [
        item
        for item in state.items
        if item.is_done and item.done_on and (start is None or item.done_on.latest >= start.earliest)
    ]


def heard(occasion: Occasion) -> list[Voice]:
    """Return what people told CQC, by whose voice it is."""
    every = _found(occasion, _SAID)
    voices = [Voice(voice, [item for item in every if item.voice == voice]) for voice in VOICES]
    return [voice for voice in voices if voice.findings]


def engaged(occasion: Occasion) -> list[Engagement]:
    """Return the engagement since the report, in plan order."""
    last = report(occasion)
    start = last.published if last else None
    found = []
    for item in occasion.plan.engagement:
        first = item.on.from_ if isinstance(item.on, Span) else item.on
        if first and not (start and first.latest < start.earliest):
            found.append(item)
    return found


def consulted(occasion: Occasion) -> list[Consultation]:
    """Return the consultations that had opened."""
    return [item for item in occasion.plan.consultations if item.opens.earliest <= occasion.as_of]
