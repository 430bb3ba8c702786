"""Who oversees the plan: bodies, roles, meetings, and what was promised and sent to them."""

from typing import Annotated

from pydantic import Field

from cqcplan.model.base import Date, Flag, Id, Named, Number, OneOrMore, Record, Ref, Text, Url
from cqcplan.model.moments import Begins, Comes, Ends, Happens, Intended, Once, Since
from cqcplan.model.vocabulary import BodyKind, DecisionStatus, Every, Meets


class FormerName(Record):
    """A name in use until a date."""

    name: Text
    until: Annotated[Date | None, Ends()] = None


class Role(Named):
    """A post. Work belongs to posts, so that a leaver is one edit."""

    title: Text
    former_titles: tuple[FormerName, ...] = ()
    holder: Text | None = None
    """The person in post. Papers print the title alone, unless ``name_in_papers`` says otherwise."""
    name_in_papers: Flag = False
    """Whether papers print the holder's name too, as author and as officer to contact."""
    organisation: Text | None = None
    """Where it is not the council."""
    phone: Text | None = None
    email: Text | None = None


class Body(Named):
    """A committee, board, partner or regulator."""

    name: Text
    short_name: Text | None = None
    kind: BodyKind
    chair: Annotated[Id, Ref("role")] | None = None
    meets: Meets | None = None
    since: Annotated[Date | None, Intended()] = None
    """When it first met or is to meet."""
    former_names: tuple[FormerName, ...] = ()
    call_in_days: Annotated[int | None, Field(strict=True, ge=1, le=20)] = None
    """For how many working days after its publication a decision of it can be called in. Left out: five."""
    clear_days: Annotated[int | None, Field(strict=True, ge=5, le=15)] = None
    """How many clear working days before its meetings its papers have to be public. Left out: five, as the law asks."""
    house_style: Text | None = None
    """The style its papers are printed in: ``bathnes-panel``. Left out: the settings', or plain."""
    receives_updates: Flag = False
    """True where the plan promises it regular progress updates."""
    text: Text | None = None
    """What it does for the plan."""


class Resolution(Record):
    """One numbered recommendation or decision."""

    ref: Text | None = None
    """As printed: ``"2.1"``, ``(1)``."""
    text: Text


class Document(Record):
    """A paper or appendix of a meeting."""

    title: Text
    format: Text | None = None
    size: Text | None = None
    """As printed: ``177 KB``."""
    url: Url | None = None


class Meeting(Named):
    """A meeting of a body, and the paper about the plan that it took."""

    body: Annotated[Id, Ref("body")]
    on: Annotated[
        Date,
        Happens(
            "summary", "decisions", "status", "effective",
            stays=True, asked=("purpose", "recommendations", "reasons", "alternatives"),
        ),
    ]  # fmt: skip
    date_in_doubt: Flag = False
    """True where the date is as the source prints it and there is reason to doubt it; papers say so."""
    title: Text | None = None
    """The title of the paper. Left out where the meeting had none about the plan."""
    item: Text | None = None
    """Agenda item, as printed: ``item 36``."""
    ref: Text | None = None
    """Forward plan or decision reference."""
    wards: Text | None = None
    open: Flag = True
    """False for an item taken with the public excluded."""
    summary: Text | None = None
    """One sentence on what the body received, for ``previous decisions``."""
    purpose: Text | None = None
    """The opening paragraph of the paper: why it comes."""
    recommendations: tuple[Resolution, ...] = ()
    """What the paper asks for."""
    decisions: tuple[Resolution, ...] = ()
    """What the body decided."""
    status: DecisionStatus | None = None
    key_decision: Flag | None = None
    call_in: Flag | None = None
    """Whether the decision can be called in."""
    reasons: tuple[Text, ...] = ()
    alternatives: tuple[Text, ...] = ()
    report_of: Annotated[Id, Ref("role")] | None = None
    author: Annotated[Id, Ref("role")] | None = None
    contact: Annotated[Id, Ref("role")] | None = None
    published: Annotated[Date | None, Comes()] = None
    """When the decision was published."""
    effective: Annotated[Date | None, Intended()] = None
    """When the decision takes effect."""
    documents: tuple[Document, ...] = ()
    url: Url | None = None


class Commitment(Named):
    """A promise made to members, to the public or to government."""

    title: Text
    made_to: OneOrMore
    """The body or post it was made to; a list where there are several."""
    made_at: Annotated[Annotated[Id, Ref("meeting")] | None, Since()] = None
    made_on: Annotated[Date | None, Begins()] = None
    """Where it was not made at a meeting of this plan."""
    by: Annotated[Id, Ref("role")] | None = None
    due: Annotated[Date | None, Intended()] = None
    every: Every | None = None
    """Where it is a standing promise."""
    met: Annotated[Date | None, Comes("met_by")] = None
    met_by: Annotated[Annotated[Id, Ref("any")] | None, Once()] = None
    """The meeting, submission or document that kept it."""
    text: Text | None = None


class Submission(Named):
    """A report due to government or a regulator."""

    to: Annotated[Id, Ref("body")]
    title: Text
    stage: Annotated[int, Field(strict=True, ge=1, le=9)] | None = None
    """DHSC's stage: 1 response, 2 plan and support, 3 quarterly updates."""
    due: Annotated[Date | None, Intended()] = None
    submitted: Annotated[Date | None, Happens()] = None
    by: Annotated[Id, Ref("any")] | None = None
    """The role, adviser or body that sends it."""
    contents: tuple[Text, ...] = ()
    text: Text | None = None


class AdviserEvent(Record):
    """One dated thing an adviser did."""

    on: Annotated[Date, Begins()]
    text: Text


class Adviser(Named):
    """Outside help: a care and health improvement adviser, a consultancy, a peer."""

    title: Text
    body: Annotated[Id, Ref("body")] | None = None
    """Who provides the adviser."""
    reason: Text | None = None
    assigned: Annotated[Date | None, Begins()] = None
    events: tuple[AdviserEvent, ...] = ()
    text: Text | None = None


class Escalation(Record):
    """A risk moved up to another register."""

    to: Text
    on: Annotated[Date | None, Begins()] = None


class Risk(Named):
    """Something that could stop the plan, and what would follow."""

    title: Text
    risk_register: Text | None = None
    """The register it stands in: ``ASC Risk Register``."""
    owner: Annotated[Id, Ref("role")] | None = None
    consequence: Text | None = None
    mitigation: Text | None = None
    likelihood: Number | None = None
    impact: Number | None = None
    raised: Annotated[Date | None, Begins()] = None
    escalated: Escalation | None = None
    reviewed: Annotated[Date | None, Comes()] = None
    review_every: Every | None = None
    text: Text | None = None
