"""Every part a paper can be made of, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.model.house_style import PartName
from cqcplan.papers.blocks import Section
from cqcplan.papers.parts import (
    assurance,
    changes,
    for_cqc,
    in_brief,
    plain_words,
    return_pack,
)
from cqcplan.papers.setting import Setting

PARTS: dict[PartName, Callable[[Setting], Section]] = {
    "changes": changes.changed,
    "dates-in-brief": in_brief.dates,
    "decisions-ahead": in_brief.decisions_ahead,
    "feedback": for_cqc.feedback,
    "governance": assurance.governance,
    "money": in_brief.money,
    "progress-since-report": for_cqc.progress,
    "return-changes": return_pack.changes_since,
    "return-summary": return_pack.summary,
    "risks": assurance.risks,
    "self-assessment-and-scores": for_cqc.self_assessment,
    "self-assessments": assurance.self_assessments,
    "standing-in-brief": in_brief.standing,
    "strengths": for_cqc.strengths,
    "submissions": assurance.submissions,
    "what-matters": in_brief.what_matters,
    "words-explained": plain_words.words_explained,
}
