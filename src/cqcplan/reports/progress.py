"""The progress paper, part by part."""

from datetime import date

from cqcplan.model.dates import day_words
from cqcplan.model.document import Plan
from cqcplan.model.governance import Meeting
from cqcplan.reports.blocks import Paper, number_sections
from cqcplan.reports.parts import (
    assurance,
    changes,
    closing,
    due,
    findings,
    measures,
    opening,
    priorities,
    rating,
    standing,
)
from cqcplan.reports.setting import Setting, find_meeting
from cqcplan.timeline.periods import Span


def progress_paper(plan: Plan, span: Span, as_of: date, meeting: Meeting | None = None) -> Paper:
    """Write the progress paper of a period.

    Args:
        plan: the plan as its audience may see it (:func:`cqcplan.reports.audience.for_audience`).
        span: the period.
        as_of: the date the paper is made; nothing that happened later is told.
        meeting: the meeting it is for; left out, the period's own or the next one.
    """
    setting = Setting(plan, as_of, span, meeting or find_meeting(plan, span, as_of))
    title, subtitle = opening.title(setting)
    sections = (
        opening.purpose(setting),
        opening.recommendations(setting),
        opening.decision(setting),
        opening.previous(setting),
        opening.background(setting),
        rating.rating(setting),
        findings.findings(setting),
        standing.approach(setting),
        changes.changed(setting),
        priorities.priorities(setting),
        measures.measures(setting),
        due.due(setting),
        standing.looking_ahead(setting),
        assurance.self_assessments(setting),
        standing.reference_sets(setting),
        assurance.risks(setting),
        assurance.promises(setting),
        assurance.submissions(setting),
        assurance.governance(setting),
        *standing.implications(setting),
        standing.consultation(setting),
        closing.attachments(setting),
        closing.background_papers(setting),
        closing.contacts(setting),
    )
    return Paper(
        council=plan.header.council.name,
        title=title,
        subtitle=subtitle,
        facts=opening.facts(setting),
        sections=number_sections(sections),
        footer=f"{plan.header.council.name}. {title}. As at {day_words(as_of)}.",
    )
