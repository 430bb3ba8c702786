"""One schema for every file of a plan, and the plan that the files make together."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from cqcplan.model.assessments import Assessment, Challenge, Finding, Letter, SelfAssessment
from cqcplan.model.base import Record
from cqcplan.model.delivery import Measure, Priority, Update
from cqcplan.model.governance import Adviser, Body, Commitment, Meeting, Risk, Role, Submission
from cqcplan.model.header import Header
from cqcplan.model.papers import (
    BackgroundPaper,
    Consultation,
    Engagement,
    Evidence,
    Paragraph,
    Period,
    Principle,
    ReferenceSet,
    Resource,
    Source,
)


class PlanFile(Record):
    """Any file of a plan. Which file a section stands in never matters."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    """The version of this format."""
    plan: Header | None = None
    """In exactly one file of the plan."""
    sources: tuple[Source, ...] = ()
    roles: tuple[Role, ...] = ()
    bodies: tuple[Body, ...] = ()
    principles: tuple[Principle, ...] = ()
    reference_sets: tuple[ReferenceSet, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    correspondence: tuple[Letter, ...] = ()
    findings: tuple[Finding, ...] = ()
    self_assessments: tuple[SelfAssessment, ...] = ()
    priorities: tuple[Priority, ...] = ()
    measures: tuple[Measure, ...] = ()
    updates: tuple[Update, ...] = ()
    risks: tuple[Risk, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    submissions: tuple[Submission, ...] = ()
    advisers: tuple[Adviser, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    engagement: tuple[Engagement, ...] = ()
    resources: tuple[Resource, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    periods: tuple[Period, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    background_papers: tuple[BackgroundPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan: the sections of all its files, in file order."""

    header: Header
    sources: tuple[Source, ...]
    roles: tuple[Role, ...]
    bodies: tuple[Body, ...]
    principles: tuple[Principle, ...]
    reference_sets: tuple[ReferenceSet, ...]
    assessments: tuple[Assessment, ...]
    challenges: tuple[Challenge, ...]
    correspondence: tuple[Letter, ...]
    findings: tuple[Finding, ...]
    self_assessments: tuple[SelfAssessment, ...]
    priorities: tuple[Priority, ...]
    measures: tuple[Measure, ...]
    updates: tuple[Update, ...]
    risks: tuple[Risk, ...]
    meetings: tuple[Meeting, ...]
    commitments: tuple[Commitment, ...]
    submissions: tuple[Submission, ...]
    advisers: tuple[Adviser, ...]
    consultations: tuple[Consultation, ...]
    engagement: tuple[Engagement, ...]
    resources: tuple[Resource, ...]
    evidence: tuple[Evidence, ...]
    periods: tuple[Period, ...]
    paragraphs: tuple[Paragraph, ...]
    background_papers: tuple[BackgroundPaper, ...]
