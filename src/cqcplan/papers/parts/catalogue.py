"""Every part a paper can be made of, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.papers.blocks import Section
from cqcplan.papers.parts import (
    changes,
    closing,
    deciding,
    findings,
    opening,
    plain_words,
    plan_table,
    return_pack,
    standing,
)
from cqcplan.papers.setting import Setting

PARTS: dict[str, Callable[[Setting], Section]] = {
    "alternatives": deciding.alternatives,
    "approach": standing.approach,
    "attachments": closing.attachments,
    "background": opening.background,
    "background-papers": closing.background_papers,
    "changes": changes.changed,
    "consultation": standing.consultation,
    "contacts": closing.contacts,
    "decision": deciding.decision,
    "findings": findings.findings,
    "have-your-say": plain_words.have_your_say,
    "key": plan_table.key,
    "looking-ahead": standing.looking_ahead,
    "plan-in-one-table": plan_table.in_one,
    "plan-table": plan_table.by_priority,
    "principles": opening.principles,
    "purpose": opening.purpose,
    "reasons": deciding.reasons,
    "reference-sets": standing.reference_sets,
    "return-changes": return_pack.changes_since,
    "return-summary": return_pack.summary,
    "what-changed": plain_words.what_changed,
    "what-cqc-said": plain_words.what_cqc_said,
    "what-is-next": plain_words.what_is_next,
    "what-we-promised": plain_words.what_we_promised,
    **{name: standing.implication(name) for name in standing.IMPLICATIONS},
}
