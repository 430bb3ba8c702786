"""One schema for every file of a plan, and the plan that the files make together."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

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


class Plan(PlanFile):
    """A whole plan: the sections of all its files, in file order. Made of files that have been checked."""

    plan: Header

    @property
    def header(self) -> Header:
        """Which council, which framework, which words."""
        return self.plan


SECTIONS = tuple(name for name in PlanFile.model_fields if name not in ("schema_", "plan"))
"""The sections that the entries of several files are gathered into."""


def whole_plan(header: Header, contents: Sequence[PlanFile]) -> Plan:
    """Join the files of a plan. They are not checked again."""
    gathered: dict[str, Any] = {
        section: tuple(entry for content in contents for entry in getattr(content, section)) for section in SECTIONS
    }
    return Plan.model_construct(plan=header, **gathered)
