"""The choices of a plan, and the words that are said for them, each written once.

Fields of the models take these choices; the command line, its help, the schema, trackers, answers and papers say them
in these words. Nothing is imported here but typing, so that the command line can name them before it has work to do.
"""

from typing import Any, Literal, get_args

Visibility = Literal["public", "internal", "exempt", "confidential"]
"""Who may read an entry. Inherited downwards; the most restrictive wins."""
Lifecycle = Literal["not-started", "in-progress", "complete", "embedded", "closed", "transferred"]
"""How far a piece of work has got. Complete is not embedded."""
Colour = Literal["blue", "green", "amber", "red", "grey"]
Rating = Literal["inadequate", "requires-improvement", "good", "outstanding"]
AssessmentKind = Literal["pilot", "comprehensive", "focused", "self", "peer", "mock", "target"]
FindingKind = Literal["strength", "area-for-improvement", "mixed", "context"]
Category = Literal["peoples-experience", "staff-and-leaders", "partners", "processes", "outcomes", "observation"]
"""CQC's evidence categories; local authorities are assessed on the first four."""
Voice = Literal[
    "staff", "leaders", "partners", "health-partners", "voluntary-sector", "carers", "people", "data", "cqc",
    "council", "peers",
]  # fmt: skip
ChallengeKind = Literal["rating-review", "method", "complaint"]
ChallengeOutcome = Literal["upheld", "partly-upheld", "not-upheld", "no-grounds", "withdrawn"]
Reply = Literal["none", "acknowledged", "substantive"]
EditionStatus = Literal["planned", "in-progress", "published"]
Better = Literal["higher", "lower"]
Bound = Literal["at-least", "more-than", "at-most", "under"]
"""How a figure is known that is not known exactly."""
ComparedWith = Literal["england", "region", "council-type", "statistical-neighbours", "council", "other"]
Counts = Literal["people", "other"]
RunningTotal = Literal["ever", "each-year"]
"""Whether a running total goes on, or begins anew every April."""
Frequency = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
Every = Literal["month", "quarter", "half-year", "year"]
Meets = Literal["weekly", "monthly", "quarterly", "half-yearly", "yearly"]
BodyKind = Literal[
    "council", "cabinet", "scrutiny", "board", "leadership-team", "group", "partnership", "partner", "government",
    "regulator", "adviser", "provider",
]  # fmt: skip
DecisionStatus = Literal["approved", "noted", "deferred", "refused"]
PlanStatus = Literal["draft", "gap-review", "ratified", "final"]
CouncilType = Literal["county", "unitary", "metropolitan", "london-borough", "city"]
Checked = Literal["both", "primary", "partly", "secondary"]
"""How published scores were checked: against CQC's text and a second source, against CQC's text, in part, or not."""
ResourceKind = Literal["people", "money", "technology", "property", "external"]
ResourceStatus = Literal["requested", "agreed", "in-place", "in-progress", "ended"]

RATING_WORDS: dict[str, str] = {
    "inadequate": "Inadequate",
    "requires-improvement": "Requires improvement",
    "good": "Good",
    "outstanding": "Outstanding",
}
"""Ratings as papers print them, worst first."""
ASSESSMENT_WORDS: dict[str, str] = {
    "pilot": "CQC pilot assessment",
    "comprehensive": "CQC assessment",
    "focused": "CQC focused assessment",
    "self": "self-assessment",
    "peer": "peer review",
    "mock": "mock assessment",
    "target": "target scores",
}
STATUS_WORDS: dict[str, str] = {
    "not-started": "Not started",
    "in-progress": "In progress",
    "complete": "Complete",
    "embedded": "Embedded in practice",
    "closed": "Closed",
    "transferred": "Moved to another programme",
}
EVERY_WORDS: dict[str, str] = {
    "month": "every month",
    "quarter": "every quarter",
    "half-year": "every half-year",
    "year": "every year",
}
PLAN_STATUS_WORDS: dict[str, str] = {
    "draft": "Draft",
    "gap-review": "Being checked for gaps",
    "ratified": "Ratified",
    "final": "Final",
}
VOICE_WORDS: dict[str, str] = {
    "carers": "Unpaid carers",
    "people": "People who draw on care and support",
    "staff": "Staff",
    "leaders": "Leaders",
    "partners": "Partners",
    "health-partners": "Health partners",
    "voluntary-sector": "The voluntary sector",
}
"""Who said something of the council, in the order in which papers tell it; data and CQC are no voices of people."""
RESOURCE_WORDS: dict[str, str] = {
    "people": "People",
    "money": "Money",
    "technology": "Technology",
    "property": "Property",
    "external": "Outside help",
}
RESOURCE_STATUS_WORDS: dict[str, str] = {
    "requested": "Requested",
    "agreed": "Agreed",
    "in-place": "In place",
    "in-progress": "In progress",
    "ended": "Ended",
}
DECISION_WORDS: dict[str, str] = {
    "approved": "Approved",
    "noted": "Noted",
    "deferred": "Deferred",
    "refused": "Refused",
}
COMPARED_WORDS: dict[str, str] = {
    "england": "England",
    "region": "The region",
    "council-type": "Councils of the same type",
    "statistical-neighbours": "Statistical neighbours",
    "council": "Another council",
    "other": "Others",
}
"""Whom a council's figure is set beside, where the plan does not name them."""
IN_TEMPLATES: dict[str, dict[str, str]] = {
    "ratings": RATING_WORDS,
    "assessments": ASSESSMENT_WORDS,
    "statuses": STATUS_WORDS,
    "every": EVERY_WORDS,
    "plan_statuses": PLAN_STATUS_WORDS,
    "decisions": DECISION_WORDS,
    "voices": VOICE_WORDS,
    "compared": COMPARED_WORDS,
    "resources": RESOURCE_WORDS,
    "resource_statuses": RESOURCE_STATUS_WORDS,
}
"""The words by the names that templates ask for them: ``vocabulary.ratings["good"]``."""


def choices(of: Any) -> tuple[str, ...]:
    """Return what may be chosen, in order: ``choices(Better)`` is ``("higher", "lower")``."""
    return get_args(of)


def choices_told(of: Any) -> str:
    """Return the choices as a help text tells them: ``higher or lower``."""
    *first, last = choices(of)
    return f"{', '.join(first)} or {last}"
