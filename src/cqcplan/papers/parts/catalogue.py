"""Every part a paper can be made of, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.model.house_style import PartName
from cqcplan.papers.blocks import Section
from cqcplan.papers.parts import (
    assurance,
    changes,
    closing,
    deciding,
    findings,
    for_cqc,
    in_brief,
    opening,
    plain_words,
    plan_table,
    return_pack,
    standing,
)
from cqcplan.papers.setting import Setting

PARTS: dict[PartName, Callable[[Setting], Section]] = {
    "alternatives": deciding.alternatives,
    "approach": standing.approach,
    "attachments": closing.attachments,
    "background": opening.background,
    "background-papers": closing.background_papers,
    "changes": changes.changed,
    "consultation": standing.consultation,
    "contacts": closing.contacts,
    "dates-in-brief": in_brief.dates,
    "decision": deciding.decision,
    "decisions-ahead": in_brief.decisions_ahead,
    "feedback": for_cqc.feedback,
    "findings": findings.findings,
    "governance": assurance.governance,
    "have-your-say": plain_words.have_your_say,
    "key": plan_table.key,
    "looking-ahead": standing.looking_ahead,
    "money": in_brief.money,
    "plan-in-one-table": plan_table.in_one,
    "plan-table": plan_table.by_priority,
    "principles": opening.principles,
    "progress-since-report": for_cqc.progress,
    "purpose": opening.purpose,
    "reasons": deciding.reasons,
    "reference-sets": standing.reference_sets,
    "return-changes": return_pack.changes_since,
    "return-summary": return_pack.summary,
    "risks": assurance.risks,
    "self-assessment-and-scores": for_cqc.self_assessment,
    "self-assessments": assurance.self_assessments,
    "standing-in-brief": in_brief.standing,
    "strengths": for_cqc.strengths,
    "submissions": assurance.submissions,
    "what-changed": plain_words.what_changed,
    "what-cqc-said": plain_words.what_cqc_said,
    "what-is-next": plain_words.what_is_next,
    "what-matters": in_brief.what_matters,
    "what-we-promised": plain_words.what_we_promised,
    "words-explained": plain_words.words_explained,
    **{name: standing.implication(name) for name in standing.IMPLICATIONS},
}
