"""What papers need besides the plan itself: standing text, periods, people engaged, money, sources."""

from typing import Annotated, Literal

from pydantic import Field

from cqcplan.model.base import Date, DateOrSpan, Flag, Id, Named, Record, Ref, Text, Url
from cqcplan.model.moments import Begins, Intended, Since, Stated
from cqcplan.model.vocabulary import Category, ResourceKind, ResourceStatus

PaperSection = Literal[
    "purpose", "policy-framework", "background", "approach", "looking-ahead", "risk-management", "statutory",
    "resources", "property", "people", "timetable", "local-issues-alert", "equality", "human-rights", "climate",
    "legal", "consultation", "other-options", "alternative-format",
]  # fmt: skip
"""Where a standing paragraph prints."""


class Point(Record):
    """One lettered point under a paragraph."""

    title: Text | None = None
    text: Text


class Paragraph(Named):
    """A standing paragraph of the council's papers: background, implications, what comes next."""

    section: PaperSection
    heading: Text | None = None
    """A heading of its own, where the section has several parts."""
    text: Text | None = None
    points: tuple[Point, ...] = ()
    lists: Annotated[Id, Ref("reference set")] | None = None
    """The reference set whose items are printed under it, and then nowhere else in the paper."""
    meetings: tuple[Annotated[Id, Ref("meeting")], ...] = ()
    """The papers it belongs to. Left out: every paper from ``on``."""
    on: Annotated[Date | None, Begins()] = None
    """Not printed before this date."""
    until: Annotated[Date | None, Stated()] = None
    """Not printed after this date."""


class Principle(Named):
    """A principle that runs through every priority."""

    ref: Text | None = None
    text: Text


class ReferenceItem(Named):
    """One item of a reference set."""

    ref: Text | None = None
    title: Text
    text: Text | None = None


class ReferenceSet(Named):
    """A published list the plan measures itself against: national objectives, duties, what outstanding looks like."""

    title: Text
    publisher: Text | None = None
    published: Annotated[Date | None, Begins()] = None
    text: Text | None = None
    print_in_papers: Flag = True
    """False keeps it for tags and coverage only."""
    meetings: tuple[Annotated[Id, Ref("meeting")], ...] = ()
    """The papers it prints in. Left out: every paper."""
    items: tuple[ReferenceItem, ...] = ()


class Period(Named):
    """A reporting period: the days it covers, how fresh its figures are, and what it feeds."""

    title: Text
    from_: Annotated[Date, Intended()] = Field(alias="from")
    to: Annotated[Date, Intended()]
    data_cutoff: Annotated[Date | None, Intended()] = None
    """The latest date of the figures."""
    meeting: Annotated[Id, Ref("meeting")] | None = None
    submission: Annotated[Id, Ref("submission")] | None = None


class Consultation(Named):
    """A public consultation."""

    title: Text
    opens: Annotated[Date, Intended()]
    closes: Annotated[Date, Intended()]
    outcome_due: Annotated[Date | None, Intended()] = None
    outcome: Text | None = None
    """What is expected, or what came of it."""
    priorities: tuple[Annotated[Id, Ref("priority")], ...] = ()


class Engagement(Named):
    """Who was told or asked, how and when."""

    audience: Text
    method: Text
    on: Annotated[DateOrSpan | None, Begins()] = None
    by: tuple[Annotated[Id, Ref("role")], ...] = ()
    text: Text | None = None


class Resource(Named):
    """People, money, technology or outside help that the plan needs."""

    kind: ResourceKind
    title: Text
    status: ResourceStatus | None = None
    decided_by: Annotated[Id, Ref("body")] | None = None
    on: Annotated[Date | None, Begins()] = None
    text: Text | None = None


class Evidence(Named):
    """A pointer to a document that proves something."""

    title: Text
    category: Category | None = None
    """CQC's evidence category."""
    on: Annotated[Date | None, Begins()] = None
    url: Url | None = None
    section: Text | None = None
    about: tuple[Annotated[Id, Ref("any")], ...] = ()
    quality_statements: tuple[Annotated[Id, Ref("quality statement")], ...] = ()


class BackgroundPaper(Named):
    """A document listed at the end of papers."""

    title: Text
    on: Annotated[Date | None, Begins()] = None
    printed_date: Text | None = None
    """The date as the source printed it, where that cannot be right."""
    meeting: Annotated[Annotated[Id, Ref("meeting")] | None, Since()] = None
    item: Text | None = None
    url: Url | None = None


class Source(Named):
    """A document this plan was made from."""

    title: Text
    publisher: Text | None = None
    on: Annotated[Date | None, Begins()] = None
    url: Url | None = None
