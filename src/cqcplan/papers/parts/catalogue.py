"""Every part a paper can be made of, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.model.house_style import PartName
from cqcplan.papers.blocks import Section
from cqcplan.papers.parts import (
    ahead,
    assurance,
    changes,
    due,
    exceptions,
    for_cqc,
    in_brief,
    measures,
    milestones,
    overall,
    period_work,
    plain_words,
    return_pack,
)
from cqcplan.papers.setting import Setting

PARTS: dict[PartName, Callable[[Setting], Section]] = {
    "amber-and-red": exceptions.amber_and_red,
    "changes": changes.changed,
    "checks-let-stand": exceptions.checks_let_stand,
    "dates-in-brief": in_brief.dates,
    "decisions-ahead": in_brief.decisions_ahead,
    "decisions-needed": ahead.decisions_needed,
    "done": period_work.done,
    "due": due.due,
    "feedback": for_cqc.feedback,
    "governance": assurance.governance,
    "have-your-say": plain_words.have_your_say,
    "late": period_work.late,
    "measures": measures.measures,
    "milestones": milestones.milestones,
    "measures-off-track": exceptions.measures_off_track,
    "money": in_brief.money,
    "next": period_work.next_work,
    "next-dates": ahead.next_dates,
    "overall": overall.overall,
    "overall-in-brief": overall.overall_in_brief,
    "progress-since-report": for_cqc.progress,
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
}
