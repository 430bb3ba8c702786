"""What CQC did and said, and what the council said back."""

from typing import Annotated

from pydantic import Field, Tag

from cqcplan.model.base import Count, Date, DateOrSpan, Flag, Id, Named, Record, Ref, Text, Url, by_shape
from cqcplan.model.moments import Begins, Comes, Happens, Intended, Since, Stated
from cqcplan.model.vocabulary import (
    AssessmentKind,
    Category,
    ChallengeKind,
    ChallengeOutcome,
    Checked,
    EditionStatus,
    FindingKind,
    Rating,
    Reply,
    Voice,
)

Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Score = Annotated[int, Field(strict=True, ge=1, le=4)]


class StatementScore(Record):
    """One quality statement's result, as printed."""

    score: Score | None = None
    """1 (significant shortfalls) to 4 (exceptional standard). May be left out where ``categories`` are given."""
    categories: dict[Category, Score] = Field(default_factory=dict)
    """Scores by evidence category, in the vintages that have them; they make the statement's percentage and score."""
    percent: Percent | None = None
    """The percentage printed beside it, where one was."""
    rating: Rating | None = None
    """The band printed beside it, where one was."""
    printed_as: Text | None = None
    """The name the source used, where it is not the guidance's own."""


ScoreOrMore = Annotated[Annotated[Score, Tag("plain")] | Annotated[StatementScore, Tag("map")], by_shape]
"""A bare score, or a score with what was printed beside it."""


class Printed(Record):
    """What a source printed of the overall result. Never corrected by what is computed."""

    rating: Rating | None = None
    overall_percent: Percent | None = None
    band: Text | None = None
    """The band as printed: ``39-62%``."""


class ScoresSource(Record):
    """Where scores come from that are in none of the council's own papers."""

    title: Text
    """What they were taken from, in running text."""
    url: Url | None = None
    checked: Checked | None = None
    """How they were checked: against CQC's text and a second source, against CQC's text, in part, or not against it."""


class Tally(Record):
    """How many points were put to CQC, and how many it took."""

    submitted: Count
    accepted: Count
    """Accepted in full or in part."""


class FactualAccuracy(Record):
    """The council's check of CQC's draft report."""

    submitted: Annotated[Date | None, Begins()] = None
    accuracy: Tally | None = None
    completeness: Tally | None = None
    rating_changed: Flag | None = None
    text: Text | None = None


class Assessment(Named):
    """One scoring of the nine quality statements."""

    kind: AssessmentKind
    title: Text | None = None
    framework: Annotated[Id, Ref("framework")]
    """The vintage it was made under."""
    notified: Annotated[Date | None, Begins()] = None
    information_return_due: Annotated[Date | None, Intended()] = None
    assessed: Annotated[DateOrSpan | None, Intended()] = None
    """The whole process, first to last."""
    site_visit: Annotated[DateOrSpan | None, Intended()] = None
    """The days on site: a span, or ``week of 2025-02-24``."""
    draft_received: Annotated[Date | None, Comes()] = None
    published: Annotated[
        Date | None,
        # a target is for its date, not known from then
        Happens(
            "scores", "scores_source", "printed", "factual_accuracy", "supersedes", "url", "text",
            where=lambda entry: entry.kind != "target",
        ),
    ] = None  # fmt: skip
    """When CQC published its report; for a self-assessment, when it was made."""
    url: Url | None = None
    indicative: Flag = False
    """True where the source calls the result indicative. Pilot, self, peer, mock and target always are."""
    scores: dict[Annotated[Id, Ref("quality statement")], ScoreOrMore] = Field(default_factory=dict)
    """By quality statement id: a bare score, or a score with what was printed beside it."""
    scores_source: ScoresSource | None = None
    """Where the scores come from, where they are in none of the council's own papers; papers then say so."""
    printed: Printed | None = None
    factual_accuracy: FactualAccuracy | None = None
    supersedes: Annotated[Id, Ref("assessment")] | None = None
    """The assessment that an upheld rating review replaced; that one stays in the plan."""
    text: Text | None = None
    """What the source says of it, in the council's words."""


class Challenge(Named):
    """A challenge to an assessment or its rating."""

    assessment: Annotated[Id, Ref("assessment")]
    kind: ChallengeKind
    title: Text
    made_by: Annotated[Id, Ref("role")] | None = None
    made_to: Annotated[Id, Ref("body")] | None = None
    received: Annotated[Date | None, Begins()] = None
    """When CQC confirmed that it had it."""
    decided: Annotated[Date | None, Comes("outcome")] = None
    outcome: ChallengeOutcome | None = None
    text: Text | None = None


class Letter(Named):
    """One exchange of correspondence."""

    on: Annotated[tuple[Date, ...], Begins()] = ()
    """The day of the letter and of each reminder. Left out where the source gives none."""
    sender: Annotated[Id, Ref("any")]
    """The post or body that wrote."""
    count: Annotated[int, Field(strict=True, ge=1)] | None = None
    """How many letters, where they are not dated one by one."""
    recipient: Text
    """A job title and organisation."""
    about: Text
    reply: Reply
    replied: Annotated[Date | None, Comes(reply="none")] = None
    text: Text | None = None


class Finding(Named):
    """What CQC said: a strength, an area for improvement, or both at once."""

    assessment: Annotated[Id, Ref("assessment"), Since()]
    kind: FindingKind
    """``context`` is what CQC recorded about the setting, neither praised nor faulted."""
    title: Text
    """A few words."""
    text: Text
    voice: Voice | None = None
    """Whose words these are: those CQC was reporting or its own; the council's and its peers' are none of CQC's."""
    quality_statements: tuple[Annotated[Id, Ref("quality statement")], ...] = ()
    reference: Text | None = None
    """Where CQC's report or the council's paper says so."""
    response: Text | None = None
    """What the council says about it since, never mixed into CQC's words."""
    responded: Annotated[Date | None, Comes("response", "plain_response")] = None
    """When the council said it."""
    plain_words: Text | None = None
    """What CQC said, for residents, as a sentence. The update for residents tells only what has it."""
    plain_response: Text | None = None
    """What the council did about it, for residents: printed as "You said, we did" where people or carers said it."""


class SelfAssessment(Named):
    """One edition of the council's own self-assessment document."""

    title: Text
    covers: Annotated[DateOrSpan | None, Stated()] = None
    """The reporting period it describes."""
    began: Annotated[Date | None, Intended()] = None
    """When work on it starts or started."""
    published: Annotated[Date | None, Happens("status", "url", where=lambda edition: edition.status == "published")] = (
        None
    )
    status: EditionStatus | None = None
    url: Url | None = None
    text: Text | None = None
